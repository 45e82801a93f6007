"""Evaluate stage of house_prices."""

import json
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import typer
from sklearn.metrics import r2_score

from house_prices.common import rmse
from house_prices.storage import keep_figure, load_table, save_figures, show_figures


class EvaluateResult(NamedTuple):
    """Results of `evaluate_from_data`."""

    metrics: dict[str, dict | float]
    figures: dict[str, Any]


def evaluate_from_data(
    scores: dict[str, float],
    y_pred: np.ndarray,
    submission: pd.DataFrame,
    truth: pd.DataFrame,
) -> EvaluateResult:
    """Evaluate `y_pred`, `submission` and `truth` and draw the figures."""
    figures: dict[str, Any] = {}

    # Evaluation (prices came two weeks later)
    merged = submission.merge(truth, on="house_id", how="left")
    y = merged["sale_price"]
    assert y.notna().all()

    rmse_log = rmse(np.log1p(y), np.log1p(y_pred))
    rmse_price = rmse(y, y_pred)
    r2 = r2_score(y, y_pred)
    metrics = {"rmse_log": rmse_log, "rmse_price": rmse_price, "r2": r2, "val": scores}
    print(f"RMSE {rmse_price:,.0f}   RMSE(log) {rmse_log:.4f}   R2 {r2:.3f}")

    fig, ax = plt.subplots()
    ax.scatter(y, y_pred, s=8)
    lims = [y.min(), y.max()]
    ax.plot(lims, lims, "r--")
    ax.set_xlabel("actual")
    ax.set_ylabel("predicted")
    keep_figure(figures, "actual_vs_predicted", fig, dpi=80)
    show_figures(figures, "evaluate_1")

    return EvaluateResult(metrics=metrics, figures=figures)


def evaluate_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    y_pred_file: Annotated[
        Path,
        typer.Option(
            help="Array y_pred, made by predict.", exists=True, dir_okay=False
        ),
    ],
    submission_file: Annotated[
        Path,
        typer.Option(
            help="Table submission, made by predict.", exists=True, dir_okay=False
        ),
    ],
    houses_test_prices_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/houses_test_prices.csv",
            exists=True,
            dir_okay=False,
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Evaluate the results, draw the figures, and save all results in `out_dir`."""
    # Load
    scores = joblib.load(model_dir / "scores.joblib")
    y_pred = np.load(y_pred_file, allow_pickle=True)
    submission = load_table(submission_file)
    truth = pd.read_csv(houses_test_prices_file)

    # Evaluate
    result = evaluate_from_data(
        scores=scores, y_pred=y_pred, submission=submission, truth=truth
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    with open(out_dir / "metrics.json", "w") as f:
        json.dump(result.metrics, f, indent=2)
    save_figures(result.figures, out_dir)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(evaluate_from_path)


if __name__ == "__main__":
    main()
