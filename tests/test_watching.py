"""Notebooks are converted again when they are saved, and edits stay."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from nb2prod.configuration import Choices
from nb2prod.differences import Change
from nb2prod.notebooks import Job
from nb2prod.watching import concerned, convert_again, told
from tests.support.commands import run

NOTEBOOK = '# %% tags=["train"]\nprint("one")\n'


@pytest.fixture
def job(tmp_path: Path) -> Job:
    path = tmp_path / "work.py"
    path.write_text(NOTEBOOK, encoding="utf-8")
    return Job(path, tmp_path / "work", Choices())


def _train(job: Job) -> Path:
    return job.target / "work" / "train.py"


def test_again(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    convert_again(job, merge=False)
    assert "new, " in capsys.readouterr().out
    convert_again(job, merge=False)
    assert "nothing changed" in capsys.readouterr().out
    job.path.write_text(NOTEBOOK + 'print("two")\n', encoding="utf-8")
    convert_again(job, merge=False)
    assert "work/train.py +1" in capsys.readouterr().out
    assert "two" in _train(job).read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "# %% tags=['train']\nprint(\n", "no_such_name\n"])
def test_a_notebook_with_errors_leaves_the_package(
    job: Job, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    convert_again(job, merge=False)
    before = _train(job).read_bytes()
    job.path.write_text(text, encoding="utf-8")
    convert_again(job, merge=False)
    assert "NB" in capsys.readouterr().err
    assert _train(job).read_bytes() == before
    job.path.unlink()  # as an editor does that renames
    convert_again(job, merge=False)
    assert capsys.readouterr() == ("", "")


def test_edits_stay(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    convert_again(job, merge=False)
    edited = _train(job).read_text(encoding="utf-8") + "# mine\n"
    _train(job).write_text(edited, encoding="utf-8")
    job.path.write_text(NOTEBOOK + 'print("two")\n', encoding="utf-8")
    convert_again(job, merge=False)
    assert "NB302" in capsys.readouterr().err
    assert _train(job).read_text(encoding="utf-8") == edited
    convert_again(job, merge=True)
    merged = _train(job).read_text(encoding="utf-8")
    assert "two" in merged
    assert "# mine" in merged


def test_concerned(tmp_path: Path) -> None:
    here, there = (
        Job(tmp_path / folder / "a.ipynb", tmp_path / folder / "a", Choices())
        for folder in ("here", "there")
    )

    def saved(name: str) -> list[Job]:
        return concerned([here, there], [str(tmp_path / name)])

    assert saved("here/a.ipynb") == saved("here/helpers.py") == [here]
    assert saved("there/pyproject.toml") == [there]
    assert saved("here/b.ipynb") == saved("here/.a.ipynb.swp") == saved("here/data.csv") == []


def test_told() -> None:
    many = [Change(f"{n}.py", "a\n", "b\n") for n in range(5)]
    assert told(many) == "0.py +1 -1, 1.py +1 -1, 2.py +1 -1, 2 more"
    assert told([Change("a.py", "a\n", None)]) == "a.py removed"


def test_without_watchfiles(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run("watch", str(job.path))
    assert result.exit_code == 2
    assert "nb2prod[watch]" in result.stderr


def test_a_process_that_watches(job: Job) -> None:
    pytest.importorskip("watchfiles")
    folder = job.path.parent / "books"
    folder.mkdir()
    write_notebook(folder / "one.ipynb")
    command = [sys.executable, "-m", "nb2prod", "watch", "work.py", "books"]
    process = subprocess.Popen(command, cwd=job.path.parent, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert all("new" in process.stdout.readline() for _ in "12")
    time.sleep(0.5)  # until it watches
    other = job.path.with_suffix(".tmp")
    other.write_text(NOTEBOOK + 'print("two")\n', encoding="utf-8")
    os.replace(other, job.path)  # as editors save
    assert "work/train.py +1" in process.stdout.readline()
    write_notebook(folder / "two.ipynb")  # which was not there
    assert "books/two: " in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0


def write_notebook(path: Path) -> None:
    cell = nbformat.v4.new_code_cell("print(1)", metadata={"tags": ["train"]})
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
