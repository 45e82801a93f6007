"""Files that may not be read, and names that the locale has no letters for."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.test_bad_input import book, cell, stored


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


LOCKED = {
    "book.ipynb": "NB101 cannot read book.ipynb: Permission denied",
    "helpers.py": "NB101 helpers.py may not be read: Permission denied",
    "more.py": "NB101 more.py may not be read: Permission denied",
    "book/trace.json": "NB101 book/trace.json may not be read: Permission denied",
    "book/.nb2prod.json": "NB101 book/.nb2prod.json may not be read: Permission denied",
    "book/book/train.py": "NB101 book/book/train.py may not be read: Permission denied",
}


@pytest.mark.parametrize("name", LOCKED)
def test_what_may_not_be_read_is_told_as_that(
    here: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """By a double of the system: root, as which tests may run, reads all."""
    stored(here / "book.ipynb", book(cell("import helpers\nhelpers.one()"), cell("%run more.py")))
    stored(here / "helpers.py", "def one():\n    print(1)\n")
    stored(here / "more.py", "print(2)\n")
    assert run("convert", "book.ipynb").exit_code == 0
    stored(here / "book" / "trace.json", "{}")
    read = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.as_posix().endswith(f"/{name}") or path.as_posix() == name:
            raise PermissionError(errno.EACCES, "Permission denied", os.path.relpath(path))
        return read(path)

    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", locked)
            result = run("check", "book.ipynb")
        assert result.exit_code == 1 and LOCKED[name] in result.stdout, result.output
        assert result.stdout.count("NB") == 1
    result = run("check", "book.ipynb")
    assert (result.exit_code, result.stdout) == (0, "1 notebook checked, 0 with problems.\n")


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_in_a_locale_without_its_letters(here: Path) -> None:
    stored(here / "größe.ipynb", book())
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for command in ("convert", "check"):
        words = [sys.executable, "-m", "nb2prod", command, "größe.ipynb"]
        done = subprocess.run(words, env={**os.environ, **plain}, capture_output=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "größe.ipynb" in (here / "größe" / "README.md").read_text(encoding="utf-8")
    assert run("check", "größe.ipynb", "--require-packages").exit_code == 0
