"""Time and weigh the generated save and load of a table beside plain pandas.

Each measurement is a process of its own on a frame of 1M x 10; the best of a few rounds counts.
Processor time is compared, since a busy machine stretches the other. Peak is resident memory.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LIMIT = 1.5
DATES = ["day"]


def main() -> None:
    """Print the ratios; exit code 1 if one is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--task", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        print(json.dumps(measure(options.task[0], Path(options.task[1]), options.rows)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        render(folder)
        found = {task: run(task, folder, options) for task in ("save", "save-pandas")}
        found |= {task: run(task, folder, options) for task in ("load", "load-pandas")}
    ratios = []
    for task in ("save", "load"):
        for number, what in enumerate(("time", "peak")):
            own, plain = found[task][number], found[f"{task}-pandas"][number]
            ratios.append(own / plain)
            unit = ("s", "MB")[number]
            both = f"{own:8.2f} {unit}, pandas {plain:8.2f} {unit}"
            print(f"{task} {what}: {both}, ratio {own / plain:.2f}")
    print(f"largest ratio {max(ratios):.2f}, limit {LIMIT}")
    sys.exit(max(ratios) > LIMIT)


def run(task: str, folder: Path, options: argparse.Namespace) -> tuple[float, float]:
    """Seconds and megabytes: the least of some runs of the task."""
    command = [sys.executable, __file__, "--task", task, str(folder), "--rows", str(options.rows)]
    rounds = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(options.rounds)
    ]
    return min(r[0] for r in rounds), min(r[1] for r in rounds)


def render(folder: Path) -> None:
    """Write the generated module for CSV into the folder."""
    from nb2prod.emit.templates import storage_text
    from nb2prod.emit.tidy import tidy

    text = storage_text("csv", ["table"])
    (folder / "storage.py").write_text(tidy({"s.py": text})["s.py"], encoding="utf-8")


def measure(task: str, folder: Path, rows: int) -> tuple[float, float]:
    """Processor seconds of the task, and the peak memory of this process in MB."""
    sys.path.insert(0, str(folder))
    import pandas as pd

    tables = importlib.import_module("storage")

    frame = make(rows) if task.startswith("save") else None
    plain, own = folder / "plain.csv", folder / "own.csv"
    tasks: dict[str, Callable[[], Any]] = {
        "save": lambda: tables.save_table(frame, own),
        "save-pandas": lambda: frame.to_csv(plain, index=False) if frame is not None else None,
        "load": lambda: tables.load_table(own),
        "load-pandas": lambda: pd.read_csv(plain, parse_dates=DATES),
    }
    start = time.process_time()
    kept = tasks[task]()
    took = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if task == "load":
        assert kept.equals(make(rows)), "the table did not come back"
    return took, peak


def make(rows: int) -> Any:
    """Ten columns: floats, ints, text, bools and dates."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(0)
    columns: dict[str, Any] = {f"f{i}": rng.normal(size=rows) for i in range(4)}
    columns |= {f"n{i}": rng.integers(0, 10**6, rows) for i in range(3)}
    columns["colour"] = rng.choice(["red", "green", "blue"], rows)
    columns["day"] = pd.date_range("2020-01-01", periods=rows, freq="min")
    columns["flag"] = rng.random(rows) < 0.5
    return pd.DataFrame(columns)


if __name__ == "__main__":
    main()
