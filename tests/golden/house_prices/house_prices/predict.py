"""Predict stage of house_prices."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer
import yaml
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from house_prices.artefacts import load_any, save_any
from house_prices.common import add_features, cat_cols, ord_cols
from house_prices.tables import write_table
from house_prices.values import read_json

pd.set_option("display.max_columns", 50)


class PredictResult(NamedTuple):
    """What `predict_from_data` gives."""

    pred_log: np.ndarray
    y_pred: np.ndarray
    submission: pd.DataFrame


def predict_from_data(
    model_config: dict[str, Any],
    lot_median: float,
    num_cols: list[str],
    ohe: OneHotEncoder,
    oe: OrdinalEncoder,
    scaler: StandardScaler,
    model: GradientBoostingRegressor,
    ridge: Ridge,
    test: pd.DataFrame,
) -> PredictResult:
    """Predict with data in memory."""
    blend = model_config["blend"]

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

    pred_log = blend * ridge.predict(X) + (1 - blend) * model.predict(X)
    y_pred = np.expm1(pred_log)

    submission = pd.DataFrame(
        {"house_id": test["house_id"], "predicted_price": y_pred.round(-2)}
    )

    return PredictResult(
        pred_log=pred_log,
        y_pred=y_pred,
        submission=submission,
    )


def predict_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="YAML file of the parameters.")
    ],
    lot_median_file: Annotated[
        Path, typer.Option(help="lot_median, lot_median.json of preprocess.")
    ],
    num_cols_file: Annotated[
        Path, typer.Option(help="num_cols, num_cols of preprocess.")
    ],
    ohe_file: Annotated[Path, typer.Option(help="ohe, ohe.joblib of preprocess.")],
    oe_file: Annotated[Path, typer.Option(help="oe, oe.joblib of preprocess.")],
    scaler_file: Annotated[
        Path, typer.Option(help="scaler, scaler.joblib of preprocess.")
    ],
    model_file: Annotated[Path, typer.Option(help="model, model.joblib of train.")],
    ridge_file: Annotated[Path, typer.Option(help="ridge, ridge.joblib of train.")],
    houses_test_file: Annotated[
        Path, typer.Option(help="In the notebook: data/houses_test.csv")
    ],
    out_dir: Annotated[Path, typer.Option(help="Folder for all that the stage saves.")],
) -> None:
    """Predict with data in files, and save all that it gives in `out_dir`."""
    # Load
    with model_config_file.open() as config_file:
        model_config = yaml.safe_load(config_file)
    lot_median = read_json(lot_median_file)
    num_cols = load_any(num_cols_file)
    ohe = joblib.load(ohe_file)
    oe = joblib.load(oe_file)
    scaler = joblib.load(scaler_file)
    model = joblib.load(model_file)
    ridge = joblib.load(ridge_file)
    test = pd.read_csv(houses_test_file, parse_dates=["sold_on"])

    # Predict
    result = predict_from_data(
        model_config=model_config,
        lot_median=lot_median,
        num_cols=num_cols,
        ohe=ohe,
        oe=oe,
        scaler=scaler,
        model=model,
        ridge=ridge,
        test=test,
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_any(result.pred_log, out_dir / "pred_log")
    save_any(result.y_pred, out_dir / "y_pred")
    write_table(result.submission, out_dir / "submission_2.csv")
    result.submission.to_csv(out_dir / "submission.csv", index=False)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
