"""Edited files through the command line: refused with a diff, merged, overwritten."""

import re
import subprocess
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
    assert "edited by hand in book/train.py" in Path("book.report.html").read_text(encoding="utf-8")
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
    manifest.write_text(f"<<<<<<< HEAD\n{manifest.read_text()}=======\n{{}}\n>>>>>>> other\n")
    told = " ".join(run("check", "book.py").stdout.split())
    assert "book/.nb2prod.json:1: NB411 a merge left a conflict in line 1. " in told
    assert (
        "by hand, run `nb2prod convert --force book.py`. Else run `nb2prod convert --merge" in told
    )
    edited = train.read_text()
    assert convert("--merge").exit_code == 0
    assert run("check", "book.py").exit_code == 0 and train.read_text() == edited


def _git(*words: str, code: int = 0) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    done = subprocess.run(("git", *who, *words), capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr


def _branches(theirs: str, ours: str, edit: tuple[str, str] | None = None) -> None:
    """A repository in which git could not merge two versions of the notebook and its package."""
    _git("init", "-q", "-b", "main")
    _commit(NOTEBOOK)
    _git("checkout", "-q", "-b", "topic")
    _commit(theirs)
    _git("checkout", "-q", "main")
    _commit(ours, edit)
    _git("merge", "topic", code=1)


def _commit(notebook: str, edit: tuple[str, str] | None = None) -> None:
    Path("book.py").write_text(notebook)
    assert convert("--force").exit_code == 0
    if edit:
        module = Path("book/book/train.py")
        module.write_text(module.read_text().replace(*edit))
    _git("add", ".")
    _git("commit", "-qm", "as it is")


SPLIT = NOTEBOOK.replace("print", '# %% tags=["evaluate"]\nprint')


def test_branches_that_git_has_merged(train: Path) -> None:
    _branches(SPLIT.replace("[1, 2]", "[5]"), NOTEBOOK.replace("[1, 2]", "[7]"))
    assert {"<<<<<<<"} < set(train.read_text().split())
    assert "<<<<<<<" in Path("book/.nb2prod.json").read_text()
    Path("book.py").write_text(NOTEBOOK.replace("[1, 2]", "[5, 7]"))
    refused = convert()
    assert refused.exit_code == 1
    assert "book/book/train.py holds the markers of a merge conflict (line " in refused.stderr
    assert "--force writes it again" in " ".join(refused.stderr.split())
    assert convert("--force").exit_code == 0
    assert "[5, 7]" in train.read_text() and not Path("book/book/evaluate.py").exists()
    assert run("check", "--require-packages", "book.py").exit_code == 0
    _git("add", ".")
    _git("commit", "-qm", "merged")


def test_branches_with_an_edit_that_git_has_merged(train: Path) -> None:
    theirs, ours = NOTEBOOK.replace("[1, 2]", "[5]"), NOTEBOOK.replace("[1, 2]", "[7]")
    _branches(theirs, ours, ("third = second + 1", "third = second + 100"))
    Path("book.py").write_text(NOTEBOOK.replace("[1, 2]", "[5, 7]"))
    conflict = re.compile(r"<{7}.*?>{7}[^\n]*\n", re.DOTALL)
    assert convert("--merge").exit_code == 1
    for path in Path("book").rglob("*.*"):
        if path.suffix in (".py", ".md") and "<<<<<<<" in (text := path.read_text()):
            path.write_text(conflict.sub("    first = [5, 7]\n", text))
    assert convert("--merge").exit_code == 0
    assert "[5, 7]" in train.read_text() and "second + 100" in train.read_text()
    assert run("check", "--require-packages", "book.py").exit_code == 0


def test_an_edit_where_the_notebook_has_changed_too(train: Path) -> None:
    assert "and the notebook has changed" not in run("check", "book.py").stdout
    Path("book.py").write_text(NOTEBOOK.replace("[1, 2]", "[5]"))
    assert "and the notebook has changed" in run("check", "book.py").stdout


def test_overwritten(train: Path) -> None:
    assert convert("--force").exit_code == 0
    assert "first = [1, 2]\n" in train.read_text()


def test_both_options_contradict_each_other(train: Path) -> None:
    assert convert("--force", "--merge").exit_code == 2
