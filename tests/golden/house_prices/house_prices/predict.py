"""Predict stage of house_prices."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from house_prices.common import add_features, cat_cols, ord_cols
from house_prices.config import Config
from house_prices.storage import save_predictions, save_table


class PredictResult(NamedTuple):
    """Results of `predict_from_data`."""

    pred_log: np.ndarray
    y_pred: np.ndarray
    submission: pd.DataFrame


def predict_from_data(
    config: Config,
    lot_median: float,
    num_cols: list[str],
    ohe: OneHotEncoder,
    oe: OrdinalEncoder,
    scaler: StandardScaler,
    model: GradientBoostingRegressor,
    ridge: Ridge,
    test: pd.DataFrame,
) -> PredictResult:
    """Predict `pred_log` and `y_pred` from `test`."""
    # Test file
    test = add_features(test, lot_median)
    X = np.hstack(
        [
            scaler.transform(test[num_cols]),
            oe.transform(test[ord_cols]),
            ohe.transform(test[cat_cols]),
        ]
    )
    print(X.shape)

    pred_log = config.blend * ridge.predict(X) + (1 - config.blend) * model.predict(X)
    y_pred = np.expm1(pred_log)

    submission = pd.DataFrame(
        {"house_id": test["house_id"], "predicted_price": y_pred.round(-2)}
    )

    return PredictResult(pred_log=pred_log, y_pred=y_pred, submission=submission)


class Predictor:
    """The model that train saved in `model_dir`: loaded once, to predict any number of times."""

    def __init__(self, model_dir: Path, changes: Iterable[str] = ()) -> None:
        self.config = Config.load(model_dir / "model_config.yaml", changes)
        self.lot_median = joblib.load(model_dir / "lot_median.joblib")
        self.num_cols = joblib.load(model_dir / "num_cols.joblib")
        self.ohe = joblib.load(model_dir / "ohe.joblib")
        self.oe = joblib.load(model_dir / "oe.joblib")
        self.scaler = joblib.load(model_dir / "scaler.joblib")
        self.model = joblib.load(model_dir / "gbr.pkl")
        self.ridge = joblib.load(model_dir / "ridge.joblib")

    def predict(self, test: pd.DataFrame) -> PredictResult:
        """Predict `pred_log` and `y_pred` from `test`."""
        return predict_from_data(
            config=self.config,
            lot_median=self.lot_median,
            num_cols=self.num_cols,
            ohe=self.ohe,
            oe=self.oe,
            scaler=self.scaler,
            model=self.model,
            ridge=self.ridge,
            test=test,
        )


def predict_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    houses_test_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/houses_test.csv", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as blend=VALUE."),
    ] = [],
) -> None:
    """Predict from `test`, and save all results in `out_dir`."""
    # Load
    predictor = Predictor(model_dir, changes)
    test = pd.read_csv(houses_test_file, parse_dates=["sold_on"])

    # Predict
    result = predictor.predict(test=test)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    np.save(out_dir / "pred_log.npy", result.pred_log)
    np.save(out_dir / "y_pred.npy", result.y_pred)
    result.submission.to_csv(out_dir / "submission.csv", index=False)
    save_table(result.submission, out_dir / "submission.csv", write=False)
    save_predictions(
        {"pred_log": result.pred_log, "y_pred": result.y_pred},
        out_dir / "predictions.csv",
    )


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
