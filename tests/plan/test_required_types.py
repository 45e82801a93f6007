"""What the uses of a value tell of its type, where what makes it does not."""

from pathlib import Path

import pytest

from nb2prod.analysis.types.annotations import annotation
from nb2prod.convert import convert

HEADER = """import pickle
import matplotlib.pyplot as plt, numpy as np, pandas as pd
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LinearRegression
from sklearn.metrics import accuracy_score, silhouette_score
from sklearn.model_selection import GridSearchCV, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from elsewhere import load
def fitted(a, b):
    return LinearRegression().fit(a, b)
def renewed(a, b):
    a = a.features
    return LinearRegression().fit(a, b)
t = pd.read_csv("t.csv")
"""
UNKNOWN = "x, y = load()"
ARRAY, MATRIX = "ArrayLike", "ArrayLike | spmatrix"
FRAME, TABLE = "DataFrame", "DataFrame | Series"

# what one stage makes, what a later one does with it -> how `x` and `y` are annotated there
USES = {
    "nothing": (UNKNOWN, "print(x, y)", "Any", "Any"),
    "fit": (UNKNOWN, "m = LinearRegression()\nm.fit(x, y)\nprint(m.coef_)", MATRIX, ARRAY),
    "by_keyword": (UNKNOWN, "print(LinearRegression().fit(y=x, X=y))", ARRAY, MATRIX),
    "search": (UNKNOWN, "print(GridSearchCV(LinearRegression(), {}).fit(x, y))", MATRIX, ARRAY),
    "search_of_unknown": (UNKNOWN, "print(GridSearchCV(load(), {}).fit(x, y))", "Any", ARRAY),
    "dictionaries": (UNKNOWN, "print(DictVectorizer().fit_transform(x), y)", "Any", "Any"),
    "unknown_model": (UNKNOWN, "print(load().fit(x, y))", "Any", "Any"),
    "metrics": (UNKNOWN, "print(accuracy_score(x, y))", ARRAY, ARRAY),
    "samples_of_metrics": (UNKNOWN, "print(silhouette_score(x, y))", "Any", "Any"),
    "plotted": (UNKNOWN, "plt.plot(x, y)\nplt.show()", "Any", ARRAY),
    "reduced": (UNKNOWN, "print(np.mean(x), y)", ARRAY, "Any"),
    "frame": (UNKNOWN, "print(pd.merge(x, y), x.columns)", FRAME, TABLE),
    "pair": (UNKNOWN, "print(x.columns, x['a'], x.head(), y)", FRAME, "Any"),
    "table": (UNKNOWN, "print(x.iloc[0], y.index)", TABLE, "Any"),
    "table_for_a_model": (UNKNOWN, "print(LinearRegression().fit(x, y), x.iloc[:3])", TABLE, ARRAY),
    "of_no_table": (UNKNOWN, "print(x.loc[0], x.nowhere(), y)", "Any", "Any"),
    "column_names": (UNKNOWN, "print(x.columns, y.head(y.tail))", "Any", TABLE),
    "label": (UNKNOWN, "print(x.loc[0], y.loc)", TABLE, "Any"),
    "own_function": (UNKNOWN, "print(fitted(x, y))", MATRIX, ARRAY),
    "bound_anew_inside": (UNKNOWN, "print(renewed(x, y))", "Any", ARRAY),
    "halves": ("a, b = load()\nx, _, y, _ = train_test_split(a, b)\nprint(a.columns, a.iloc)",
               "print(x, np.max(y))", FRAME, ARRAY),
    "halves_of_unknown": ("a, b = load()\nx, _, y, _ = train_test_split(a, b)", "print(x, y)",
                          MATRIX, MATRIX),
    "validated": (UNKNOWN, "print(cross_val_score(LinearRegression(), x, y))", "Any", ARRAY),
    "same": ("a, b = load()\nx = a\ny = b\nprint(accuracy_score(a, y))", "print(x, y)",
             ARRAY, ARRAY),
    "bound_anew": ("x, y = load()\nprint(x.iloc)\nx = x.raw", "print(x, y)", "Any", "Any"),
    "on_some_path": ("x, y = load()\nif y:\n    x = load()", "print(x.iloc, y)", TABLE, "Any"),
    "in_a_loop": ("x, y = load()\nfor _ in range(3):\n    x = x.step(x.iloc)", "print(x, y)",
                  "Any", "Any"),
    "known": ("x, y = [1], load()", "print(accuracy_score(x, y))", "list[int]", ARRAY),
}  # fmt: skip


def annotations(tmp_path: Path, header: str, made: str, used: str) -> dict[str, str]:
    """The types of what the second stage takes."""
    (tmp_path / "nb.py").write_text(
        f'# %% tags=["preprocess"]\n{header}{made}\n# %% tags=["evaluate"]\n{used}\n'
    )
    stages = convert(tmp_path / "nb.py").pipeline.stages
    return {one.name: annotation(one.type, {}).text for one in stages[-1].arguments}


@pytest.mark.parametrize("case", USES)
def test_uses(tmp_path: Path, case: str) -> None:
    made, used, x, y = USES[case]
    found = annotations(tmp_path, HEADER, made, used)
    assert {"x": x, "y": y} == {name: text.replace("pd.", "") for name, text in found.items()}


def test_other_tables(tmp_path: Path) -> None:
    header = HEADER.replace("import pickle", "import pickle, polars")
    assert annotations(tmp_path, header, UNKNOWN, "print(x.iloc)") == {"x": "Any"}


def test_loaded(tmp_path: Path) -> None:
    made = 'x = pickle.load(open("x.pkl", "rb"))\ny = accuracy_score(x, [1])'
    (tmp_path / "nb.py").write_text(f'# %% tags=["evaluate"]\n{HEADER}{made}\nprint(y)\n')
    (stage,) = convert(tmp_path / "nb.py").pipeline.stages
    found = {one.name: annotation(one.type, {}).text for one in stage.arguments}
    assert found["x"] == ARRAY
