"""Checks that the cells above have been run."""

import pytest

from nb2prod.analysis.rewrites.namespaces import without_namespaces
from nb2prod.notebook.model import Cell, Notebook, Role

BEFORE = "a = make()\nb = a.fit()\n"
RAISE = "    raise RuntimeError('run the cells above')\n"


def _code(source: str) -> str:
    """The statements that are left of a cell below one that binds `a` and `b`."""
    cells = (Cell(1, "", Role.TRAIN, BEFORE), Cell(2, "", Role.TRAIN, source))
    lines = without_namespaces(Notebook("n", cells)).cells[1].source.splitlines()
    return "\n".join(line for line in lines if line.strip() not in ("", "pass"))


@pytest.mark.parametrize("guard", [
    "if 'a' not in globals():\n" + RAISE,
    "if not ('a' in globals() and 'b' in globals()):\n" + RAISE,
    "assert 'a' in globals(), 'run the cells above'\n",
    "needed = ['a', 'b']\ngone = [n for n in needed if n not in globals()]\nif gone:\n" + RAISE,
    "needed = ['a', 'b']\ngone = [n for n in needed if n not in globals()]\n"
    "if len(gone) > 0:\n    raise RuntimeError('missing: ' + ', '.join(gone))\n",
    "for n in ['a', 'b']:\n    if n not in globals():\n        raise NameError(n)\n",
    "gone = []\nfor n in ['a', 'b']:\n    if n not in globals():\n        gone.append(n)\n"
    "if gone:\n" + RAISE,
    "if not all(n in globals() for n in ['a', 'b']):\n" + RAISE,
    "if any(n not in globals() for n in ['a', 'b']):\n" + RAISE,
    "assert all(n in globals() for n in ('a', 'b'))\n",
])  # fmt: skip
def test_checks_that_always_pass_go(guard: str) -> None:
    assert _code(guard + "print(a)\n") == "print(a)"


@pytest.mark.parametrize("source", [
    "if 'elsewhere' not in globals():\n" + RAISE,
    "gone = []\nif gone:\n" + RAISE,  # nothing asks for a namespace
    "DEBUG = False\nif DEBUG:\n    print(a)\n",
    "if a:\n    print(globals())\n",
])  # fmt: skip
def test_what_may_act_stays(source: str) -> None:
    assert _code(source) == source.rstrip()


def test_a_list_that_is_filled_elsewhere_is_checked() -> None:
    source = "gone = [n for n in ['a'] if n not in globals()]\nadd(gone)\nif gone:\n" + RAISE
    assert "if gone:" in _code(source)


def test_a_list_that_others_read_stays() -> None:
    source = "gone = [n for n in ['a'] if n not in globals()]\nif gone:\n" + RAISE
    assert _code(source + "print(gone)\n").splitlines() == [
        "gone = [n for n in ['a'] if False]",
        "print(gone)",
    ]
