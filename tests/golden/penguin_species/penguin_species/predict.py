"""Predict stage of penguin_species."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import numpy as np
import pandas as pd
import seaborn as sns
import typer
import yaml
from sklearn.preprocessing import StandardScaler

from penguin_species.artefacts import load_any, save_any
from penguin_species.common import (
    CentroidClassifier,
    add_ratio,
    impute_inplace,
    to_matrix,
)
from penguin_species.tables import read_table, write_table

sns.set_theme(style="ticks")


class PredictResult(NamedTuple):
    """What `predict_from_data` gives."""

    test_df: pd.DataFrame
    y_pred: np.ndarray


def predict_from_data(
    model_config: dict[str, Any],
    test_df: pd.DataFrame,
    MEDIANS: dict,
    columns: list,
    scaler: StandardScaler,
    model: CentroidClassifier,
) -> PredictResult:
    """Predict with data in memory."""
    FEATURES = model_config["FEATURES"]

    # Hold-out
    impute_inplace(test_df, FEATURES=FEATURES, MEDIANS=MEDIANS)
    add_ratio(test_df)
    X_test = to_matrix(test_df, columns=columns, scaler=scaler)
    y_pred = model.predict(X_test)
    test_df["pred"] = y_pred

    dist = np.sort(model.distances(X_test), axis=1)
    test_df["margin"] = dist[:, 1] - dist[:, 0]
    print(f"{(test_df.margin < 0.1).sum()} doubtful birds")

    return PredictResult(
        test_df=test_df,
        y_pred=y_pred,
    )


def predict_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="YAML file of the parameters.")
    ],
    test_df_file: Annotated[
        Path, typer.Option(help="test_df, test_df.csv of preprocess.")
    ],
    medians_file: Annotated[Path, typer.Option(help="MEDIANS, medians of preprocess.")],
    columns_file: Annotated[Path, typer.Option(help="columns, columns of preprocess.")],
    scaler_file: Annotated[
        Path, typer.Option(help="scaler, scaler.joblib of preprocess.")
    ],
    model_file: Annotated[Path, typer.Option(help="model, model.joblib of train.")],
    out_dir: Annotated[Path, typer.Option(help="Folder for all that the stage saves.")],
) -> None:
    """Predict with data in files, and save all that it gives in `out_dir`."""
    # Load
    with model_config_file.open() as config_file:
        model_config = yaml.safe_load(config_file)
    test_df = read_table(test_df_file)
    MEDIANS = load_any(medians_file)
    columns = load_any(columns_file)
    scaler = joblib.load(scaler_file)
    model = joblib.load(model_file)

    # Predict
    result = predict_from_data(
        model_config=model_config,
        test_df=test_df,
        MEDIANS=MEDIANS,
        columns=columns,
        scaler=scaler,
        model=model,
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    write_table(result.test_df, out_dir / "test_df.csv")
    save_any(result.y_pred, out_dir / "y_pred")
    result.test_df.to_csv(out_dir / "penguin_predictions.csv", index=False)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
