"""All the stages of churn, one after the other."""

from pathlib import Path
from typing import Annotated

import typer

from churn.evaluate import evaluate_from_path
from churn.predict import predict_from_path
from churn.preprocess import preprocess_from_path
from churn.train import train_from_path


def run_pipeline(
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
        Path,
        typer.Option(
            help="Folder for all results, one folder a stage.", file_okay=False
        ),
    ],
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as TEST_SIZE=VALUE."),
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
        churn_file=churn_file,
        out_dir=preprocess_dir,
    )

    train_from_path(
        model_config_file=model_config_file,
        changes=changes,
        x_file=preprocess_dir / "x.csv",
        x_train_file=preprocess_dir / "x_train.csv",
        y_train_file=preprocess_dir / "y_train.csv",
        encoders_file=preprocess_dir / "encoders.joblib",
        out_dir=train_dir,
    )

    predict_from_path(
        model_dir=train_dir,
        ids_file=preprocess_dir / "ids.csv",
        x_test_file=preprocess_dir / "x_test.csv",
        out_dir=predict_dir,
    )

    evaluate_from_path(
        model_dir=train_dir,
        y_test_file=preprocess_dir / "y_test.csv",
        y_prob_file=predict_dir / "y_prob.npy",
        y_pred_file=predict_dir / "y_pred.npy",
        out_dir=evaluate_dir,
    )


def main() -> None:
    """Run the pipeline from the command line."""
    typer.run(run_pipeline)


if __name__ == "__main__":
    main()
