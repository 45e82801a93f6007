"""The command line: exit codes, which notebooks, where to, what is told and where."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from nb2prod import __version__
from tests.support.commands import run, shown_on

GOOD = """# %% tags=["preprocess"]
rows = [1, 2, 3]

# %% tags=["train"]
model = {"mean": sum(rows) / len(rows)}

# %% tags=["predict"]
print(model["mean"])
"""
BAD = """# %% tags=["preprocess"]
rows = (n for n in [1, 2, 3])

# %% tags=["train"]
total = sum(rows)
"""
OPAQUE = """# %% tags=["train"]
exec("a = 1")
b = 2
print(b)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a notebook that can be converted and one that cannot."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(BAD)
    return tmp_path


def process(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nb2prod", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def notebook(path: Path) -> None:
    """The good notebook as .ipynb."""
    import jupytext

    path.parent.mkdir(parents=True, exist_ok=True)
    jupytext.write(jupytext.reads(GOOD, fmt="py:percent"), path)


def test_one_notebook(folder: Path) -> None:
    result = run("convert", "good.py")
    assert result.exit_code == 0
    assert (folder / "good" / "good" / "train.py").is_file()
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0] == "Package: good"
    assert [line.split()[0] for line in lines if line.startswith(("preprocess", "train"))]
    assert "good-pipeline --out-dir" in result.stdout
    scripts = tomllib.loads((folder / "good" / "pyproject.toml").read_text())["project"]["scripts"]
    assert scripts["good-pipeline"] == "good.pipeline:main"


def test_output_folder(folder: Path) -> None:
    assert run("convert", "good.py", "-o", "deep/out").exit_code == 0
    assert (folder / "deep" / "out" / "good" / "train.py").is_file()


def test_output_folder_that_holds_packages(folder: Path) -> None:
    """One more goes beside them, and one that is there stays where it is."""
    (folder / "books" / "eu").mkdir(parents=True)
    (folder / "good.py").rename(folder / "books" / "eu" / "good.py")
    notebook(folder / "other.ipynb")
    (folder / "more.py").write_text(GOOD)
    assert run("convert", "books/eu", "books", "-o", "out").exit_code == 0
    for name in ("other.ipynb", "more.py", "other.ipynb", "books/eu/good.py"):
        assert run("convert", name, "-o", "out").exit_code == 0
        assert run("check", name, "--against", "out").exit_code == 0
    assert sorted(p.name for p in (folder / "out").iterdir()) == ["good", "more", "other"]
    assert run("convert", "more.py", "-o", "out/one").exit_code == 0
    assert (folder / "out" / "one" / "pyproject.toml").exists()


def test_name_of_the_package(folder: Path) -> None:
    assert run("convert", "good.py", "--name", "My Model", "--output", "out").exit_code == 0
    assert (folder / "out" / "my_model" / "train.py").is_file()


def test_refusal_is_exit_code_1_and_writes_nothing(folder: Path) -> None:
    result = run("convert", "bad.py")
    assert result.exit_code == 1
    assert result.stdout == ""
    first = result.stderr.splitlines()[0]
    assert first.startswith("bad.py: cell 1, line 1: NB") and "rows" in first
    assert not (folder / "bad").exists()


def test_one_that_fails_stops_no_other(folder: Path) -> None:
    result = run("convert", "bad.py", "good.py", "-o", "out")
    assert result.exit_code == 1
    assert (folder / "out" / "good" / "good" / "train.py").is_file()
    assert not (folder / "out" / "bad").exists()
    assert result.stdout.splitlines()[-1] == "1 of 2 notebooks converted; not bad.py."


def test_folder_of_notebooks(folder: Path) -> None:
    notebook(folder / "books" / "one.ipynb")
    notebook(folder / "books" / "deep" / "two.ipynb")
    notebook(folder / "books" / ".ipynb_checkpoints" / "one-checkpoint.ipynb")
    result = run("convert", "books", "-o", "out")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "2 of 2 notebooks converted."
    assert (folder / "out" / "one" / "one" / "train.py").is_file()
    assert (folder / "out" / "deep" / "two" / "two" / "train.py").is_file()


def test_folder_of_one_notebook_gives_a_folder_below_the_output(folder: Path) -> None:
    notebook(folder / "books" / "one.ipynb")
    assert run("convert", "books", "-o", "out").exit_code == 0
    assert (folder / "out" / "one" / "pyproject.toml").is_file()


@pytest.mark.parametrize("path", ["empty", "none.ipynb", "data.csv"])
@pytest.mark.parametrize(
    "command",
    [
        "convert",
        "convert --diff",
        "check",
        "advise",
        "verify",
        "report",
        "graph",
        "tag",
        "debug facts",
    ],
)
def test_paths_that_lead_to_no_notebook_are_wrong_usage(
    folder: Path, command: str, path: str
) -> None:
    (folder / "empty").mkdir()
    (folder / "data.csv").write_text("a\n1\n")
    result = run(*command.split(), path)
    assert result.exit_code == 2
    assert f"{path}: NB404 " in result.output


def test_a_notebook_beside_a_path_that_leads_to_none(folder: Path) -> None:
    notebook(folder / "one.ipynb")
    assert run("convert", "none.ipynb", "one.ipynb").exit_code == 2
    assert (folder / "one" / "pyproject.toml").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert",),
        ("convert", "good.py", "-q", "-v"),
        ("convert", "good.py", "bad.py", "--name", "both"),
        ("convert", "good.py", "--no-such-option"),
        ("convert", "good.py", "-o"),
        ("no-such-command",),
    ],
)
def test_wrong_usage_is_exit_code_2(folder: Path, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == "" and result.stderr != ""
    assert not (folder / "good").exists()


def test_two_notebooks_for_one_folder_are_wrong_usage(folder: Path) -> None:
    notebook(folder / "good.ipynb")
    result = run("convert", "good.py", "good.ipynb", "-o", "out")
    assert result.exit_code == 2
    assert "both be written to" in result.stderr
    assert not (folder / "out").exists()


@pytest.mark.parametrize("name", ["text.ipynb", "empty.ipynb"])
def test_a_damaged_notebook_is_exit_code_1(folder: Path, name: str) -> None:
    (folder / "text.ipynb").write_text("not json")
    (folder / "empty.ipynb").write_text("")
    result = run("convert", name)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{name}: NB")
    assert "Traceback" not in result.stderr


def test_edited_file_needs_force(folder: Path) -> None:
    run("convert", "good.py")
    module = folder / "good" / "good" / "train.py"
    generated = module.read_text()
    module.write_text("mine = 1\n")
    result = run("convert", "good.py")
    assert result.exit_code == 1
    assert "good/train.py" in result.stderr and "--force" in result.stderr
    assert module.read_text() == "mine = 1\n"
    assert run("convert", "good.py", "--force").exit_code == 0
    assert module.read_text() == generated


def test_quiet_says_nothing_but_errors(folder: Path) -> None:
    (folder / "opaque.py").write_text(OPAQUE)
    result = run("convert", "good.py", "opaque.py", "bad.py", "-q", "-o", "out")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[0].startswith("bad.py:")


def test_warnings_are_told_without_an_option(folder: Path) -> None:
    (folder / "opaque.py").write_text(OPAQUE)
    result = run("convert", "opaque.py")
    assert result.exit_code == 0
    assert "opaque.py: cell 1, line 1: warning NB" in result.stderr and "exec" in result.stderr


def test_strict_refuses_what_is_a_warning_otherwise(folder: Path) -> None:
    (folder / "opaque.py").write_text(OPAQUE)
    result = run("convert", "opaque.py", "--strict")
    assert result.exit_code == 1
    assert "exec" in result.stderr
    assert not (folder / "opaque").exists()


def test_verbose_tells_notes(folder: Path) -> None:
    (folder / "noted.py").write_text(GOOD + "\n# %%\nunused = 1\n")
    plain = run("convert", "noted.py")
    told = run("convert", "noted.py", "-v")
    assert plain.exit_code == told.exit_code == 0
    assert plain.stderr == ""
    assert "note NB" in told.stderr and "cell 4" in told.stderr
    assert told.stdout == plain.stdout


def test_version_and_help() -> None:
    assert run("--version").stdout == f"nb2prod {__version__}\n"
    for arguments in (("--help",), ("-h",), ("convert", "--help")):
        result = run(*arguments)
        assert result.exit_code == 0 and "convert" in result.stdout


def test_as_a_process_it_is_the_same(folder: Path) -> None:
    good = process("convert", "good.py", "good.py", "-o", "out")
    assert (good.returncode, good.stderr) == (0, "")
    bad = process("convert", "bad.py")
    assert (bad.returncode, bad.stdout) == (1, "")
    assert "Traceback" not in bad.stderr
    assert process("convert").returncode == 2


def test_no_control_codes_when_not_a_terminal(folder: Path) -> None:
    notebook(folder / "other.ipynb")
    result = process("convert", "good.py", "other.ipynb", "-o", "out")
    assert result.returncode == 0 and result.stderr == ""
    assert "\x1b" not in result.stdout and "\r" not in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize(("options", "shown"), [((), True), (("-q",), False)])
def test_progress_bar_on_a_terminal(folder: Path, options: tuple[str, ...], shown: bool) -> None:
    import pty

    notebook(folder / "other.ipynb")
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "nb2prod", "convert", "good.py", "other.ipynb", "-o", "out"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    running = subprocess.Popen(
        [*command, *options], stdout=subprocess.DEVNULL, stderr=follower, env=environment
    )
    os.close(follower)
    seen = shown_on(leader)  # while it runs: a terminal that nobody reads is full after a while
    assert running.wait() == 0
    assert (b"\x1b" in seen) is shown
    assert (b"other.ipynb" in seen) is shown


UNTAGGED = (
    "# %%\nfrom sklearn.svm import SVC\nX, y = [[1], [2]], [0, 1]\n# %%\nmodel = SVC().fit(X, y)\n"
)


def test_suggested_tags_are_told_of_until_they_are_written(folder: Path) -> None:
    (folder / "plain.py").write_text(UNTAGGED)
    assert run("convert", "plain.py", "--auto-tag").exit_code == 0
    assert "was made with: auto-tag.\n" in run("convert", "plain.py").stdout
    assert run("tag", "plain.py", "--write").exit_code == 0
    assert "auto-tag" not in run("convert", "plain.py", "-v").output


def test_a_line_for_each_of_several_packages(folder: Path) -> None:
    notebook(folder / "one.ipynb")
    told = run("convert", "one.ipynb", "good.py")
    assert told.stdout == (
        "one.ipynb -> one: train, predict\ngood.py -> good: train, predict\n"
        "2 of 2 notebooks converted.\n"
    )
    assert "\nNext:\n" in run("convert", "one.ipynb", "good.py", "-v").stdout


def test_untagged_notebook_is_told_what_is_suggested(folder: Path) -> None:
    (folder / "plain.py").write_text(UNTAGGED)
    told = run("convert", "plain.py")
    assert told.exit_code == 1 and not (folder / "plain").exists()
    assert "By its looks, train: cells 1 and 2. `nb2prod convert --auto-tag" in told.stderr


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize(("answer", "code"), [(b"\n", 0), (b"no\n", 1)])
def test_untagged_notebook_on_a_terminal(folder: Path, answer: bytes, code: int) -> None:
    import pty

    (folder / "plain.py").write_text(UNTAGGED)
    leader, follower = pty.openpty()
    os.write(leader, answer)
    command = [sys.executable, "-m", "nb2prod", "convert", "plain.py"]
    ended = subprocess.run(command, stdin=follower, stdout=subprocess.DEVNULL, stderr=follower)
    os.close(follower)
    shown = shown_on(leader)
    assert b"plain.py: cell 2: train (" in shown.split(b"Convert with the suggested tags?")[0]
    assert ended.returncode == code
    assert (folder / "plain" / "plain" / "train.py").exists() is (code == 0)


@pytest.mark.parametrize("command", ["verify", "graph", "report"])
def test_a_folder_in_the_place_of_a_notebook(folder: Path, command: str) -> None:
    (folder / "empty").mkdir()
    told = run(command, "empty")
    assert told.exit_code == 2
    assert "NB404" in told.stderr
