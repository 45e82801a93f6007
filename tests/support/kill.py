"""SIGKILL at random moments of `nb2prod convert` over an existing package.

python -m tests.support.kill [--runs N] [--seed S]

Two versions of a notebook that differ in several files are converted in turns over one package.
Half of the runs are killed at a moment of the whole run, half while files are being written.
After each, the package is one of the two versions, and the user's files are there.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.killed import snapshot

_OLD = """# %% tags=["parameters"]
SEED = 1

# %% tags=["preprocess"]
import pandas as pd
frame = pd.read_csv("rows.csv")
frame["double"] = frame["a"] * 2

# %% tags=["train"]
model = {"mean": frame["double"].mean(), "seed": SEED}

# %% tags=["evaluate"]
error = abs(model["mean"] - frame["a"].mean())
print(error)
"""
_NEW = _OLD.replace("SEED", "START").replace("double", "twice").replace("evaluate", "predict")


@dataclass
class Tally:
    """How the runs ended."""

    old: int = 0
    new: int = 0
    while_writing: int = 0
    wrong: list[str] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_often(Path(folder), chosen.runs, random.Random(chosen.seed))
    print(
        f"{chosen.runs} kills: {tally.old} left the old package, {tally.new} the new one, "
        f"{len(tally.wrong)} something else; {tally.while_writing} came while files were written."
    )
    print(*tally.wrong, sep="\n", end="")
    return 1 if tally.wrong else 0


def kill_often(folder: Path, runs: int, source: random.Random) -> Tally:
    """Kill `runs` conversions in `folder`."""
    notebook, out = folder / "book.py", folder / "out"
    versions = []
    for text in (_NEW, _OLD):
        notebook.write_text(text)
        _convert(notebook, out).wait()
        if not versions:
            (out / "book" / "mine.py").write_text("mine\n")
            (out / "data").mkdir()
            (out / "data" / "rows.csv").write_text("a\n1\n")
        versions.append(_package(out))
    started = time.perf_counter()
    _convert(notebook, out).wait()
    whole = time.perf_counter() - started
    tally, present = Tally(), 1
    for run in range(runs):
        wanted = 1 - present
        notebook.write_text((_NEW, _OLD)[wanted])
        process = _convert(notebook, out)
        tally.while_writing += _kill(process, folder, run % 2 == 1, whole, source)
        found = _package(out)
        if found not in versions:
            tally.wrong.append(f"run {run}: {sorted(found)}")
            _convert(notebook, out).wait()
            found = _package(out)
        else:
            tally.new += found == versions[wanted]
            tally.old += found == versions[present]
        present = versions.index(found)
    return tally


def _kill(
    process: subprocess.Popen[bytes],
    folder: Path,
    writing: bool,
    whole: float,
    source: random.Random,
) -> bool:
    """Kill the process; whether it was writing at that time."""
    works = (folder / ".out.nb2prod.work", folder / "out" / ".nb2prod.work")
    before = {work: work.stat().st_ino for work in works if work.exists()}

    def busy() -> bool:
        return any(work.exists() and _number(work) != before.get(work) for work in works)

    if writing:
        while process.poll() is None and not busy():
            time.sleep(0)
        time.sleep(source.uniform(0, 0.01))
    else:
        time.sleep(source.uniform(0, whole * 1.2))
    process.kill()
    process.wait()
    return busy()


def _number(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return -1


def _convert(notebook: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "nb2prod", "convert", str(notebook), "-o", str(out), "-q"]
    return subprocess.Popen(command)


def _package(out: Path) -> dict[str, bytes]:
    found = snapshot(out)
    return {
        name: data
        for name, data in found.items()
        if not name.startswith(".nb2prod") and name[-1] != "/"
    }


if __name__ == "__main__":
    sys.exit(main())
