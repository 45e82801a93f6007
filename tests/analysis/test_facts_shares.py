"""Ties through functions: defaults, and views of arrays."""

import pytest

from nb2prod.analysis.model import Sharing
from tests.analysis.facts_of import last, ties

VIEWS = [
    "def g(v): return v[1:]\nt = g(arr)",
    "def g(v): return v[:1], v[1:]\nt, u = g(arr)",
    "def g(v): return {'a': v[1:]}\nt = g(arr)",
    "def g(v): return v.T\nt = g(arr)",
]
SAME = [
    "def g(v): return v\nt = g(arr)",
    "def g(v): return {'a': v}\nt = g(arr)",
    "def g(v=arr): return v\nt = g()",
    "def g(*, v=arr): return [v]\nt = g()",
    "g = lambda v=arr: v\nt = g()",
    "def g(v=arr): return v\ndef h(): return g()\nt = h()",
    "class C:\n    def m(self, v=arr): return v\nt = C().m()",
]
APART = [
    "def g(v=arr): return v\nt = g(1)",
    "def g(v=arr): return v.sum()\nt = g()",
    "def g(v=n): return v\nt = g()",
]


@pytest.mark.parametrize("source", VIEWS)
def test_views_through_functions(source: str) -> None:
    assert ("t", "arr", Sharing.VIEW) in {(s.name, s.source, s.how) for s in last(source).shares}


@pytest.mark.parametrize("source", SAME)
def test_same_objects_through_functions(source: str) -> None:
    assert ("t", "arr", Sharing.SAME) in {(s.name, s.source, s.how) for s in last(source).shares}


@pytest.mark.parametrize(
    "source",
    [
        "for i in r:\n    d = c; c = b; b = a",
        "while r:\n    e = d; d = c; c = b; b = [a]",
        "for i in r:\n    d = c[0]; c = b; b = [a]",
        "for i in r:\n    e, d, c, b = d, c, b, a\n    e.append(i)",
    ],
)
def test_a_value_that_moves_on_by_a_name_a_round(source: str) -> None:
    setup = "a, b, c, d, e, r = [1], [2], [3], [4], [5], [6]\n"
    assert ("d", "a") in {(s.name, s.source) for s in last(setup + source).shares}


@pytest.mark.parametrize("source", APART)
def test_no_ties(source: str) -> None:
    assert not ties(last(source))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def f(x, acc=[]): acc.append(x)\nf(1)", "f.acc"),
        ("def f(acc={}): return acc\nr = f()\nr['a'] = 1", "f.acc"),
        ("class C:\n    def m(self, d={}): d['a'] = 1\nC().m()", "C.m.d"),
    ],
)
def test_a_changed_default_is_named(source: str, name: str) -> None:
    assert name in last(source).mutates


def test_a_default_that_is_not_used_does_not_change() -> None:
    assert not last("def f(x, acc=[]): acc.append(x)\nf(1, [])").mutates


@pytest.mark.parametrize(
    "source",
    [
        "import contextlib\nwith contextlib.nullcontext(arr) as t: pass",
        "import foo\nt = foo.bar(arr)",
    ],
)
def test_what_is_no_view(source: str) -> None:
    found = last(source)
    assert ("t", "arr", Sharing.SAME) in {(s.name, s.source, s.how) for s in found.shares}
