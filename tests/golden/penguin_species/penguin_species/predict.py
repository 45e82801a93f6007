"""Predict stage of penguin_species."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer
from sklearn.preprocessing import StandardScaler

from penguin_species.common import (
    CentroidClassifier,
    add_ratio,
    impute_inplace,
    to_matrix,
)
from penguin_species.config import Config
from penguin_species.storage import load_table, save_predictions, save_table


class PredictResult(NamedTuple):
    """Results of `predict_from_data`."""

    test_df: pd.DataFrame
    y_pred: np.ndarray


def predict_from_data(
    config: Config,
    test_df: pd.DataFrame,
    MEDIANS: dict,
    scaler: StandardScaler,
    model: CentroidClassifier,
) -> PredictResult:
    """Predict `y_pred`."""
    columns = config.FEATURES + ["bill_ratio"]

    # Hold-out
    impute_inplace(test_df, FEATURES=config.FEATURES, MEDIANS=MEDIANS)
    add_ratio(test_df)
    X_test = to_matrix(test_df, columns=columns, scaler=scaler)
    y_pred = model.predict(X_test)
    test_df["pred"] = y_pred

    dist = np.sort(model.distances(X_test), axis=1)
    test_df["margin"] = dist[:, 1] - dist[:, 0]
    print(f"{(test_df.margin < 0.1).sum()} doubtful birds")

    return PredictResult(test_df=test_df, y_pred=y_pred)


class Predictor:
    """The model that train saved in `model_dir`: loaded once, to predict any number of times."""

    def __init__(self, model_dir: Path, changes: Iterable[str] = ()) -> None:
        self.config = Config.load(model_dir / "model_config.yaml", changes)
        self.MEDIANS = joblib.load(model_dir / "medians.joblib")
        self.scaler = joblib.load(model_dir / "scaler.joblib")
        self.model = joblib.load(model_dir / "model.pkl")

    def predict(self, test_df: pd.DataFrame) -> PredictResult:
        """Predict `y_pred`."""
        return predict_from_data(
            config=self.config,
            test_df=test_df,
            MEDIANS=self.MEDIANS,
            scaler=self.scaler,
            model=self.model,
        )


def predict_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    test_df_file: Annotated[
        Path,
        typer.Option(
            help="Table test_df, made by preprocess.", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as FEATURES=VALUE."),
    ] = [],
) -> None:
    """Predict `y_pred`, and save all results in `out_dir`."""
    # Load
    predictor = Predictor(model_dir, changes)
    test_df = load_table(test_df_file)

    # Predict
    result = predictor.predict(test_df=test_df)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    np.save(out_dir / "y_pred.npy", result.y_pred)
    result.test_df.to_csv(out_dir / "penguin_predictions.csv", index=False)
    save_table(result.test_df, out_dir / "penguin_predictions.csv", write=False)
    save_predictions({"y_pred": result.y_pred}, out_dir / "predictions.csv")


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
