"""To open, check or convert a notebook runs nothing of it, and nothing that lies beside it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Code that leaves a mark where it runs.
MARK = "import pathlib; pathlib.Path({folder!r}, {name!r}).write_text('ran')\n"
CELLS = [
    ("{mark}", ["preprocess"]),
    ("import evil\nimport pandas as pd\nprint(pd.x, evil)", ["preprocess"]),
    ("!touch '{folder}/shell'", []),
    ("%%bash\ntouch '{folder}/bash'", ["skip"]),
    ("%load_ext evil", []),
    ("%run evil.py", ["skip"]),
    ("@__import__('evil').decorate\ndef f(x=open('{folder}/default', 'w')): ...", ["skip"]),
    ("class A:\n    import evil\n    open('{folder}/body', 'w')\nprint(A)", ["train"]),
    ("x: open('{folder}/annotation', 'w') = 1\nprint(x)", ["train"]),
    ("print(f\"{{open('{folder}/fstring', 'w')}}\")", ["train"]),
    ("y = [__import__('os').system('touch {folder}/system') for _ in range(2)]", ["train"]),
    ("z = eval(\"open('{folder}/eval', 'w')\")", ["train"]),
    ("w = 9 ** 9 ** 9\nprint('a' * 10 ** 12)", ["train"]),
]
# Files that programs, or this one's libraries, load from the folder they are started in.
BESIDE = [
    "evil.py", "pandas.py", "typer.py", "json.py", "jupytext.py", "nbformat.py", "conftest.py",
    ".jupytext.py", "jupytext_config.py", "sitecustomize.py", "usercustomize.py", "ruff.py",
    "IPython.py", "ipython_config.py", "jupyter_config.py", "libcst.py", "setup.py", "rich.py",
]  # fmt: skip
CONFIGS = {
    "ruff.toml": "extend = 'no-such-file.toml'\n",
    ".jupytext.toml": "formats = 'ipynb,py:percent'\n",
}


@pytest.fixture
def trap(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with notebooks in it, and the folder where marks would appear."""
    folder, marks = tmp_path / "books", tmp_path / "marks"
    folder.mkdir()
    marks.mkdir()
    names = {"folder": str(marks), "mark": MARK.format(folder=str(marks), name="cell")}
    cells = [(source.format(**names), tags) for source, tags in CELLS]
    # all at once, and one by one, so that a refusal of one cell does not hide another
    groups = {"all": cells} | {f"c{n}": [one, _stage()] for n, one in enumerate(cells)}
    for name, group in groups.items():
        (folder / f"{name}.ipynb").write_text(json.dumps(_notebook(group, str(marks))))
    (folder / "percent.py").write_text(f"# %% tags=['train']\n{names['mark']}\n")
    for name in BESIDE:
        (folder / name).write_text(MARK.format(folder=str(marks), name=name))
    for name, text in CONFIGS.items():
        (folder / name).write_text(text)
    return folder, marks


def _stage() -> tuple[str, list[str]]:
    return "print(1)", ["predict"]


def _notebook(cells: list[tuple[str, list[str]]], marks: str) -> dict[str, object]:
    made = [
        {
            "cell_type": "code", "id": f"c{n}", "metadata": {"tags": tags}, "source": source,
            "outputs": [{"output_type": "display_data", "metadata": {}, "data": {
                "application/javascript": "x", "text/html": "<script>x()</script>"}}],
        }
        for n, (source, tags) in enumerate(cells)
    ]  # fmt: skip
    kernel = {"name": "evil", "language": "python", "display_name": "evil"}
    metadata = {"kernelspec": kernel, "jupytext": {"cell_metadata_filter": f"{{{marks}}}"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": made}


@pytest.mark.parametrize("command", [("check", "."), ("convert", ".", "-o", "out", "-v")])
def test_nothing_runs(trap: tuple[Path, Path], command: tuple[str, ...]) -> None:
    folder, marks = trap
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONSAFEPATH"}
    run = subprocess.run(
        [sys.executable, "-m", "nb2prod", *command],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr and "NB901" not in run.stdout + run.stderr
    assert f"{len(CELLS) + 2} notebooks" in run.stdout
    assert list(marks.iterdir()) == []


def test_percent_file_does_not_run(trap: tuple[Path, Path]) -> None:
    folder, marks = trap
    run = subprocess.run(
        [sys.executable, "-m", "nb2prod", "convert", "percent.py"],
        cwd=folder, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert (folder / "percent" / "percent" / "train.py").is_file()
    assert list(marks.iterdir()) == []


def test_marks_would_be_seen(trap: tuple[Path, Path]) -> None:
    """The trap works: a program that does import from its folder leaves a mark."""
    folder, marks = trap
    subprocess.run([sys.executable, "-c", "import evil, pandas"], cwd=folder, check=True)
    assert {path.name for path in marks.iterdir()} == {"evil.py", "pandas.py"}
