"""Preprocess stage of churn."""

import warnings
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import pandas as pd
import typer
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder

from churn.config import Config
from churn.storage import save_table

warnings.filterwarnings("ignore")


class PreprocessResult(NamedTuple):
    """Results of `preprocess_from_data`."""

    encoders: dict[str, LabelEncoder]
    ids: pd.Series
    X: pd.DataFrame
    X_train: pd.DataFrame
    X_test: pd.DataFrame
    y_train: pd.Series
    y_test: pd.Series
    clean: pd.DataFrame


def preprocess_from_data(config: Config, df: pd.DataFrame) -> PreprocessResult:
    """Clean, encode and split `df`."""
    # 1. Load and look
    print(f"{len(df)} rows, {df.customer_id.nunique()} customers")

    # 2. Cleaning
    #
    # `total_charges` comes as text because new customers have a blank there. There are also a few
    # duplicated customers.
    df = df.drop_duplicates(subset="customer_id").reset_index(drop=True)

    # blanks -> NaN -> 0 (tenure is 0 for those)
    df["total_charges"] = pd.to_numeric(df["total_charges"], errors="coerce")
    df["total_charges"] = df["total_charges"].fillna(0)

    for col in ["support_calls", "monthly_charges"]:
        med = df[col].median()
        df[col] = df[col].fillna(med)
        print(f"{col}: filled with {med:.2f}")

    df["payment_method"] = df["payment_method"].fillna("Unknown")
    clean = df.copy()

    # binary columns with LabelEncoder, the rest one-hot
    encoders = {}
    for col in ["gender", "paperless", "churn"]:
        le = LabelEncoder()
        df[col] = le.fit_transform(df[col])
        encoders[col] = le

    df["signup_date"] = pd.to_datetime(df["signup_date"])
    df["signup_month"] = df["signup_date"].dt.month
    df["avg_charge"] = df["total_charges"] / (df["tenure_months"] + 1)

    ids = df["customer_id"]
    df = df.drop(columns=["customer_id", "signup_date"])
    df = pd.get_dummies(
        df, columns=["contract", "internet_service", "payment_method"], drop_first=True
    )

    X = df.drop("churn", axis=1)
    y = df["churn"]

    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=config.TEST_SIZE, random_state=config.SEED, stratify=y
    )
    print(X_train.shape, X_test.shape)

    return PreprocessResult(
        encoders=encoders,
        ids=ids,
        X=X,
        X_train=X_train,
        X_test=X_test,
        y_train=y_train,
        y_test=y_test,
        clean=clean,
    )


def preprocess_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
    ],
    churn_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/churn.csv", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as TEST_SIZE=VALUE."),
    ] = [],
) -> None:
    """Clean, encode and split `df`, and save all results in `out_dir`."""
    # Load
    config = Config.load(model_config_file, changes)
    df = pd.read_csv(churn_file)

    # Preprocess
    result = preprocess_from_data(config=config, df=df)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    joblib.dump(result.encoders, out_dir / "encoders.joblib")
    save_table(result.ids, out_dir / "ids.csv")
    save_table(result.X, out_dir / "x.csv")
    save_table(result.X_train, out_dir / "x_train.csv")
    save_table(result.X_test, out_dir / "x_test.csv")
    save_table(result.y_train, out_dir / "y_train.csv")
    save_table(result.y_test, out_dir / "y_test.csv")
    result.clean.to_csv(out_dir / "clean.csv", index=False)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(preprocess_from_path)


if __name__ == "__main__":
    main()
