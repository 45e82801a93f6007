"""What has not changed is not converted again; whatever may change the outcome is asked."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import nb2prod.convert
from nb2prod import cache, disk, kept
from nb2prod.advice import advise_notebook
from nb2prod.configuration import Choices
from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.notebooks import Job
from nb2prod.settings import Settings
from tests.support.commands import run

CELLS = (
    ("imports", "from helpers import twice"),
    ("train", "%run more.py\nwith open('a.txt', 'w') as file:\n    file.write(str(twice(extra)))"),
)


def _notebook(folder: Path, *cells: tuple[str, str]) -> Path:
    path = folder / "work.ipynb"
    code = [{"cell_type": "code", "metadata": {"tags": [t]}, "source": s} for t, s in cells]
    path.write_text(json.dumps({"nbformat": 4, "cells": code}), encoding="utf-8")
    return path


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "helpers.py").write_text("def twice(x):\n    return 2 * x\n", encoding="utf-8")
    (folder / "more.py").write_text("extra = 3\n", encoding="utf-8")
    _notebook(folder, *CELLS)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    done: list[Path] = []
    really = nb2prod.convert.convert

    def counted(path: Path, *others: object, **named: object) -> object:
        done.append(path)
        return really(path, *others, **named)

    monkeypatch.setattr(nb2prod.convert, "convert", counted)
    return done


@pytest.mark.parametrize("command", ["convert", "check", "convert --diff"])
def test_unchanged(work: Path, conversions: list[Path], command: str) -> None:
    name, *options = command.split()
    told = [run(name, "work.ipynb", *options) for _ in range(2)]
    assert told[0].exit_code == told[1].exit_code == 0
    assert (told[0].stdout, told[0].stderr) == (told[1].stdout, told[1].stderr)
    assert len(conversions) == 1
    run(name, "work.ipynb", *options, "--no-cache")
    assert len(conversions) == 2


def test_what_cannot_be_converted(work: Path, conversions: list[Path]) -> None:
    _notebook(work, ("train", "print(nowhere)"))
    told = [run("check", "work.ipynb") for _ in range(2)]
    assert "NB201" in told[0].stdout
    assert told[0].stdout == told[1].stdout
    assert len(conversions) == 1


def _written(name: str, text: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


CHANGES = {
    "notebook": lambda: _notebook(Path(), *CELLS, ("train", "print(extra)")),
    "module": lambda: _written("helpers.py", "def twice(x):\n    return x + x\n"),
    "module of the same length and time": lambda: _in_silence("helpers.py", "2 * x", "3 * x"),
    "run file": lambda: _written("more.py", "extra = 4\n"),
    "package before the module": lambda: _written("helpers/__init__.py", "twice = abs\n"),
    "settings": lambda: _written("pyproject.toml", "[tool.nb2prod]\nprovenance = true\n"),
    "trace": lambda: _written("work/trace.json", '{"nb2prod_trace": 1}'),
    "no module": lambda: Path("helpers.py").unlink(),
    "cache": lambda: shutil.rmtree(os.environ["XDG_CACHE_HOME"]),
}


def _in_silence(name: str, old: str, new: str) -> None:
    before = Path(name).stat()
    _written(name, Path(name).read_text(encoding="utf-8").replace(old, new))
    os.utime(name, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_advice_is_kept(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    really = advise_notebook.advise_one
    monkeypatch.setattr(
        advise_notebook, "advise_one", lambda *given: asked.append(given) or really(*given)
    )
    _notebook(work, ("train", "from os import *\nprint(name)"))
    told = [run("advise", "work.ipynb").stdout for _ in range(2)]
    assert "NB5" in told[0]
    assert told[0] == told[1]
    assert len(asked) == 1
    run("advise", "work.ipynb", "--ignore", "NB501")
    run("advise", "work.ipynb", "--no-cache")
    _notebook(work, ("train", "from os import *"))
    run("advise", "work.ipynb")
    assert len(asked) == 4


@pytest.mark.parametrize("change", CHANGES)
def test_changed(work: Path, conversions: list[Path], change: str) -> None:
    run("check", "work.ipynb")
    CHANGES[change]()
    run("check", "work.ipynb")
    assert len(conversions) == 2


@pytest.mark.parametrize("broken", [b"", b"no zlib", b"\x78\x9c"])
def test_broken_entries_and_another_program(
    work: Path, conversions: list[Path], broken: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("check", "work.ipynb")
    folder = cache.folder("results")
    assert folder
    for entry in folder.iterdir():
        entry.write_bytes(broken)
    run("check", "work.ipynb")
    assert len(conversions) == 2
    monkeypatch.setattr(cache, "_program", lambda: "another")
    run("check", "work.ipynb")
    assert len(conversions) == 3


def test_broken_templates(work: Path) -> None:
    """A process of its own: this one has them in memory."""
    folder = cache.folder("templates")
    assert folder
    for broken in (b"", b"j2", None):
        command = [sys.executable, "-m", "nb2prod", "check", "work.ipynb", "--no-cache"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        for entry in folder.iterdir():
            data = entry.read_bytes()
            entry.write_bytes(data[: len(data) // 2] if broken is None else broken)


def test_the_program_is_its_files(tmp_path: Path) -> None:
    before = [*cache._files(str(tmp_path))]
    (tmp_path / "new.py").write_text("", encoding="utf-8")
    assert [*cache._files(str(tmp_path))] != before


def test_edits_of_the_package_are_seen(work: Path, conversions: list[Path]) -> None:
    run("convert", "work.ipynb")
    module = work / "work" / "work" / "train.py"
    module.write_text(module.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    assert "NB411" in run("check", "work.ipynb").stdout
    assert run("convert", "work.ipynb").exit_code == 1
    module.unlink()
    assert run("convert", "work.ipynb").exit_code == 0
    assert module.is_file()
    assert len(conversions) == 1


def test_no_folder_for_caches(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(work / "more.py"))
    assert run("convert", "work.ipynb").exit_code == 0


def test_bound(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST", 20)
    monkeypatch.setattr(cache, "_AFTERWARDS", 10)
    folder = cache.folder("results")
    assert folder
    for age in range(5):
        path = folder / f"entry{age}"
        path.write_bytes(b"12345")
        os.utime(path, (1000 - age, 1000 - age))
    cache._bound.cache_clear()
    cache._bound(folder)
    assert sorted(p.name for p in folder.iterdir()) == ["entry0", "entry1"]


def test_diagnostics_come_back() -> None:
    told = [Diagnostic("a", "b", Place(1, "x", 2, 3), "NB203", "s", 4, "h"), Diagnostic("c")]
    data = cache.as_data(told)
    assert data
    assert cache.from_data(json.loads(json.dumps(data))) == told
    assert cache.as_data([Diagnostic("fault", code="NB901")]) is None


_OPENED: list[str] = []
_LISTENING = False


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _LISTENING and event in ("open", "os.listdir", "os.scandir"):
        _OPENED.append(str(arguments[0]))


def test_each_file_that_is_opened_is_asked_for(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(work / "work.ipynb", work / "work", Choices(Settings()))
    kept.converted(job)  # all is loaded
    sys.addaudithook(_hear)
    monkeypatch.setattr(sys.modules[__name__], "_LISTENING", True)
    with disk.recorded() as answers:
        kept.converted(job)
    monkeypatch.setattr(sys.modules[__name__], "_LISTENING", False)
    opened = {os.path.realpath(path) for path in _OPENED if path.startswith(str(work))}
    assert opened
    assert opened <= {os.path.realpath(path) for _, path in answers}


def test_suggestions_are_told_as_such(work: Path) -> None:
    _notebook(work, ("", "import pandas as pd\ntable = pd.read_csv('a.csv')\nprint(table)"))
    job = Job(work / "work.ipynb", work / "work", Choices(Settings()))
    raised = []
    for call in (lambda: kept.converted(job, keep=True), lambda: kept.recalled(job)):
        with pytest.raises(ConversionError) as caught:
            call()
        raised.append((type(caught.value), caught.value.diagnostics))
    assert raised[0] == raised[1]
