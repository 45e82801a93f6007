"""Gradient boosting."""

from nb2prod.knowledge.schema import ITSELF, Act, Else, Library, Path, Value

LIBRARIES = (
    Library(
        name="catboost",
        reads=(Path("Pool", 0, "data", ITSELF, other=Else.DATA),),
        writes=(Path(".save_borders", 0, "fname", needs="catboost"),),
        text_paths=".",
        classes=True,
        estimators="CatBoost",
        pure=".",
        remade="Pool",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.FIT, Value.MODEL): "train",
            (Act.MEASURE, Value.RESULT): "cv",
            (None, Value.STREAM): "Pool",
        },
        cross_validates="cv",
    ),
    Library(
        name="lightgbm",
        alias="lgb",
        reads=(
            Path("Booster", 2, "model_file", ITSELF),
            Path("Dataset", 0, "data", ITSELF, other=Else.DATA),
        ),
        writes=(Path(".save_model .save_binary", 0, "filename", needs="lightgbm"),),
        classes=True,
        returns={"lightgbm.Booster": "train", "lightgbm.Dataset": "Dataset"},
        estimators="LGBM sklearn.LGBM",
        pure=".",
        changes={(1, 3): "train", (1,): "cv"},
        remade="Dataset",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.FIT, Value.MODEL): "train",
            (Act.MEASURE, Value.RESULT): "cv",
            (Act.MEASURE, None): "plot_importance plot_metric plot_tree",
            (None, Value.STREAM): "Dataset",
            (None, None): "early_stopping log_evaluation",
        },
        cross_validates="cv",
    ),
    Library(name="ngboost", stages={(Act.BUILD, Value.MODEL): "."}),
    Library(
        name="xgboost",
        alias="xgb",
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
        classes=True,
        returns={"xgboost.Booster": "train", "xgboost.DMatrix": "DMatrix"},
        methods={
            "xgboost.Booster": {"numpy.ndarray": "predict"},
        },
        estimators="XGB sklearn.XGB",
        pure=".",
        settings="set_config",
        remade="DMatrix QuantileDMatrix",
        stages={
            (Act.BUILD, Value.MODEL): ".",
            (Act.FIT, Value.MODEL): "train",
            (Act.MEASURE, Value.RESULT): "cv",
            (Act.MEASURE, None): "plot_importance plot_tree to_graphviz",
            (None, Value.STREAM): "DMatrix QuantileDMatrix",
        },
        cross_validates="cv",
    ),
)
