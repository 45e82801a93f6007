"""``convert --diff``: what would change, in colour on a terminal; nothing is written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nb2prod.commands.app import app
from nb2prod.differences import Change, changes, coloured, unified
from tests.support.commands import shown_on

GOOD = '# %% tags=["train"]\ntotal = sum([1, 2])\nprint(total)\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.py").write_text(GOOD)
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["convert", *arguments])
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_new_package_is_all_additions(folder: Path) -> None:
    before = tree(folder)
    lines = run("good.py", "--diff").splitlines()
    assert tree(folder) == before and not (folder / "good").exists()
    at = lines.index("+++ good/good/train.py")
    assert lines[at - 1] == f"--- {os.devnull}"
    assert "+    total = sum([1, 2])" in lines
    assert not [line for line in lines if line.startswith("-") and not line.startswith("---")]


def test_no_change_no_output(folder: Path) -> None:
    run("good.py")
    assert run("good.py", "--diff") == ""


def test_one_changed_line(folder: Path) -> None:
    run("good.py")
    before = tree(folder / "good")
    (folder / "good.py").write_text(GOOD.replace("[1, 2]", "[1, 3]"))
    lines = run("good.py", "--diff").splitlines()
    assert lines[:2] == ["--- good/good/train.py", "+++ good/good/train.py"]
    changed = [line for line in lines[2:] if line[0] in "+-"]
    assert changed == ["-    total = sum([1, 2])", "+    total = sum([1, 3])"]
    assert tree(folder / "good") == before


def test_edits_and_stale_files_are_shown(folder: Path) -> None:
    run("good.py")
    (folder / "good" / "README.md").write_text("mine\n")
    (folder / "good.py").write_text(GOOD.replace("train", "predict"))
    before = tree(folder / "good")
    lines = run("good.py", "--diff").splitlines()
    assert "-mine" in lines
    at = lines.index("--- good/good/train.py")
    assert lines[at + 1] == f"+++ {os.devnull}"
    assert "+++ good/good/predict.py" in lines
    assert tree(folder / "good") == before


def test_refused_notebook_has_no_diff(folder: Path) -> None:
    (folder / "good.py").write_text('# %% tags=["train"]\nprint(missing)\n')
    result = CliRunner().invoke(app, ["convert", "good.py", "--diff"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "NB201" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize(("variables", "colour"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_on_a_terminal_only(folder: Path, variables: dict[str, str], colour: bool) -> None:
    import pty

    (folder / "good.py").write_text(GOOD + "print('\x1b]0;title\x07')\n")
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "nb2prod", "convert", "good.py", "--diff"]
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | variables
    run = subprocess.Popen(command, stdout=follower, env=environment)
    os.close(follower)
    seen = shown_on(leader)
    assert run.wait(60) == 0
    assert (b"\x1b[32m+    total = sum([1, 2])\x1b[0m" in seen) is colour
    assert b"\x1b]0;title" not in seen and rb"\x1b]0;title\x07" in seen
    assert (b"\x1b" in seen) is colour


@pytest.mark.parametrize(
    ("line", "code"),
    [("+++ b", 1), ("--- a", 1), ("@@ -1 +1 @@", 36), ("+x", 32), ("-x", 31), (" x", 0), ("", 0)],
)
def test_colours(line: str, code: int) -> None:
    assert coloured(line) == (f"\x1b[{code}m{line}\x1b[0m" if code else line)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("a\nb\n", "a\nc\n", 2), ("a\n", "a\nb\n", 2), ("a\nb\n", "a\n", 2), (None, "a\n", 1),
     ("a", "a\n", 2)],
)  # fmt: skip
def test_first_line_that_differs(old: str | None, new: str, line: int) -> None:
    assert Change("x", old, new).line == line


def test_file_in_the_place_of_the_folder(folder: Path) -> None:
    from nb2prod.diagnostics import ConversionError

    with pytest.raises(ConversionError, match="is a file, not a folder"):
        changes({"a": "b"}, folder / "good.py")


def test_binary_file_is_a_difference(folder: Path) -> None:
    (folder / "a").write_bytes(b"\xff\xfe")
    (change,) = changes({"a": "b\n"}, folder)
    assert "+b" in list(unified(change, folder))
