"""Train stage of churn."""

import json
import shutil
import warnings
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import matplotlib.pyplot as plt
import pandas as pd
import typer
from sklearn.ensemble import RandomForestClassifier

from churn.config import Config
from churn.storage import load_table, save_figures, show_figures

warnings.filterwarnings("ignore")


class TrainResult(NamedTuple):
    """Results of `train_from_data`."""

    model: RandomForestClassifier
    train_accuracy: float
    figures: dict[str, Any]


def train_from_data(
    config: Config, X: pd.DataFrame, X_train: pd.DataFrame, y_train: pd.Series
) -> TrainResult:
    """Fit the `RandomForestClassifier` on `X_train` and `y_train`."""
    figures: dict[str, Any] = {}

    # 3. Model
    model = RandomForestClassifier(
        n_estimators=config.N_TREES,
        max_depth=config.MAX_DEPTH,
        min_samples_leaf=3,
        class_weight="balanced",
        random_state=config.SEED,
    )
    model.fit(X_train, y_train)
    train_accuracy = model.score(X_train, y_train)
    print(f"train accuracy {train_accuracy:.3f}")

    importances = pd.Series(model.feature_importances_, index=X.columns).sort_values(
        ascending=False
    )
    importances.head(8).plot.barh()
    plt.gca().invert_yaxis()
    plt.title("Feature importance")
    show_figures(figures, "feature_importance")

    return TrainResult(model=model, train_accuracy=train_accuracy, figures=figures)


def train_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
    ],
    x_file: Annotated[
        Path,
        typer.Option(help="Features, made by preprocess.", exists=True, dir_okay=False),
    ],
    x_train_file: Annotated[
        Path,
        typer.Option(
            help="Features of the training rows, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    y_train_file: Annotated[
        Path,
        typer.Option(
            help="Target of the training rows, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    encoders_file: Annotated[
        Path,
        typer.Option(
            help="Dict encoders, made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    out_dir: Annotated[
        Path,
        typer.Option(
            help="Folder for the model and all that it needs.", file_okay=False
        ),
    ],
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as SEED=VALUE."),
    ] = [],
) -> None:
    """Fit the `RandomForestClassifier`, and save all results in `out_dir`."""
    # Load
    config = Config.load(model_config_file, changes)
    X = load_table(x_file)
    X_train = load_table(x_train_file)
    y_train = load_table(y_train_file)

    # Train
    result = train_from_data(config=config, X=X, X_train=X_train, y_train=y_train)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    config.save(out_dir / "model_config.yaml")
    shutil.copy(encoders_file, out_dir / "encoders.joblib")
    joblib.dump(result.model, out_dir / "model.pkl")
    (out_dir / "metrics.json").write_text(
        json.dumps(
            {"train_accuracy": result.train_accuracy},
            indent=2,
            default=lambda x: x.item(),
        )
        + "\n"
    )
    save_figures(result.figures, out_dir)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(train_from_path)


if __name__ == "__main__":
    main()
