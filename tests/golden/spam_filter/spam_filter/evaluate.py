"""Evaluate stage of spam_filter."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import matplotlib.pyplot as plt
import numpy as np
import seaborn as sns
import typer
from sklearn.metrics import (
    accuracy_score,
    classification_report,
    confusion_matrix,
    precision_score,
    recall_score,
)

from spam_filter.storage import keep_figure, save_figures, save_metrics, show_figures


class EvaluateResult(NamedTuple):
    """Results of `evaluate_from_data`."""

    metrics: dict[str, float | str]
    report: dict
    cm: np.ndarray
    figures: dict[str, Any]


def evaluate_from_data(
    test_texts: list,
    y_test: np.ndarray,
    best: str,
    y_pred: np.ndarray,
    proba: np.ndarray,
) -> EvaluateResult:
    """Compute the metrics and draw the figures."""
    figures: dict[str, Any] = {}

    metrics = {
        "accuracy": accuracy_score(y_test, y_pred),
        "precision": precision_score(y_test, y_pred),
        "recall": recall_score(y_test, y_pred),
        "model": best,
    }
    for k, v in metrics.items():
        print(k, v if isinstance(v, str) else round(v, 4))
    report = classification_report(
        y_test, y_pred, target_names=["ham", "spam"], output_dict=True
    )
    print(classification_report(y_test, y_pred, target_names=["ham", "spam"]))

    cm = confusion_matrix(y_test, y_pred)
    sns.heatmap(
        cm,
        annot=True,
        fmt="d",
        xticklabels=["ham", "spam"],
        yticklabels=["ham", "spam"],
    )
    plt.ylabel("true")
    plt.xlabel("predicted")
    keep_figure(figures, "confusion")
    show_figures(figures, "evaluate_1")

    wrong = [
        (test_texts[i], int(y_test[i]), round(float(proba[i]), 2))
        for i in range(len(y_test))
        if y_pred[i] != y_test[i]
    ]
    print(len(wrong), "errors")
    print(wrong[:5])

    return EvaluateResult(metrics=metrics, report=report, cm=cm, figures=figures)


def evaluate_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    test_texts_file: Annotated[
        Path,
        typer.Option(
            help="List test_texts, made by preprocess.", exists=True, dir_okay=False
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
    y_pred_file: Annotated[
        Path,
        typer.Option(
            help="Array y_pred, made by predict.", exists=True, dir_okay=False
        ),
    ],
    proba_file: Annotated[
        Path,
        typer.Option(help="Array proba, made by predict.", exists=True, dir_okay=False),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Compute the metrics, draw the figures, and save all results in `out_dir`."""
    # Load
    test_texts = joblib.load(test_texts_file)
    y_test = np.load(y_test_file, allow_pickle=True)
    best = joblib.load(model_dir / "best.joblib")
    y_pred = np.load(y_pred_file, allow_pickle=True)
    proba = np.load(proba_file, allow_pickle=True)

    # Evaluate
    result = evaluate_from_data(
        test_texts=test_texts, y_test=y_test, best=best, y_pred=y_pred, proba=proba
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_metrics(
        {**result.metrics, "report": result.report, "cm": result.cm},
        out_dir / "metrics.json",
    )
    save_figures(result.figures, out_dir)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(evaluate_from_path)


if __name__ == "__main__":
    main()
