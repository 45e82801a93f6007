"""Hunt for programs that come out wrong: ``python -m tests.support.hunt --seconds 600``."""

import argparse
import collections
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from tests.support.differential import BAD, Outcome, cells_to_run, compare_here, run_cells_here
from tests.support.live import has_address, reset_process, write_inputs
from tests.support.programs import Program, program
from tests.support.reduce import reduced


def outcome(text: str) -> Outcome:
    """What comes of a program in py:percent form."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "notebook", "program.py")
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        write_inputs(path.parent)
        reset_process()
        with warnings.catch_warnings(action="ignore"):
            return compare_here(path, Path(folder))


def outcomes(seeds: Sequence[int]) -> list[tuple[int, Outcome]]:
    """What comes of the programs of these seeds."""
    return [(seed, outcome(program(seed).text())) for seed in seeds]


def repeatable(text: str) -> bool:
    """The notebook prints the same whatever the random streams' state and where objects lie."""
    printed = []
    for start in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "program.py")
            path.write_text(text, encoding="utf-8")
            write_inputs(path.parent)
            reset_process(start)
            with warnings.catch_warnings(action="ignore"):
                printed.append(run_cells_here(path, cells_to_run(path)))
    return printed[0] == printed[1] and not any(map(has_address, printed[0][0].values()))


def failure(result: Outcome) -> str:
    """What sort of failure it is: two programs with the same one often have the same cause."""
    last = (result.detail.strip().splitlines() or [""])[-1]
    return result.kind if result.kind == "differs" else f"{result.kind} {last.split(':')[0]}"


def smallest(failing: Program, wanted: str) -> Program:
    """The program made small, with the same sort of failure."""

    def fails(candidate: Program) -> bool:
        text = candidate.text()
        try:
            return failure(outcome(text)) == wanted and repeatable(text)
        except Exception:
            return False  # not a notebook any more

    with warnings.catch_warnings(action="ignore"):
        return reduced(failing, fails)


def shortened(detail: str, lines: int = 14) -> str:
    """The end of a long traceback."""
    return "\n".join(detail.strip().splitlines()[-lines:])


def main() -> None:
    """Print minimal failing programs until the time is up, then the count of each outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--start", type=int, default=1_000_000)
    parser.add_argument("--each", type=int, default=5, help="of one sort of error, print so many")
    parser.add_argument("--raw", dest="small", action="store_false", help="print them as found")
    parser.add_argument("--refusals", action="store_true", help="print why programs are refused")
    arguments = parser.parse_args()
    sorts: collections.Counter[str] = collections.Counter()
    end = time.monotonic() + arguments.seconds
    counts: collections.Counter[str] = collections.Counter()
    seed = arguments.start
    while time.monotonic() < end:
        found = program(seed)
        result = outcome(found.text())
        counts[result.kind] += 1
        sorts[failure(result)] += 1
        if result.bad and (result.kind == "differs" or sorts[failure(result)] <= arguments.each):
            small = smallest(found, failure(result)) if arguments.small else found
            detail = shortened(outcome(small.text()).detail)
            print(f"=== seed {seed}: {result.kind}\n{small.text()}\n--- {detail}\n", flush=True)
        if arguments.refusals and result.kind == "refused":
            print(f"=== seed {seed}: refused\n{result.detail}", flush=True)
        seed += 1
    print({sort: count for sort, count in sorts.most_common() if sort.split()[0] in BAD})
    print(dict(counts), f"next seed {seed}")


if __name__ == "__main__":
    main()
