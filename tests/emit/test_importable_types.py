"""Annotations name only what can be imported under that name."""

import ast
from pathlib import Path

import pytest

from nb2prod.convert import convert

# the import, the value that crosses, and its annotation
VALUES = [
    ("from sklearn import linear_model as lm", "lm.LinearRegression()", "lm.LinearRegression"),
    ("import sklearn.preprocessing", "sklearn.preprocessing.StandardScaler()",
     "sklearn.preprocessing.StandardScaler"),
    ("from sklearn.cluster import KMeans as Groups", "Groups(2)", "Groups"),
    ("import xgboost as xgb", "xgb.XGBRegressor()", "xgb.XGBRegressor"),
    ("import numpy as np", "np.random.default_rng(0)", "Generator"),
    ("import numpy.random as npr", "npr.RandomState(0)", "npr.RandomState"),
    ("from scipy import stats", "stats.norm(0, 1)", "Any"),
    ("from scipy import sparse", "sparse.csr_matrix([[0, 1]])", "sparse.csr_matrix"),
    ("import collections as c", "c.Counter('aab')", "c.Counter"),
    ("from datetime import datetime as dt", "dt.strptime('2020', '%Y')", "dt"),
    ("import decimal", "decimal.Decimal(1)", "decimal.Decimal"),
]  # fmt: skip


@pytest.mark.parametrize(("imported", "value", "annotation"), VALUES, ids=[v for _, v, _ in VALUES])
def test_importable(tmp_path: Path, imported: str, value: str, annotation: str) -> None:
    path = tmp_path / "book.py"
    path.write_text(
        f"# %% tags=['preprocess']\n{imported}\none = [{value}][0]\n"
        "# %% tags=['train']\nprint(one)\n"
    )
    made = ast.parse(convert(path).files["book/train.py"])
    function = next(n for n in made.body if isinstance(n, ast.FunctionDef))
    given = function.args.args[0].annotation
    assert given is not None and ast.unparse(given) == annotation
    lines = [n for n in made.body if isinstance(n, ast.Import | ast.ImportFrom)]
    names: dict[str, object] = {}
    exec("\n".join(ast.unparse(n) for n in lines if "book" not in ast.unparse(n)), names)
    assert isinstance(eval(annotation, names), object)
