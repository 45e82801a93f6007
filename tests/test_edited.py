"""Edited files through the command line: refused with a diff, merged, overwritten."""

import re
from pathlib import Path

import pytest
from typer.testing import Result

from tests.support.commands import run

NOTEBOOK = """# %% tags=["train"]
first = [1, 2]
second = sum(first)
third = second + 1
print(third)
"""


@pytest.fixture
def train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A generated module that someone has edited."""
    monkeypatch.chdir(tmp_path)
    Path("book.py").write_text(NOTEBOOK)
    assert convert().exit_code == 0
    path = Path("book/book/train.py")
    path.write_text(path.read_text().replace("first = [1, 2]", "first = [1, 2, 3]"))
    return path


def convert(*options: str) -> Result:
    return run("convert", "book.py", *options)


def test_refused_with_the_edit_as_a_diff(train: Path) -> None:
    before = train.read_text()
    result = convert()
    assert result.exit_code == 1 and result.stdout == ""
    assert "NB302 book/book/train.py was edited since it was generated." in result.stderr
    assert "-    first = [1, 2]\n" in result.stderr and "+    first = [1, 2, 3]\n" in result.stderr
    assert train.read_text() == before


def test_merged(train: Path) -> None:
    Path("book.py").write_text(NOTEBOOK.replace("+ 1", "+ 10"))
    before = train.read_text()
    shown = convert("--merge", "--diff").stdout
    assert "+    third = second + 10" in shown and "first = [1, 2]" not in shown
    assert train.read_text() == before
    result = convert("--merge")
    assert result.exit_code == 0 and "Merged: book/train.py." in result.stdout
    assert "not the edits of book/train.py" in run("report", "book.py").stdout
    text = train.read_text()
    assert "first = [1, 2, 3]" in text and "third = second + 10" in text and "<<<" not in text


def test_merged_with_a_conflict(train: Path) -> None:
    Path("book.py").write_text(NOTEBOOK.replace("[1, 2]", "[5]"))
    shown = convert("--merge", "--diff")
    assert shown.exit_code == 1 and "NB303" in shown.stderr and "+<<<<<<< edited" in shown.stdout
    result = convert("--merge", "-q")
    assert result.exit_code == 1 and "NB303" in result.stderr
    assert "Next:" not in result.stdout
    told = run("check", "book.py").stdout
    assert re.search(r"train\.py:\d+:1?:? .*a merge left a conflict in line \d+", told), told
    both = "<<<<<<< edited\n    first = [1, 2, 3]\n=======\n    first = [5]\n>>>>>>> generated\n"
    assert both in train.read_text()


def test_a_conflict_that_git_left_in_the_manifest(train: Path) -> None:
    manifest = Path("book/.nb2prod.json")
    manifest.write_text(f"<<<<<<< HEAD\n{manifest.read_text()}=======\n>>>>>>> other\n")
    for result in (convert("--merge"), convert("--force"), run("check", "book.py")):
        told = " ".join((result.stdout + result.stderr).split())
        assert result.exit_code == 1 and "NB303" in told
        assert "git checkout --ours .nb2prod.json .nb2prod/base.json" in told


def test_an_edit_where_the_notebook_has_changed_too(train: Path) -> None:
    assert "and the notebook has changed" not in run("check", "book.py").stdout
    Path("book.py").write_text(NOTEBOOK.replace("[1, 2]", "[5]"))
    assert "and the notebook has changed" in run("check", "book.py").stdout


def test_overwritten(train: Path) -> None:
    assert convert("--force").exit_code == 0
    assert "first = [1, 2]\n" in train.read_text()


def test_both_options_contradict_each_other(train: Path) -> None:
    assert convert("--force", "--merge").exit_code == 2
