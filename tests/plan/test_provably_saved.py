"""Estimators that can always be saved are told from those that may hold anything."""

import inspect
import numbers
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nb2prod.convert import convert
from nb2prod.plan.provably_saved import ANYTHING

IMPORTS = """
import numpy as np
from sklearn.cluster import KMeans
from sklearn.compose import make_column_transformer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.svm import SVC
def get(x):
    return x
c = len("abc")
"""
SURE = {
    "no arguments": "m = LogisticRegression()",
    "literals": "m = LogisticRegression(C=-0.5, class_weight={0: 1.0})",
    "a value for what takes numbers": "m = LogisticRegression(C=c, max_iter=10 * c)",
    "a literal for what takes functions": "m = SVC(kernel='linear', C=c)",
    "text": "m = TfidfVectorizer(ngram_range=(1, 2), stop_words=['the'], min_df=c)",
    "pipeline": "m = Pipeline([('s', StandardScaler()), ('m', SVC(C=c))])",
    "made pipeline": "m = make_pipeline(StandardScaler(), SVC(kernel='rbf'))",
    "columns": "m = make_column_transformer((StandardScaler(), ['a']), remainder='drop')",
    "in two branches": "m = SVC()\nif c:\n    m = SVC(C=2)",
    "new parameters": "m = SVC()\nm.set_params(C=c, kernel='linear')",
}
UNSURE = {
    "a function": "m = FunctionTransformer(get)",
    "a library's function": "m = FunctionTransformer(func=np.log1p)",
    "a kernel": "m = SVC(kernel=get(1))",
    "a tokeniser": "m = TfidfVectorizer(tokenizer=get)",
    "a metric": "m = KNeighborsClassifier(metric=get)",
    "positional": "m = KMeans(c)",
    "stars": "d = {}\nm = SVC(**d)",
    "a name in a pipeline": "s = FunctionTransformer(get)\nm = Pipeline([('s', s)])",
    "a function in a pipeline": "m = make_pipeline(FunctionTransformer(get))",
    "search": "s = SVC()\nm = GridSearchCV(s, {'C': [1]})",
    "one of two": "m = SVC()\nn = SVC(kernel=get)\nprint(n)",
    "new parameters": "m = SVC()\nm.set_params(kernel=get)",
    "new parameters of a step": "m = make_pipeline(SVC())\nm.set_params(svc__kernel=get)",
    "an attribute": "m = SVC()\nm.note = get",
    "elsewhere": "def make(k):\n    return SVC(kernel=k)\nm = SVC()",
}


def saved_by(folder: Path, code: str) -> str:
    """The line of train that saves `m`."""
    cells = {"train": IMPORTS + code, "predict": "print(m)"}
    text = "".join(f'# %% tags=["{tag}"]\n{code}\n' for tag, code in cells.items())
    (folder / "nb.py").write_text(text)
    lines = convert(folder / "nb.py").files["nb/train.py"].splitlines()
    text = " ".join(" ".join(lines).split()).replace("( ", "(")
    return re.findall(r"\S+\((?:result\.)?m, out_dir", text)[0]


@pytest.mark.parametrize("code", SURE.values(), ids=SURE)
def test_plain_line(tmp_path: Path, code: str) -> None:
    assert saved_by(tmp_path, code).startswith("joblib.dump(")


@pytest.mark.parametrize("code", UNSURE.values(), ids=UNSURE)
def test_told(tmp_path: Path, code: str) -> None:
    assert saved_by(tmp_path, code).startswith("save_object(")


@pytest.mark.parametrize("code", SURE.values(), ids=SURE)
def test_what_is_sure_can_be_saved(code: str) -> None:
    names: dict[str, Any] = {}
    exec(IMPORTS + code, names)
    pickle.dumps(names["m"])


SCALARS = {
    "n = len(os.getcwd())": True,
    "n = 2\nif os.getcwd():\n    n = -1": True,
    "n, k = len(os.getcwd()), int('2')": True,
    "k = os.listdir()\nn = f'{k}'": True,
    "n = len(os.getcwd())\nn += 1": False,
    "n = sum([1.0, 2.0])": False,
    "for n in range(3):\n    pass": False,
}


@pytest.mark.parametrize(("code", "sure"), SCALARS.items(), ids=SCALARS)
def test_scalars(tmp_path: Path, code: str, sure: bool) -> None:
    (tmp_path / "nb.py").write_text(
        f'# %% tags=["preprocess"]\nimport os\n{code}\n# %% tags=["train"]\nprint(n)\n'
    )
    text = convert(tmp_path / "nb.py").files["nb/preprocess.py"]
    assert ("for cell 1 of train" not in text) == sure


PLAIN_TABLES = {
    "lambda handed on": "t['b'] = t['a'].map(lambda x: x + 1)",
    "lambda with a name": "double = lambda x: 2 * x\nt['b'] = t['a'].map(double)",
    "generator used up": "t['b'] = sum(x for x in [1])",
    "file read": "t['b'] = open('a.txt').read()",
    "file opened by with": "with open('a.txt') as f:\n    t['b'] = f.read()",
    "zip in a loop": "for a, b in zip([1], [2]):\n    t[b] = a",
    "functions": "def double(x):\n    return 2 * x\nt['b'] = t['a'].map(double)",
}
RISKY_TABLES = {
    "lambda in a list": "t['b'] = [lambda: 1]",
    "lambda in a dict": "d = {1: lambda: 1}\nt['b'] = t['a'].map(d)",
    "named": "f = lambda: 1\nt['b'] = [f]",
    "of a function": "import threading\ndef lock(x):\n    return threading.Lock()\n"
    "t['b'] = t['a'].map(lock)",
    "of a lambda": "t['b'] = t['a'].map(lambda x: (n for n in [x]))",
    "generators": "def count(n):\n    yield n\nt['b'] = t['a'].map(count)",
    "closures": "def power(n):\n    def apply(x):\n        return x ** n\n    return apply\n"
    "t['b'] = t['a'].map(power)",
    "files": "t['b'] = [open('a.txt')]",
    "attribute": "class A:\n    def __init__(self):\n        self.f = lambda: 1\nt['b'] = [A()]",
}


def told_of_table(folder: Path, code: str) -> bool:
    cells = f'# %% tags=["preprocess"]\nimport pandas as pd\nt = pd.DataFrame({{"a": [1]}})\n{code}'
    (folder / "nb.py").write_text(f'{cells}\n# %% tags=["train"]\nprint(t)\n')
    text = convert(folder / "nb.py").files["nb/preprocess.py"]
    assert "write_table(" in text
    return "for cell 1 of train" in text


@pytest.mark.parametrize("code", PLAIN_TABLES.values(), ids=PLAIN_TABLES)
def test_tables_are_saved_in_a_plain_line(tmp_path: Path, code: str) -> None:
    assert not told_of_table(tmp_path, code)


@pytest.mark.parametrize("code", RISKY_TABLES.values(), ids=RISKY_TABLES)
def test_tables_that_may_hold_anything(tmp_path: Path, code: str) -> None:
    assert told_of_table(tmp_path, code)


def loose_parameters() -> Iterator[str]:
    """Parameters of scikit-learn that take functions or objects, as its own checks say."""
    checks = pytest.importorskip("sklearn.utils._param_validation")
    utils = pytest.importorskip("sklearn.utils")
    names = (
        *("Interval", "StrOptions", "Options", "_Booleans", "_NoneConstraint", "_RandomStates"),
        *("_VerboseHelper", "MissingValues", "_ArrayLikes", "_SparseMatrices"),
        *("_PandasNAConstraint", "_NanConstraint"),
    )
    plain = tuple(getattr(checks, name) for name in names if hasattr(checks, name))
    data = (bool, int, float, str, dict, list, tuple, numbers.Real, numbers.Integral)
    for _, estimator in utils.all_estimators():
        known = getattr(estimator, "_parameter_constraints", {})
        for name in inspect.signature(estimator.__init__).parameters:
            for one in known.get(name, []) if isinstance(known.get(name), list) else []:
                constraint = checks.make_constraint(one)
                kind = getattr(constraint, "type", None)
                array = getattr(kind, "__name__", "") == "ndarray"
                if not isinstance(constraint, plain) and not (kind in data or array):
                    yield name


def test_parameters_that_take_anything_are_known() -> None:
    containers = {"estimators", "steps", "transformers", "transformer_list", "kw_args"}
    assert set(loose_parameters()) | containers <= ANYTHING
