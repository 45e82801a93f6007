"""Train stage of churn."""

import shutil
import warnings
from pathlib import Path
from typing import Annotated, Any

import joblib
import matplotlib.pyplot as plt
import pandas as pd
import typer
import yaml
from sklearn.ensemble import RandomForestClassifier

from churn.artefacts import copy_any
from churn.figures import save_figures, show_figures
from churn.tables import read_table

warnings.filterwarnings("ignore")


def train_from_data(
    model_config: dict[str, Any],
    X: pd.DataFrame,
    X_train: pd.DataFrame,
    y_train: pd.Series,
) -> RandomForestClassifier:
    """Train with data in memory."""
    SEED = model_config["SEED"]
    N_TREES = model_config["N_TREES"]
    MAX_DEPTH = model_config["MAX_DEPTH"]

    # 3. Model
    model = RandomForestClassifier(
        n_estimators=N_TREES,
        max_depth=MAX_DEPTH,
        min_samples_leaf=3,
        class_weight="balanced",
        random_state=SEED,
    )
    model.fit(X_train, y_train)
    print(f"train accuracy {model.score(X_train, y_train):.3f}")

    importances = pd.Series(model.feature_importances_, index=X.columns).sort_values(
        ascending=False
    )
    importances.head(8).plot.barh()
    plt.gca().invert_yaxis()
    plt.title("Feature importance")
    show_figures("cell_2")

    return model


def train_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="YAML file of the parameters.")
    ],
    x_file: Annotated[Path, typer.Option(help="X, x.csv of preprocess.")],
    x_train_file: Annotated[
        Path, typer.Option(help="X_train, x_train.csv of preprocess.")
    ],
    y_train_file: Annotated[
        Path, typer.Option(help="y_train, y_train.csv of preprocess.")
    ],
    encoders_file: Annotated[
        Path,
        typer.Option(help="encoders, encoders of preprocess; saved with the model."),
    ],
    out_dir: Annotated[Path, typer.Option(help="Folder for all that the stage saves.")],
) -> None:
    """Train with data in files, and save all that it gives in `out_dir`."""
    # Load
    with model_config_file.open() as config_file:
        model_config = yaml.safe_load(config_file)
    X = read_table(x_file)
    X_train = read_table(x_train_file)
    y_train = read_table(y_train_file)

    # Train
    model = train_from_data(
        model_config=model_config,
        X=X,
        X_train=X_train,
        y_train=y_train,
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, out_dir / "model.joblib")
    shutil.copy(model_config_file, out_dir / "model_config.yaml")
    copy_any(encoders_file, out_dir / "encoders")
    joblib.dump(model, out_dir / "model.pkl")

    save_figures(out_dir)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(train_from_path)


if __name__ == "__main__":
    main()
