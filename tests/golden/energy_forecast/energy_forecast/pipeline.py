"""All the stages of energy_forecast, one after the other."""

from pathlib import Path
from typing import Annotated

import typer

from energy_forecast.evaluate import evaluate_from_path
from energy_forecast.predict import predict_from_path
from energy_forecast.preprocess import preprocess_from_path
from energy_forecast.train import train_from_path


def run_pipeline(
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
        Path,
        typer.Option(
            help="Folder for all results, one folder a stage.", file_okay=False
        ),
    ],
    changes: Annotated[
        list[str],
        typer.Option(
            "--set", help="Another value of a parameter, as SPLIT_DATE=VALUE."
        ),
    ] = [],
) -> None:
    """Run preprocess, train, predict, evaluate."""
    preprocess_dir = out_dir / "preprocess"
    train_dir = out_dir / "train"
    predict_dir = out_dir / "predict"
    evaluate_dir = out_dir / "evaluate"

    preprocess_from_path(
        model_config_file=model_config_file,
        changes=changes,
        energy_file=energy_file,
        holidays_file=holidays_file,
        out_dir=preprocess_dir,
    )

    train_from_path(
        model_config_file=model_config_file,
        changes=changes,
        x_train_file=preprocess_dir / "x_train.csv",
        y_train_file=preprocess_dir / "y_train.csv",
        out_dir=train_dir,
    )

    predict_from_path(
        model_dir=train_dir,
        x_test_file=preprocess_dir / "x_test.csv",
        y_test_file=preprocess_dir / "y_test.csv",
        out_dir=predict_dir,
    )

    evaluate_from_path(
        y_test_file=preprocess_dir / "y_test.csv",
        forecast_file=predict_dir / "forecast_table.csv",
        out_dir=evaluate_dir,
    )


def main() -> None:
    """Run the pipeline from the command line."""
    typer.run(run_pipeline)


if __name__ == "__main__":
    main()
