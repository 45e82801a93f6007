"""Names as they are written."""

import ast

import pytest

from nb2prod.analysis.syntax.name_nodes import (
    last_name,
    loaded,
    named,
    root_name,
    start_name,
    stored,
)

CODE = ast.parse("a = b.c\nfor a in range(d):\n    del e\nf = lambda g: g + [h for h in a]")


def test_names() -> None:
    assert loaded(CODE) == {"a", "b", "d", "g", "h", "range"}
    assert sorted(stored(CODE)) == ["a", "a", "f", "h"]
    assert named(CODE) == loaded(CODE) | {*stored(CODE), "e"}


def test_several_nodes() -> None:
    first, *_, last = CODE.body
    assert sorted(stored(last, first)) == ["a", "f", "h"]
    assert loaded() == set()


@pytest.mark.parametrize(
    ("text", "root", "start", "last"),
    [
        ("a", "a", "a", "a"),
        ("a.b.c", "a", "a", "c"),
        ("a.b[c].d()", "", "a", ""),
        ("a[b]", "a", "a", ""),
        ("'x'.join(y)", "", "", ""),
        ("f().b", "", "f", "b"),
    ],
)
def test_ends(text: str, root: str, start: str, last: str) -> None:
    node = ast.parse(text, mode="eval").body
    assert (root_name(node), start_name(node), last_name(node)) == (root, start, last)
