"""All the stages of penguin_species, one after the other."""

from pathlib import Path
from typing import Annotated

import typer

from penguin_species.evaluate import evaluate_from_path
from penguin_species.predict import predict_from_path
from penguin_species.preprocess import preprocess_from_path
from penguin_species.train import train_from_path


def run_pipeline(
    model_config_file: Annotated[
        Path, typer.Option(help="Parameters, in YAML.", exists=True, dir_okay=False)
    ],
    data_dir: Annotated[
        Path, typer.Option(help="In the notebook: data", exists=True, file_okay=False)
    ],
    out_dir: Annotated[
        Path,
        typer.Option(
            help="Folder for all results, one folder a stage.", file_okay=False
        ),
    ],
    changes: Annotated[
        list[str],
        typer.Option("--set", help="Another value of a parameter, as TARGET=VALUE."),
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
        data_dir=data_dir,
        out_dir=preprocess_dir,
    )

    train_from_path(
        model_config_file=model_config_file,
        changes=changes,
        x_train_file=preprocess_dir / "x_train.npy",
        y_train_file=preprocess_dir / "y_train.npy",
        medians_file=preprocess_dir / "medians.joblib",
        scaler_file=preprocess_dir / "scaler.joblib",
        out_dir=train_dir,
    )

    predict_from_path(
        model_dir=train_dir,
        test_df_file=preprocess_dir / "test_df.csv",
        out_dir=predict_dir,
    )

    evaluate_from_path(
        model_dir=train_dir,
        test_df_file=predict_dir / "penguin_predictions.csv",
        y_pred_file=predict_dir / "y_pred.npy",
        out_dir=evaluate_dir,
    )


def main() -> None:
    """Run the pipeline from the command line."""
    typer.run(run_pipeline)


if __name__ == "__main__":
    main()
