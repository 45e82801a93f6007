"""Predict stage of spam_filter."""

from pathlib import Path
from typing import Annotated, Any, NamedTuple

import joblib
import typer
from sklearn.feature_extraction.text import TfidfVectorizer

from spam_filter.artefacts import load_any, save_any
from spam_filter.common import clean_text


class PredictResult(NamedTuple):
    """What `predict_from_data` gives."""

    y_pred: Any
    proba: Any
    new_pred: dict[str, int]


def predict_from_data(
    test_texts: list,
    vectorizer: TfidfVectorizer,
    clf: Any,
) -> PredictResult:
    """Predict with data in memory."""
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

    return PredictResult(
        y_pred=y_pred,
        proba=proba,
        new_pred=new_pred,
    )


def predict_from_path(
    test_texts_file: Annotated[
        Path, typer.Option(help="test_texts, test_texts of preprocess.")
    ],
    vectorizer_file: Annotated[
        Path, typer.Option(help="vectorizer, vectorizer.joblib of preprocess.")
    ],
    clf_file: Annotated[Path, typer.Option(help="clf, clf of train.")],
    out_dir: Annotated[Path, typer.Option(help="Folder for all that the stage saves.")],
) -> None:
    """Predict with data in files, and save all that it gives in `out_dir`."""
    # Load
    test_texts = load_any(test_texts_file)
    vectorizer = joblib.load(vectorizer_file)
    clf = load_any(clf_file)

    # Predict
    result = predict_from_data(
        test_texts=test_texts,
        vectorizer=vectorizer,
        clf=clf,
    )

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    save_any(result.y_pred, out_dir / "y_pred")
    save_any(result.proba, out_dir / "proba")
    save_any(result.new_pred, out_dir / "new_pred")


def main() -> None:
    """Run the stage from the command line."""
    typer.run(predict_from_path)


if __name__ == "__main__":
    main()
