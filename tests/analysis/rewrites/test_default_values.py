"""Defaults that read variables are given by the calls, or stay as they are."""

import pytest

from nb2prod.analysis.rewrites.default_values import with_defaults_at_calls
from nb2prod.notebook.model import Cell, Notebook, Role

HEAD = "n = len(open('a').read())\nm = n / 2\n"
MOVED = [
    ("def f(x, k=n): return x\nf(1)", "def f(x, k=None): return x\nf(1, k=n)"),
    ("def f(k=n): return k\nf()", "def f(k=None): return k\nf(k=n)"),
    ("def f(x, k=n, *, j=m): return x\nf(1, 2)\nf(1, j=3)",
     "def f(x, k=None, *, j=None): return x\nf(1, 2, j=m)\nf(1, j=3, k=n)"),
    ("def f(x, k=n): return x\nf(\n    (1),  # é\n)",
     "def f(x, k=None): return x\nf(\n    (1), k=n  # é\n)"),
    ("def f(x, k=n): return x\nf(f(1))", "def f(x, k=None): return x\nf(f(1, k=n), k=n)"),
    ("def f(x, k=n): return x\ndef g(y): return 'é', f(y)",
     "def f(x, k=None): return x\ndef g(y): return 'é', f(y, k=n)"),
    ("class A:\n    def __init__(self, k=n): self.k = k\nA()\nA(2)",
     "class A:\n    def __init__(self, k=None): self.k = k\nA(k=n)\nA(2)"),
]  # fmt: skip
LEFT = [
    ("a constant", "def f(x, k=1): return x\nf(1)"),
    ("an import", "import os\ndef f(x, k=os): return x\nf(1)"),
    ("bound again", "def f(x, k=n): return x\nn = 3\nf(1)"),
    ("changed in a function", "def g():\n    global n\n    n = 1\ndef f(x, k=n): return x\nf(1)"),
    ("a name for two things", "def f(x, k=n): return x\nf(1)\nf = print\nf(1)"),
    ("handed on", "def f(x, k=n): return x\nlist(map(f, [1]))"),
    ("arguments that nobody can count", "def f(x, k=n): return x\na = [1]\nf(*a)"),
    ("in an f-string", "def f(x, k=n): return x\nprint(f'{f(1)}')"),
    ("hidden at the call", "def f(x, k=n): return x\n[f(n) for n in (1, 2)]"),
    ("decorated", "@print\ndef f(x, k=n): return x\nf(1)"),
    ("a base class", "class A:\n    def __init__(self, k=n): pass\nclass B(A): pass"),
    ("by position only", "def f(x, k=n, /): return x\nf(1)"),
]


def given(source: str) -> str:
    cells = (Cell(1, "a", Role.UNTAGGED, HEAD), Cell(2, "b", Role.UNTAGGED, source))
    return with_defaults_at_calls(Notebook("n", cells)).cells[1].source


@pytest.mark.parametrize(("source", "wanted"), MOVED)
def test_calls_give_the_default(source: str, wanted: str) -> None:
    assert given(source) == wanted


@pytest.mark.parametrize("source", [source for _, source in LEFT], ids=[why for why, _ in LEFT])
def test_left_as_it_is(source: str) -> None:
    assert given(source) == source
