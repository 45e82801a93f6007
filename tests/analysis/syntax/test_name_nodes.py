"""Names as they are written."""

import ast

from nb2prod.analysis.syntax.name_nodes import loaded, named, stored

CODE = ast.parse("a = b.c\nfor a in range(d):\n    del e\nf = lambda g: g + [h for h in a]")


def test_names() -> None:
    assert loaded(CODE) == {"a", "b", "d", "g", "h", "range"}
    assert sorted(stored(CODE)) == ["a", "a", "f", "h"]
    assert named(CODE) == loaded(CODE) | {*stored(CODE), "e"}


def test_several_nodes() -> None:
    first, *_, last = CODE.body
    assert sorted(stored(last, first)) == ["a", "f", "h"]
    assert loaded() == set()
