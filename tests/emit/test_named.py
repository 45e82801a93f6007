"""Marks at names that only strings read."""

import pytest

from nb2prod.emit.named import UNUSED, with_marks

# the body of a function, and the lines that get a mark
MARKED = [
    ("a = 1\nt.query('x > @a')", [1]),
    ("a = 1\nprint(a)", []),
    ("b = 1", []),
    ("a = g(\n    1,\n)", [1]),
    ("a = '''x\ny'''", [2]),
    ("for n in t:\n    a = n", [2]),
]


@pytest.mark.parametrize("body, lines", MARKED)
def test_marks(body: str, lines: list[int]) -> None:
    code = "def f(t):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    made = with_marks(code, {"a"}).split("\n")
    assert [n for n, line in enumerate(made) if line.endswith(UNUSED)] == lines
    assert with_marks(code, ()) == code
