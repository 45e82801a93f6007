"""Types of results of the notebook's own functions, followed where they are called."""

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.notebook.model import Cell, Notebook, OwnModule, Role
from tests.analysis.facts_of import HEADER, analysed
from tests.support.inference import written

# cells of a notebook -> the type of r where it is bound last
CELLS = {
    "a global": ("k = 2.0\ndef f(x):\n    return x * k", "r = f(1)", "float"),
    "a generator of random numbers": (
        "rng = np.random.RandomState(4)\ndef f(n):\n    return rng.randn(len(n)) + np.sin(n)",
        "r = f(arr)",
        "numpy.ndarray",
    ),
    "a global of a global": (
        "k = 2\ndef g():\n    return k\ndef f():\n    return g()", "r = f()", "int",
    ),
    "a global that is another by then": (
        "k = 2\ndef f():\n    return k", "k = 'a'\nr = f()", "str",
    ),
    "one that differs": (
        "k = 2\ndef f():\n    return k", "a = f()\nif n > 2:\n    k = 'a'\nr = f()", "?",
    ),
    "one that the function binds": (
        "k = 2\ndef f():\n    global k\n    k = 'a'\n    return k", "r = f()", "str",
    ),
    "one that another function binds": (
        "k = 2\ndef g():\n    global k\n    k = 'a'\ndef f():\n    return k", "g()\nr = f()", "?",
    ),
    "one that a function binds which is called first": (
        "k = 2\ndef g():\n    global k\n    k = 'a'\ndef f():\n    g()\n    return k",
        "r = f()",
        "?",
    ),
    "one that a method binds which is called first": (
        "k = 2\nclass C:\n    def g(self):\n        global k\n        k = 'a'\nc = C()\n"
        "def f():\n    c.g()\n    return k",
        "r = f()",
        "?",
    ),
    "one that a function binds which is handed on": (
        "k = 2\ndef g(x):\n    global k\n    k = 'a'\ndef f():\n    s.apply(g)\n    return k",
        "r = f()",
        "?",
    ),
    "one in a loop": (
        "k = 2\ndef f():\n    return k", "for i in range(3):\n    r = f()\n    k = 'a'", "?",
    ),
    "one under the name of a comprehension's": (
        "k = 2\ndef f():\n    return k", "r = [f() for k in 'ab']", "list[int]",
    ),
    "a local of the same name": (
        "k = 2\ndef g(k):\n    return f()\ndef f():\n    return k", "r = g('a')", "int",
    ),
    "what it holds may have changed": (
        "k = [1]\ndef f():\n    return k[0]", "k.append('a')\nr = f()", "?",
    ),
    "a table": ("def f():\n    return df.drop(columns='a')", "r = f()", "pandas.DataFrame"),
    "a parameter": ("def f(t):\n    return t['a']", "r = f(df)", "pandas.Series"),
    "a lambda with a name": ("f = lambda x: x * np.sin(x)", "r = f(arr)", "numpy.ndarray"),
    "a lambda that reads a global": ("k = 2\nf = lambda: k", "r = f()", "int"),
    "a name that was a value": (
        "f = LinearRegression()\ndef f(x):\n    return x + arr", "r = f(1)", "numpy.ndarray",
    ),
    "a pipe": ("def f(t):\n    return t.a", "r = df.pipe(f)", "pandas.Series"),
    "a pipe to a function": ("f = 1", "r = df.pipe(pd.get_dummies, dtype=int)", "pandas.DataFrame"),
    "a pipe to a method's name": ("f = 1", "r = df.pipe((f, 'data'))", "?"),
    "open keywords": ("f = {'b': 1}", "r = df.assign(**f)", "pandas.DataFrame"),
    "open keywords that may be inplace": ("f = {'b': 1}", "r = df.drop(**f)", "?"),
    "edges": ("f = 1", "c, r = pd.cut(s, 4, retbins=True)", "numpy.ndarray"),
    "bins": ("f = 1", "r, c = pd.cut(s, 4, retbins=True)", "pandas.Series"),
    "edges that are given": ("f = 1", "c, r = pd.cut(s, [1, 2], retbins=True)", "?"),
    "a decomposition": ("f = 1", "u, r, v = np.linalg.svd(arr)", "numpy.ndarray"),
    "its numbers alone": ("f = 1", "r = np.linalg.svd(arr, compute_uv=False)", "numpy.ndarray"),
    "a field of a class of settings": (
        "class C:\n    k = 5\nc = C()\ndef f(k):\n    return arr / k",
        "r = f(c.k)",
        "numpy.ndarray",
    ),
    "a field of the class": ("class C:\n    k = 5", "r = C.k", "int"),
    "a field that is true or false": ("class C:\n    k = True", "r = C.k", "bool"),
    "a field that is set": ("class C:\n    k = 5\nc = C()\nc.k = hidden", "r = c.k", "?"),
    "a transformer of tables": (
        "from feature_engine.outliers import Winsorizer\nw = Winsorizer().fit(df)",
        "r = w.transform(df)",
        "pandas.DataFrame",
    ),
    "a product": ("f = 1", "r = arr @ arr.T", "numpy.ndarray | numpy.generic"),
}  # fmt: skip


@pytest.mark.parametrize("definition, use, expected", CELLS.values(), ids=CELLS)
def test_result(definition: str, use: str, expected: str) -> None:
    statements = analysed(HEADER, definition, use).statements
    last = [s.facts for s in statements if "r" in s.facts.may_bind][-1]
    assert written({**dict(last.types), **dict(last.annotations)}.get("r")) == expected


MODULE = """
import numpy as np
from sklearn.model_selection import train_test_split
class Loader:
    pass
def same(table, n=1):
    return helper(table)
def helper(table):
    return table.copy()
def split(table):
    return train_test_split(table, test_size=0.2)
def made(x):
    return Loader()
def hidden(x):
    return [Loader(), x]
"""

# a call of a function of a module -> the type of r
OF_MODULES = {
    "m.same(df)": "pandas.DataFrame",
    "m.same(arr, n=2)": "numpy.ndarray",
    "m.same(unknown)": "?",
    "m.split(df)[0]": "pandas.DataFrame",
    "m.made(df)": "m.Loader",
    "m.hidden(df)": "list",
}


@pytest.mark.parametrize("call", OF_MODULES)
def test_a_function_of_a_module_is_followed(call: str) -> None:
    cells = (HEADER, "import m", f"r = {call}")
    notebook = Notebook(
        "test",
        tuple(Cell(i, f"c{i}", Role.TRAIN, source) for i, source in enumerate(cells, 1)),
        modules=(OwnModule("m", "m.py", "m.py", MODULE),),
    )
    assert written(dict(analyse(notebook).statements[-1].facts.types).get("r")) == OF_MODULES[call]


# cells -> what an annotation says of the container that the last one changes
FILLED = [
    ("xs = []", "xs.append(1)", "list[int]"),
    ("xs = []", "for i in range(3):\n    xs.append(i / 2)", "list[float]"),
    ("xs = {}", "for c in 'ab':\n    m = StandardScaler()\n    xs[c] = m",
     "dict[str, sklearn.preprocessing.StandardScaler]"),
    ("xs = {'a': 1}", "xs['b'] = 'c'", "dict"),
    ("xs = [1]", "xs.append(2)", "?"),  # as before
    ("xs = [1]\ndef log(x):\n    xs.append(x)", "log('a')", "list"),
    ("xs = [1]\nclass C:\n    def log(self, x):\n        xs.append(x)", "C().log('a')", "list"),
    ("xs = {'a': StandardScaler()}", "for m in xs.values():\n    m.fit(df)", "?"),
]  # fmt: skip


@pytest.mark.parametrize("before, change, expected", FILLED)
def test_what_a_container_is_filled_with_is_told(before: str, change: str, expected: str) -> None:
    last = analysed(HEADER, before, change).statements[-1].facts
    assert written(dict(last.annotations).get("xs")) == expected
