"""Gradient boosting."""

from nb2prod.knowledge.schema import ITSELF, Act, Else, Library, Path, Value

LIBRARIES = (
    Library(
        name="catboost",
        classes=True,
        text_paths=".",
        reads=(Path("Pool", 0, "data", ITSELF, other=Else.DATA),),
        writes=(Path(".save_borders", 0, "fname", needs="catboost"),),
        estimators="CatBoost",
        pure=".",
        cross_validates="cv",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.FIT, Value.MODEL): "train",
            (Act.MEASURE, Value.RESULT): "cv",
            (None, Value.STREAM): "Pool",
        },
    ),
    Library(
        name="lightgbm",
        alias="lgb",
        classes=True,
        reads=(
            Path("Booster", 2, "model_file", ITSELF),
            Path("Dataset", 0, "data", ITSELF, other=Else.DATA),
        ),
        writes=(Path(".save_model .save_binary", 0, "filename", needs="lightgbm"),),
        estimators="LGBM sklearn.LGBM",
        returns={"lightgbm.Booster": "train", "lightgbm.Dataset": "Dataset"},
        pure=".",
        changes={(1, 3): "train", (1,): "cv"},
        cross_validates="cv",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.FIT, Value.MODEL): "train",
            (Act.MEASURE, Value.RESULT): "cv",
            (Act.MEASURE, None): "plot_importance plot_metric plot_tree",
            (None, Value.STREAM): "Dataset",
            (None, None): "early_stopping log_evaluation",
        },
    ),
    Library(name="ngboost", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="xgboost",
        alias="xgb",
        classes=True,
        reads=(
            Path(".load_model", 0, "fname"),
            Path("Booster", 2, "model_file", ITSELF),
            Path("DMatrix", 0, "data", ITSELF, other=Else.DATA),
        ),
        writes=(
            Path(".save_model", 0, "fname"),
            Path(".dump_model", 0, "fout", needs="xgboost"),
            Path(".save_binary", 0, "fname", needs="xgboost"),
        ),
        estimators="XGB sklearn.XGB",
        returns={"xgboost.Booster": "train", "xgboost.DMatrix": "DMatrix"},
        methods={
            "xgboost.Booster": {"numpy.ndarray": "predict"},
        },
        pure=".",
        settings="set_config",
        cross_validates="cv",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.FIT, Value.MODEL): "train",
            (Act.MEASURE, Value.RESULT): "cv",
            (Act.MEASURE, None): "plot_importance plot_tree to_graphviz",
            (None, Value.STREAM): "DMatrix QuantileDMatrix",
        },
    ),
)
