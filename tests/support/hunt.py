"""Hunt for programs that come out wrong: ``python -m tests.support.hunt --seconds 600``."""

import argparse
import collections
import gc
import json
import re
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path

from nb2prod.notebook.model import Cell
from nb2prod.notebook.read import read_notebook
from tests.support.differential import BAD, Outcome, compare_here, run_cells_here
from tests.support.live import has_address, reset_process, write_inputs
from tests.support.programs import Program, is_ordinary, program, untagged
from tests.support.reduce import reduced


def as_json(text: str) -> str:
    """A program in py:percent form as a notebook's file, which is read in a tenth of the time."""
    cells = []
    for number, part in enumerate(re.split(r"^# %%", text, flags=re.MULTILINE)[1:]):
        head, _, source = part.partition("\n")
        tags = re.findall(r'"(\w+)"', head)
        cells.append(
            {
                "cell_type": "code",
                "execution_count": None,
                "id": f"cell-{number}",
                "metadata": {"tags": tags} if tags else {},
                "outputs": [],
                "source": source.strip("\n"),
            }
        )
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def outcome(text: str, auto: bool = False) -> Outcome:
    """What comes of a program in py:percent form; with ``auto``, by tags that are suggested."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "notebook", "program.ipynb")
        path.parent.mkdir()
        path.write_text(as_json(text), encoding="utf-8")
        write_inputs(path.parent)
        reset_process()
        with warnings.catch_warnings(action="ignore"):
            return compare_here(path, Path(folder), auto)


def outcomes(seeds: Sequence[int], science: bool = False) -> list[tuple[int, Outcome]]:
    """What comes of the programs of these seeds."""
    found = []
    for seed in seeds:
        rest_memory(len(found))
        found.append((seed, outcome(program(seed, science).text())))
    return found


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
                printed.append(run_cells_here(path, _cells(path)))
    return printed[0] == printed[1] and not any(map(has_address, printed[0][0].values()))


def _cells(path: Path) -> Sequence[Cell]:
    return read_notebook(path, require_stages=False).cells


def failure(result: Outcome) -> str:
    """What sort of failure it is: two programs with the same one often have the same cause."""
    last = (result.detail.strip().splitlines() or [""])[-1]
    return result.kind if result.kind == "differs" else f"{result.kind} {last.split(':')[0]}"


def smallest(failing: Program, wanted: str, auto: bool = False) -> Program:
    """The program made small, with the same sort of failure."""

    def fails(candidate: Program) -> bool:
        text = candidate.text()
        try:
            return failure(outcome(text, auto)) == wanted and repeatable(text)
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
    parser.add_argument("--auto", action="store_true", help="without a share of the tags")
    parser.add_argument(
        "--only", choices=("any", "ordinary", "science"), help="programs of this sort"
    )
    arguments = parser.parse_args()
    auto, each = arguments.auto, arguments.each
    sorts: collections.Counter[str] = collections.Counter()
    counts: collections.Counter[str] = collections.Counter()
    codes: collections.Counter[str] = collections.Counter()
    begin, used, seed = time.monotonic(), time.process_time(), arguments.start - 1
    while time.monotonic() < begin + arguments.seconds:
        seed += 1
        science = arguments.only == "science"
        if arguments.only and not science and is_ordinary(seed) != (arguments.only == "ordinary"):
            continue
        rest_memory(sum(counts.values()))
        found = program(seed, science)
        found = untagged(found) if auto else found
        result = outcome(found.text(), auto)
        counts[result.kind] += 1
        codes.update(result.codes)
        sorts[failure(result)] += 1
        if result.bad and (result.kind == "differs" or sorts[failure(result)] <= each):
            small = smallest(found, failure(result), auto) if arguments.small else found
            detail = shortened(outcome(small.text(), auto).detail)
            print(f"=== seed {seed}: {result.kind}\n{small.text()}\n--- {detail}\n", flush=True)
        if arguments.refusals and result.kind == "refused":
            print(f"=== seed {seed}: refused {result.codes}\n{result.detail}", flush=True)
    print({sort: count for sort, count in sorts.most_common() if sort.split()[0] in BAD})
    print("refused:", dict(codes.most_common()))
    per_second = sum(counts.values()) / max(time.process_time() - used, 0.001)
    print(f"{dict(counts)} {per_second:.1f} a second of processor time; next seed {seed + 1}")


def rest_memory(done: int, every: int = 100) -> None:
    """Collect garbage after so many programs only: what the tool and its libraries hold is much."""
    if done % every == 0:
        gc.collect()
        gc.disable()


if __name__ == "__main__":
    main()
