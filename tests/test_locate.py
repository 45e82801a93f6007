"""The caret stands below what the message is about."""

import pytest

from nb2prod.diagnostics import Diagnostic, Place, render
from nb2prod.locate import located
from nb2prod.notebook.model import Cell, Notebook, Role

CASES = [
    ("x = value", 1, "`value` is not defined.", "x = value\n    ^"),
    ("x = (1 +\n     value)", 1, "`value` is not defined.", "     value)\n     ^"),
    ("f(a.value, value)", 1, "`value` is not defined.", "f(a.value, value)\n           ^"),
    ("def value(x):\n    return x", 1, "`value` assigns the global `x`.",
     "def value(x):\n    ^"),
    ("class value:\n    pass", 1, "`value` is bad.", "class value:\n      ^"),
    ("async def value(): ...", 1, "`value` is bad.", "async def value(): ...\n          ^"),
    ("@deco\ndef g(value): ...", 1, "`value` is bad.", "def g(value): ...\n      ^"),
    ("x = 1\nvalue = 2", 2, "`value` is bad, not `x`.", "value = 2\n^"),
    ("x = 1\ny = 2", 2, "`value` is bad.", "y = 2\n^"),
    ("if x:\n    y = 2", 2, "it is bad.", "    y = 2\n    ^"),
    ("é, value = 1", 1, "`value` is bad.", "é, value = 1\n   ^"),
    ("'日本' + value", 1, "`value` is bad.", "'日本' + value\n         ^"),
    ("del value", 1, "`del value` takes away an import.", "del value\n    ^"),
    ("\tvalue", 1, "it is bad.", "\tvalue\n\t^"),
]  # fmt: skip


def notebook(source: str) -> Notebook:
    return Notebook("n", (Cell(3, "id", Role.TRAIN, source),))


@pytest.mark.parametrize(("source", "line", "message", "shown"), CASES)
def test_caret(source: str, line: int, message: str, shown: str) -> None:
    found = located(Diagnostic(message, "", Place(3, "id", line), "NB201"), notebook(source))
    lines = render(found, "n").splitlines()[1:]
    assert lines == [f"    {one}" for one in shown.splitlines()]
    assert found.place and found.place.line == source.split("\n").index(shown.split("\n")[0]) + 1


@pytest.mark.parametrize(
    "told",
    [
        Diagnostic("`x` is bad."),
        Diagnostic("`x` is bad.", "", Place(9, "", 1)),
        Diagnostic("`x` is bad.", "", Place(3, "id", 9)),
        Diagnostic("`x` is bad.", "", Place(3, "id", 0)),
        Diagnostic("`x` is bad.", "", Place(3, "id", 1), source="mine", column=2),
    ],
)
def test_what_cannot_be_shown_better_stays(told: Diagnostic) -> None:
    assert located(told, notebook("x = 1")) is told
