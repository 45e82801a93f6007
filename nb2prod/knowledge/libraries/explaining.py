"""Explanations of models."""

from nb2prod.knowledge.schema import Library

LIBRARIES = (
    Library(name="alibi", measures="."),
    Library(name="dtreeviz", measures="."),
    Library(name="eli5", measures="."),
    Library(name="fairlearn", measures="metrics"),
    Library(name="lime", measures="."),
    Library(name="pdpbox", measures="."),
    Library(name="shap", pure=".", settings="initjs", measures=".", sets_up="initjs"),
)
