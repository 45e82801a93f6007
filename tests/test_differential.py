"""Notebook and package compute the same, for hundreds of random programs.

Each chunk runs in a worker process; a failure prints the seed and the program. To look closer:
``python -m tests.support.hunt --start SEED --seconds 60`` makes it small.
"""

import collections
import multiprocessing
import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from tests.support.differential import Outcome
from tests.support.hunt import outcomes
from tests.support.programs import is_ordinary, program

PROGRAMS = 800  # more are for `python -m tests.support.hunt`
CHUNK = 50
CHUNKS = range(PROGRAMS // CHUNK)
# Shares of the programs that are any statements, and of those that look like what people write.
REFUSED_AT_MOST = {"any": 0.24, "ordinary": 0.14}
LATE_AT_MOST = {"any": 0.03, "ordinary": 0.03}
# Known to be wrong still, and to be brought to nothing: CONTRIBUTING.md, "Known to be wrong".
BAD_AT_MOST = {"any": 0.001, "ordinary": 0.001}
BAD_IN_A_CHUNK = {"any": 1, "ordinary": 1}
Results = list[tuple[int, Outcome]]


def sort_of(seed: int) -> str:
    """Which sort of program the seed makes: a key of the limits."""
    return "ordinary" if is_ordinary(seed) else "any"


class Programs:
    """The results of the programs, chunk by chunk, for all the processes of the tests together."""

    def __init__(self, pool: ProcessPoolExecutor, folder: Path) -> None:
        self.pool, self.folder = pool, folder

    def of(self, chunk: int) -> Results:
        """What comes of the programs of a chunk, which run once."""
        seeds = range(chunk * CHUNK, (chunk + 1) * CHUNK)
        file = self.folder / f"chunk-{chunk}.pickle"
        with FileLock(file.with_suffix(".lock")):
            if not file.exists():
                file.write_bytes(pickle.dumps(self.pool.submit(outcomes, seeds).result()))
            found: Results = pickle.loads(file.read_bytes())
        return found


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    """A process in which programs run: they change the one that they run in."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.fixture(scope="module")
def programs(pool: ProcessPoolExecutor, shared_folder: Path) -> Programs:
    """The results, for all workers together."""
    return Programs(pool, shared_folder)


@pytest.mark.slow
@pytest.mark.parametrize("chunk", CHUNKS)
def test_same(chunk: int, programs: Programs) -> None:
    """The converter crashes on no program, and few programs of the chunk run another way."""
    bad = [(seed, outcome) for seed, outcome in programs.of(chunk) if outcome.bad]
    report = [
        f"seed {seed}: {outcome.kind}\n{program(seed).text()}\n{outcome.detail}"
        for seed, outcome in bad
    ]
    assert not [seed for seed, outcome in bad if outcome.kind == "crash"], "\n\n".join(report)
    sorts = collections.Counter(sort_of(seed) for seed, _ in bad)
    assert all(count <= BAD_IN_A_CHUNK[sort] for sort, count in sorts.items()), "\n\n".join(report)


@pytest.mark.slow
@pytest.mark.parametrize("sort", BAD_AT_MOST)
def test_programs_are_rarely_wrong_or_refused(sort: str, programs: Programs) -> None:
    """A refusal is fine, but a converter that refuses everything would pass the tests above."""
    results = [
        (seed, outcome)
        for chunk in CHUNKS
        for seed, outcome in programs.of(chunk)
        if sort_of(seed) == sort
    ]
    kinds = collections.Counter(outcome.kind for _, outcome in results)
    bad = [seed for seed, outcome in results if outcome.bad]
    print(f"{len(results)} programs, {sort}: {dict(kinds)}")
    assert kinds["invalid"] <= 0.02 * len(results)
    assert kinds["late"] <= LATE_AT_MOST[sort] * len(results), dict(kinds)
    assert kinds["refused"] + kinds["late"] <= REFUSED_AT_MOST[sort] * len(results), dict(kinds)
    assert len(bad) <= BAD_AT_MOST[sort] * len(results), bad


@pytest.mark.slow
def test_programs_of_pandas_and_sklearn(pool: ProcessPoolExecutor) -> None:
    """A few; more are for ``python -m tests.support.hunt --only science``."""
    results = pool.submit(outcomes, range(12), science=True).result()
    report = [f"seed {seed}: {one.kind}\n{one.detail}" for seed, one in results if one.bad]
    assert not report, "\n\n".join(report)
    assert sum(one.kind == "same" for _, one in results) >= 10
