"""Preprocess stage of house_prices."""

from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from house_prices.common import add_features, cat_cols, ord_cols
from house_prices.config import Config
from house_prices.storage import save_table


class PreprocessResult(NamedTuple):
    """Results of `preprocess_from_data`."""

    lot_median: float
    y: pd.Series
    num_cols: list[str]
    ohe: OneHotEncoder
    oe: OrdinalEncoder
    scaler: StandardScaler
    X: np.ndarray


def preprocess_from_data(config: Config, train: pd.DataFrame) -> PreprocessResult:
    """Encode and scale `train`."""
    before = len(train)
    train = train[train["living_area"] < 600].copy()
    print("dropped", before - len(train), "outliers")

    lot_median = train["lot_area"].median()
    train = add_features(train, lot_median)
    y = np.log1p(train["sale_price"])
    num_cols = ["log_area", "lot_area", "bedrooms"]
    num_cols += ["age", "area_per_bed"]

    # Encoding
    #
    # Unknown neighborhoods do occur in the test file so `handle_unknown="ignore"`.
    ohe = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    oe = OrdinalEncoder(categories=[config.quality_order])
    scaler = StandardScaler()

    X_cat = ohe.fit_transform(train[cat_cols])
    X_ord = oe.fit_transform(train[ord_cols])
    X_num = scaler.fit_transform(train[num_cols])
    X = np.hstack([X_num, X_ord, X_cat])

    return PreprocessResult(
        lot_median=lot_median,
        y=y,
        num_cols=num_cols,
        ohe=ohe,
        oe=oe,
        scaler=scaler,
        X=X,
    )


def preprocess_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
    ],
    houses_train_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/houses_train.csv", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
    changes: Annotated[
        list[str],
        typer.Option(
            "--set", help="Another value of a parameter, as quality_order=VALUE."
        ),
    ] = [],
) -> None:
    """Encode and scale `train`, and save all results in `out_dir`."""
    # Load
    config = Config.load(model_config_file, changes)
    train = pd.read_csv(houses_train_file, parse_dates=["sold_on"])

    # Preprocess
    result = preprocess_from_data(config=config, train=train)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    joblib.dump(result.lot_median, out_dir / "lot_median.joblib")
    save_table(result.y, out_dir / "y.csv")
    joblib.dump(result.num_cols, out_dir / "num_cols.joblib")
    joblib.dump(result.ohe, out_dir / "ohe.joblib")
    joblib.dump(result.oe, out_dir / "oe.joblib")
    joblib.dump(result.scaler, out_dir / "scaler.joblib")
    np.save(out_dir / "x.npy", result.X)
    joblib.dump(
        {"ohe": result.ohe, "oe": result.oe, "scaler": result.scaler},
        out_dir / "encoders.joblib",
    )


def main() -> None:
    """Run the stage from the command line."""
    typer.run(preprocess_from_path)


if __name__ == "__main__":
    main()
