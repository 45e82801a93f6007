"""Scores of `evaluate` whose name is bound anew: what `metrics.json` has of them."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """
# %% tags=["imports"]
import numpy as np
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix, f1_score
from sklearn.metrics import mean_squared_error, roc_auc_score
from sklearn.linear_model import Ridge
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from tensorflow import keras

# %% tags=["train"]
x, y, x_test, y_test = np.array([[0], [1]]), np.array([0, 1]), np.array([[1]]), np.array([1])
lr, rf = SVC().fit(x, y), DecisionTreeClassifier().fit(x, y)

# %% tags=["predict"]
p1, p2, y_pred, y_pred_rf = (m.predict(x) for m in (lr, rf, lr, rf))

# %% tags=["evaluate"]
"""
NEXT = '\n# %% tags=["evaluate"]\n'
KEPT = [
    ("by the prediction", ["s = accuracy_score(y, p1)", "s = accuracy_score(y, p2)"], "s s_p2"),
    (
        "by the suffix of the prediction",
        ["acc = accuracy_score(y, y_pred)", "acc = accuracy_score(y, y_pred_rf)"],
        "acc acc_rf",
    ),
    ("in one cell", ["s = f1_score(y, p1); print(s)\ns = f1_score(y, p2); print(s)"], "s s_p2"),
    ("by the model", ["s = lr.score(x, y)", "s = rf.score(x, y)"], "s s_rf"),
    ("by the rows", ["s = lr.score(x, y)", "s = lr.score(x_test, y_test)"], "s s_test"),
    (
        "by the model and the rows",
        [f"s = {m}.score({x}, y)" for m in ("lr", "rf") for x in ("x", "x_test")],
        "s s_test s_rf s_rf_test",
    ),
    ("by the metric", ["s = accuracy_score(y, p1)", "s = f1_score(y, p1)"], "s s_f1"),
    (
        "by the class that made the prediction",
        ["p = SVC().fit(x, y).predict(x)\ns = f1_score(y, p)",
         "p = DecisionTreeClassifier().fit(x, y).predict(x)\ns = f1_score(y, p)"],
        "s s_decision_tree",
    ),
    (
        "by the model that made the prediction",
        ["p = lr.predict(x)\ns = f1_score(y, p)", "p = rf.predict(x)\ns = f1_score(y, p)"],
        "s s_rf",
    ),
    (
        "by the class of the model behind it",
        ["m = SVC()\nm.fit(x, y)\np = m.predict(x)\ns = f1_score(y, p)",
         "m = DecisionTreeClassifier()\nm.fit(x, y)\np = m.predict(x)\ns = f1_score(y, p)"],
        "s s_decision_tree",
    ),
    (
        "a share, and a mean",
        ["s = (y == p1).mean()\ne = np.mean(y - p1)", "s = (y == p2).mean()\ne = np.mean(y - p2)"],
        "s e s_p2 e_p2",
    ),
    ("a matrix", ["c = confusion_matrix(y, p1)", "c = confusion_matrix(y, p2)"], "c c_p2"),
    (
        "a dict of scores",
        ["d = {'f1': f1_score(y, p1)}", "d = {'f1': f1_score(y, p2)}"],
        "d d_p2",
    ),
    (
        "two at once",
        ["a, b = f1_score(y, p1), lr.score(x, y)", "a, b = f1_score(y, p2), rf.score(x, y)"],
        "a b a_p2 b_rf",
    ),
    ("nothing tells them apart", ["s = f1_score(y, p1)", "s = f1_score(y, 1 - p1)"], "s s_2"),
    (
        "rounded, both of them",
        [f"s = f1_score(y, {p})\ns = round(s, 2)\nprint(s)" for p in ("p1", "p2")],
        "s s_p2",
    ),
    (
        "rounded, the second of them",
        ["s = f1_score(y, p1)", "s = f1_score(y, p2)\ns = round(s, 2)\nprint(s)"],
        "s s_p2",
    ),
    ("what comes later is no score", ["s = f1_score(y, p1)", "s = 'done'\nprint(s)"], "s"),
]  # fmt: skip
NOT_KEPT = [
    ("rounded", ["s = f1_score(y, p1)\ns = round(s, 2)"], "s"),
    ("of percent", ["s = f1_score(y, p1)", "s = s * 100\nprint(s)"], "s"),
    ("the same once more", ["s = f1_score(y, p1)\nprint(s)", "s = f1_score(y, p1)\nprint(s)"], "s"),
    ("deleted", ["s = f1_score(y, p1)\ndel s", "s = f1_score(y, p2)"], "s"),
    ("a counter", ["n = len(y)\nprint(n)", "n = len(p1)\nprint(n)"], "n"),
    ("numbers that are written out", ["width = 0.35\nprint(width)"], ""),
    ("in branches", ["if y[0]:\n    s = f1_score(y, p1)\nelse:\n    s = f1_score(y, p2)"], ""),
]


@pytest.mark.parametrize(
    ("cells", "metrics"),
    [case[1:] for case in (*KEPT, *NOT_KEPT)],
    ids=[case[0] for case in (*KEPT, *NOT_KEPT)],
)
def test_metrics(cells: list[str], metrics: str, tmp_path: Path) -> None:
    path = tmp_path / "book.py"
    path.write_text(HEAD + NEXT.join(cells), encoding="utf-8")
    assert " ".join(convert(path, emit=lambda _: {}).pipeline.stages[-1].metrics) == metrics


def test_a_network_twice(tmp_path: Path) -> None:
    cells = (f"loss, acc = {m}.evaluate(x, y)\nprint(acc)" for m in ("m1", "m2"))
    made = "m1, m2 = keras.Sequential(), keras.Sequential()\nm1.fit(x, y)\nm2.fit(x, y)"
    path = tmp_path / "book.py"
    path.write_text(
        HEAD.replace("\nlr, rf", f"\n{made}\nlr, rf") + NEXT.join(cells), encoding="utf-8"
    )
    conversion = convert(path, emit=lambda _: {})
    assert "acc -> acc_m2" in [f"{o} -> {n}" for n, o in conversion.pipeline.renamed]
