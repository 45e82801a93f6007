"""Names that hold where the code runs, and the branches that they decide."""

import pytest

from nb2prod.diagnostics import Place
from nb2prod.notebook.magics import others_of, to_python
from nb2prod.notebook.model import Role
from nb2prod.notebook.syntax import Written

TRIED = "try:\n    import google.colab\n    colab = True\nexcept ImportError:\n    colab = False"

# what is special, the cell that asks, the cell that depends on it, what is left of that
ROWS = [
    ("shell", "colab = 'google.colab' in str(get_ipython())", "if colab:\n  %cd a\nb = 1", "b = 1"),
    ("modules", "colab = 'google.colab' in sys.modules", "if colab:\n  %cd a\nb = 1", "b = 1"),
    ("import", TRIED, "if colab:\n  %cd a\nb = 1", "b = 1"),
    ("not loaded", "local = 'google.colab' not in sys.modules",
     "if local:\n  b = 1\nelse:\n  %cd a", "b = 1"),
    ("not", TRIED, "if not colab:\n  b = 1\nelse:\n  %cd a", "b = 1"),
    ("either", TRIED, "if colab and c:\n  %cd a\nb = 1", "b = 1"),
    ("a magic beside it", "colab = 'google.colab' in sys.modules\n%matplotlib inline",
     "if colab:\n  %cd a\nb = 1", "b = 1"),
    ("kernel", "nb = '__IPYTHON__' in dir(__builtins__)",
     "if nb:\n  b = 1\nelse:\n  %cd a", "b = 1"),
]  # fmt: skip
KEPT = [
    ("no magic", TRIED, "if colab:\n  b = 1"),
    ("with others", TRIED, "if not colab and c:\n  %cd a"),
    ("bound twice", TRIED + "\ncolab = c", "if colab:\n  %cd a"),
    ("bound elsewhere", TRIED, "if colab:\n  %cd a\ncolab = True"),
    ("something else", "colab = 'colab' in c", "if colab:\n  %cd a"),
    ("another module", TRIED.replace("google.colab", "torch"), "if colab:\n  %cd a"),
    ("the other way", TRIED.replace("True", "None"), "if colab:\n  %cd a"),
    ("a part of a value", TRIED, "if colab(c):\n  %cd a"),
]


def left_of(asks: str, depends: str) -> str:
    place = Written(Place(2, "", 1), depends)
    made = to_python(depends, Role.TRAIN, place, others_of([asks, depends]))
    assert not made.findings
    return (made.source or "").strip()


@pytest.mark.parametrize(
    ("asks", "depends", "left"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_decides(asks: str, depends: str, left: str) -> None:
    assert left_of(asks, depends) == left


@pytest.mark.parametrize(("asks", "depends"), [r[1:] for r in KEPT], ids=[r[0] for r in KEPT])
def test_does_not_decide(asks: str, depends: str) -> None:
    assert left_of(asks, depends).startswith(depends.split("\n")[0])
