"""Train stage of house_prices."""

import shutil
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import Ridge

from house_prices.common import rmse
from house_prices.config import Config
from house_prices.storage import load_table


class TrainResult(NamedTuple):
    """Results of `train_from_data`."""

    scores: dict[str, float]
    model: GradientBoostingRegressor
    ridge: Ridge


def train_from_data(config: Config, y: pd.Series, X: np.ndarray) -> TrainResult:
    """Fit `model` and `ridge` on `X` and `y`."""
    # Models
    #
    # Ridge and gradient boosting, blended.
    # quick hold-out, last 20 % of the rows
    n_val = int(0.2 * len(X))
    X_tr, X_val = X[:-n_val], X[-n_val:]
    y_tr, y_val = y.iloc[:-n_val], y.iloc[-n_val:]

    scores = {}
    for name, model in [
        ("ridge", Ridge(alpha=config.alpha)),
        (
            "gbr",
            GradientBoostingRegressor(
                n_estimators=config.n_estimators,
                learning_rate=config.learning_rate,
                max_depth=3,
                random_state=0,
            ),
        ),
    ]:
        model.fit(X_tr, y_tr)
        scores[name] = rmse(y_val, model.predict(X_val))
        print(f"{name:>6}: val RMSE (log) {scores[name]:.4f}")

    # refit on everything
    ridge = Ridge(alpha=config.alpha).fit(X, y)
    model = GradientBoostingRegressor(
        n_estimators=config.n_estimators,
        learning_rate=config.learning_rate,
        max_depth=3,
        subsample=0.8,
        random_state=0,
    )
    model.fit(X, y)

    return TrainResult(scores=scores, model=model, ridge=ridge)


def train_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
    ],
    y_file: Annotated[
        Path,
        typer.Option(help="Target, made by preprocess.", exists=True, dir_okay=False),
    ],
    x_file: Annotated[
        Path,
        typer.Option(help="Features, made by preprocess.", exists=True, dir_okay=False),
    ],
    lot_median_file: Annotated[
        Path,
        typer.Option(
            help="Number lot_median, made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    num_cols_file: Annotated[
        Path,
        typer.Option(
            help="List num_cols, made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    ohe_file: Annotated[
        Path,
        typer.Option(
            help="Fitted OneHotEncoder (ohe), made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    oe_file: Annotated[
        Path,
        typer.Option(
            help="Fitted OrdinalEncoder (oe), made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    scaler_file: Annotated[
        Path,
        typer.Option(
            help="Fitted StandardScaler, made by preprocess; kept with the model.",
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
        typer.Option("--set", help="Another value of a parameter, as alpha=VALUE."),
    ] = [],
) -> None:
    """Fit `model` and `ridge` on `X` and `y`, and save all results in `out_dir`."""
    # Load
    config = Config.load(model_config_file, changes)
    y = load_table(y_file)
    X = np.load(x_file, allow_pickle=True)

    # Train
    result = train_from_data(config=config, y=y, X=X)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    joblib.dump(result.scores, out_dir / "scores.joblib")
    joblib.dump(result.ridge, out_dir / "ridge.joblib")
    config.save(out_dir / "model_config.yaml")
    shutil.copy(lot_median_file, out_dir / "lot_median.joblib")
    shutil.copy(num_cols_file, out_dir / "num_cols.joblib")
    shutil.copy(ohe_file, out_dir / "ohe.joblib")
    shutil.copy(oe_file, out_dir / "oe.joblib")
    shutil.copy(scaler_file, out_dir / "scaler.joblib")
    joblib.dump(result.model, out_dir / "gbr.pkl")


def main() -> None:
    """Run the stage from the command line."""
    typer.run(train_from_path)


if __name__ == "__main__":
    main()
