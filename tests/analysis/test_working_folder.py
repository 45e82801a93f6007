"""Paths behind `os.chdir`, written from the notebook's folder."""

import pytest

from nb2prod.analysis.working_folder import without_moves
from nb2prod.notebook.model import Cell, CellNumber, Notebook, Role

HEAD = "import os, glob\nimport pandas as pd\nfrom pathlib import Path\n"

# what is special, a cell, and what becomes of it; "" where all stays, and is refused later
MOVED = [
    ("a text", "os.chdir('data')\npd.read_csv('a.csv')", "pass\npd.read_csv('data/a.csv')"),
    ("over several lines", "os.chdir(\n    'data'\n)\npd.read_csv('a.csv')",
     "(None\n\n)\npd.read_csv('data/a.csv')"),
    ("a constant", "D = 'data'\nos.chdir(D)\npd.read_csv('a.csv')",
     "D = 'data'\npass\npd.read_csv('data/a.csv')"),
    ("there and back", "os.chdir('a')\nopen('x')\nos.chdir('..')\nopen('y')",
     "pass\nopen('a/x')\npass\nopen('y')"),
    ("a path above", "os.chdir('src')\npd.read_csv('../data/a.csv')",
     "pass\npd.read_csv('data/a.csv')"),
    ("absolute paths and addresses", "os.chdir('d')\nopen('/x')\npd.read_csv('https://a.b/c.csv')",
     "pass\nopen('/x')\npd.read_csv('https://a.b/c.csv')"),
    ("a variable", "os.chdir('d')\npd.read_csv(f())", "pass\npd.read_csv(os.path.join('d', f()))"),
    ("a path's method", "os.chdir('d')\np = Path('x')\np.read_text()",
     "pass\np = Path('x')\n('d' / p).read_text()"),
    ("a function", "def f(n): return open(n)\nos.chdir('d')\nf('x')",
     "def f(n): return open(os.path.join('d', n))\npass\nf('x')"),
    ("the folder itself, known", "os.chdir('/d')\nopen(os.path.join(os.getcwd(), 'x'))",
     "pass\nopen(os.path.join('/d', 'x'))"),
    ("the folder itself, from its root",
     "os.chdir('/d/e')\nup = os.path.dirname(os.path.abspath(os.getcwd()))",
     "pass\nup = os.path.dirname(os.path.abspath('/d/e'))"),
    ("the folder itself, before", "here = os.getcwd()\nos.chdir('/d')\nopen('x')",
     "here = os.getcwd()\npass\nopen('/d/x')"),
    ("the folder itself, below the notebook's", "os.chdir('d')\nB = os.getcwd()", ""),
    ("the folder itself, only shown", "os.chdir('d')\nprint(os.getcwd())\nopen('x')",
     "pass\nprint(os.getcwd())\nopen('d/x')"),
    ("the folder itself, known and shown", "os.chdir('/d')\nprint(os.getcwd())",
     "pass\nprint('/d')"),
    ("the folder itself, shown with a file", "os.chdir('d')\nprint(open(os.getcwd() + '/x'))", ""),
    ("by keyword", "os.chdir(path='d')\nopen('x')", "pass\nopen('d/x')"),
    ("a part of the folder's name", "os.chdir('/d')\nopen(os.path.basename(os.getcwd()))", ""),
    ("the folder itself, in a function", "def f(): return os.getcwd()\nos.chdir('/d')\nf()", ""),
    ("a function of two folders", "def f(n): return open(n)\nf('y')\nos.chdir('d')\nf('x')", ""),
    ("a folder that is computed", "os.chdir(f())\nopen('x')", ""),
    ("below the folder of the moment", "os.chdir(os.path.join(os.getcwd(), 'd'))\nopen('x')",
     "pass\nopen('d/x')"),
    ("twice", "os.chdir(os.getcwd() + '/a')\nos.chdir(Path.cwd() / 'b')\nopen('x')",
     "pass\npass\nopen('a/b/x')"),
    ("above", "os.chdir(Path.cwd().parent / 'd')\nopen('x')", "pass\nopen('../d/x')"),
    ("a base that is kept",
     "B = os.getcwd()\nos.chdir(B + '/d')\nopen('x')\nos.chdir(B)\nopen('y')",
     "B = os.getcwd()\npass\nopen('d/x')\npass\nopen('y')"),
    ("the folder, asked for later", "os.chdir('d')\nB = os.getcwd()\nopen(B + '/x')", ""),
    ("the folder, asked for by a function",
     "def f(): return os.getcwd()\nos.chdir('d')\nopen(f())", ""),
    ("a folder of the environment", "os.chdir(os.getenv('D', 'd'))\nopen('x')", ""),
    ("the home folder", "os.chdir(os.path.expanduser('~/d'))\nopen('x')", ""),
    ("a list of the folder", "os.chdir('d')\nfor n in os.listdir(): open(n)",
     "pass\nfor n in os.listdir('d'): open(os.path.join('d', n))"),
    ("a list before and behind", "a = os.listdir()\nos.chdir('d')\nb = len([*os.scandir()])",
     "a = os.listdir()\npass\nb = len([*os.scandir('d')])"),
    ("a list by a function", "def f(): return os.listdir()\nos.chdir('d')\nf()", ""),
    ("a list by another name", "from os import listdir\nos.chdir('d')\nlistdir()", ""),
    ("the folder as a path", "os.chdir('d')\nlist(Path().iterdir())", ""),
    ("perhaps", "if f():\n    os.chdir('d')\nopen('x')", ""),
    ("a list of files", "os.chdir('d')\nfor n in glob.glob('*'): open(n)", ""),
    ("what is given to another program", "os.chdir('d')\nos.system('x')", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "wanted"), [case[1:] for case in MOVED], ids=[case[0] for case in MOVED]
)
def test_moved(source: str, wanted: str) -> None:
    book = Notebook("n", (Cell(1, "", Role.TRAIN, HEAD), Cell(2, "", Role.TRAIN, source)))
    assert without_moves(book).cells[1].source == (wanted or source)


def test_another_notebook_starts_in_its_own_folder() -> None:
    source = "os.chdir('d')\npd.read_csv('a.csv')"
    cells = [Cell(CellNumber(1, file="a"), "", Role.TRAIN, HEAD)]
    cells += [Cell(CellNumber(n, file=f), "", Role.TRAIN, source) for n, f in ((2, "a"), (3, "b"))]
    moved = without_moves(Notebook("n", tuple(cells))).cells[1:]
    assert [cell.source for cell in moved] == ["pass\npd.read_csv('d/a.csv')"] * 2
