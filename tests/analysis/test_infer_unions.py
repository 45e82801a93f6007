"""Types that are one of several, which only annotations tell; and what objects hold."""

import ast
from textwrap import dedent

import pytest

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import certain, either, parsed
from nb2prod.analysis.types.infer import bound_types, type_of
from tests.support.inference import environment, written

START = """
import numpy as np
import pandas as pd
import torch
from scipy import stats
from sklearn.compose import ColumnTransformer
from sklearn.datasets import fetch_openml, load_iris, make_blobs, make_regression
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import KFold, train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from xgboost import XGBClassifier
from torch import nn
df = pd.DataFrame({"a": [1, 2], "c": list("xy")})
s = df["c"]
x = np.ones((4, 2))
which = hidden()
"""
TABLE = "pandas.DataFrame | pandas.Series"
VALUES = "numpy.ndarray | pandas.api.extensions.ExtensionArray"

MODELS = "m = {'a': RandomForestClassifier(), 'b': SVC()}"

# statements -> the type of r behind them
UNIONS = [
    ("r = df[which]", TABLE),
    ("r = df.loc['x']", TABLE),
    ("r = df.iloc[0]", "pandas.Series"),
    ("r = df[which].dropna()", TABLE),
    ("r = df[which].values", VALUES),
    ("r = df[which].columns", "pandas.Index"),  # a column has no columns
    ("r = pd.concat([hidden(), df])", "pandas.DataFrame"),
    ("r = pd.concat(hidden())", TABLE),
    ("r = s.values", VALUES),
    ("r = s.astype(int).values", "numpy.ndarray"),
    ("r = StandardScaler().fit_transform(s.values.reshape(-1, 1))", "numpy.ndarray"),
    ("r = train_test_split(s.values)[0]", VALUES),
    ("r = s.unique()", VALUES),
    ("r = s.apply(hidden)", TABLE),
    ("r = s.values == 'x'", VALUES),
    ("r = x + s.values", VALUES),
    ("r = s + s.values", "pandas.Series"),
    ("r = x.mean(axis=0)", "float | numpy.ndarray"),
    ("r = (x - x.mean(axis=0)) / x.std(axis=0)", "numpy.ndarray"),
    ("r = x / x.max()", "numpy.ndarray"),
    ("r = np.dot(x, x)", "numpy.ndarray | numpy.generic"),
    ("r = np.dot(x, x).T", "numpy.generic | numpy.ndarray"),
    ("r, _ = np.meshgrid(x, x)", "numpy.ndarray"),
    ("r = stats.zscore(s)", "numpy.ndarray | pandas.Series"),
    ("r = df[(stats.zscore(df) < 3).all(axis=1)]", "pandas.DataFrame"),
    ("r = ColumnTransformer([]).fit_transform(df)", "numpy.ndarray | scipy.sparse.csr_matrix"),
    ("r = fetch_openml('a', return_X_y=True)[1]", TABLE),
    ("r = fetch_openml('a', as_frame=False).target", "numpy.ndarray"),
    ("r = make_regression(coef=True)[2]", "numpy.ndarray"),
    ("r = make_blobs()[1]", "numpy.ndarray"),
    ("r = list(load_iris().feature_names)", "list[str]"),
    ("r = None if which else 1", "None | int"),
    ("r = 0\nfor i in hidden(): r += x", "int | numpy.ndarray"),
    ("r = 0\nfor i in hidden(): r += 0.5", "float | int"),
    ("r = 1 if which else 'a' if which else None if which else x", "?"),  # too many
    ("r = [1] if which else None", "None | list"),
    ("r = [1 if which else 'a']", "list[int | str]"),
    ("def f(x: 'int | None'): return x\nr = f(hidden())", "None | int"),
    ("from typing import Optional\ndef f(x: Optional[int]): return x\nr = f(hidden())",
     "None | int"),
    ("class C:\n    pass\nr = C() if which else 1", "?"),
    ("r = next(iter([1]))", "int"),
    # models by their names: what all of them give is known
    ("r = {'a': RandomForestClassifier(), 'b': SVC()}",
     "dict[str, sklearn.ensemble.RandomForestClassifier | sklearn.svm.SVC]"),
    (f"{MODELS}\nr = m[hidden()].predict(x)", "numpy.ndarray"),
    (f"{MODELS}\nm['c'] = DecisionTreeClassifier()\nr = m", "dict"),
    (f"{MODELS}\nfor k, c in m.items(): r = c.fit(x, x).score(x, x)", "float"),
    ("r = [RandomForestClassifier(), SVC(), GaussianNB(), XGBClassifier()]",
     "list[sklearn.base.BaseEstimator]"),
    ("r = [*[RandomForestClassifier(), SVC(), GaussianNB()], DecisionTreeClassifier(), SVC()]",
     "list[sklearn.base.BaseEstimator]"),
    # classes of a library of which nothing is known
    ("import octis.models as om\nr = [om.LDA(), om.NMF()]", "list"),
    ("import octis.models as om\nr = {'a': om.LDA(), 'b': om.NMF()}", "dict[str, ?]"),
    ("import octis.models as om\nr = om.LDA() if which else om.NMF()", "?"),
    ("r = [RandomForestClassifier(), SVC(), GaussianNB(), DecisionTreeClassifier()][0].predict(x)",
     "numpy.ndarray"),
    ("r = [RandomForestClassifier(), SVC(), GaussianNB(), KFold()]", "list"),
    ("r = [RandomForestClassifier(), SVC(), GaussianNB(), XGBClassifier(), 1]", "list"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), UNIONS)
def test_union(source: str, expected: str) -> None:
    *before, last = ast.parse(dedent(source)).body
    env = environment(START + "\n".join(map(ast.unparse, before)))
    assert written(bound_types(last, env)["r"]) == expected


# an attribute of a table is a column, unless tables have it or the notebook gives it to them
@pytest.mark.parametrize(
    ("name", "expected"),
    [("price", "pandas.Series"), ("append", "?"), ("ta", "?"), ("_x", "?"), ("own", "?")],
)
def test_columns(name: str, expected: str) -> None:
    env = environment(START)
    env.fields = frozenset({"own"})
    assert written(type_of(ast.parse(f"df.{name}", mode="eval").body, env)) == expected


NET = """
class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = nn.Linear(2, width)
        self.rows = nn.LSTM(2, 3)
        self.width = width
        self.seen = []
        self.twice = 1
    def reset(self):
        self.twice = 'a'
    def forward(self, x):
        return torch.relu(self.first(x))
class Rows(Net):
    def forward(self, x):
        return self.rows(x)
net, rows = Net(3), Rows(3)
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("net(which)", "torch.Tensor"), ("rows(which)", "?"), ("net.first", "torch.nn.Linear"),
        ("net.width", "?"), ("net.seen", "list"), ("net.twice", "?"), ("net.own", "?"),
        ("nn.ReLU()(which)", "?"), ("net.first(which)", "torch.Tensor"),
        ("net.reset()", "None"), ("net.eval()", "notebook.Net"),
    ],
)  # fmt: skip
def test_objects(expression: str, expected: str) -> None:
    env = environment(START + NET)
    assert written(type_of(ast.parse(expression, mode="eval").body, env)) == expected


def test_unions_steer_nothing() -> None:
    assert type_of(ast.parse("df[which]", mode="eval").body, environment(START)) is None
    union = either(Type("int"), Type("str"))
    assert certain(union) is None
    assert certain(Type("tuple", (union, Type("int")))) == parsed("tuple[?, int]")


def test_unions_are_flat_and_in_order() -> None:
    a, b, c = Type("int"), Type("str"), Type("None")
    assert either(either(b, a), c) == either(a, either(c, b))
    assert either(a, a) == a and either(a, None) is None
    assert either(parsed("list[int]"), c) == either(Type("list"), c)  # what it holds may change


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("t.type(torch.float)", "torch.Tensor"), ("t.type()", "str"), ("t.max()", "torch.Tensor"),
        ("t.max(1)", "tuple[torch.Tensor, torch.Tensor]"), ("t.max(which)", "?"),
        ("t.max(dim=0)[1]", "torch.Tensor"), ("t.max(t)", "torch.Tensor"),
        ("torch.max(t, 1)[0]", "torch.Tensor"), ("torch.max(t, t)", "torch.Tensor"),
        ("torch.topk(t, 3)[1]", "torch.Tensor"), ("t.item()", "?"), ("df.append(df)",
        "pandas.DataFrame"), ("open('a').read()", "str"), ("open('a', 'rb').read()", "bytes"),
    ],
)  # fmt: skip
def test_by_arguments(expression: str, expected: str) -> None:
    env = environment(START + "t = torch.zeros(2, 2)\n")
    assert written(type_of(ast.parse(expression, mode="eval").body, env)) == expected
