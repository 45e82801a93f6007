"""SIGKILL before each step of a run that touches the disk: the old package or the new one.

What is killed is a fork, which takes the longer, the more its process has imported: a process that
has imported little makes them.
"""

import multiprocessing
import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from unittest import mock

import pytest

from nb2prod.write import MANIFEST, Manifest, exchange, write_package
from tests.support.killed import kill_at_step, snapshot

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")

OLD = {
    "pyproject.toml": "[project]\n",
    "pkg/__init__.py": "",
    "pkg/train.py": "x = 1\n",
    "pkg/predict.py": "y = 1\n",
    "sql/old.sql": "select 1\n",
}
INSIDE = {**OLD, "pkg/train.py": "x = 2\n", "pkg/predict.py": "y = 2\n", "pkg/new.py": ""}
ALL = {
    "pyproject.toml": "[project]\nname = 'n'\n",
    "pkg/__init__.py": "",
    "pkg/train.py": "x = 2\n",
    "tests/test_smoke.py": "def test() -> None: ...\n",
}
ONE = {**OLD, "pkg/train.py": "x = 2\n"}
GONE = {name: text for name, text in OLD.items() if name != "sql/old.sql"}


@pytest.fixture(scope="module")
def small() -> Iterator[ProcessPoolExecutor]:
    """A process with what this module imports."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def package(tmp_path: Path) -> Path:
    """A package with files of the user in and beside it."""
    out = tmp_path / "out"
    shutil.rmtree(tmp_path, ignore_errors=True)
    write_package(OLD, out)
    (out / "pkg" / "mine.py").write_text("mine\n")
    (out / "data" / "deep").mkdir(parents=True)
    (out / "data" / "empty").mkdir()
    (out / "data" / "deep" / "rows.csv").write_text("1,2\n")
    (out / "link").symlink_to("data/deep")
    (out / "broken").symlink_to("nowhere")
    return out


def files(found: dict[str, bytes]) -> dict[str, bytes]:
    """Without folders (one may be empty for a moment), and without the manifest."""
    return {
        name: data
        for name, data in found.items()
        if not name.startswith(".nb2prod") and name[-1] != "/"
    }


def killed_everywhere(folder: Path, new: Mapping[str, str]) -> int:
    """Kill at each step in turn, check what is there, and run to the end; the number of steps."""
    out = package(folder)
    old = files(snapshot(out))
    write_package(new, out)
    complete = snapshot(out)
    expected = (old, files(complete))
    seen: set[int] = set()
    step = 0
    while True:
        step += 1
        package(folder)
        killed = kill_at_step(lambda: write_package(new, out), step)
        found = files(snapshot(out))
        assert found in expected, f"a mixture after a kill before step {step}"
        seen.add(expected.index(found))
        write_package(new, out)
        assert snapshot(out) == complete, f"not fixed after a kill before step {step}"
        assert [path.name for path in folder.iterdir()] == ["out"]
        assert not (out / ".nb2prod.work").exists()
        if not killed:
            assert seen == {0, 1}, "no kill came before, or none after the step that counts"
            return step


@pytest.mark.parametrize("new", [INSIDE, ALL, ONE, GONE], ids=["inside", "all", "one", "gone"])
def test_old_or_new(tmp_path: Path, new: Mapping[str, str], small: ProcessPoolExecutor) -> None:
    assert small.submit(killed_everywhere, tmp_path / "work", new).result() > 10


def killed_first_runs(folder: Path) -> int:
    """Kill at each step of a run that finds nothing; the number of steps."""
    out, step, killed = folder / "deep" / "out", 0, True
    while killed:
        step += 1
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        killed = kill_at_step(lambda: write_package(OLD, out), step)
        if out.exists():
            expected = {*OLD, MANIFEST, *Manifest().beside()}
            assert {n for n in snapshot(out) if n[-1] != "/"} == expected
        write_package(OLD, out)
        assert [path.name for path in out.parent.iterdir()] == ["out"]
    return step


def test_first_run_gives_all_or_nothing(tmp_path: Path, small: ProcessPoolExecutor) -> None:
    assert small.submit(killed_first_runs, tmp_path / "work").result() > 10


def cannot(one: Path, other: Path) -> None:
    raise exchange.NoExchange(38, "no such call on this system")


no_exchange = mock.patch("nb2prod.write.commit.exchange", cannot)


@no_exchange
def mixtures(folder: Path, new: Mapping[str, str]) -> int:
    """Kill at each step, and check that the next run completes; after how many it had to."""
    out = package(folder)
    write_package(new, out)
    complete = snapshot(out)
    step, killed, found = 0, True, 0
    while killed:
        step += 1
        package(folder)
        before = snapshot(out)
        killed = kill_at_step(lambda: write_package(new, out), step)
        found += snapshot(out) not in (before, complete)
        write_package(new, out)
        assert snapshot(out) == complete, f"not completed after a kill before step {step}"
    return found


@pytest.mark.parametrize("new", [INSIDE, ALL], ids=["inside", "all"])
def test_without_exchange_the_next_run_completes(
    tmp_path: Path, new: Mapping[str, str], small: ProcessPoolExecutor
) -> None:
    # what the README says of this case: a kill may leave some
    assert small.submit(mixtures, tmp_path / "work", new).result() > 0


@no_exchange
def edited_behind_kills(folder: Path) -> int:
    """Kill at each step, and edit a file that is old still; how often one was."""
    step, edited, killed = 0, 0, True
    while killed:
        step += 1
        out = package(folder)
        killed = kill_at_step(partial(write_package, ALL, out), step)
        if killed and (out / "pkg" / "train.py").read_text() == OLD["pkg/train.py"]:
            (out / "pkg" / "train.py").write_text("edited\n")
            with pytest.raises(Exception, match="edited since"):
                write_package(ALL, out)
            assert (out / "pkg" / "train.py").read_text() == "edited\n"
            edited += 1
    return edited


def test_an_edit_behind_a_kill_survives_its_completion(
    tmp_path: Path, small: ProcessPoolExecutor
) -> None:
    assert small.submit(edited_behind_kills, tmp_path / "work").result() > 3
