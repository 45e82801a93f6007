"""Predict stage of spam_filter."""

from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import typer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB

from spam_filter.common import clean_text
from spam_filter.storage import save_predictions


class PredictResult(NamedTuple):
    """Results of `predict_from_data`."""

    y_pred: np.ndarray
    proba: np.ndarray
    new_pred: dict[str, int]


def predict_from_data(
    test_texts: list,
    vectorizer: TfidfVectorizer,
    clf: LogisticRegression | MultinomialNB,
) -> PredictResult:
    """Predict `y_pred` and `proba` from `test_texts`."""
    X = vectorizer.transform(test_texts)
    y_pred = clf.predict(X)
    proba = clf.predict_proba(X)[:, 1]
    print(f"{y_pred.sum()} of {len(y_pred)} flagged as spam")

    # a few by hand
    new = [
        "Claim your free prize now!! call 08001234567",
        "see you at the library at 5",
    ]
    new_pred = {
        m: int(p)
        for m, p in zip(
            new, clf.predict(vectorizer.transform([clean_text(m) for m in new]))
        )
    }

    return PredictResult(y_pred=y_pred, proba=proba, new_pred=new_pred)


class Predictor:
    """The model that train saved in `model_dir`: loaded once, to predict any number of times."""

    def __init__(self, model_dir: Path) -> None:
        self.vectorizer = joblib.load(model_dir / "vectorizer.joblib")
        self.clf = joblib.load(model_dir / "clf.joblib")

    def predict(self, test_texts: list) -> PredictResult:
        """Predict `y_pred` and `proba` from `test_texts`."""
        return predict_from_data(
            test_texts=test_texts, vectorizer=self.vectorizer, clf=self.clf
        )


def predict_from_path(
    model_dir: Annotated[
        Path,
        typer.Option(
            help="Folder of the model, made by train.", exists=True, file_okay=False
        ),
    ],
    test_texts_file: Annotated[
        Path,
        typer.Option(
            help="List test_texts, made by preprocess.", exists=True, dir_okay=False
        ),
    ],
    out_dir: Annotated[
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Predict from `test_texts`, and save all results in `out_dir`."""
    # Load
    predictor = Predictor(model_dir)
    test_texts = joblib.load(test_texts_file)

    # Predict
    result = predictor.predict(test_texts=test_texts)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    np.save(out_dir / "y_pred.npy", result.y_pred)
    np.save(out_dir / "proba.npy", result.proba)
    joblib.dump(result.new_pred, out_dir / "new_pred.joblib")
    save_predictions(
        {"y_pred": result.y_pred, "proba": result.proba}, out_dir / "predictions.csv"
    )


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
