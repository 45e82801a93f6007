"""Compiled code goes into one folder for the run: hundreds of processes import nb2prod.

With workers that folder, and those of the tests, are kept in memory where the system has such a
file system: a run makes some hundred thousand files. Interrupts are on, however the tests were
started.
"""

import atexit
import gc
import os
import shutil
import signal
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from unittest import mock

import pytest

_MEMORY = Path("/dev/shm")
_TESTS = Path(__file__).parent
_ENOUGH = 4 << 30
"""Bytes that are free where files of the tests may go; a run takes less than a fourth of it."""


def in_memory() -> str | None:
    """The file system in memory, if several workers make files and it has room for them.

    Some tests start programs that they install in such a folder.
    """
    alone = not any(word.startswith(("-n", "--numprocesses")) for word in sys.argv[1:])
    if alone or not os.access(_MEMORY, os.W_OK) or os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        return None
    return str(_MEMORY) if shutil.disk_usage(_MEMORY).free > _ENOUGH else None


def take_over_compiled(folder: Path, installed: Path) -> None:
    """Let the folder have, as links, what was compiled when the libraries were installed."""
    for place, inner, files in os.walk(installed):
        inner[:] = [name for name in inner if name not in ("test", "tests", "site-packages")]
        if place.endswith("__pycache__"):
            there = folder.joinpath(*Path(place).parent.parts[1:])
            there.mkdir(parents=True, exist_ok=True)
            for file in files:
                os.symlink(f"{place}/{file}", f"{there}/{file}")


if "PYTEST_XDIST_WORKER" not in os.environ:  # workers have the environment of the first process
    whole = tempfile.mkdtemp(prefix="nb2prod-tests-", dir=in_memory())
    atexit.register(shutil.rmtree, whole, ignore_errors=True)
    compiled = Path(whole, "compiled")
    links = os.name == "posix"  # elsewhere not everyone may make them
    for path in {sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib") if links}:
        take_over_compiled(compiled, Path(path))
    os.environ["PYTHONPYCACHEPREFIX"] = str(compiled)
    os.environ["XDG_CACHE_HOME"] = str(compiled)  # nothing of nb2prod's goes to the user's
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if in_memory():
        tempfile.tempdir = os.environ["TMPDIR"] = whole

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # a shell starts what runs in the background so, and processes hand it on to those they start
    signal.signal(signal.SIGINT, signal.default_int_handler)

gc.set_threshold(100_000, 20, 20)  # as the command line has it: converting makes little garbage


def pytest_xdist_auto_num_workers() -> int:
    """Workers for ``-n auto``: one more than processors, as some tests wait for a kernel."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the workers of pytest-xdist share: what one found, no other has to find."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def emitter(meanwhile: object = None) -> Iterator[Callable[..., dict[str, str]]]:
    """Emission in this process."""
    from nb2prod.emit.ahead import emit_files

    yield emit_files


@pytest.fixture(autouse=True, scope="session")
def _emitted_here() -> Iterator[None]:
    """A process of the tests is large, and to fork it for each `convert` takes more than the rest.

    Those that run as commands of their own fork as they do for users.
    """
    with mock.patch("nb2prod.emit.ahead.emitter", emitter):
        yield


def pytest_configure(config: pytest.Config) -> None:
    """Each worker reads all tests, starting at another place: what one has compiled, others find.

    The asserts of pytest make a test five times as long to compile.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and config.args == config.getini("testpaths"):
        places = [
            str(one) for one in sorted(_TESTS.rglob("test_*.py")) if not _is_left_out(one, config)
        ]
        start = len(places) * int(worker.removeprefix("gw")) // _workers()
        config.args[:] = places[start:] + places[:start]


def _is_left_out(test: Path, config: pytest.Config) -> bool:
    parts = test.relative_to(_TESTS).parts[:-1]
    return any(fnmatch(part, one) for part in parts for one in config.getini("norecursedirs"))


def _workers() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker starts with slow tests, so that none of them is left for the end.

    Workers get their share from top to bottom, and those that are done take from its end. They
    have to have the same order, wherever they started to read.
    """
    items.sort(key=lambda item: item.path)
    workers = _workers()
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    share = -(-len(items) // workers)
    ordered: list[pytest.Item] = []
    for n in range(workers):
        first = slow[n::workers]
        rest = share - len(first)
        ordered += [*first, *quick[:rest]]
        quick = quick[rest:]
    items[:] = ordered
