"""Automatic machine learning."""

from nb2prod.knowledge.schema import Library

LIBRARIES = (
    Library(name="auto_ml", builds="."),
    Library(name="autogluon", builds="."),
    Library(name="autosklearn", builds="."),
    Library(name="flaml", builds="."),
    Library(name="h2o", builds=".", loads="import_file"),
    Library(
        name="pycaret",
        fits="""classification.compare_models classification.create_model
                classification.tune_model regression.compare_models regression.create_model
                regression.tune_model""",
        measures="classification.evaluate_model classification.plot_model",
        predicts="""classification.predict_model
                regression.predict_model""",
        prepares_data="classification.setup regression.setup",
    ),
    Library(name="tpot", builds="."),
)
