"""Values are made again in a later part only where that gives what the notebook has there."""

import pytest

from nb2prod.analysis.environment import Environment
from nb2prod.stages.parts import parts_of
from nb2prod.stages.repeat import repeat_values
from tests.graph.units_of import program

ENV = Environment(imports={"xgb": "xgboost", "copy": "copy"})
HEAD = ("-", "import copy\nimport xgboost as xgb")

# what is special, cells after the header, the sources that each part has as copies
CASES = [
    ("it is computed", [("p", "a = [n for n in f0]"), ("t", "print(a)")], [[], []]),
    ("it is changed before", [("p", "a = [1]\na.append(f0)"), ("t", "print(a)")], [[], []]),
    ("another name leads to it",
     [("p", "a = [1]\nb = [a, len(f0)]"), ("t", "print(a, b)")], [[], []]),
    ("what it is made of is bound anew",
     [("p", "k = 1\ns = k + 1\nk = k + len(f0)"), ("t", "print(k, s)")], [[], []]),
    ("a parameter that a stage binds anew",
     [("c", "k = 1"), ("p", "s = [k]\nk += 1"), ("t", "print(s, k)")], [[], []]),
    ("data that is changed before", [("p", "X = [f0]\nd = xgb.DMatrix(X)\nX.append(1)"),
     ("t", "print(d)")], [[], []]),
    ("a constant", [("p", "a = [1]\nprint(a)"), ("t", "a.append(2)")], [[], ["a = [1]"]]),
    ("changed in the part that has it again",
     [("p", "a = [1]\nprint(a)"), ("t", "a.append(2)"), ("e", "print(a)")],
     [[], ["a = [1]"], []]),
    ("of a parameter", [("c", "k = 1"), ("p", "s = [k]\nprint(s)"), ("t", "s.append(k)")],
     [[], ["s = [k]"]]),
    ("one of another", [("p", "a = [1]\nb = a + [2]\nprint(a, b)"), ("t", "b.append(f0)")],
     [[], ["a = [1]", "b = a + [2]"]]),
    ("data of a library", [("p", "X = [f0]\nd = xgb.DMatrix(X)\nprint(d)"), ("t", "print(d)")],
     [[], ["d = xgb.DMatrix(X)"]]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_repeated(cells: list[tuple[str, str]], wanted: list[list[str]]) -> None:
    made = program(HEAD, *cells)
    config = [name for name, _ in made.config]
    parts = repeat_values(parts_of(made.units, made), ENV, config)
    copies = [[u for u in part.units if u.copied_to] for part in parts]
    assert [[u.analysed.statement.source.strip() for u in own] for own in copies] == wanted
