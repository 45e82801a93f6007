"""Notebooks and packages that `check` finds in folders."""

import json
import os
import shutil
from pathlib import Path

import pytest

from nb2prod.write import MANIFEST
from tests.support.commands import run

GOOD = '# %% tags=["train"]\ntotal = sum([1, 2])\nprint(total)\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.py").write_text(GOOD)
    return tmp_path


@pytest.mark.parametrize("output", ["", "packages"])
def test_notebooks_in_other_files_are_found_by_their_packages(folder: Path, output: str) -> None:
    if output:
        (folder / "pyproject.toml").write_text(f'[tool.nb2prod]\noutput = "{output}"\n')
    (folder / "good.py").write_text("# %%\nprint(1)\n")
    assert "NB404" in run("check", ".").stdout
    run("convert", "good.py", "--auto-tag")
    assert "1 notebook checked" in run("check", ".").stdout
    (folder / "good.py").write_text(GOOD)
    run("convert", "good.py")
    result = run("check", ".")
    assert (result.exit_code, result.stdout) == (0, "1 notebook checked, 0 with problems.\n")
    (folder / "good.py").write_text(GOOD.replace("[1, 2]", "[1, 3]"))
    assert "good/train.py:11: NB411" in run("check", ".").stdout
    (folder / "good.py").rename("better.py")
    result = run("check", ".")
    told = "NB414 the package was made from good.py, which is not there any more."
    assert result.exit_code == 1 and f"{Path(output, 'good', MANIFEST)}: {told}" in result.stdout


TAGGED = '# %% [markdown]\n# # Eggs\n\n# %% name="fit" tags=["a", "train"]\nprint(1)\n'


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("eggs.py", TAGGED, True),
        ("deep/er/eggs.py", TAGGED.replace('"train"', "'train'"), True),
        ("eggs.py", TAGGED.replace('"train"', '"slow"'), False),
        ("eggs.py", TAGGED.replace("# %%", "  # %%"), False),
        ("good.py", TAGGED, False),  # it is paired with a notebook
        (".hidden/eggs.py", TAGGED, False),
        ("env/lib/eggs.py", TAGGED, False),
    ],
)
def test_modules_that_are_tagged_are_notebooks(
    folder: Path, name: str, text: str, found: bool
) -> None:
    (folder / "good.py").unlink()
    (folder / "good.ipynb").write_text("{}")
    (folder / "env").mkdir()
    (folder / "env" / "pyvenv.cfg").touch()
    (folder / name).parent.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text(text)
    told = run("check", ".", "--require-packages").stdout
    assert (f"{name}: NB412 there is no package of it in {name[:-3]}." in told) is found
    assert f"{1 + found} notebook" in told


def test_folder_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a double of the system: root, as which tests may run, reads all."""
    (folder / "locked").mkdir()
    scan = os.scandir

    def locked(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    run("convert", "good.py")
    monkeypatch.setattr(os, "scandir", locked)
    result = run("check", ".")
    assert result.exit_code == 1
    assert "locked: NB101 " in result.stdout and "locked may not be read" in result.stdout
    assert "2 notebooks checked, 1 with problems." in result.stdout
    assert "NB404" not in run("check", "locked").stdout


def edited(package: str) -> Path:
    """A module of a package of good.py, after somebody has edited it."""
    path = Path(package, "good", "train.py")
    path.write_text(path.read_text() + "# mine\n")
    return path


@pytest.mark.parametrize("output", ["", "packages"])
def test_notebook_that_was_renamed(folder: Path, output: str) -> None:
    if output:
        (folder / "pyproject.toml").write_text(f'[tool.nb2prod]\noutput = "{output}"\n')
    run("convert", "good.py")
    kept, package = edited(Path(output, "good").as_posix()), Path(output, "good")
    (folder / "good.py").rename("better.py")
    command = f"nb2prod convert --merge better.py --name good -o {package}"
    advice = f"Where that was renamed to better.py, run `{command}`: it keeps the package and its "
    assert f"{advice}edits. Else delete {package}, or" in run("check", ".").stdout
    result = run("convert", "better.py")
    assert result.exit_code == 0 and f"{package}: warning NB414 the package " in result.stderr
    assert f"{advice}edits. Else" in result.stderr
    shutil.rmtree(Path(output, "better"))
    report = json.loads(run("convert", "better.py", "--format", "json").stdout)["notebooks"]
    assert [one["path"] for one in report] == ["better.py", package.as_posix()]
    assert run("convert", "better.py").stderr == ""
    new = Path(output, "better")
    assert f"{advice}edits; then delete {new}. Else" in run("check", ".").stdout
    shutil.rmtree(new)
    assert run(*command.split()[1:]).exit_code == 0
    assert "# mine" in kept.read_text()
    for words in (["check", "."], ["check", "better.py", "--require-packages"]):
        assert run(*words).stdout == "1 notebook checked, 0 with problems.\n"
    (folder / "better.py").write_text(GOOD.replace("print(", "print(1, "))
    assert "Run `nb2prod convert --merge better.py`" in run("check", ".").stdout
    assert run("convert", "--merge", "better.py").exit_code == 0
    assert run("check", ".").exit_code == 0 and not new.exists() and "# mine" in kept.read_text()


def test_notebook_that_was_renamed_with_its_folder(folder: Path) -> None:
    run("convert", "good.py")
    edited("good")
    (folder / "good.py").rename("better.py")
    (folder / "good").rename("better")
    result = run("check", ".")
    assert result.exit_code == 1 and result.stdout.count(" NB") == 1
    assert f"{Path('better', MANIFEST)}: NB414 the package was made from good.py, " in result.stdout
    assert "run `nb2prod convert --merge better.py --name good`: it keeps" in result.stdout
    assert result.stdout.endswith("\n1 notebook checked, 1 with problems.\n")
    assert "`--name good --merge` keeps the package" in run("convert", "better.py").stderr
    assert run("convert", "--merge", "better.py", "--name", "good").exit_code == 0
    assert run("check", ".").exit_code == 0 and "# mine" in Path("better/good/train.py").read_text()


def test_package_that_is_not_named_after_its_notebook(folder: Path) -> None:
    run("convert", "good.py", "-o", "one")
    assert run("check", "good.py", "--require-packages").exit_code == 0
    run("convert", "good.py")
    assert not Path("good").exists()
    run("convert", "good.py", "-o", "two")  # now nobody can tell which is meant
    assert "NB412" in run("check", "good.py", "--require-packages").stdout
    run("convert", "good.py")
    Path("one/README.md").unlink()
    assert Path("good").exists() and run("check", ".").exit_code == 0
