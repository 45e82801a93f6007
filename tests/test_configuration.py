"""Settings in the user's pyproject.toml: which file, what wins, and what is refused."""

from dataclasses import fields
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from nb2prod.commands.app import app
from nb2prod.configuration import CALL_ONLY, SettingsError, choices, known_keys
from nb2prod.folders import find_notebooks
from nb2prod.settings import Settings

NOTEBOOK = '# %% tags=["train"]\ntotal = sum([1, 2])\nprint(total)\n'
OPAQUE = '# %% tags=["train"]\nexec("a = 1")\nb = 2\nprint(b)\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "one.py").write_text(NOTEBOOK)
    (tmp_path / "books" / "opaque.py").write_text(OPAQUE)
    return tmp_path


def settings(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(f"[project]\nname = 'x'\n\n[tool.nb2prod]\n{text}\n")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def options(command: str) -> set[str]:
    """The names that a command has for its options' values: ``targets`` for ``--target``."""
    found = typer.main.get_command(app).commands[command]  # type: ignore[attr-defined]
    named = (p.name for p in found.params if any(o.startswith("--") for o in p.opts))
    return {name.replace("_", "-") for name in named}


def test_keys_are_the_options() -> None:
    of_check = {"require-packages"}
    assert set(known_keys()) - {"exclude"} - of_check == options("convert") - CALL_ONLY
    package = {f.name.replace("_", "-") for f in fields(Settings)} - CALL_ONLY
    assert package <= options("check")
    assert options("check") - package - {"quiet", "verbose"} - of_check <= CALL_ONLY


def test_nearest_file_holds(folder: Path) -> None:
    settings(folder, "strict = true")
    assert choices(folder / "books" / "one.py", {}).settings.strict
    settings(folder / "books", 'name = "inner"')
    assert choices(folder / "books" / "one.py", {}).settings == Settings(name="inner")


def test_relative_path_of_the_notebook(folder: Path) -> None:
    settings(folder, "strict = true")
    assert choices(Path("books/one.py"), {}).settings.strict


def test_no_file_and_no_table(folder: Path) -> None:
    assert choices(folder / "books" / "one.py", {}).settings == Settings()
    (folder / "pyproject.toml").write_text("[tool.ruff]\nline-length = 88\n")
    assert choices(folder / "books" / "one.py", {}).settings == Settings()


def test_command_line_wins(folder: Path) -> None:
    settings(folder, "strict = true\nquiet = true")
    assert run("convert", "books/opaque.py", "-o", "out").exit_code == 1
    assert run("check", "books/opaque.py").exit_code == 1
    result = run("convert", "books/opaque.py", "-o", "out", "--no-strict", "--verbose")
    assert result.exit_code == 0
    assert "warning NB230" in result.stderr and "Package: out" in result.stdout


def test_settings_change_the_package(folder: Path) -> None:
    settings(folder, 'provenance = true\nname = "mine"\nquiet = true')
    result = run("convert", "books/one.py", "-o", "out")
    assert (result.exit_code, result.output) == (0, "")
    assert "# cell 1\n" in (folder / "out" / "mine" / "train.py").read_text()
    assert run("check", "books/one.py", "--against", "out").exit_code == 0
    other = run("check", "books/one.py", "--against", "out", "--no-provenance")
    assert other.exit_code == 1 and "NB411" in other.stdout


def test_output_folder_is_below_the_file(folder: Path) -> None:
    settings(folder, 'output = "packages"')
    assert run("convert", "books/one.py").exit_code == 0
    module = folder / "packages" / "books" / "one" / "one" / "train.py"
    assert module.is_file()
    assert run("check", "books/one.py").exit_code == 0
    module.write_text("edited = 1\n")
    assert "NB411" in run("check", "books/one.py").stdout
    assert run("convert", "books/one.py", "-o", "out").exit_code == 0
    assert (folder / "out" / "one" / "train.py").is_file()


WRONG = [
    ("stric = true", "line 5: `stric` is not a setting of nb2prod.", "Did you mean `strict`?"),
    ("Strict = true", "`Strict` is not a setting", "Did you mean `strict`?"),
    ("qwertz = 1", "`qwertz` is not a setting", "Known are "),
    ("force = true", "`force` can be given on the command line only.", "Take it out."),
    ('strict = "yes"', "line 5: `strict` is 'yes'.", "It has to be true or false."),
    ("strict = 1", "`strict` is 1.", "It has to be true or false."),
    ("name = 3", "`name` is 3.", "It has to be text in quotes."),
    ("name = true", "`name` is True.", "It has to be text in quotes."),
    ("tables = 'cvs'", "`tables` is 'cvs'.", "It has to be one of 'csv', "),
    ("output = ['a']", "`output` is ['a'].", "It has to be text in quotes."),
]


@pytest.mark.parametrize("command", ["convert", "check"])
@pytest.mark.parametrize(("text", "message", "advice"), WRONG)
def test_wrong_settings(folder: Path, command: str, text: str, message: str, advice: str) -> None:
    settings(folder, text)
    result = run(command, "books/one.py")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr and advice in result.stderr
    assert result.stderr.startswith(f"{folder / 'pyproject.toml'}: NB40")
    assert f"    {text}\n    ^\n" in result.stderr
    assert not (folder / "books" / "one").exists()


@pytest.mark.parametrize("command", ["check", "advise", "verify"])
def test_wrong_settings_in_a_report(folder: Path, command: str) -> None:
    settings(folder, "stric = true")
    result = run(command, "books/one.py", "--format", "github")
    assert result.exit_code == 2
    assert result.stdout.startswith("::error file=pyproject.toml,title=nb2prod NB401::line 5")


def test_all_problems_at_once(folder: Path) -> None:
    settings(folder, "stric = true\nname = 3")
    with pytest.raises(SettingsError) as caught:
        choices(folder / "books" / "one.py", {})
    assert [d.code for d in caught.value.diagnostics] == ["NB401", "NB402"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.nb2prod", "NB403 the file cannot be read as TOML"),
        ("[tool]\nnb2prod = 3", "NB402 `tool.nb2prod` is not a table."),
        ("tool = 3", None),
    ],
)
def test_files_that_are_no_settings(folder: Path, text: str, message: str | None) -> None:
    (folder / "pyproject.toml").write_text(text)
    result = run("check", "books/one.py")
    assert result.exit_code == (2 if message else 0)
    assert message is None or message in result.stderr


def test_notebooks_that_are_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pyproject.toml").write_text('[tool.nb2prod]\nexclude = ["drafts", "*/old_*"]\n')
    for name in ("a", "drafts/b", "c/old_d", "c/e"):
        path = folder / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    monkeypatch.chdir(folder)
    found, _ = find_notebooks([Path(), Path("drafts/b.ipynb")])
    assert [p.as_posix() for p in found if p.stem in "a b old_d e"] == [
        "a.ipynb", "c/e.ipynb", "drafts/b.ipynb",
    ]  # fmt: skip


def test_settings_of_two_projects_in_one_run(folder: Path) -> None:
    (folder / "two").mkdir()
    (folder / "two" / "opaque.py").write_text(OPAQUE)
    settings(folder / "two", "strict = true")
    result = run("check", "books/opaque.py", "two/opaque.py")
    assert result.exit_code == 1
    assert "books/opaque.py: cell 1, line 1: warning NB230" in result.stdout
    assert "two/opaque.py: cell 1, line 1: NB230" in result.stdout
