"""What stages do, in a sentence."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

CELLS = {
    "": """import matplotlib.pyplot as plt
import pandas as pd
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split""",
    "preprocess": """df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["a", "b"]], df["y"])""",
    "train": "model = LogisticRegression().fit(X_train, y_train)",
    "predict": "pred = model.predict(X_test)",
    "evaluate": "print(accuracy_score(y_test, pred))",
}


def _docstrings(tmp_path: Path, stage: str, **cells: str) -> str:
    notebook = tmp_path / "leave.py"
    texts = (CELLS | cells).items()
    notebook.write_text(
        "".join(f'# %% tags=["{t}"]\n{c}\n' if t else f"# %%\n{c}\n" for t, c in texts)
    )
    return convert(notebook).files[f"leave/{stage}.py"]


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [
        ("preprocess", "Split `df`"),
        ("train", "Fit the `LogisticRegression` on `X_train` and `y_train`"),
        ("predict", "Predict `pred` for the rows of `X_test`"),
        ("evaluate", "Compute `accuracy`"),
    ],
)
def test_sentence(tmp_path: Path, stage: str, sentence: str) -> None:
    text = _docstrings(tmp_path, stage)
    assert f'"""{sentence}."""' in text
    if stage != "train":  # where both do not fit into a line, less is told
        assert f'"""{sentence}, and save all results in `out_dir`."""' in text
    else:
        assert '"""Fit the `LogisticRegression`, and save all results in `out_dir`."""' in text


@pytest.mark.parametrize(
    ("stage", "code", "sentence"),
    [
        (
            "preprocess",
            "df = pd.read_csv('a.csv').dropna()\n"
            "X_train = X_test = y_train = y_test = df.merge(df)",
            "Join and clean `df`.",
        ),
        (
            "preprocess",
            "df = pd.read_csv('a.csv')\nX_train = X_test = y_train = y_test = df[:3]",
            "Prepare `df`.",
        ),
        (
            "train",
            "model = Ridge().fit(X_train, y_train)\nother = Ridge().fit(X_test, y_test)",
            "Fit `model` and `other`.",
        ),
        ("train", "models = [Ridge().fit(X_train, y_train)]\nmodel = models[0]", "Fit the `Ridge`"),
        ("evaluate", "print(y_test, pred)", "Evaluate `y_test` and `pred`."),
        ("evaluate", "print(model.coef_)", "Evaluate `model`."),
        ("evaluate", "plt.plot(pred)\nplt.show()", "Draw the figures of `pred`."),
        ("evaluate", "plt.plot([1])\nplt.show()", "Draw the figures."),
        ("evaluate", "print(accuracy_score([1, 0], [1, 1]))", "Compute `accuracy`."),
        ("evaluate", "print('done')", "Evaluate the results."),
        (
            "evaluate",
            "plt.plot(pred)\nplt.show()\nacc = accuracy_score(y_test, pred)\nprint(acc)",
            "Compute `acc` and draw the figures.",
        ),
        (
            "evaluate",
            "\n".join(
                f"s{n} = accuracy_score(y_test[{n}:], pred[{n}:])\nprint(s{n})" for n in range(5)
            ),
            "Compute the metrics.",
        ),
    ],
)
def test_sentence_of(tmp_path: Path, stage: str, code: str, sentence: str) -> None:
    assert f'"""{sentence}' in _docstrings(tmp_path, stage, **{stage: code})
