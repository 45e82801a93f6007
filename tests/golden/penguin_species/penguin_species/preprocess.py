"""Preprocess stage of penguin_species."""

import os
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from penguin_species.common import add_ratio, impute_inplace, to_matrix
from penguin_species.config import Config
from penguin_species.storage import save_table


def load(name, *, data_dir: Path):
    """Reads a csv from DATA_DIR."""
    return pd.read_csv(os.path.join(data_dir, name))


class PreprocessResult(NamedTuple):
    """Results of `preprocess_from_data`."""

    test_df: pd.DataFrame
    MEDIANS: dict
    scaler: StandardScaler
    X_train: np.ndarray
    y_train: np.ndarray


def preprocess_from_data(config: Config, df: pd.DataFrame) -> PreprocessResult:
    """Scale and split `df`."""
    print(df.shape)

    df = df[df["year"].between(2007, 2009)]
    train_df, test_df = train_test_split(
        df, test_size=0.3, stratify=df[config.TARGET], random_state=config.RANDOM_STATE
    )
    train_df, test_df = train_df.copy(), test_df.copy()

    MEDIANS = train_df[config.FEATURES].median().to_dict()
    impute_inplace(train_df, FEATURES=config.FEATURES, MEDIANS=MEDIANS)

    columns = config.FEATURES + ["bill_ratio"]
    train_df = add_ratio(train_df)
    scaler = StandardScaler().fit(train_df[columns])
    X_train = to_matrix(train_df, columns=columns, scaler=scaler)
    y_train = train_df[config.TARGET].to_numpy()
    del df

    return PreprocessResult(
        test_df=test_df,
        MEDIANS=MEDIANS,
        scaler=scaler,
        X_train=X_train,
        y_train=y_train,
    )


def preprocess_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
    ],
    data_dir: Annotated[
        Path, typer.Option(help="In the notebook: data", exists=True, file_okay=False)
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as TARGET=VALUE."),
    ] = [],
) -> None:
    """Scale and split `df`, and save all results in `out_dir`."""
    # Load
    config = Config.load(model_config_file, changes)
    df = load("penguins.csv", data_dir=data_dir)

    # Preprocess
    result = preprocess_from_data(config=config, df=df)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_table(result.test_df, out_dir / "test_df.csv")
    joblib.dump(result.MEDIANS, out_dir / "medians.joblib")
    joblib.dump(result.scaler, out_dir / "scaler.joblib")
    np.save(out_dir / "x_train.npy", result.X_train)
    np.save(out_dir / "y_train.npy", result.y_train)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(preprocess_from_path)


if __name__ == "__main__":
    main()
