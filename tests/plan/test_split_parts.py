"""What is told of a stage that was split into parts: the value, the two cells, the fix."""

import pytest

from nb2prod.plan.split_parts import split_notes
from nb2prod.stages.numbered import parts_of
from tests.graph.units_of import program
from tests.stages.test_numbered import HEAD

# what is special, cells after the header (which is cell 1), notes
CASES: list[tuple[str, list[tuple[str, str]], list[str]]] = [
    ("nothing is split", [("p", "a = f0"), ("t", "b = a"), ("p", "c = f0")], []),
    ("a value is read", [("p", "a = f0"), ("t", "b = a"), ("p", "c = b")],
     ["`b` of cell 3 (train) is read by cell 4, tagged preprocess, so that these cells became "
      "preprocess_2. Tag cell 4 `train` to join them."]),
    ("a value is changed", [("p", "a = f0"), ("t", "b = [a]"), ("p", "b.append(a)")],
     ["`b` of cell 3 (train) is changed by cell 4, tagged preprocess, so that these cells became "
      "preprocess_2. Tag cell 4 `train` to join them."]),
    ("what the stage between read is changed",
     [("p", "a = [f0]"), ("t", "b = len(a)"), ("p", "a.append(1)")],
     ["`a` is read by cell 3 (train) and changed by cell 4, tagged preprocess, so that these cells "
      "became preprocess_2. Tag cell 4 `train` to join them."]),
    ("a name that both read is not named",
     [("p", "c = [f0]\na = f0"), ("t", "b = a + len(c)"), ("p", "c.append(a)")],
     ["`c` is read by cell 3 (train) and changed by cell 4, tagged preprocess, so that these cells "
      "became preprocess_2. Tag cell 4 `train` to join them."]),
    ("random numbers go on",
     [("p", "np.random.seed(0)\na = np.random.rand()"), ("t", "b = np.random.rand()"),
      ("p", "c = np.random.rand()")],
     ["the random numbers (numpy) of cell 3 (train) go on in cell 4, tagged preprocess, so that "
      "these cells became preprocess_2. Tag cell 4 `train` to join them."]),
    ("a file",
     [("p", "a = f0"), ("t", "pd.DataFrame({'y': [a]}).to_csv('m.csv')"),
      ("p", "b = pd.read_csv('m.csv')")],
     ["the file `m.csv` of cell 3 (train) is used by cell 4, tagged preprocess, so that these "
      "cells became preprocess_2. Tag cell 4 `train` to join them."]),
    ("two cells hold the part back",
     [("p", "a = f0"), ("t", "b = a"), ("p", "c = b"), ("p", "d = b")],
     ["`b` of cell 3 (train) is read by cell 4, tagged preprocess, so that these cells became "
      "preprocess_2. Tag cells 4 and 5 `train` to join them."]),
    ("too many cells to name", [("p", "a = f0"), ("t", "b = a"), *[("p", "print(b)")] * 4],
     ["`b` of cell 3 (train) is read by cell 4, tagged preprocess, so that these cells became "
      "preprocess_2. `nb2prod tag --repair` shows which tags would join them, `--write` writes "
      "them."]),
    ("another tag would leave parts",
     [("p", "a = f0"), ("t", "b = a"), ("e", "c = b"), ("t", "d = c"), ("e", "print(d)")],
     ["`c` of cell 4 (evaluate) is read by cell 5, tagged train, so that these cells became "
      "train_2. Tag cell 5 `evaluate` to join them.",
      "`d` of cell 5 (train) is read by cell 6, tagged evaluate, so that these cells became "
      "evaluate_2. `nb2prod tag --repair` shows which tags would join them, `--write` writes "
      "them."]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_split_notes(cells: list[tuple[str, str]], wanted: list[str]) -> None:
    made = program(HEAD, *cells)
    notes = split_notes(parts_of(made.units, made), made)
    assert [f"{note.message} {note.advice}" for note in notes] == wanted
