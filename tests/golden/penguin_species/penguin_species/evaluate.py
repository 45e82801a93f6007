"""Evaluate stage of penguin_species."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import numpy as np
import pandas as pd
import seaborn as sns
import typer
from sklearn import metrics as skm
from sklearn.preprocessing import StandardScaler

from penguin_species.common import CentroidClassifier, distance, to_matrix
from penguin_species.config import Config
from penguin_species.storage import (
    keep_figure,
    load_table,
    save_figures,
    save_metrics,
    show_figures,
)

sns.set_theme(style="ticks")


class EvaluateResult(NamedTuple):
    """Results of `evaluate_from_data`."""

    accuracy: float
    macro_f1: float
    per_island: dict
    cm: np.ndarray
    mean_own: float
    doubtful: dict[str, float]
    figures: dict[str, Any]


def evaluate_from_data(
    config: Config,
    test_df: pd.DataFrame,
    scaler: StandardScaler,
    WEIGHTS: np.ndarray,
    model: CentroidClassifier,
    y_pred: np.ndarray,
) -> EvaluateResult:
    """Compute the metrics and draw the figures."""
    figures: dict[str, Any] = {}

    columns = config.FEATURES + ["bill_ratio"]

    # Evaluate
    y_test = test_df[config.TARGET].to_numpy()
    accuracy = skm.accuracy_score(y_test, y_pred)
    macro_f1 = skm.f1_score(y_test, y_pred, average="macro")
    print(f"accuracy {accuracy:.4f}, macro F1 {macro_f1:.4f}")
    per_island = (
        test_df.assign(ok=y_pred == y_test).groupby("island")["ok"].mean().to_dict()
    )
    print(per_island)

    cm = skm.confusion_matrix(y_test, y_pred, labels=model.classes_)
    ax = sns.heatmap(
        cm,
        annot=True,
        cmap="Blues",
        xticklabels=model.classes_,
        yticklabels=model.classes_,
    )
    ax.set_title(f"accuracy {accuracy:.3f}")
    keep_figure(figures, "penguin_cm")
    show_figures(figures, "evaluate_1")

    # centroid distances of the test birds, for the appendix
    mean_own = float(
        np.mean(
            [
                distance(x, model.centroids_[c], WEIGHTS=WEIGHTS)
                for x, c in zip(
                    to_matrix(test_df, columns=columns, scaler=scaler), y_test
                )
            ]
        )
    )
    doubtful = {
        "n": int((test_df["margin"] < 0.1).sum()),
        "mean_own_distance": mean_own,
    }
    print(doubtful)

    return EvaluateResult(
        accuracy=accuracy,
        macro_f1=macro_f1,
        per_island=per_island,
        cm=cm,
        mean_own=mean_own,
        doubtful=doubtful,
        figures=figures,
    )


def evaluate_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    test_df_file: Annotated[
        Path,
        typer.Option(
            help="Table test_df, made by predict.", exists=True, dir_okay=False
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
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as TARGET=VALUE."),
    ] = [],
) -> None:
    """Compute the metrics, draw the figures, and save all results in `out_dir`."""
    # Load
    config = Config.load(model_dir / "model_config.yaml", changes)
    test_df = load_table(test_df_file)
    scaler = joblib.load(model_dir / "scaler.joblib")
    WEIGHTS = np.load(model_dir / "weights.npy", allow_pickle=True)
    model = joblib.load(model_dir / "model.pkl")
    y_pred = np.load(y_pred_file, allow_pickle=True)

    # Evaluate
    result = evaluate_from_data(
        config=config,
        test_df=test_df,
        scaler=scaler,
        WEIGHTS=WEIGHTS,
        model=model,
        y_pred=y_pred,
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_metrics(
        {
            "accuracy": result.accuracy,
            "macro_f1": result.macro_f1,
            "per_island": result.per_island,
            "cm": result.cm,
            "mean_own": result.mean_own,
            "doubtful": result.doubtful,
        },
        out_dir / "metrics.json",
    )
    save_figures(result.figures, out_dir)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(evaluate_from_path)


if __name__ == "__main__":
    main()
