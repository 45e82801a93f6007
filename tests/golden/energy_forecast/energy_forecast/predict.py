"""Predict stage of energy_forecast."""

import pickle
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
import typer
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.pipeline import Pipeline

from energy_forecast.common import with_dummies
from energy_forecast.storage import keep_figure, load_table, save_figures, save_table

plt.rcParams["figure.figsize"] = (11, 3)


class PredictResult(NamedTuple):
    """Results of `predict_from_data`."""

    forecast: pd.DataFrame
    figures: dict[str, Any]


def predict_from_data(
    X_test: pd.DataFrame,
    y_test: pd.Series,
    models: dict[str, GradientBoostingRegressor | Pipeline],
) -> PredictResult:
    """Predict `forecast` from `X_test` and `y_test`."""
    figures: dict[str, Any] = {}

    # Forecast
    forecast = pd.DataFrame(index=X_test.index)
    forecast["ridge"] = models["ridge"].predict(with_dummies(X_test))
    forecast["gbr"] = models["gbr"].predict(X_test)
    forecast["mean"] = forecast[["ridge", "gbr"]].mean(axis=1)
    forecast["naive"] = X_test["lag_7"]

    ax = y_test.plot(color="k", label="actual")
    forecast[["mean", "naive"]].plot(ax=ax, alpha=0.7)
    ax.legend()
    keep_figure(figures, "forecast")
    plt.close()

    return PredictResult(forecast=forecast, figures=figures)


def predict_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    x_test_file: Annotated[
        Path,
        typer.Option(
            help="Features of the test rows, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    y_test_file: Annotated[
        Path,
        typer.Option(
            help="Target of the test rows, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Predict from `X_test` and `y_test`, and save all results in `out_dir`."""
    # Load
    X_test = load_table(x_test_file)
    y_test = load_table(y_test_file)
    models = pickle.loads((model_dir / "models.pickle").read_bytes())

    # Predict
    result = predict_from_data(X_test=X_test, y_test=y_test, models=models)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_table(result.forecast, out_dir / "forecast_table.csv")
    result.forecast.round(1).to_csv(out_dir / "forecast.csv")
    save_figures(result.figures, out_dir)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
