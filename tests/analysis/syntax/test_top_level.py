"""Cells split into statements, with their text."""

import pytest

from nb2prod.analysis.syntax.top_level import statements_of
from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.model import Cell, Role

SPLIT = [
    ("", []),
    ("# only a comment\n", []),
    ("a = 1\nb = 2", ["a = 1", "b = 2"]),
    ("a = 1; b = 2", ["a = 1; b = 2"]),
    ("# c\n\na = 1  # d\n# e\nb = 2\n# f\n", ["# c\n\na = 1  # d", "# e\nb = 2\n# f\n"]),
    ("@d\n@e\ndef f():\n    pass\nx = 1", ["@d\n@e\ndef f():\n    pass", "x = 1"]),
    ("s = '''\na\n'''; t = 1\nu = 1", ["s = '''\na\n'''; t = 1", "u = 1"]),
    ("a = 1; \\\nb = 2\nc = 3", ["a = 1; \\\nb = 2", "c = 3"]),
    ("if a: b; c", ["if a: b; c"]),
    ("a = 1;", ["a = 1;"]),
    ("s = 'a\x0cb'\nt = 1", ["s = 'a\x0cb'", "t = 1"]),
    ("s = '\u2028'\nt = 1", ["s = '\u2028'", "t = 1"]),
    ("é = 'ü'; y = 1\nz = 1", ["é = 'ü'; y = 1", "z = 1"]),
    ("class A:\n    x = 1\n\n    # end\nb = 1", ["class A:\n    x = 1", "\n    # end\nb = 1"]),
]


@pytest.mark.parametrize("source, texts", SPLIT)
def test_split(source: str, texts: list[str]) -> None:
    found = statements_of(Cell(1, "id", Role.TRAIN, source), 5)
    assert [s.source for s in found] == texts
    assert [s.index for s in found] == list(range(5, 5 + len(texts)))
    if texts:
        assert "\n".join(s.source for s in found) == source


def test_lines() -> None:
    source = "\n# c\n@d\ndef f():\n    pass\n\nx = 1"
    first, second = statements_of(Cell(3, "id", Role.TRAIN, source), 0)
    assert (first.first_line, first.line) == (1, 3)
    assert (second.first_line, second.line) == (6, 7)
    assert str(second.place) == "cell 3 (id), line 7"


def test_a_cell_that_is_not_python() -> None:
    with pytest.raises(ConversionError, match=r"cell 1 \(id\), line 2: this is not Python"):
        statements_of(Cell(1, "id", Role.TRAIN, "a = 1\nb = = 2"), 0)
