"""Explanations of models."""

from nb2prod.knowledge.schema import Act, Library, Value

LIBRARIES = (
    Library(name="alibi", stages={(Act.MEASURE, Value.RESULT): "."}),
    Library(name="dtreeviz", stages={(Act.MEASURE, Value.RESULT): "."}),
    Library(name="eli5", stages={(Act.MEASURE, Value.RESULT): "."}),
    Library(name="fairlearn", stages={(Act.MEASURE, Value.RESULT): "metrics"}),
    Library(name="lime", stages={(Act.MEASURE, Value.RESULT): "."}),
    Library(name="pdpbox", stages={(Act.MEASURE, Value.RESULT): "."}),
    Library(
        name="shap",
        pure=".",
        settings="initjs",
        stages={(Act.MEASURE, Value.RESULT): ".", (Act.SETTING, None): "initjs"},
    ),
)
