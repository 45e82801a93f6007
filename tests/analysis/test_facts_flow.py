"""Reads and bindings of a statement, with the flow inside it."""

import pytest

from nb2prod.analysis.model import Kind
from nb2prod.notebook.model import Role
from tests.analysis.facts_of import analysed, last, last_analysed

# source of one statement, reads, binds, maybe bound besides
FLOW = [
    ("a = 1", "", "a", ""),
    ("a = b", "b", "a", ""),
    ("a, (b, *c) = x", "x", "a b c", ""),
    ("a = b = x", "x", "a b", ""),
    ("a += 1", "a", "a", ""),
    ("a[i] = v", "a i v", "", ""),
    ("a.b.c = v", "a v", "", ""),
    ("a: int = v", "v", "a", ""),
    ("a: int", "", "", ""),
    ("for i in x: y = i", "x", "", "i y"),
    ("for i in range(3): y = i", "", "i y", ""),
    ("for i in range(0): y = i", "", "", "i y"),
    ("for i in [1, 2]:\n    if i: break\n    y = 1", "", "i", "y"),
    ("for i in (1, 2):\n    if i: continue\n    y = 1\nelse:\n    z = 1", "", "i z", "y"),
    ("for i in x: pass\nelse: z = i", "x i", "z", "i"),
    ("for i in x:\n    t = t0\n    t0 = t", "x t0", "", "i t t0"),
    ("if c: a = 1", "c", "", "a"),
    ("if c: a = 1\nelse: a = 2", "c", "a", ""),
    ("if c: a = 1\nelif d: a = 2\nelse: raise E", "c d E", "a", ""),
    ("if __name__ == '__main__': a = 1", "", "a", ""),
    ("if False: a = b\nelse: a = c", "c", "a", ""),
    ("if c:\n    a = 1\n    b = a\nprint_ = a", "c a", "", "a b print_", True),
    ("while c: a = 1", "c", "", "a"),
    ("while True:\n    a = f()\n    if a: break", "f", "a", ""),
    ("while True:\n    if c: break\n    a = 1", "c", "", "a"),
    ("try: a = f()\nexcept E: a = 0", "f E", "a", ""),
    ("try: a = f()\nexcept E: pass", "f E", "", "a"),
    ("try: a = f()\nexcept E: raise", "f E", "a", ""),
    ("try: a = f()\nexcept E as e: b = e", "f E", "", "a b"),
    ("try: a = f()\nfinally: b = 1", "f", "a b", ""),
    ("try: pass\nexcept E: pass\nelse: a = 1", "E", "", "a"),
    ("with o as f: a = f", "o", "a f", ""),
    ("with o as (f, g), p: pass", "o p", "f g", ""),
    ("with suppress(E): a = 1", "suppress E", "", "a"),
    ("match x:\n    case {'k': v, **r}: a = v", "x", "", "v r a"),
    ("match x:\n    case [y, *z]: a = 1\n    case _: a = 2", "x", "a", "y z"),
    ("match x:\n    case E.A: a = 1", "x E", "", "a"),
    ("a = [i for i in x]", "x", "a", ""),
    ("a = [i for i in i]", "i", "a", ""),
    ("a = [i * k for i in x if (q := i) > j]", "x k j", "a", "q"),
    ("a = {k: v for k, v in d.items() for w in k}", "d", "a", ""),
    ("a = (i for j in x for i in j)", "x", "a", ""),
    ("a = [lambda p, q=d: p + q + r]", "d r", "a", ""),
    ("a = (b := 1) + b", "", "a b", ""),
    ("a = c and (b := 1)", "c", "a", "b"),
    ("a = x if c else (b := 1)", "x c", "a", "b"),
    ("a = 0 < x < (y := 2)", "x", "a", "y"),
    ("a = f'{x} {y!r:>{w}}'", "x y w", "a", ""),
    ("del a[0]", "a", "", ""),
    ("import os.path", "", "os", ""),
    ("import a.b as c", "", "c", ""),
    ("from a import b as c, d", "", "c d", ""),
    ("if c:\n    import q", "c", "", "q"),
    ("assert c, m", "c m", "", ""),
    ("if c:\n    def f(p=d): return p + g", "c d g", "", "f"),
    ("if c:\n    class A(B):\n        x = y\n        z = x\n        def m(self): return x + self.z",
     "c B y x", "", "A"),
    ("if c:\n    def f():\n        global gg\n        gg = 1", "c", "", "f gg"),
    ("d = d.query('a > @limit and b < @df.x', engine=e)", "d limit df e", "d", ""),
    ("d = [lambda q: d.query(f'a > @q + @{n} + @k')]", "d n k", "d", ""),
    ("print(len([1]))", "", "", ""),
]  # fmt: skip


@pytest.mark.parametrize("row", FLOW, ids=lambda r: r[0])
def test_flow(row: tuple[str, str, str, str]) -> None:
    source, reads, binds, maybe, *two = row
    if two:  # two statements in one suite
        source = "with o0:\n    " + source.replace("\n", "\n    ")
        reads += " o0"
        binds, maybe = "print_", maybe.replace(" print_", "")
    facts = last(source, header="")
    assert facts.reads == set(reads.split())
    assert facts.binds == set(binds.split())
    assert facts.may_bind == set(binds.split()) | set(maybe.split())


DELETES = [
    ("del a", "a", "", "", ""),
    ("del a, b[0]", "a", "", "", "b"),
    ("if c: del a", "", "a", "", "c"),
    ("if c: del a\nelse: del a", "a", "", "", "c"),
    ("try: del a\nexcept E: pass", "", "a", "", "E"),
    ("with suppress(E): del a", "", "a", "", "suppress E"),
    ("with o: del a", "a", "", "", "o"),
    ("a = 1; del a", "", "", "", ""),
    ("del a; a = 1", "", "a", "a", ""),
]


@pytest.mark.parametrize("source, deletes, maybe, binds, reads", DELETES)
def test_deletes(source: str, deletes: str, maybe: str, binds: str, reads: str) -> None:
    facts = last(source, header="")
    assert facts.deletes == set(deletes.split())
    assert facts.may_delete == set(maybe.split())
    assert facts.binds == set(binds.split())
    assert facts.reads == set(reads.split())


def test_a_shadowed_builtin_is_read() -> None:
    assert last("print(sum)", header="").reads == frozenset()
    assert last("sum = 3\nprint(sum)", header="").reads == {"sum"}


KINDS = [
    ("import a", Kind.IMPORT),
    ("from a import *", Kind.IMPORT),
    ("import a; import b", Kind.IMPORT),
    ("try:\n    import a\nexcept ImportError:\n    a = None", Kind.IMPORT),
    ("try:\n    import a\n    HAS = True\nexcept ImportError:\n    HAS = False", Kind.IMPORT),
    ("if x:\n    import a\nelse:\n    import b as a", Kind.CODE),
    ("try:\n    import a\nexcept ImportError:\n    install()", Kind.CODE),
    ("try:\n    x = 1\nexcept ImportError:\n    x = 2", Kind.CODE),
    ("import a; x = 1", Kind.CODE),
    ("def f(): pass", Kind.DEFINITION),
    ("@d\nasync def f(): pass", Kind.DEFINITION),
    ("class C: pass", Kind.DEFINITION),
    ("f = lambda x: x", Kind.DEFINITION),
    ("f = 1\nf = lambda x: x", Kind.CODE),
    ("if c:\n    def f(): pass", Kind.CODE),
    ("for i in x:\n    def f(): pass", Kind.CODE),
    ("x = 1", Kind.CODE),
]


@pytest.mark.parametrize("source, kind", KINDS)
def test_kind(source: str, kind: Kind) -> None:
    assert last_analysed(source, header="").kind is kind


def test_imports_are_listed() -> None:
    analysis = analysed(
        "import numpy as np, os.path\nfrom sklearn import svm as s\n"
        "try:\n    import cudf as pd\nexcept ImportError:\n    import pandas as pd\n"
        "from math import *"
    )
    found = [(i.name, i.qualified, i.statement, i.guarded, i.star) for i in analysis.imports]
    assert found == [
        ("np", "numpy", 0, False, False),
        ("os", "os", 0, False, False),
        ("s", "sklearn.svm", 1, False, False),
        ("pd", "cudf", 2, True, False),
        ("pd", "pandas", 2, True, False),
        ("math", "math", 3, False, True),
    ]


def test_star_import_of_the_standard_library_binds_what_is_used() -> None:
    analysis = analysed("from math import *\nx = sqrt(2)\ny = floor")
    first, second, _ = (a.facts for a in analysis.statements)
    assert first.may_bind == {"sqrt", "floor"}
    assert not first.opaque
    assert second.reads == {"sqrt"}


def test_a_skipped_cell_changes_nothing_but_what_it_alone_binds() -> None:
    analysis = analysed(
        "import pandas as pd\nx = 1\ndef f(): return a",
        "x = 'skip'\ny = 2\ndef f(): return b\ndef g(): return x",
        "z = x\nu = y\nv = f() + g()",
        roles={2: Role.SKIP},
    )
    facts = {next(iter(a.facts.binds)): a.facts for a in analysis.statements[-3:]}
    kinds = {name: dict(f.types)[name].name for name, f in facts.items() if f.types}
    assert kinds == {"z": "int", "u": "int"}
    assert facts["v"].hidden_reads == {"a", "x"}


def test_document_order_decides_which_definition_is_reached() -> None:
    source = "def f(): return a\nx = f()\ndef f(): return b\ny = f()\ndef g(): return f()\nz = g()"
    facts = {n: a.facts for a in analysed(source).statements for n in a.facts.binds}
    assert facts["x"].hidden_reads == {"a"}
    assert facts["y"].hidden_reads == {"b"}
    assert facts["z"].hidden_reads == {"b"}
    assert [d.statement for d in facts["z"].definitions] == [2, 4]


UNSETTLED = {
    "del x": "x",
    "if c: del x": "x",
    "if (x := c): del x": "x",
    "if c: del x\nelse: x = 1": "x",
    "if c:\n    del x\n    x = 1": "",
    "for r in rows:\n    x = r\n    del x": "x",
    "try:\n    x = 1\n    del x\nexcept E: x = 2": "x",
    "try: f()\nexcept E as x: pass": "",
    "x = 1": "",
}


@pytest.mark.parametrize(("source", "names"), UNSETTLED.items())
def test_names_that_some_path_leaves_unbound(source: str, names: str) -> None:
    assert last(source, "").unsettled == set(names.split())


MAY_BIND = {
    "if (x := c): del x": "x",
    "for r in rows:\n    x = r\n    del x": "r",
    "if c:\n    x = 1\n    del x": "",
    "try: f()\nexcept E as x: pass": "",
    "try: x = f()\nfinally: del x": "",
}


@pytest.mark.parametrize(("source", "names"), MAY_BIND.items())
def test_what_is_bound_at_the_end(source: str, names: str) -> None:
    assert last(source, "").may_bind == set(names.split())
