"""Paths that a listing of a folder gives are no fixed ones."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """
# %% tags=["imports"]
import glob
import os
from pathlib import Path
import pandas as pd
import input_files

# %% tags=["preprocess"]
"""

# what is special, the code, the lines of it that keep a path
CASES = [
    ("glob in a loop", "for f in sorted(glob.glob('d/*.csv')):\n    t = pd.read_csv(f)", []),
    ("a list of them", "fs = glob.glob('d/*')\nt = [pd.read_csv(f) for f in fs]", []),
    ("Path.glob", "d = {p.stem: pd.read_csv(p) for p in Path('d').glob('*.csv')}", []),
    ("rglob, an attribute", "for p in Path('d').rglob('*'):\n    t = pd.read_csv(str(p))", []),
    ("iterdir, a dict", "d = {p.stem: p for p in Path('d').iterdir()}\n"
     "for q in d.values():\n    t = pd.read_csv(q)", []),
    ("os.walk", "for r, _, fs in os.walk('d'):\n    for f in fs:\n"
     "        t = pd.read_csv(os.path.join(r, f))", []),
    ("scandir", "with os.scandir('d') as it:\n    for e in it:\n"
     "        t = pd.read_csv(e.path)", []),
    ("the newest", "f = max(glob.glob('d/*'), key=os.path.getmtime)\nt = pd.read_csv(f)", []),
    ("the first", "t = pd.read_csv(glob.glob('d/*')[0])", []),
    ("in a list of its own", "fs = []\nfor p in Path('d').iterdir():\n    fs.append(p)\n"
     "t = pd.read_csv(fs[0])", []),
    # paths that stay
    ("elsewhere", "f = input_files.first()\nt = pd.read_csv(f)", [2]),
    ("out of a file", "f = open('a.txt').readline()\nt = 1\nt = pd.read_csv(f)", [3]),
    ("in a loop, on its line", "for f in input_files.all():\n    print(f)\n    t = pd.read_csv(f)",
     [3]),
    ("its name only", "for p in glob.glob('d/*'):\n    n = len(p)\n"
     "    t = pd.read_csv(input_files.of(n))", [3]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "lines"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_fixed_paths(tmp_path: Path, code: str, lines: list[int]) -> None:
    path = tmp_path / "n.py"
    path.write_text(f'{HEAD}{code}\n\n# %% tags=["evaluate"]\nprint(1)\n')
    found = [d for d in convert(path).notes if d.code == "NB221"]
    assert [d.place.line for d in found if d.place] == lines
    assert all("the folder becomes an option" in d.advice for d in found)
