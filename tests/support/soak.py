"""Damaged notebooks: each is converted, or refused by an error with a code.

python -m tests.support.soak [--files 20000] [--seed 0] [--jobs N] [--keep FOLDER]

Starts from the sample notebooks and from the cases of tests/cases. Everything but the formatting
of the modules is done as `nb2prod convert` does it; of each hundredth file, that too. A file that
is neither converted nor refused is kept in FOLDER.
"""

import argparse
import ast
import collections
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nb2prod.codes import CODES
from nb2prod.diagnostics import ConversionError
from nb2prod.plan.model import Pipeline
from tests.support.mutate import damaged

_ROOT = Path(__file__).parents[2]
_LONGEST = 60  # seconds for one file, on a busy machine


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: ``converted``, a code, or where it crashed."""

    number: int
    kind: str
    text: str = ""

    @property
    def bad(self) -> bool:
        return bool(self.text)


@cache
def originals() -> tuple[bytes, ...]:
    """The notebooks to damage: the samples without their pictures, and the small cases."""
    samples = [_plain(path) for path in sorted((_ROOT / "sample_notebooks").glob("*.ipynb"))]
    cases = [_as_notebook(path) for path in sorted((_ROOT / "tests" / "cases").rglob("*.py"))]
    return (*samples, *cases)


def soak(count: int, seed: int, jobs: int, keep: Path | None) -> Iterator[Outcome]:
    """The outcome of each file, in no order."""
    work: list[tuple[int, int, Path | None]] = [(seed, number, keep) for number in range(count)]
    if jobs == 1:
        yield from map(_try, work)
        return
    with multiprocessing.Pool(jobs, maxtasksperchild=500) as pool:
        yield from pool.imap_unordered(_try, work, chunksize=5)


def data_of(seed: int, number: int) -> bytes:
    """The damaged file of this number; every second one is a sample."""
    source = random.Random(f"{seed} {number}")
    samples = originals()[: len(list((_ROOT / "sample_notebooks").glob("*.ipynb")))]
    original = source.choice(samples if number % 2 else originals())
    return damaged(original, source)


def _try(work: tuple[int, int, Path | None]) -> Outcome:
    seed, number, keep = work
    data = data_of(seed, number)
    outcome = judged(data, number, tidy=number % 100 == 0)
    if outcome.bad and keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{seed}-{number}.ipynb").write_bytes(data)
        (keep / f"{seed}-{number}.txt").write_text(outcome.text, encoding="utf-8")
    return outcome


def judged(data: bytes, number: int = 0, *, tidy: bool = False) -> Outcome:
    """Convert the bytes of a notebook, and check what comes of it."""
    from nb2prod.convert import convert

    with tempfile.TemporaryDirectory() as folder, _limit(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder) / "book.ipynb"
        path.write_bytes(data)
        try:
            files = convert(path, emit=None if tidy else _untidied).files
            for name, text in files.items():
                _check(name, text)
        except ConversionError as error:
            codes = {diagnostic.code for diagnostic in error.diagnostics}
            unknown = codes - set(CODES)
            return Outcome(number, min(codes), f"no such code: {unknown}" if unknown else "")
        except BaseException as error:  # whatever it is, it is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
            return Outcome(number, kind, traceback.format_exc())
    return Outcome(number, "converted")


def _untidied(pipeline: Pipeline) -> dict[str, str]:
    from nb2prod.emit.package_files import files_of

    return files_of(pipeline)


def _check(name: str, text: str) -> None:
    """Raise for a file that cannot be written, or a module that is none."""
    text.encode()
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise AssertionError(f"{name} leads out of the folder")
    if name.endswith(".py"):
        ast.parse(text, name)


class _limit:
    """An error for a file that takes too long."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(_LONGEST)

    def __exit__(self, *_: object) -> None:
        signal.alarm(0)


def _too_long(*_: object) -> None:
    raise TimeoutError(f"more than {_LONGEST} s")


def _plain(path: Path) -> bytes:
    raw = json.loads(path.read_text(encoding="utf-8"))
    for cell in raw["cells"]:
        if "outputs" in cell:
            cell["outputs"] = cell["outputs"][:1] if len(str(cell["outputs"])) < 2000 else []
    return json.dumps(raw, indent=1).encode()


def _as_notebook(path: Path) -> bytes:
    import jupytext

    made: str = jupytext.writes(jupytext.read(path), fmt="ipynb")
    return made.encode()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, default=None, help="folder for files that crash")
    chosen = parser.parse_args(arguments)
    started = time.perf_counter()
    kinds: collections.Counter[str] = collections.Counter()
    bad: dict[str, Outcome] = {}
    for done, outcome in enumerate(soak(chosen.files, chosen.seed, chosen.jobs, chosen.keep), 1):
        kinds[outcome.kind] += 1
        if outcome.bad and outcome.kind not in bad:
            bad[outcome.kind] = outcome
            print(f"file {outcome.number}: {outcome.kind}", flush=True)
        if done % 1000 == 0:
            print(f"{done} files, {time.perf_counter() - started:.0f} s", flush=True)
    print(", ".join(f"{kind}: {count}" for kind, count in kinds.most_common()))
    wrong = sum(kinds[kind] for kind in bad)
    print(f"{chosen.files} files, {wrong} neither converted nor refused.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
