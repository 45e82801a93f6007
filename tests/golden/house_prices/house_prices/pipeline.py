"""All the stages of house_prices, one after the other."""

from pathlib import Path
from typing import Annotated

import typer

from house_prices.evaluate import evaluate_from_path
from house_prices.predict import predict_from_path
from house_prices.preprocess import preprocess_from_path
from house_prices.train import train_from_path


def run_pipeline(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
    ],
    houses_train_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/houses_train.csv", exists=True, dir_okay=False
        ),
    ],
    houses_test_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/houses_test.csv", exists=True, dir_okay=False
        ),
    ],
    houses_test_prices_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/houses_test_prices.csv",
            exists=True,
            dir_okay=False,
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
        typer.Option("--set", help="Another value of a parameter, as alpha=VALUE."),
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
        houses_train_file=houses_train_file,
        out_dir=preprocess_dir,
    )

    train_from_path(
        model_config_file=model_config_file,
        changes=changes,
        y_file=preprocess_dir / "y.csv",
        x_file=preprocess_dir / "x.npy",
        lot_median_file=preprocess_dir / "lot_median.joblib",
        num_cols_file=preprocess_dir / "num_cols.joblib",
        ohe_file=preprocess_dir / "ohe.joblib",
        oe_file=preprocess_dir / "oe.joblib",
        scaler_file=preprocess_dir / "scaler.joblib",
        out_dir=train_dir,
    )

    predict_from_path(
        model_dir=train_dir, houses_test_file=houses_test_file, out_dir=predict_dir
    )

    evaluate_from_path(
        model_dir=train_dir,
        y_pred_file=predict_dir / "y_pred.npy",
        submission_file=predict_dir / "submission.csv",
        houses_test_prices_file=houses_test_prices_file,
        out_dir=evaluate_dir,
    )


def main() -> None:
    """Run the pipeline from the command line."""
    typer.run(run_pipeline)


if __name__ == "__main__":
    main()
