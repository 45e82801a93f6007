"""Where statements name variables, and which they name in no plain way."""

import ast

import pytest

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.text_names import Texts, show_text_names
from nb2prod.graph.occurrences import Occurrences, occurrences_of


def occurrences(source: str) -> Occurrences:
    nodes = ast.parse(source).body
    show_text_names(nodes, Environment(), Texts())
    return occurrences_of(tuple(nodes))


# what is special, source, names that are unclear
UNCLEAR = [
    ("a plain assignment", "a = b + c.d", ""),
    ("an attribute and a keyword are no names", "x.a(b=1)", ""),
    ("a loop and a with block", "for a in b:\n    with c as d:\n        print(a, d)", ""),
    ("what a comprehension reads", "a = [b + 1 for n in c]", "n"),
    ("a nested comprehension", "a = [[m for m in n] for n in c]", "m n"),
    ("a generator that is used up at once", "a = sum(b * n for n in c)", "n"),
    ("a generator that is kept", "a = (b * n for n in c)", "b c n"),
    ("a lambda that is called at once", "a = sorted(b, key=lambda n: c - n)", "n"),
    ("a lambda that is kept", "a = lambda n: c - n", "c n"),
    ("a function reads later on", "def f(n, m=b):\n    k = c\n    return n + k", "b c f k n m"),
    ("a class", "class A(B):\n    k = c", "A B c k"),
    ("the name of an exception", "try:\n    a()\nexcept E as e:\n    print(e)", "e"),
    ("a pattern",
     "match a:\n    case [b, *c]:\n        pass\n    case {'k': 1, **d}:\n        pass", "b c d"),
    ("an import", "import a.b, c as d", "a d"),
    ("global", "global a\na = 1", "a"),
    ("a name inside of a query's text", "t.query('x > @a and y < @b')", "a b"),
    ("an f-string", "print(f'{a}')", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "wanted"), [case[1:] for case in UNCLEAR], ids=[case[0] for case in UNCLEAR]
)
def test_unclear(source: str, wanted: str) -> None:
    assert occurrences(source).unclear == set(wanted.split())


# what is special, source, names that `new = f(name)` can tell apart
SPLIT = [
    ("an augmented assignment is one use", "a += 1", ""),
    ("no assignment", "print(a)", ""),
    ("two statements in a line", "a = f(a); b = a", ""),
    ("a target that reads the name", "a[a.n], a = 1, b", ""),
    ("a walrus binds it in the value", "a = (a := 2) + a", ""),
    ("an annotation without a value", "a: int", ""),
    ("a generator that is kept reads it later", "a = (a for _ in b)", ""),
    ("a value made from the old one", "a = f(a)", "a"),
    ("with a type", "a: int = f(a)", "a"),
    ("unpacked", "a, (b, *c) = f(a, c)", "a b c"),
    ("two targets", "a = b = f(a)", "a b"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "wanted"), [case[1:] for case in SPLIT], ids=[case[0] for case in SPLIT]
)
def test_split(source: str, wanted: str) -> None:
    found = occurrences(source)
    assert {name for name in found.names if found.can_split(name)} == set(wanted.split())


def test_uses_are_found_with_their_strings() -> None:
    found = occurrences("print(a, f'{a:{b}}', a.a, f(a=1))")
    assert next(node.col_offset for node in found.names["a"]) == 6
    assert len(found.names["a"]) == 3
    assert {node.id for node in found.inside} == {"a", "b"}
    assert len(set(found.inside.values())) == 1
