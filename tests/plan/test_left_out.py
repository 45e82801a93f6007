"""Notes on cells of which nothing is left, and on files that only skipped cells write."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import Diagnostic

TRAIN = "train: m = [1]\nprint(m)"

# what is special, cells, the codes with the cells that they are told of
CASES: list[tuple[str, list[str], list[tuple[str, int]]]] = [
    ("all cells do something", ["train: a = 1; print(a)", "evaluate: print(2)"], []),
    ("a constant that a stage reads", ["train: A = 1", "train: print(A)"], []),
    ("a path", ["train: P = 'a.csv'", "train: print(open(P).read())"], []),
    ("a path of a path", ["train: B = 'd'", "train: P = B + '/a.csv'",
                          "train: print(open(P).read())"], []),
    ("a function that a stage calls", ["train: def f(): return 1", "train: print(f())"], []),
    ("a function that a called one calls",
     ["train: def f(): return 1", "train: def g(): return f()", "train: print(g())"], []),
    ("imports", ["train: import os", TRAIN], []),
    ("a setting", ["train: import pandas as pd", "train: pd.set_option('display.width', 40)",
                   TRAIN], []),
    ("a comment", ["train: # nothing", TRAIN], []),
    ("an untagged cell has its own note", ["untagged: 1 + 1", TRAIN], []),
    ("a tag without a stage has its own note", ["preprocess: 1 + 1", TRAIN], [("NB234", 1)]),
    ("a value is shown", [TRAIN, "train: m"], [("NB236", 2)]),
    ("several are shown", [TRAIN, "train: m", "train: len(m)"], [("NB236", 2), ("NB236", 3)]),
    ("a constant that nothing reads", [TRAIN, "train: A = 1"], [("NB236", 2)]),
    ("a function that nothing calls", [TRAIN, "train: def f(): return 1"], [("NB236", 2)]),
    ("a chain that nothing reads", [TRAIN, "train: A = 1", "train: B = A", "train: B"],
     [("NB236", 2), ("NB236", 3), ("NB236", 4)]),
    ("a skipped cell that reads", ["skip: x = open('a.txt').read()", TRAIN], []),
    ("a skipped cell that writes", ["skip: open('a.txt', 'w').write('x')", TRAIN], [("NB237", 1)]),
    ("a skipped cell writes what a stage reads",
     ["skip: open('a.txt', 'w').write('x')", "train: print(open('a.txt').read())"],
     [("NB237", 1)]),
    ("a skipped cell writes what a stage writes",
     ["skip: open('a.txt', 'w').write('x')", "train: open('a.txt', 'w').write('y')"], []),
]  # fmt: skip


def messages(cells: list[str], folder: Path) -> list[Diagnostic]:
    """What is told of these cells; each starts with its tag."""
    pairs = [one.split(": ", 1) for one in cells]
    texts = [f'# %% tags=["{tag}"]\n{code}\n' if tag != "untagged" else f"# %%\n{code}\n"
             for tag, code in pairs]  # fmt: skip
    (folder / "n.py").write_text("\n".join(texts))
    return [d for d in convert(folder / "n.py", emit=lambda _: {}).notes if d.code != "NB223"]


@pytest.mark.parametrize(("cells", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_notes(cells: list[str], wanted: list[tuple[str, int]], tmp_path: Path) -> None:
    found = [(d.code, int(d.place.cell)) for d in messages(cells, tmp_path) if d.place]
    assert sorted(found) == sorted(wanted)


def test_words(tmp_path: Path) -> None:
    cells = ["skip: open('a.txt', 'w').write('x')", "train: m = open('a.txt').read()\nprint(m)",
             "train: m", "train: len(m)", "train: m[0]", "train: A = 1"]  # fmt: skip
    assert [d.message for d in messages(cells, tmp_path)] == [
        "the cell is skipped, and it writes `a.txt`, which no script writes; `--a-file` reads it.",
        *["the cell is left out: it only shows values."] * 3,
        "the cell is left out: no script needs what it makes.",
    ]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("imports: import random\nrandom.seed(1)\nprint('x')\nprint('y')", 1),
        ("parameters: N = 1\nprint(N)", 1),
        ("functions: import matplotlib.pyplot as plt\nplt.plot([1])", 1),
        ("imports: import random\nrandom.seed(1)", 0),
        ("imports: import lib, random\nlib.start(random.random())", 1),
        ("imports: import torch\ntorch.cuda.is_available()", 0),
        ("train: print(1)", 0),
    ],
)
def test_what_cells_of_no_stage_print_or_draw_is_told_once_a_cell(
    cell: str, told: int, tmp_path: Path
) -> None:
    tag, code = cell.split(": ", 1)
    (tmp_path / "n.py").write_text(
        f'# %% tags=["{tag}"]\n{code}\n# %% tags=["train"]\nimport random\nprint(random.random())\n'
    )
    notes = convert(tmp_path / "n.py", emit=lambda _: {}).notes
    assert [d.code for d in notes].count("NB223") == told
