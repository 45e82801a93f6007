"""Preprocess stage of spam_filter."""

import functools
import json
from pathlib import Path
from typing import Annotated, NamedTuple

import joblib
import numpy as np
import pandas as pd
import typer
from scipy.sparse import csr_matrix, save_npz
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split

from spam_filter.common import clean_text, tokenize


class PreprocessResult(NamedTuple):
    """Results of `preprocess_from_data`."""

    test_texts: list
    y_train: np.ndarray
    y_test: np.ndarray
    vectorizer: TfidfVectorizer
    X_train: csr_matrix


def preprocess_from_data(df: pd.DataFrame, STOPWORDS: set) -> PreprocessResult:
    """Clean, vectorize and split `df`."""
    df = df.rename(columns={"v1": "label", "v2": "text"})
    df = df.dropna(subset=["text"])

    # Cleaning
    #
    # * lower case, urls -> `urltoken`, phone / short codes -> `numtoken`
    # * stop words from a JSON file (the sklearn list drops too much)
    print(len(STOPWORDS), "stop words")

    df["clean"] = df["text"].apply(clean_text)
    df["n_tokens"] = df["clean"].map(lambda s: len(tokenize(s, STOPWORDS=STOPWORDS)))
    df = df[df["n_tokens"] > 0]

    y = (df["label"] == "spam").astype(int).values
    texts = df["clean"].tolist()

    idx = np.arange(len(texts))
    idx_train, idx_test = train_test_split(
        idx, test_size=0.3, random_state=7, stratify=y
    )
    train_texts = [texts[i] for i in idx_train]
    test_texts = [texts[i] for i in idx_test]
    y_train, y_test = y[idx_train], y[idx_test]

    vectorizer = TfidfVectorizer(
        tokenizer=functools.partial(tokenize, STOPWORDS=STOPWORDS),
        token_pattern=None,
        lowercase=False,
        ngram_range=(1, 2),
        min_df=2,
    )
    X_train = vectorizer.fit_transform(train_texts)

    return PreprocessResult(
        test_texts=test_texts,
        y_train=y_train,
        y_test=y_test,
        vectorizer=vectorizer,
        X_train=X_train,
    )


def preprocess_from_path(
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
        Path, typer.Option(help="Folder for all results.", file_okay=False)
    ],
) -> None:
    """Clean, vectorize and split `df`, and save all results in `out_dir`."""
    # Load
    df = pd.read_csv(sms_file)
    with open(stopwords_file) as f:
        STOPWORDS = set(json.load(f))

    # Preprocess
    result = preprocess_from_data(df=df, STOPWORDS=STOPWORDS)

    # Save
    out_dir.mkdir(parents=True, exist_ok=True)
    joblib.dump(result.test_texts, out_dir / "test_texts.joblib")
    np.save(out_dir / "y_train.npy", result.y_train)
    np.save(out_dir / "y_test.npy", result.y_test)
    joblib.dump(result.vectorizer, out_dir / "vectorizer.joblib")
    save_npz(out_dir / "x_train.npz", result.X_train)


def main() -> None:
    """Run the stage from the command line."""
    typer.run(preprocess_from_path)


if __name__ == "__main__":
    main()
