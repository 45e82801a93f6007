"""Types of names after statements, and of the results of functions."""

import ast
from textwrap import dedent

import pytest

from nb2prod.analysis.types.infer import bound_types
from tests.support.inference import environment, inferred, written

IMPORTS = """
import copy
import random
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.ensemble import RandomForestClassifier
import torch
df = pd.read_csv('a.csv')
xs = [1, 2]
d = {'a': 1}
"""

# the last statement -> the types of what it binds or changes
BOUND = {
    "x = 1": "x=int",
    "x = y = 'a'": "x=str y=str",
    "a, b = 1, 'a'": "a=int b=str",
    "a, *b = 1, 2, 3": "a=int b=list[int]",
    "a, *b, c = 1, 'a', 2, 3.5": "a=int b=list[int | str] c=float",
    "(a, b), c = (1, 'a'), 2.5": "a=int b=str c=float",
    "a, b = train_test_split(torch.zeros(9))": "a=torch.Tensor b=torch.Tensor",
    "a, b = unknown": "a=? b=?",
    "a, b = 1, 2, 3": "a=? b=?",
    "a, b = xs": "a=int b=int",
    "x: float = f()": "x=float",
    "x: int": "",
    "x: float = 1": "x=int",
    "x += 1": "x=?",
    "x = 1; x += 1.5": "x=float",
    "xs += [3]": "xs=list[int]",
    "xs += ['a']": "xs=list[int | str]",
    "xs += unknown": "xs=list",
    "ys = xs + [3]": "ys=list[int]",
    "ys = xs + unknown": "ys=?",
    "nested = [[1]]; ys = nested + [[2]]": "nested=list ys=list[list]",
    "ys = xs or [3]": "xs=list ys=list",
    "df['a'] += 1": "",
    "df['a'] = 1": "",
    "df.columns = ['a']": "",
    "d['b'] = 2": "",
    "d['b'] = 'x'": "d=dict",
    "d['b'] = df": "d=dict",
    "d[1] = 2": "d=dict",
    "d['a'] += 1": "",
    "d['a'] += 1.5": "d=dict",
    "d.update(b=df)": "d=dict",
    "d.update({'b': 2})": "",
    "d.setdefault('z', [])": "d=dict",
    "xs.append(3)": "",
    "xs.append('a')": "xs=list",
    "xs.extend([3])": "",
    "xs.extend(df)": "xs=list",
    "xs.insert(0, 3)": "",
    "xs[0] = 'a'": "xs=list",
    "xs[0] = 3": "",
    "xs.sort()": "",
    "ys = xs": "xs=list ys=list",
    "ys = xs[:]": "ys=list",
    "ys = copy.deepcopy(xs)": "ys=list[int]",
    "ys = list(xs)": "ys=list[int]",
    "p = {'k': xs}": "p=dict[str, list] xs=list",
    "p = {'k': [1]}": "p=dict[str, list[int]]",
    "helper(xs)": "xs=list",
    "add = xs.append": "add=? xs=list",
    "obj.keep(xs)": "xs=list",
    "len(xs)": "",
    "print(xs, d['a'])": "",
    "random.shuffle(xs)": "",
    "total = sum(xs)": "total=int",
    "x = [i for i in xs if i]": "x=list[int]",
    "f = lambda: xs": "",
    "print(x := 3)": "x=int",
    "[y := i for i in xs]": "y=?",
    "[(y := 'a') for i in xs]": "y=str",
    "del df": "",
    "import json": "",
    "def f(): pass": "",
    "class C: pass": "",
    "global_statement = 1": "global_statement=int",
    "if c:\n    x = 1\nelse:\n    x = 2": "x=int",
    "if c:\n    x = 1\nelse:\n    x = 'a'": "x=int | str",
    "if c:\n    x = 1": "x=int",
    "if c:\n    df = df['a']": "df=pandas.DataFrame | pandas.Series",
    "if c:\n    df = df.dropna()": "df=pandas.DataFrame",
    "if c:\n    raise ValueError\nelse:\n    x = 1": "x=int",
    "if c:\n    import json\nelse:\n    json = None": "json=?",
    "if c:\n    pd = 1": "pd=?",
    "if c:\n    d['b'] = df": "d=dict",
    "if c:\n    x = 1\nelif e:\n    x = 2\nelse:\n    x = 2.5": "x=float | int",
    "for i in xs:\n    y = i": "i=int y=int",
    "for i, (k, v) in enumerate(d.items()):\n    pass": "i=int k=str v=int",
    "for _, row in df.iterrows():\n    pass": "_=? row=pandas.Series",
    "for name, group in df.groupby('a'):\n    g = group['b'].mean()":
        "g=float group=pandas.DataFrame name=?",
    "for c in df:\n    pass": "c=?",
    "for df in xs:\n    pass": "df=int | pandas.DataFrame",
    "for i in xs:\n    df = df.dropna()": "df=pandas.DataFrame i=int",
    "for i in xs:\n    df = df['a']": "df=? i=int",
    "for i in xs:\n    d['b'] = df": "d=dict i=int",
    "for i in xs:\n    if i:\n        y = 'a'\n        break\n    y = 1": "i=int y=int | str",
    "for i in xs:\n    if i:\n        y = 'a'\n        continue\n    y = 1": "i=int y=int | str",
    "for i in xs:\n    y = 1\nelse:\n    y = 'a'": "i=int y=str",
    "while True:\n    x = 1\n    break": "x=int",
    "while c:\n    x = 1\nelse:\n    x = 'a'": "x=str",
    "while c:\n    z = xs\n    xs = df":
        "xs=list | pandas.DataFrame z=list | pandas.DataFrame",
    "with open('f') as f:\n    s = f.read()": "f=_io.TextIOWrapper s=str",
    "with open('f', 'rb') as f:\n    pass": "f=_io.BufferedReader",
    "import sqlite3\nwith sqlite3.connect('f') as c:\n    pass": "c=sqlite3.Connection",
    "import concurrent.futures as f\nwith f.ThreadPoolExecutor() as c:\n    pass":
        "c=concurrent.futures.ThreadPoolExecutor",
    "from sqlalchemy import create_engine\nwith create_engine('f').begin() as c:\n    pass":
        "c=sqlalchemy.engine.Connection",
    "import duckdb\nwith duckdb.connect() as c:\n    pass": "c=duckdb.DuckDBPyConnection",
    "import threading\nwith threading.Lock() as c:\n    pass": "c=?",
    "import tempfile\nwith tempfile.TemporaryDirectory() as c:\n    pass": "c=?",
    "with torch.no_grad():\n    x = 1": "x=int",
    "with make() as m:\n    x = 1": "m=? x=int",
    "try:\n    x = 1\nexcept ValueError:\n    x = 2": "x=int",
    "try:\n    x = 1\nexcept ValueError:\n    x = 'a'": "x=int | str",
    "try:\n    x = 1\nexcept ValueError:\n    raise": "x=int",
    "try:\n    x = 'a'\n    x = 1\nexcept ValueError:\n    pass": "x=int | str",
    "try:\n    df = df['a']\nexcept ValueError:\n    pass": "df=pandas.DataFrame | pandas.Series",
    "try:\n    x = 1\nexcept ValueError as e:\n    m = str(e)": "m=str x=int",
    "try:\n    x = 1\nfinally:\n    y = 2": "x=int y=int",
    "try:\n    pass\nexcept ValueError:\n    x = 1\nelse:\n    x = 2": "x=int",
    "match d:\n    case {'a': v, **rest}:\n        x = 1\n    case _:\n        x = 2":
        "rest=? v=? x=int",
    "match d:\n    case {'a': 1}:\n        x = 1": "x=int",
    "s = StandardScaler(); s.set_output(transform='pandas'); x = s.fit_transform(df)":
        "x=pandas.DataFrame",
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), BOUND.items(), ids=BOUND.keys())
def test_bound(source: str, expected: str) -> None:
    *before, last = ast.parse(source).body
    env = environment(IMPORTS + "\n".join(map(ast.unparse, before)))
    names, types = dict(env.imports), dict(env.types)
    found = bound_types(last, env)
    assert " ".join(f"{k}={written(v)}" for k, v in found.items()) == expected
    assert (env.imports, env.types) == (names, types)


# the definitions -> the type of an expression that uses them
RESULTS = [
    ("def f(): return 1", "f()", "int"),
    ("def f(): pass", "f()", "None"),
    ("def f(x): return x", "f(1)", "int"),
    ("def f(x): return x", "f(unknown)", "?"),
    ("def f(x): return x", "f(*xs)", "?"),
    ("def f(x, y=2): return x, y", "f(1)", "tuple[int, int]"),
    ("def f(x, y=2): return x, y", "f(1, y='a')", "tuple[int, str]"),
    ("def f(x, *, y=2): return y", "f(1, y='a')", "str"),
    ("def f(x, **k): return pd", "f(1, pd=2)", "?"),
    ("def f(x):\n    x = x.copy()\n    x['z'] = 1\n    return x.dropna()", "f(df)",
     "pandas.DataFrame"),
    ("def f(x, key): return x[key]", "f(df, 'a')", "pandas.Series"),
    ("def g(x): return x['a']\ndef f(x): return g(x)", "f(df)", "pandas.Series"),
    ("def f(x): return g(x)\ndef g(x): return f(x)", "f(1)", "?"),
    ("def f(x): return x['a']", "df.pipe(f)", "pandas.Series"),
    ("class C:\n    def t(self, x): return x['a']", "C().t(df)", "pandas.Series"),
    ("class C:\n    @staticmethod\n    def t(x): return x", "C.t(df)", "pandas.DataFrame"),
    ("def f(x: int): return x", "f(1)", "int"),
    ("def f(x: int = None): return x", "f()", "None"),
    ("def f(x: int = None): return x", "f(unknown)", "?"),
    ("def f(x: pd.DataFrame): return x['a']", "f(df)", "pandas.Series"),
    ("def f(x: 'pd.DataFrame'): return x.mean()", "f(df)", "pandas.Series"),
    ("def f(x: list[str]): return x[0]", "f([])", "str"),
    ("def f(x: dict[str, int]): return x['a']", "f(d)", "int"),
    ("def f(x: pd.DataFrame | None): return x", "f(unknown)", "?"),
    ("def f(x) -> float: return x", "f(unknown)", "float"),
    ("def f(x) -> np.array: return x", "f(unknown)", "?"),
    ("def f(x) -> 'no type': return x", "f(unknown)", "?"),
    ("def f(x):\n    if x:\n        return 1\n    return 2", "f(1)", "int"),
    ("def f(x):\n    if x:\n        return 1\n    return 'a'", "f(1)", "?"),
    ("def f(x):\n    if x:\n        return 1", "f(1)", "?"),
    ("def f(x):\n    if x:\n        return 1\n    raise ValueError", "f(1)", "int"),
    ("def f(x):\n    x = 1\n    y = x\n    x = 'a'\n    return y", "f(1)", "int"),
    ("def f(x):\n    y = 1\n    return y\n    y = 'a'", "f(1)", "int"),
    ("def f(x):\n    while True:\n        if x:\n            return 1", "f(1)", "int"),
    ("def f(x):\n    for i in x:\n        return 1", "f(1)", "?"),
    ("def f(x):\n    try:\n        return 1\n    except E:\n        return 2", "f(1)", "int"),
    ("def f(x):\n    with open(x) as g:\n        return g.name + 1", "f(1)", "?"),
    ("def f(x):\n    with open(x):\n        return 1", "f(1)", "int"),
    ("def f(x):\n    yield 1", "f(1)", "generator"),
    ("def f(x):\n    return [(yield 1)]", "f(1)", "generator"),
    ("async def f(x):\n    return 1", "f(1)", "?"),
    ("@cache\ndef f(x):\n    return 1", "f(1)", "?"),
    ("def f(): return df", "f()", "?"),
    ("def f(): return xs", "f()", "?"),
    ("def f(x):\n    df = x\n    return df", "f(1)", "int"),
    ("def f():\n    global g\n    g = 1\n    return g", "f()", "int"),
    ("def f():\n    m = RandomForestClassifier()\n    m.fit(X)\n    return m, 1", "f()",
     "tuple[sklearn.ensemble.RandomForestClassifier, int]"),
    ("def f(*a, **k): return a, k", "f()", "tuple[tuple, dict]"),
    ("def f(n): return 1 if n < 2 else n * f(n - 1)", "f(3)", "?"),
    ("def f():\n    def g(): return 1\n    return g()", "f()", "?"),
    *((f"def f(x):\n    {'; '.join(body)}\n    return out", "f(1)", result) for body, result in (
        (("out = []", "out.append(1)"), "list[int]"),
        (("out = []", "out += [1]"), "list[int]"),
        (("out = list()", "out.extend('a')"), "list[str]"),
        (("out = set()", "out.add(1)"), "set[int]"),
        (("out = {}", "out['a'] = 1"), "dict[str, int]"),
        (("out = dict()", "out.update({'a': 1})"), "dict[str, int]"),
        (("out = {}", "out.setdefault('a', 1)"), "dict[str, int]"),
        (("out = [] + [1]",), "list[int]"),
        (("out = [1] or []",), "list[int]"),
        # something else, or of a type that is not known
        (("out = []", "out.append(1)", "out.append('a')"), "list"),
        (("out = []", "out.append(x.y)"), "list"),
        (("out = {}", "out['a'] = 1", "out[1] = 1"), "dict"),
        (("out = []", "out[:] = 'a'"), "list"),
        # by another name
        (("out = []", "o = out", "o.append('a')", "out.append(1)"), "list"),
        (("out = o = []", "o.append('a')", "out.append(1)"), "list"),
        (("out = []", "add = out.append", "add('a')", "out.append(1)"), "list"),
        (("out = []", "add = lambda: out.append('a')", "add()", "out.append(1)"), "list"),
        (("out = [1]", "add = lambda: out.append('a')", "add()"), "list"),
        (("out = []", "[out.append(c) for c in 'ab']", "out.append(1)"), "list"),
        (("out = []", "unknown(out)", "out.append(1)"), "list"),
        (("out = []", "out.append(out)", "out.append(1)"), "list"),
        (("row = [1]", "out = []", "out.append(row)", "row.append('a')"), "list"),
        (("out = {}", "out['a'] = []", "out['a'].append(1)"), "dict"),
        (("rows = []", "out = rows[0]"), "?"),
    )),
    ("def f():\n    out = []\n    for i in range(3):\n        out.append(i)\n    return out", "f()",
     "list[int]"),
    ("def f(x):\n    out = []\n    for i in x:\n        if i:\n            out.append(1)\n"
     "        else:\n            out.append('a')\n    return out", "f(1)", "list"),
    ("def f(x, out=[]):\n    out.append(x)\n    return out", "f(1)", "?"),
    ("def f():\n    for out in []: pass\n    return out", "f()", "?"),
    ("def f(x):\n    r = {'a': 1}\n    r['b'] = x\n    return r", "f(1)", "dict"),
    ("def f(): return int('1')\ndef g(): return f() + 1", "g()", "int"),
    ("class C: pass", "C()", "notebook.C"),
    ("class C: pass", "[C()]", "list[notebook.C]"),
    ("@dataclass\nclass C: x: int", "C(1)", "?"),
    ("class C(metaclass=M): pass", "C()", "?"),
    ("class C:\n    def fit(self, x): return self", "C().fit(1)", "notebook.C"),
    ("class C:\n    def fit(self, x): return self\n    def go(self): return self.fit(1)",
     "C().go()", "notebook.C"),
    ("class C:\n    def n(self): return 1", "C().n()", "int"),
    ("class C:\n    def n(self): return 1", "C().m()", "?"),
    ("class C:\n    @property\n    def n(self): return 1", "C().n", "int"),
    ("class C:\n    @staticmethod\n    def n(x: int): return x", "C.n(1)", "int"),
    ("class C:\n    @classmethod\n    def n(cls): return cls()", "C.n()", "?"),
    ("class C:\n    def n(self): return self.x", "C().n()", "?"),
    ("class B:\n    def n(self): return 1\nclass C(B): pass", "C().n()", "int"),
    ("class C(torch.nn.Module): pass", "C().to('cpu')", "notebook.C"),
    ("class C(torch.nn.Module): pass", "C()(1)", "?"),
    ("class C:\n    def __eq__(self, o): return 'a'", "C() == 1", "?"),
    ("def f(): return 1\nf = open", "f()", "?"),
    ("def len(x): return 'a'", "len(1)", "str"),
    ("list = 1", "list(xs)", "?"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expression", "expected"), RESULTS)
def test_result(source: str, expression: str, expected: str) -> None:
    assert inferred(IMPORTS + dedent(source), expression) == expected


def test_names_that_called_functions_rebind_are_unknown() -> None:
    env = environment("x = 1\ndef f():\n    global x\n    x = 'a'\ndef g(): f()\n")
    for name, writes, reads in (("f", {"x"}, set()), ("g", set(), {"f"})):
        found = env.definitions[name]
        object.__setattr__(found, "writes", frozenset(writes))
        object.__setattr__(found, "reads", frozenset(reads))
    assert bound_types(ast.parse("g()").body[0], env) == {"x": None}


def test_deep_nesting_ends_and_says_nothing_wrong() -> None:
    loops = "".join("    " * i + f"for i{i} in xs:\n" for i in range(19)) + "    " * 19 + "x = xs"
    found = bound_types(ast.parse(loops).body[0], environment(IMPORTS))
    assert found["i0"] is not None and found["x"] is None


def test_long_expressions_are_linear() -> None:
    chain = "df" + ".head()" * 100
    assert inferred(IMPORTS, chain) == "pandas.DataFrame"
    assert inferred(IMPORTS, "f" + "(f" * 60 + ")" * 60) == "?"
    assert inferred(IMPORTS, "abs(" * 80 + "1" + ")" * 80) == "int"
    assert inferred(IMPORTS, " + ".join(["1"] * 200)) == "int"
