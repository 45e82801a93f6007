"""Predict stage of churn."""

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer
from sklearn.ensemble import RandomForestClassifier

from churn.config import Config
from churn.storage import load_table, save_predictions

warnings.filterwarnings("ignore")


class PredictResult(NamedTuple):
    """Results of `predict_from_data`."""

    df: pd.DataFrame
    y_prob: np.ndarray
    y_pred: np.ndarray


def predict_from_data(
    config: Config, ids: pd.Series, X_test: pd.DataFrame, model: RandomForestClassifier
) -> PredictResult:
    """Predict `y_prob` and `y_pred` for the rows of `X_test`."""
    # 4. Predictions on the hold-out
    y_prob = model.predict_proba(X_test)[:, 1]
    y_pred = (y_prob >= config.THRESHOLD).astype(int)

    # df is reused here for the call list
    df = pd.DataFrame(
        {
            "customer_id": ids.loc[X_test.index],
            "p_churn": y_prob.round(4),
            "pred": y_pred,
        }
    )
    df = df.sort_values("p_churn", ascending=False)

    return PredictResult(df=df, y_prob=y_prob, y_pred=y_pred)


class Predictor:
    """The model that train saved in `model_dir`: loaded once, to predict any number of times."""

    def __init__(self, model_dir: Path, changes: Iterable[str] = ()) -> None:
        self.config = Config.load(model_dir / "model_config.yaml", changes)
        self.model = joblib.load(model_dir / "model.pkl")

    def predict(self, ids: pd.Series, X_test: pd.DataFrame) -> PredictResult:
        """Predict `y_prob` and `y_pred` for the rows of `X_test`."""
        return predict_from_data(
            config=self.config, ids=ids, X_test=X_test, model=self.model
        )


def predict_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    ids_file: Annotated[
        Path,
        typer.Option(
            help="Column ids, made by preprocess.", exists=True, dir_okay=False
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
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as THRESHOLD=VALUE."),
    ] = [],
) -> None:
    """Predict for the rows of `X_test`, and save all results in `out_dir`."""
    # Load
    predictor = Predictor(model_dir, changes)
    ids = load_table(ids_file)
    X_test = load_table(x_test_file)

    # Predict
    result = predictor.predict(ids=ids, X_test=X_test)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    np.save(out_dir / "y_prob.npy", result.y_prob)
    np.save(out_dir / "y_pred.npy", result.y_pred)
    result.df.to_csv(out_dir / "call_list.csv", index=False)
    save_predictions(
        {"y_prob": result.y_prob, "y_pred": result.y_pred},
        out_dir / "predictions.csv",
        X_test,
    )


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
