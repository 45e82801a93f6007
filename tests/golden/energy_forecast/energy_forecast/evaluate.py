"""Evaluate stage of energy_forecast."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import typer
from sklearn.metrics import mean_absolute_error

from energy_forecast.storage import load_table, save_figures, save_metrics, show_figures

plt.rcParams["figure.figsize"] = (11, 3)


def mape(y, yhat):
    return float(np.mean(np.abs((y - yhat) / y)) * 100)


class EvaluateResult(NamedTuple):
    """Results of `evaluate_from_data`."""

    metrics: dict
    mae: Any
    naive_mae: Any
    skill: Any
    best_model: Any
    figures: dict[str, Any]


def evaluate_from_data(y_test: pd.Series, forecast: pd.DataFrame) -> EvaluateResult:
    """Compute the metrics and draw the figures."""
    figures: dict[str, Any] = {}

    # Evaluate
    metrics = {}
    for name in forecast.columns:
        metrics[name] = {
            "mae": mean_absolute_error(y_test, forecast[name]),
            "mape": mape(y_test, forecast[name]),
        }
    print(pd.DataFrame(metrics).T.round(2))

    mae = metrics["mean"]["mae"]
    naive_mae = metrics["naive"]["mae"]
    skill = 1 - mae / naive_mae
    best_model = min(metrics, key=lambda m: metrics[m]["mae"])
    print(
        f"MAE {mae:.2f} MW vs naive {naive_mae:.2f} MW -> skill {skill:.1%}; best: {best_model}"
    )

    err = (y_test - forecast["mean"]).abs()
    monthly_mae = err.groupby(err.index.to_period("M")).mean()
    monthly_mae.plot.bar(rot=0, title="MAE per month")
    show_figures(figures, "mae_per_month")

    return EvaluateResult(
        metrics=metrics,
        mae=mae,
        naive_mae=naive_mae,
        skill=skill,
        best_model=best_model,
        figures=figures,
    )


def evaluate_from_path(
    y_test_file: Annotated[
        Path,
        typer.Option(
            help="Target of the test rows, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    forecast_file: Annotated[
        Path,
        typer.Option(
            help="Table forecast, made by predict.", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Compute the metrics, draw the figures, and save all results in `out_dir`."""
    # Load
    y_test = load_table(y_test_file)
    forecast = load_table(forecast_file)

    # Evaluate
    result = evaluate_from_data(y_test=y_test, forecast=forecast)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_metrics(
        {
            "metrics": result.metrics,
            "mae": result.mae,
            "naive_mae": result.naive_mae,
            "skill": result.skill,
            "best_model": result.best_model,
        },
        out_dir / "metrics.json",
    )
    save_figures(result.figures, out_dir)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(evaluate_from_path)


if __name__ == "__main__":
    main()
