"""Preprocess stage of energy_forecast."""

import json
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import numpy as np
import pandas as pd
import typer

from energy_forecast.config import Config
from energy_forecast.storage import save_table


class PreprocessResult(NamedTuple):
    """Results of `preprocess_from_data`."""

    df: pd.DataFrame
    X_train: pd.DataFrame
    y_train: pd.Series
    X_test: pd.DataFrame
    y_test: pd.Series


def preprocess_from_data(
    config: Config, df: pd.DataFrame, holidays: Any
) -> PreprocessResult:
    """Clean `df` and `holidays`."""
    df = df.set_index("timestamp").sort_index()
    df.info()

    # the meter reports -1 when it is offline
    df.loc[df["load_mw"] <= 0, "load_mw"] = np.nan
    df["load_mw"] = df["load_mw"].interpolate(method="time", limit=8)
    df["temp_c"] = df["temp_c"].ffill().bfill()
    df = df.drop(columns=["region"])
    print(f"missing left: {int(df.isna().sum().sum())}")

    daily = df.resample("D").agg({"load_mw": "mean", "temp_c": ["mean", "max"]})
    daily.columns = ["load", "temp", "temp_max"]

    # Features
    daily["holiday"] = daily.index.isin(holidays).astype(int)
    daily["dow"] = daily.index.day_of_week
    daily["weekend"] = (daily["dow"] >= 5).astype(int)
    daily["doy_sin"] = np.sin(2 * np.pi * daily.index.day_of_year / 365.25)
    daily["doy_cos"] = np.cos(2 * np.pi * daily.index.day_of_year / 365.25)

    for lag in config.LAGS:
        daily[f"lag_{lag}"] = daily["load"].shift(lag)
    for w in config.WINDOWS:
        daily[f"roll_{w}"] = daily["load"].shift(1).rolling(w).mean()
    daily["heating"] = (15 - daily["temp"]).clip(lower=0)

    df = daily.dropna()

    target = "load"
    features = [c for c in df.columns if c != target]
    if not config.USE_TEMP:
        features = [c for c in features if not c.startswith("temp") and c != "heating"]

    train, test = df.loc[: config.SPLIT_DATE].iloc[:-1], df.loc[config.SPLIT_DATE :]
    X_train, y_train = train[features], train[target]
    X_test, y_test = test[features], test[target]
    print(
        f"train {train.index.min():%Y-%m-%d} .. {train.index.max():%Y-%m-%d} ({len(train)}), test {len(test)} days"
    )

    return PreprocessResult(
        df=df, X_train=X_train, y_train=y_train, X_test=X_test, y_test=y_test
    )


def preprocess_from_path(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
    ],
    energy_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/energy.csv", exists=True, dir_okay=False
        ),
    ],
    holidays_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/holidays.json", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
    changes: Annotated[
        list[str],
        typer.Option(
            "--set", help="Another value of a parameter, as SPLIT_DATE=VALUE."
        ),
    ] = [],
) -> None:
    """Clean `df` and `holidays`, and save all results in `out_dir`."""
    # Load
    config = Config.load(model_config_file, changes)
    df = pd.read_csv(energy_file, parse_dates=["timestamp"])
    with open(holidays_file) as f:
        holidays = pd.to_datetime(json.load(f)["holidays"])

    # Preprocess
    result = preprocess_from_data(config=config, df=df, holidays=holidays)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_table(result.X_train, out_dir / "x_train.csv")
    save_table(result.y_train, out_dir / "y_train.csv")
    save_table(result.X_test, out_dir / "x_test.csv")
    save_table(result.y_test, out_dir / "y_test.csv")
    result.df.to_csv(out_dir / "daily_features.csv")


def main() -> None:
    """Run the stage from the command line."""
    typer.run(preprocess_from_path)


if __name__ == "__main__":
    main()
