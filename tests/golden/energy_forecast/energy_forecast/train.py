"""Train stage of energy_forecast."""

import pickle
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from energy_forecast.common import with_dummies
from energy_forecast.config import Config
from energy_forecast.storage import load_table


def train_from_data(
    config: Config, X_train: pd.DataFrame, y_train: pd.Series
) -> dict[str, GradientBoostingRegressor | Pipeline]:
    """Fit `models` on `X_train` and `y_train`."""
    # Train
    ridge = make_pipeline(StandardScaler(), Ridge(alpha=config.ALPHA))
    ridge.fit(with_dummies(X_train), y_train)
    print(ridge.score(with_dummies(X_train), y_train))

    gbr = GradientBoostingRegressor(
        n_estimators=200, learning_rate=0.05, max_depth=3, random_state=1
    )
    gbr.fit(X_train, y_train)
    models = {"ridge": ridge, "gbr": gbr}

    return models


def train_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
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
    out_dir: Annotated[
        Path,
        typer.Option(
            help="Folder for the model and all that it needs.", file_okay=False
        ),
    ],
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as ALPHA=VALUE."),
    ] = [],
) -> None:
    """Fit `models` on `X_train` and `y_train`, and save all results in `out_dir`."""
    # Load
    config = Config.load(model_config_file, changes)
    X_train = load_table(x_train_file)
    y_train = load_table(y_train_file)

    # Train
    models = train_from_data(config=config, X_train=X_train, y_train=y_train)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    config.save(out_dir / "model_config.yaml")
    with open(out_dir / "models.pickle", "wb") as f:
        pickle.dump(models, f)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(train_from_path)


if __name__ == "__main__":
    main()
