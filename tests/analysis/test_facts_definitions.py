"""Definitions that a statement reaches, with what they read; ties between names."""

import pytest

from nb2prod.analysis.model import Sharing
from tests.analysis.facts_of import last, ties

# several statements; for the last: definitions, hidden reads, escaping
REACH = [
    ("def f(): return g1\nf()", "f", "g1", ""),
    ("def f(): return g1\nx = f", "f", "g1", "f"),
    ("def f(): return g()\ndef g(): return g1\nf()", "f g", "g1", ""),
    ("def f(k): return f(k - 1) + g1\nf(2)", "f", "g1", ""),
    ("def f(x): return g1 * x\ndf.a.apply(f)", "f", "g1", "f"),
    ("def f(x): return g1 * x\ndf.a.apply(lambda v: f(v))", "f", "g1", ""),
    ("f = lambda x: x + g1\nf(1)", "f", "g1", ""),
    ("def f(x): return np.sum(x)\nf(1)", "f", "", ""),
    ("def f(n): return n\nf(1)", "f", "", ""),
    ("def f(x, y=g1): return y\nf(1)", "f", "", ""),
    ("def f():\n    def h(): return g1\n    return h\nf()", "f", "g1", ""),
    ("def f(): return [g1 for i in range(3) if i]\nf()", "f", "g1", ""),
    ("def f():\n    global g1\n    g1 = 2\nf()", "f", "", ""),
    ("def f(): pass\nx = 1", "", "", ""),
    ("def d(fn): return fn\n@d\ndef f(): return g1\nf()", "d f", "g1", ""),
    ("def d(fn): return g2\n@d\ndef f(): return g1", "d", "g2", "d"),
    ("class C:\n    def go(self): return g1\nC()", "C", "g1", ""),
    ("class C:\n    def go(self): return g1\nc = C()\nc", "C", "g1", ""),
    ("class C:\n    def go(self): return g1\nc = C()\ncs = [c]\nc = 1\ncs[0].go()", "C", "g1", ""),
    ("class C:\n    def go(self): return g1\nunknown.go()", "C", "g1", ""),
    ("class C:\n    k = g1\nC.k", "C", "", "C"),
    ("class B:\n    def go(self): return g1\nclass C(B): pass\nC()", "B C", "g1", ""),
    ("class C:\n    def go(self): return f()\ndef f(): return g1\nC()", "C f", "g1", ""),
    ("class C:\n    def go(self): return g1\ndef f(o): return o.go()\nf(n)", "C f", "g1", ""),
    ("def tok(t): return g1\nv = Vec(tokenizer=tok)\nv.transform(df)", "tok", "g1", ""),
    ("def f(): return g1\nh = {'k': f}\nh['k']()", "f", "g1", ""),
    ("f = [lambda x: x + g1]\ndef use(): return f[0](1)\nuse()", "use", "f g1", ""),
    ("f = g1\nf = lambda: g2\ndef use(): return f()\nuse()", "use", "f g2", ""),
    ("f = g1\ndef use(): return f()\nuse()", "use", "f", ""),
    (
        "f = [lambda: g1]\ng = [lambda: f[0]()]\ndef use(): return g[0]()\nuse()",
        "use",
        "f g g1",
        "",
    ),
    (
        "class C:\n    def go(self): return g1\nc = C()\ndef use(): return c.go()\nuse()",
        "C use",
        "c g1",
        "",
    ),
    ("f = (g1 + n for n in g2)\nlist(f)", "", "g1", ""),
    ("f = (n for n in g2 if n > g1)\ndef use(): return next(f)\nuse()", "use", "f g1", ""),
    ("f = [g1 + n for n in g2]\nlist(f)", "", "", ""),
    ("class E(Exception): pass\ntry: pass\nexcept E: pass", "E", "", "E"),
]


@pytest.mark.parametrize("source, definitions, hidden, escaping", REACH)
def test_reach(source: str, definitions: str, hidden: str, escaping: str) -> None:
    facts = last(source)
    assert [d.name for d in facts.definitions] == definitions.split() or (
        {d.name for d in facts.definitions} == set(definitions.split())
    )
    assert facts.hidden_reads == set(hidden.split())
    assert facts.escaping == set(escaping.split())


def test_what_a_definition_does() -> None:
    source = (
        "def f(a, b, *c, d=1, **e):\n"
        "    global total\n"
        "    total = 1\n"
        "    a.append(b)\n"
        "    log.append(1)\n"
        "    np.random.rand()\n"
        "    pd.read_csv('x.csv')\n"
        "    return b\n"
        "f([], 1)"
    )
    (found,) = last(source).definitions
    assert found.parameters == ("a", "b", "c", "d", "e")
    assert found.reads == {"log", "np", "pd"}
    assert found.writes == {"total"}
    assert found.mutates == {"log"}
    assert found.mutated_parameters == {"a"}
    assert found.shared_parameters == {"b"}
    assert found.draws == {"numpy"}
    assert [c.row.name for c in found.io] == ["pandas.read_csv"]
    assert last(source).may_bind == {"total"}


# a function's body; what a call binds, may bind and reads through it
GLOBALS = [
    ("global t\n    t = 1", "t", "t", ""),
    ("global t\n    t += 1", "t", "t", "t"),
    ("global t\n    if n: t = 1", "", "t", "n"),
    ("global t\n    if n: return\n    t = 1", "", "t", "n"),
    ("global t\n    if n:\n        t = 1\n        return\n    t = 2", "t", "t", "n"),
    ("global t\n    if n:\n        t = 1\n    return t", "", "t", "n t"),
    ("global t\n    t = n\n    return t", "t", "t", "n"),
    ("global t\n    t = 1\n    yield t", "", "t", ""),
    ("def inner():\n        global t\n        t = 1\n    inner()", "", "t", ""),
]


@pytest.mark.parametrize("body, binds, may_bind, hidden", GLOBALS)
def test_global_statements(body: str, binds: str, may_bind: str, hidden: str) -> None:
    facts = last(f"def f():\n    {body}\nf()")
    assert facts.binds == set(binds.split())
    assert facts.may_bind == set(may_bind.split())
    assert facts.hidden_reads == set(hidden.split())


def test_methods_of_a_class() -> None:
    source = (
        "class C:\n"
        "    def __init__(self, m): self.m = m\n"
        "    def fit(self, X):\n        self.m.fit(X)\n        return self\n"
        "    def get(self): return self.m\n"
        "c = C(LinearRegression())"
    )
    (found,) = last(source).definitions
    assert [m.name for m in found.methods] == ["__init__", "fit", "get"]
    assert [sorted(m.mutated_parameters) for m in found.methods] == [["self"], ["self"], []]
    assert [sorted(m.shared_parameters) for m in found.methods] == [[], ["self"], ["self"]]


# several statements; the ties of the last one
TIES = [
    ("b = df", "b~df"),
    ("b = df.copy()", ""),
    ("b = df['a']", ""),
    ("b = df.drop(columns='a')", ""),
    ("b = df[df.a > 1]", ""),
    ("b = n", ""),
    ("b = f'{df}'", ""),
    ("d = {'m': df}", "d~df"),
    ("d = {'m': df, 'k': arr}", "arr~d d~df"),
    ("d = {}\nd['m'] = df", "d~df"),
    ("l = []\nl.append(df)", "df~l"),
    ("t = df, 1", "df~t"),
    ("d = {'m': df}\nm = d['m']", "d~m df~m"),
    ("o.x = df", "df~o"),
    ("x = df if n else arr", "arr~x df~x"),
    ("x = (y := df)", "df~x df~y x~y"),
    ("for x in [df, arr]: pass", "arr~x df~x"),
    ("for k, x in {'a': df}.items(): pass", "df~x"),
    ("sc = StandardScaler()\np = Pipeline([('s', sc)])", "p~sc"),
    ("m = LinearRegression()\nm2 = m.fit(df, s)", "m~m2"),
    ("m = LinearRegression().fit(df, s)", ""),
    ("m = LinearRegression()\np = m.predict(df)", ""),
    ("v = arr[:2]", "arr~v"),
    ("v = arr[arr > 0]", ""),
    ("v = arr[[1, 2]]", ""),
    ("v = arr * 2", ""),
    ("v = arr.reshape(-1)", "arr~v"),
    ("v = arr.astype(int)", ""),
    ("v = arr.copy()", ""),
    ("v = np.asarray(arr)", "arr~v"),
    ("v = np.array(arr)", ""),
    ("v = df.values", "df~v"),
    ("v = df.to_numpy()", "df~v"),
    ("a, b = train_test_split(df, random_state=0)", ""),
    ("a, b = df, arr", "a~df arr~b"),
    ("def f(x): return x\nb = f(df)", "b~df"),
    ("def f(x): return [x]\nb = f(df)", "b~df"),
    ("def f(x): return x.sum()\nb = f(df)", ""),
    ("def f(x, y): return y\nb = f(df, arr)", "arr~b"),
    ("def f(): return df\nb = f()", "b~df"),
    ("def f(x, y): x.append(y)\nl = []\nf(l, df)", "df~l"),
    ("class C:\n    def __init__(self, x): self.x = x\nc = C(df)", "c~df"),
    ("l = [1, 2]\nk = l + [3]", ""),
    ("l = [1, 2]\nk = l[:]", ""),
    ("l = [df]\nk = l.copy()", "df~k k~l"),
    ("b = df\nb = 1", ""),
    ("d = {'a': [1]}\ne = copy.deepcopy(d)", ""),
    ("it = iter([df])\nx = next(it)", "df~x it~x"),
    ("with open('x') as f: pass", ""),
    ("g = lambda: df", ""),
    ("x = [c for c in df.columns]", ""),
    ("x = [df for i in range(3)]", "df~x"),
    ("x = sum([1, 2])", ""),
    ("x = np.mean(arr)", ""),
    ("x = sorted(df.columns)", ""),
    ("x = dict(a=df)", "df~x"),
    ("x = arr.T @ arr", ""),
    ("g = random.Random(0)\nx = g.randint(1, 6)", ""),
]


@pytest.mark.parametrize("source, expected", TIES)
def test_ties(source: str, expected: str) -> None:
    assert ties(last(source)) == set(expected.split())


@pytest.mark.parametrize("source", ["v = arr[:2]", "v = arr.T", "v = df.values", "v = arr.ravel()"])
def test_views(source: str) -> None:
    assert [s.how for s in last(source).shares] == [Sharing.VIEW]
