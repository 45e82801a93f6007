"""Reads of a file that may lie at several places."""

from pathlib import PurePosixPath

import pytest

from nb2prod.notebook.alternative_files import one_place
from nb2prod.notebook.folder_search import FolderSearch

# code, and what is left of it; None where it stays
PLACES = {
    "of another machine": ("try:\n    d = pd.read_csv('/datasets/a.csv')\nexcept:\n"
                           "    d = pd.read_csv('a.csv')", "d = pd.read_csv('a.csv')"),
    "its own first": ("try:\n    d = pd.read_csv('a.csv')\nexcept OSError:\n"
                      "    d = pd.read_csv('C:\\\\data\\\\a.csv')", "d = pd.read_csv('a.csv')"),
    "an address": ("try:\n    d = pd.read_csv('/datasets/a.csv', sep=';')\nexcept:\n"
                   "    d = pd.read_csv('https://host/a.csv', sep=';')",
                   "d = pd.read_csv('https://host/a.csv', sep=';')"),
    "an address or its own": ("try:\n    d = pd.read_csv('https://host/a.csv')\nexcept:\n"
                              "    d = pd.read_csv('data/a.csv')", "d = pd.read_csv('data/a.csv')"),
    "several files": ("try:\n    a = read('/d/a.csv')\n    b = read('/d/b.csv')\nexcept:\n"
                      "    a = read('a.csv')\n    b = read('b.csv')",
                      "a = read('a.csv')\nb = read('b.csv')"),
    "names": ("P, Q = '/d/a.csv', 'a.csv'\nX = '/d/a.csv'\nY = 'a.csv'\n"
              "if os.path.exists(X):\n    d = read(X)\nelif os.path.exists(Y):\n    d = read(Y)\n"
              "else:\n    print('no file')",
              "P, Q = '/d/a.csv', 'a.csv'\nX = '/d/a.csv'\nY = 'a.csv'\nd = read(Y)"),
    "asked for": ("if Path('a.csv').exists():\n    d = read('a.csv')\nelse:\n"
                  "    d = read('/d/a.csv')",
                  "d = read('a.csv')"),
    "nowhere": ("if os.path.isfile('/d/a.csv'):\n    d = read('/d/a.csv')\n"
                "elif os.path.isfile('a.csv'):\n    d = read('a.csv')\n"
                "else:\n    raise OSError('none')", "d = read('a.csv')"),
    "read another way": ("try:\n    d = read('a.csv', encoding='utf-8')\nexcept:\n"
                         "    d = read('a.csv', encoding='cp1252')", None),
    "another reader": ("try:\n    d = pd.read_csv('a.csv')\nexcept:\n"
                       "    d = pd.read_excel('a.xlsx')", None),
    "made anew": ("if os.path.exists('a.csv'):\n    d = read('a.csv')\nelse:\n"
                  "    d = make()", None),
    "more than a read": ("try:\n    d = read('a.csv')\nexcept:\n    d = read('/d/a.csv')\n"
                         "    d.columns = names", None),
    "other names": ("try:\n    d = read('a.csv')\nexcept:\n    e = read('/d/a.csv')", None),
    "other errors": ("try:\n    d = read('a.csv')\nexcept OSError:\n    d = read('b.csv')\n"
                     "except ValueError:\n    d = read('c.csv')", None),
    "no question for a file": ("if quick:\n    d = read('a.csv')\nelse:\n"
                               "    d = read('b.csv')", None),
    "one that may be missing": ("if os.path.exists('a.csv'):\n    d = read('a.csv')", None),
    "unknown paths": ("try:\n    d = read(p)\nexcept:\n    d = read(q)", None),
}  # fmt: skip


@pytest.mark.parametrize(("source", "left"), PLACES.values(), ids=PLACES)
def test_one_place(source: str, left: str | None) -> None:
    values = FolderSearch(PurePosixPath("/home/ada"))
    values.bind("X", "/d/a.csv")
    values.bind("Y", "a.csv")
    told, changed = one_place(source, values)
    assert [line for line in told.split("\n") if line] == (left or source).split("\n")
    assert len(told.split("\n")) == len(source.split("\n"))
    assert bool(changed) == (left is not None)
