"""Automatic machine learning."""

from nb2prod.knowledge.schema import Act, Library, Value

LIBRARIES = (
    Library(name="auto_ml", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(name="autogluon", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(name="autosklearn", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(name="flaml", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="h2o",
        stages={(Act.BUILD, Value.MODEL): ".", (Act.LOAD, Value.DATA): "import_file"},
    ),
    Library(
        name="pycaret",
        stages={
            (Act.FIT, Value.MODEL): """classification.compare_models classification.create_model
                classification.tune_model regression.compare_models regression.create_model
                regression.tune_model""",
            (Act.MEASURE, Value.RESULT): "classification.evaluate_model classification.plot_model",
            (Act.PREDICT, Value.PREDICTION): """classification.predict_model
                regression.predict_model""",
            (Act.PREPARE, Value.DATA): "classification.setup regression.setup",
        },
    ),
    Library(name="tpot", stages={(Act.BUILD, Value.MODEL): "."}),
)
