"""All the stages of spam_filter, one after the other."""

from pathlib import Path
from typing import Annotated

import typer

from spam_filter.evaluate import evaluate_from_path
from spam_filter.predict import predict_from_path
from spam_filter.preprocess import preprocess_from_path
from spam_filter.train import train_from_path


def run_pipeline(
    sms_file: Annotated[
        Path,
        typer.Option(help="In the notebook: data/sms.csv", exists=True, dir_okay=False),
    ],
    stopwords_file: Annotated[
        Path,
        typer.Option(
            help="In the notebook: data/stopwords.json", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path,
        typer.Option(
            help="Folder for all results, one folder a stage.", file_okay=False
        ),
    ],
) -> None:
    """Run preprocess, train, predict, evaluate."""
    preprocess_dir = out_dir / "preprocess"
    train_dir = out_dir / "train"
    predict_dir = out_dir / "predict"
    evaluate_dir = out_dir / "evaluate"

    preprocess_from_path(
        sms_file=sms_file, stopwords_file=stopwords_file, out_dir=preprocess_dir
    )

    train_from_path(
        y_train_file=preprocess_dir / "y_train.npy",
        x_train_file=preprocess_dir / "x_train.npz",
        vectorizer_file=preprocess_dir / "vectorizer.joblib",
        out_dir=train_dir,
    )

    predict_from_path(
        model_dir=train_dir,
        test_texts_file=preprocess_dir / "test_texts.joblib",
        out_dir=predict_dir,
    )

    evaluate_from_path(
        model_dir=train_dir,
        test_texts_file=preprocess_dir / "test_texts.joblib",
        y_test_file=preprocess_dir / "y_test.npy",
        y_pred_file=predict_dir / "y_pred.npy",
        proba_file=predict_dir / "proba.npy",
        out_dir=evaluate_dir,
    )


def main() -> None:
    """Run the pipeline from the command line."""
    typer.run(run_pipeline)


if __name__ == "__main__":
    main()
