"""What ``nb2prod debug`` prints of a notebook."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from nb2prod.commands.app import app
from nb2prod.debug.show_graph import nearest
from nb2prod.debug.text_table import WIDTH, table
from tests.support.samples import SAMPLES

PHASES = ("facts", "graph", "stages", "plan")
CELLS = (
    ("imports", "import pandas as pd\nimport matplotlib.pyplot as plt"),
    ("parameters", "N = 3"),
    ("preprocess", "t = pd.read_csv('a.csv')\nt['b'] = N\nu = t\nplt.plot(t.b)\nplt.show()"),
    ("train", "model = t.b.mean()\nt = t * model"),
    ("evaluate", "print(model, t)"),
)


def printed(
    folder: Path, phase: str, *more: str, cells: tuple[tuple[str, str], ...] = CELLS
) -> str:
    path = folder / "nb.py"
    path.write_text("".join(f'# %% tags=["{tag}"]\n{source}\n' for tag, source in cells), "utf-8")
    done = CliRunner().invoke(app, ["debug", phase, str(path)])
    assert done.exit_code == 0, done.output
    return done.output


def row(text: str, start: str) -> str:
    return next(" ".join(line.split()) for line in text.splitlines() if line.startswith(start))


def test_facts(tmp_path: Path) -> None:
    text = printed(tmp_path, "facts")
    assert row(text, " ") == "imports pd, plt"
    assert row(text, "3.1") == "3.1 t = pd.read_csv('a.csv') binds t: DataFrame; file: read a.csv"
    assert row(text, "3.2") == "3.2 t['b'] = N reads N, t; changes t"
    assert "aliases u of t" in row(text, "3.3")
    assert "draws a figure" in row(text, "3.4")


def test_graph(tmp_path: Path) -> None:
    text = printed(tmp_path, "graph")
    assert row(text, "3.2") == "3.2 t['b'] = N reads N, t@3.1!; after 3.1"
    assert row(text, "4.2") == "4.2 t = t * model reads model@4.1, t@3.1; binds t@4.2; after 4.1"
    assert row(text, "5.1").endswith("reads model@4.1, t@4.2; after 4.2")


def test_what_follows_from_others_is_not_told() -> None:
    assert nearest(4, [(0, 1), (1, 2), (0, 2), (0, 3)]) == {0: (), 1: (0,), 2: (1,), 3: (0,)}


def test_stages(tmp_path: Path) -> None:
    mixed = (("preprocess", "a = 1\nb = [a]"), ("evaluate", "print(a)"), ("preprocess", "b += [2]"))
    text = printed(tmp_path, "stages", cells=(*mixed, ("train", "c = sum(b)")))
    assert row(text, "1 ") == "1 1-2 preprocess preprocess a, b"
    assert row(text, "4 ") == "4 1 train train c"


def test_plan(tmp_path: Path) -> None:
    text = printed(tmp_path, "plan")
    passes = text.split("\nwith_")
    assert any(one.startswith("paths\n  lifting  'a.csv' -> a_file") for one in passes)
    assert any(one.startswith("seeds\n  nothing to do") for one in passes)
    assert "model -> model" in text
    assert text.endswith("pipeline  package nb of preprocess, train, evaluate\n")


def test_a_refused_plan_is_told_as_far_as_it_gets(tmp_path: Path) -> None:
    path = tmp_path / "nb.py"
    start = "# %% tags=['preprocess']\nf = (n for n in range(3))\nprint(next(f))\n"
    path.write_text(f"{start}# %% tags=['train']\nprint(next(f))\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["debug", "plan", str(path)])
    assert done.exit_code == 1
    assert "with_layers\n" in done.stdout and "NB208" in done.stderr


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.ipynb")), ids=lambda path: path.stem)
def test_samples_fit_the_width(sample: Path, phase: str) -> None:
    done = CliRunner().invoke(app, ["debug", phase, str(sample), "--auto-tag"])
    assert done.exit_code == 0, done.output
    assert (
        max(map(len, done.stdout.splitlines())) <= WIDTH + 2
    )  # the rows of a pass stand further in


def test_rows_are_wrapped_in_their_last_column() -> None:
    text = table([("a", "b", "word " * 30), ("long", "", "")])
    assert text.splitlines()[1].startswith(" " * 9 + "word")
    assert text.splitlines()[-1] == "long"
