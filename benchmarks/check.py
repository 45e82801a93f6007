"""Time `nb2prod check` over many notebooks, beside `jupyter nbconvert --to script` over the same.

Both are whole processes in a fresh directory. "Warm" leaves the start-up out: it is the time that
many notebooks take more than a few do. See README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from convert import build_notebook, environment
from rich.console import Console
from rich.table import Table

TARGET = 10.0  # notebooks a second, warm, on two cores
TOOLS = ("nb2prod", "nbconvert")
SIZES = (17, 20, 23, 26, 30)  # cells of the notebooks, in turn


def fill(folder: Path, count: int) -> list[str]:
    """Write `count` notebooks of common size; return their names."""
    texts = [build_notebook(cells) for cells in SIZES]
    names = [f"churn_{number:03}.ipynb" for number in range(count)]
    for number, name in enumerate(names):
        text = texts[number % len(texts)].replace("churned", f"churned_{number}")
        (folder / name).write_text(text, encoding="utf-8")
    return names


def run_once(tool: str, count: int, jobs: int, scripts: Path) -> tuple[float, float]:
    """Run a tool on `count` notebooks; return its wall and CPU seconds, or raise RuntimeError."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        work = Path(folder)
        names = fill(work, count)
        command = {
            "nb2prod": [sys.executable, "-m", "nb2prod", "check", "--jobs", str(jobs), *names],
            "nbconvert": [str(scripts / "jupyter-nbconvert"), "--to", "script", *names],
        }[tool]
        if not Path(command[0]).exists():
            raise RuntimeError(f"{tool} is not installed")
        env = environment(tool, scripts, work)
        start, used = time.perf_counter(), _cpu()
        run = subprocess.run(command, cwd=work, env=env, capture_output=True, text=True)
        took, used = time.perf_counter() - start, _cpu() - used
        if run.returncode:
            raise RuntimeError((run.stderr or run.stdout).strip().splitlines()[-1])
        if tool == "nb2prod" and f"{count} notebooks checked, 0 with" not in run.stdout:
            raise RuntimeError("not all notebooks were checked")
        return took, used


def _cpu() -> float:
    """CPU seconds of all processes that were started from here and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Run the benchmark that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--notebooks", type=int, default=200)
    add("--few", type=int, default=20, help="notebooks of the run that stands for the start-up")
    add("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="worker processes")
    add("--repeat", type=int, default=3)
    add("--peers-python", type=Path, default=Path(sys.executable), help="the peer's interpreter")
    add("--json", type=Path, metavar="FILE", help="save the results")
    add("--assert", action="store_true", dest="strict", help="exit 1 when the target is missed")
    args = parser.parse_args()
    if not 1 < args.few < args.notebooks or args.repeat < 1:
        parser.error("--few must be between 2 and --notebooks, --repeat at least 1")
    scripts = args.peers_python.absolute().parent
    table = Table("tool", "whole run", "a second", "warm, a second", "CPU, each", "error")
    warm: dict[str, float] = {}
    whole: dict[str, float] = {}
    for tool in TOOLS:
        try:
            (many, used), (few, _) = (
                map(median, zip(*runs, strict=True))
                for runs in (
                    [run_once(tool, count, args.jobs, scripts) for _ in range(args.repeat)]
                    for count in (args.notebooks, args.few)
                )
            )
        except RuntimeError as error:
            table.add_row(tool, "-", "-", "-", "-", str(error))
            continue
        whole[tool] = args.notebooks / many
        warm[tool] = (args.notebooks - args.few) / max(many - few, 1e-9)
        cpu = f"{used / args.notebooks * 1000:.0f} ms"
        shown = (f"{whole[tool]:.1f}", f"{warm[tool]:.1f}")
        table.add_row(tool, f"{many:.2f} s", *shown, cpu, "")
    console = Console()
    console.print(table)
    for name, rates in (("whole run", whole), ("warm", warm)):
        if len(rates) == len(TOOLS):
            ratio = rates["nb2prod"] / rates["nbconvert"]
            console.print(f"{name}: {ratio:.2f} x the rate of nbconvert (one process)")
    met = warm.get("nb2prod", 0.0) >= TARGET
    console.print(f"warm: target >= {TARGET:.0f} notebooks a second: {'met' if met else 'not met'}")
    if args.json:
        report: dict[str, object] = {"python": platform.python_version(), "jobs": args.jobs}
        report |= {"warm": warm, "whole": whole, "target": TARGET, "met": met}
        args.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return int(args.strict and not met)


if __name__ == "__main__":
    sys.exit(main())
