"""Cells of one stage go together only where that reverses no dependence."""

import pytest

from tests.graph.units_of import parts, shape

HEAD = ("-", "import os, random\nimport numpy as np\nimport pandas as pd\nimport seaborn as sns")

# what is special, cells after the header (which is cell 1), parts
CASES = [
    ("in order", [("p", "a = f0"), ("t", "b = a"), ("r", "c = b")],
     "preprocess 2, train 3, predict 4"),
    ("neighbours are one part", [("p", "a = f0"), ("p", "b = a"), ("t", "c = b")],
     "preprocess 2 3, train 4"),
    ("independent later cell joins", [("p", "a = f0"), ("t", "b = a"), ("p", "c = f0")],
     "preprocess 2 4, train 3"),
    ("two readers of one name are no dependence", [("p", "a = f0"), ("t", "b = a"), ("p", "c = a")],
     "preprocess 2 4, train 3"),
    ("read of what the stage between wrote", [("p", "a = f0"), ("t", "b = a"), ("p", "c = b")],
     "preprocess 2, train 3, preprocess_2 4"),
    ("write of what the stage between read", [("p", "a = f0"), ("t", "b = a"), ("p", "a = f1")],
     "preprocess 2, train 3, preprocess_2 4"),
    ("write of what the stage between wrote",
     [("p", "a = f0"), ("t", "b = f0"), ("p", "b = f1"), ("t", "c = b")],
     "train 3, preprocess 2 4, train_2 5"),
    ("mutation of what the stage between read",
     [("p", "a = [f0]"), ("t", "b = len(a)"), ("p", "a.append(1)")],
     "preprocess 2, train 3, preprocess_2 4"),
    ("mutation through a second name",
     [("p", "a = [f0]"), ("t", "b = len(a)"), ("p", "c = a\nc.append(1)")],
     "preprocess 2, train 3, preprocess_2 4"),
    ("alias made in the stage between, mutated later",
     [("p", "a = [f0]\nz = f0"), ("t", "b = a"), ("p", "a.append(1)"), ("t", "c = b")],
     "preprocess 2, train 3, preprocess_2 4, train_2 5"),
    ("the earlier part moves down where only that is free",
     [("e", "s = f0"), ("p", "a = f1"), ("e", "t = s + a")],
     "preprocess 3, evaluate 2 4"),
    ("moving down joins what it stood between",
     [("p", "a = f0"), ("e", "s = f1"), ("p", "b = f2"), ("t", "m = b"), ("e", "t = s + m")],
     "preprocess 2 4, train 5, evaluate 3 6"),
    ("a seed ties to what draws",
     [("p", "np.random.seed(0)\na = np.random.rand()"), ("t", "b = np.random.rand()"),
      ("p", "c = np.random.rand()")],
     "preprocess 2, train 3, preprocess_2 4"),
    ("a process-wide setting ties to everything",
     [("p", "a = f0"), ("t", "pd.set_option('mode.copy_on_write', True)\nb = f0"), ("p", "c = f1")],
     "preprocess 2, train 3, preprocess_2 4"),
    ("a file that the stage between writes",
     [("p", "a = pd.DataFrame({'x': [f0]})"), ("t", "pd.DataFrame({'y': [1]}).to_csv('m.csv')"),
      ("p", "b = pd.read_csv('m.csv')"), ("t", "c = b")],
     "train 3, preprocess 2 4, train_2 5"),
    ("a file under another name",
     [("p", "a = f0"), ("t", "pd.DataFrame({'y': [1]}).to_csv('m.csv')"),
      ("p", "b = pd.read_csv('n.csv')")],
     "preprocess 2 4, train 3"),
    ("a file that is only read twice",
     [("p", "a = pd.read_csv('m.csv')"), ("t", "b = pd.read_csv('m.csv')"),
      ("p", "c = pd.read_csv('m.csv')")],
     "preprocess 2 4, train 3"),
    ("a written path that is not known is any file",
     [("p", "a = f0"), ("t", "pd.DataFrame({'y': [1]}).to_csv(f1)"),
      ("p", "b = pd.read_csv('n.csv')")],
     "train 3, preprocess 2 4"),
    ("a path that is not known but only read",
     [("p", "a = f0"), ("t", "b = pd.read_csv(f1)"), ("p", "c = pd.read_csv(f2)")],
     "preprocess 2 4, train 3"),
    ("display expressions belong to no part",
     [("p", "a = f0"), ("t", "a"), ("p", "b = a")], "preprocess 2 4"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_parts(cells: list[tuple[str, str]], wanted: str) -> None:
    assert shape(parts(HEAD, *cells)) == wanted
