"""Hyperparameter search and experiment tracking."""

from nb2prod.knowledge.schema import Library, Path

LIBRARIES = (
    Library(name="hyperopt", fits="fmin", neutral="."),
    Library(
        name="mlflow",
        returns={"self": "MlflowClient client.MlflowClient tracking.MlflowClient"},
        immutable="MlflowClient client.MlflowClient tracking.MlflowClient",
        remade="MlflowClient client.MlflowClient tracking.MlflowClient",
        reads=(Path("log_artifact", 0, "local_path"),),
        reads_folders=(
            Path("log_artifacts", 0, "local_dir"),
            Path("pyfunc.load_model sklearn.load_model xgboost.load_model", 0, "model_uri"),
        ),
        writes_folders=(Path("sklearn.save_model xgboost.save_model", 1, "path"),),
        settings="""autolog enable_system_metrics_logging end_run lightgbm.autolog pytorch.autolog
            set_experiment set_registry_uri set_tracking_uri sklearn.autolog start_run
            tensorflow.autolog xgboost.autolog""",
        measures="log_metric log_metrics",
        saves="""lightgbm.log_model log_artifact pyfunc.log_model pytorch.log_model
                register_model sklearn.log_model xgboost.log_model""",
        sets_up="""autolog lightgbm.autolog set_experiment set_registry_uri
                set_tracking_uri sklearn.autolog xgboost.autolog""",
        neutral=".",
    ),
    Library(
        name="optuna",
        classes=True,
        returns={"optuna.study.Study": "create_study load_study"},
        pure=".",
        uses_estimators=True,
        settings="logging.disable_default_handler logging.set_verbosity",
        builds=".",
        measures="visualization",
        sets_up="logging.set_verbosity",
        neutral="logging samplers",
    ),
    Library(name="ray", settings="init", builds="tune"),
    Library(
        name="skopt", distribution="scikit-optimize", classes=True, uses_estimators=True, builds="."
    ),
    Library(name="wandb", settings="finish init login", neutral="."),
)
