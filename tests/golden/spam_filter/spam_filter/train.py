"""Train stage of spam_filter."""

import shutil
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import typer
from scipy.sparse import csr_matrix, load_npz
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.naive_bayes import MultinomialNB

from spam_filter.storage import save_metrics


class TrainResult(NamedTuple):
    """Results of `train_from_data`."""

    cv: dict[str, float]
    clf: LogisticRegression | MultinomialNB
    best: str


def train_from_data(y_train: np.ndarray, X_train: csr_matrix) -> TrainResult:
    """Fit `clf` on `X_train` and `y_train`."""
    # Which model?
    candidates = {
        "nb": MultinomialNB(alpha=1.0),
        "logreg": LogisticRegression(C=10.0, class_weight="balanced", max_iter=500),
    }
    cv = {}
    for k, clf in candidates.items():
        s = cross_val_score(clf, X_train, y_train, cv=5, scoring="f1")
        cv[k] = s.mean()
        print(f"{k}: {s.mean():.4f} +- {s.std():.3f}")
    best = max(cv, key=cv.get)

    clf = candidates[best]
    clf.fit(X_train, y_train)
    print("using", best)

    return TrainResult(cv=cv, clf=clf, best=best)


def train_from_path(
    y_train_file: Annotated[
        Path,
        typer.Option(
            help="Target of the training rows, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    x_train_file: Annotated[
        Path,
        typer.Option(
            help="Features of the training rows, made by preprocess.",
            exists=True,
            dir_okay=False,
        ),
    ],
    vectorizer_file: Annotated[
        Path,
        typer.Option(
            help="Fitted TfidfVectorizer, made by preprocess; kept with the model.",
            exists=True,
            dir_okay=False,
        ),
    ],
    out_dir: Annotated[
        Path,
        typer.Option(
            help="Folder for the model and all that it needs.", file_okay=False
        ),
    ],
) -> None:
    """Fit `clf` on `X_train` and `y_train`, and save all results in `out_dir`."""
    # Load
    y_train = np.load(y_train_file, allow_pickle=True)
    X_train = load_npz(x_train_file)

    # Train
    result = train_from_data(y_train=y_train, X_train=X_train)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    joblib.dump(result.clf, out_dir / "clf.joblib")
    joblib.dump(result.best, out_dir / "best.joblib")
    shutil.copy(vectorizer_file, out_dir / "vectorizer.joblib")
    save_metrics({"cv": result.cv}, out_dir / "metrics.json")


def main() -> None:
    """Run the stage from the command line."""
    typer.run(train_from_path)


if __name__ == "__main__":
    main()
