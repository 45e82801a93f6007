"""Evaluate stage of churn."""

import warnings
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import typer
from sklearn.metrics import (
    accuracy_score,
    classification_report,
    f1_score,
    roc_auc_score,
    roc_curve,
)
from sklearn.preprocessing import LabelEncoder

from churn.storage import (
    keep_figure,
    load_table,
    save_figures,
    save_metrics,
    show_figures,
)

warnings.filterwarnings("ignore")


class EvaluateResult(NamedTuple):
    """Results of `evaluate_from_data`."""

    accuracy: float
    f1: float
    roc_auc: float
    report: dict
    figures: dict[str, Any]


def evaluate_from_data(
    encoders: dict[str, LabelEncoder],
    y_test: pd.Series,
    y_prob: np.ndarray,
    y_pred: np.ndarray,
) -> EvaluateResult:
    """Compute `accuracy`, `f1`, `roc_auc` and `report` and draw the figures."""
    figures: dict[str, Any] = {}

    # 5. How good is it?
    accuracy = accuracy_score(y_test, y_pred)
    f1 = f1_score(y_test, y_pred)
    roc_auc = roc_auc_score(y_test, y_prob)
    print(f"accuracy={accuracy:.4f}  f1={f1:.4f}  auc={roc_auc:.4f}")
    report = classification_report(
        y_test, y_pred, target_names=encoders["churn"].classes_, output_dict=True
    )
    print(
        classification_report(y_test, y_pred, target_names=encoders["churn"].classes_)
    )

    fpr, tpr, _ = roc_curve(y_test, y_prob)
    plt.figure(figsize=(5, 5))
    plt.plot(fpr, tpr, label=f"RF (AUC = {roc_auc:.3f})")
    plt.plot([0, 1], [0, 1], "k--")
    plt.xlabel("False positive rate")
    plt.ylabel("True positive rate")
    plt.legend()
    keep_figure(figures, "roc")
    show_figures(figures, "evaluate_1")

    return EvaluateResult(
        accuracy=accuracy, f1=f1, roc_auc=roc_auc, report=report, figures=figures
    )


def evaluate_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
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
    y_prob_file: Annotated[
        Path,
        typer.Option(
            help="Array y_prob, made by predict.", exists=True, dir_okay=False
        ),
    ],
    y_pred_file: Annotated[
        Path,
        typer.Option(
            help="Array y_pred, made by predict.", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Compute the metrics, draw the figures, and save all results in `out_dir`."""
    # Load
    encoders = joblib.load(model_dir / "encoders.joblib")
    y_test = load_table(y_test_file)
    y_prob = np.load(y_prob_file)
    y_pred = np.load(y_pred_file)

    # Evaluate
    result = evaluate_from_data(
        encoders=encoders, y_test=y_test, y_prob=y_prob, y_pred=y_pred
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_metrics(
        {
            "accuracy": result.accuracy,
            "f1": result.f1,
            "roc_auc": result.roc_auc,
            "report": result.report,
        },
        out_dir / "metrics.json",
    )
    save_figures(result.figures, out_dir)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(evaluate_from_path)


if __name__ == "__main__":
    main()
