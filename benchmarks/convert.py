"""Time and weigh `nb2prod convert` beside the tools that do something similar.

Every run is a whole process in a fresh directory, on the same synthetic notebook. See README.md.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

SCAFFOLD = "notebook-to-pipeline"
# what, of how many cells, beside which tool (and cells): the largest allowed share of its median
TARGETS = (
    ("processor", 20, ("nbconvert", 20), 0.6),
    ("processor", 20, (SCAFFOLD, 20), 1.5),
    ("processor", 500, ("nbconvert", 500), 1.0),
    ("peak", 500, ("nbconvert", 500), 1.0),
    ("processor", 10_000, ("nb2prod", 500), 25.0),
)
MEASURES = ("processor", "wall", "peak")
MIN_CELLS, CELLS_PER_HEADING = 17, 25
TOOLS = ("nb2prod", "nbconvert", "jupytext", "soorgeon", SCAFFOLD, "marimo", "nbrefactor")
NOTEBOOK, LOGS = "churn.ipynb", ("stderr", "stdout")
Results = dict[tuple[str, int], "Result"]  # by tool and number of cells

# Linux keeps a process's peak over fork and exec: a child never reports less than the process that
# starts it had. So a bare interpreter, not this one, starts and awaits each tool.
LAUNCHER = """
import json, os, signal, sys, time
files = [os.open(path, os.O_WRONLY | os.O_CREAT) for path in ("stdout.log", "stderr.log")]
actions = [(os.POSIX_SPAWN_DUP2, fd, to) for to, fd in enumerate(files, start=1)]
signal.signal(signal.SIGALRM, lambda *_: os.kill(pid, signal.SIGKILL))
start = time.perf_counter()
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=actions)
signal.alarm(int(sys.argv[1]))
_, status, usage = os.wait4(pid, 0)
took = time.perf_counter() - start
spent = usage.ru_utime + usage.ru_stime
print(json.dumps([spent, took, usage.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""

IMPORTS = """%matplotlib inline
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score
from sklearn.model_selection import train_test_split"""
FUNCTIONS = """def fill_median(table, column):
    median = table[column].median()
    return table[column].fillna(median)"""

# For each stage the first cell, then the cells that take turns; @ stands for a running number.
STAGES: dict[str, tuple[str, ...]] = {
    "preprocess": (
        """frame = pd.read_csv("data/customers.csv")
frame["income"] = fill_median(frame, "income")
features = ["age", "income", "tenure"]
frame.head()""",
        """frame["age_@"] = (frame["age"] - @) ** 2
frame["income_log_@"] = np.log1p(frame["income"] / @)
features = features + ["age_@", "income_log_@"]
frame.head()""",
        """def ratio_@(top, bottom):
    return top / (bottom + @)
frame["ratio_@"] = ratio_@(frame["income"], frame["tenure"])
features = features + ["ratio_@"]""",
        """usage_@ = pd.read_csv("data/usage_@.csv")
usage_@["minutes_@"] = fill_median(usage_@, "minutes_@")
frame = frame.merge(usage_@, on="customer_id", how="left")
frame.shape""",
    ),
    "train": (
        """x, y = frame[features], frame["churned"]
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=0)
model = RandomForestClassifier(random_state=0).fit(x_train, y_train)
models = {"base": model}""",
        """forest_@ = RandomForestClassifier(n_estimators=10 + @, max_depth=6, random_state=@)
forest_@.fit(x_train, y_train)
models["forest_@"] = forest_@
print("forest_@", forest_@.score(x_train, y_train))""",
    ),
    "predict": (
        """probabilities = model.predict_proba(x_test)[:, 1]
predictions = (probabilities > 0.5).astype(int)
votes = {name: each.predict(x_test) for name, each in models.items()}
predictions[:10]""",
        """chosen_@ = (probabilities > 1 / (1 + @)).astype(int)
table_@ = pd.DataFrame({"probability": probabilities, "chosen": chosen_@})
table_@.to_csv("predictions_@.csv", index=False)
table_@.head()""",
    ),
    "evaluate": (
        """accuracy = accuracy_score(y_test, predictions)
auc = roc_auc_score(y_test, probabilities)
results = {"accuracy": accuracy, "auc": auc}
print(f"accuracy {accuracy:.3f}, AUC {auc:.3f}")""",
        """cut_@ = (probabilities > 1 / (2 + @)).astype(int)
results["f1_@"] = f1_score(y_test, cut_@)
results["agree_@"] = float(np.mean(cut_@ == predictions))
pd.Series(results).tail()""",
        """fig_@, ax_@ = plt.subplots(figsize=(6, 4))
ax_@.hist(probabilities, bins=10 + @)
ax_@.set_title("Predicted probability, @")
plt.show()""",
    ),
}
SHARES = {"train": 0.2, "predict": 0.15, "evaluate": 0.2}  # preprocess has the rest


@dataclass
class Result:
    """What the runs of one tool on one size gave, each in the order of `MEASURES`."""

    tool: str
    cells: int
    runs: list[tuple[float, float, float]] = field(default_factory=list)
    error: str = ""

    def medians(self) -> list[float]:
        """Return the median of each measure, nothing when the tool failed."""
        return [] if self.error else [median(column) for column in zip(*self.runs, strict=True)]


def build_notebook(cells: int) -> str:
    """Return a deterministic, valid notebook of exactly `cells` cells."""
    nbformat: Any = importlib.import_module("nbformat")  # its functions carry no types
    pairs = [("", "# Customer churn"), ("imports", IMPORTS), ("functions", FUNCTIONS)]
    counts = {stage: int((cells - len(pairs)) * share) for stage, share in SHARES.items()}
    counts["preprocess"] = cells - len(pairs) - sum(counts.values())
    for stage, (first, *turns) in STAGES.items():
        code = 0
        for i in range(counts[stage]):
            if i % CELLS_PER_HEADING == 0:
                pairs.append(("", f"## {stage.title()} {i // CELLS_PER_HEADING + 1}"))
            elif i % 8 == 5:
                pairs.append(("", f"Look at the *{stage}* output above before going on."))
            else:
                source = turns[(code - 1) % len(turns)] if code else first
                pairs.append((stage, source.replace("@", str(code))))
                code += 1
    language = {"name": "python", "file_extension": ".py"}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel, "language_info": language})
    for n, (tag, source) in enumerate(pairs):
        new = nbformat.v4.new_code_cell if tag else nbformat.v4.new_markdown_cell
        tags = {"tags": [tag]} if tag else {}
        notebook.cells.append(new(source, id=f"cell-{n}", metadata=tags))
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook))


def command(tool: str, scripts: Path) -> list[str]:
    """Return a tool's command line; the peers' console scripts are in `scripts`."""
    return {
        "nb2prod": [
            sys.executable,
            "-m",
            "nb2prod",
            "convert",
            "--no-cache",
            NOTEBOOK,
            "-o",
            "out",
        ],
        "nbconvert": [str(scripts / "jupyter"), "nbconvert", "--to", "script", NOTEBOOK],
        "jupytext": [str(scripts / "jupytext"), "--to", "py:percent", NOTEBOOK],
        "soorgeon": [str(scripts / "soorgeon"), "refactor", NOTEBOOK],
        SCAFFOLD: [str(scripts / "nb2p"), "scaffold", "-o", "out", NOTEBOOK],
        "marimo": [str(scripts / "marimo"), "convert", NOTEBOOK, "-o", "out.py"],
        "nbrefactor": [str(scripts / "jupyter-nbrefactor"), NOTEBOOK, "out"],
    }[tool]


def environment(tool: str, scripts: Path, work: Path) -> dict[str, str]:
    """Return the user's environment without what would make the comparison uneven."""
    uneven = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
    env = {name: value for name, value in os.environ.items() if name not in uneven}
    env |= {"JUPYTER_CONFIG_DIR": str(work / "no-config"), "PLOOMBER_STATS_ENABLED": "false"}
    if tool == "nb2prod":  # measure the checkout that this file is in
        paths = [str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH", "")]
        return env | {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    return env | {"PATH": os.pathsep.join([str(scripts), env.get("PATH", os.defpath)])}


def run_once(tool: str, notebook: str, scripts: Path, timeout: int) -> tuple[float, float, float]:
    """Run a tool in a fresh directory; return the measures, or raise RuntimeError."""
    argv = command(tool, scripts)
    needed = [Path(argv[0]), *([scripts / "jupyter-nbconvert"] if tool == "nbconvert" else [])]
    if not all(path.exists() for path in needed):
        raise RuntimeError("not installed")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        work = Path(folder)
        (work / NOTEBOOK).write_text(notebook, encoding="utf-8")
        argv = [sys.executable, "-I", "-S", "-c", LAUNCHER, str(timeout), *argv]
        env = environment(tool, scripts, work)
        run = subprocess.run(argv, cwd=work, env=env, input="", capture_output=True, text=True)
        if run.returncode:
            raise RuntimeError(run.stderr.strip().splitlines()[-1])
        spent, seconds, peak, code = json.loads(run.stdout)
        if seconds >= timeout:
            raise RuntimeError(f"no result after {timeout} s")
        if code:
            logs = [(work / f"{name}.log").read_text("utf-8", "replace") for name in LOGS]
            message = next((log.strip().splitlines()[-1] for log in logs if log.strip()), "")
            missing = message.endswith("No module named nb2prod")
            raise RuntimeError("not installed" if missing else f"exit {code}: {message}")
        if len([*work.rglob("*.py"), *work.rglob("*.ipynb")]) < 2:  # the notebook itself is one
            raise RuntimeError("exit 0, but no script or notebook was written")
    return spent, seconds, peak / (1024**2 if sys.platform == "darwin" else 1024)


def measure(tools: list[str], sizes: list[int], args: argparse.Namespace) -> Results:
    """Run every tool on every size in turn, one warm-up round first."""
    scripts = args.peers_python.absolute().parent  # not resolved: a venv's python is a link
    results = {(tool, n): Result(tool, n) for n in sizes for tool in tools}
    notebooks = {n: build_notebook(n) for n in sizes}
    for turn in range(args.repeat + 1):
        shift = turn % len(tools)  # so that no tool always follows the same other one
        for tool, n in ((t, n) for n in sizes for t in tools[shift:] + tools[:shift]):
            result = results[tool, n]
            try:
                run = None if result.error else run_once(tool, notebooks[n], scripts, args.timeout)
            except RuntimeError as error:
                result.error = str(error)
            else:
                result.runs += [run] if run and turn else []
    return results


def ratios(results: Results, top: tuple[str, int], base: tuple[str, int]) -> list[float]:
    """Divide the medians of two results; nothing when one is missing."""
    over, under = (results[key].medians() if key in results else [] for key in (top, base))
    return [a / b for a, b in zip(over, under, strict=True)] if over and under else []


def print_table(console: Console, results: Results, tools: list[str], sizes: list[int]) -> None:
    """Print one table, a row for each tool and size: medians, and times nbconvert."""
    table = Table("cells", "tool", *(part for name in MEASURES for part in (name, "x")), "error")
    for n, tool in ((n, tool) for n in sizes for tool in tools):
        medians = results[tool, n].medians()
        units = ("s", "s", "MiB")
        shown = [f"{m:.3g} {unit}" for m, unit in zip(medians, units, strict=False)] or ["-"] * 3
        shares = [f"{x:.2f}" for x in ratios(results, (tool, n), ("nbconvert", n))] or ["-"] * 3
        row = [part for pair in zip(shown, shares, strict=True) for part in pair]
        table.add_row(str(n), tool, *row, escape(results[tool, n].error))
    console.print(table)


def judge(results: Results, sizes: list[int]) -> list[dict[str, Any]]:
    """Compare with the targets that apply; one without a measurement is not met."""
    verdicts: list[dict[str, Any]] = []
    for name, cells, base, limit in TARGETS:
        if cells in sizes and base[1] in sizes:
            found = ratios(results, ("nb2prod", cells), base)
            value = found[MEASURES.index(name)] if found else None
            told = f"{name}, {cells} cells, x {base[0]} at {base[1]}"
            met = value is not None and value <= limit
            verdicts.append({"target": told, "limit": limit, "value": value, "met": met})
    return verdicts


def main() -> int:
    """Run the benchmark that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--cells", type=int, nargs="+", default=[20, 500], help="sizes of the notebooks")
    add("--repeat", type=int, default=5, help="timed runs, after one warm-up")
    add("--tool", choices=TOOLS, action="append", help="only this tool (may be repeated)")
    add("--peers-python", type=Path, default=Path(sys.executable), help="the peers' interpreter")
    add("--timeout", type=int, default=300, help="seconds allowed for one run")
    add("--json", type=Path, metavar="FILE", help="save the results")
    add("--assert", action="store_true", dest="strict", help="exit 1 when a target is missed")
    args = parser.parse_args()
    if args.repeat < 1 or min(args.cells) < MIN_CELLS:
        parser.error(f"--repeat must be at least 1, --cells at least {MIN_CELLS}")
    sizes = sorted(set(args.cells))
    tools = [t for t in TOOLS if t in (args.tool or TOOLS)]
    console = Console(width=120)
    results = measure(tools, sizes, args)
    print_table(console, results, tools, sizes)
    verdicts = judge(results, sizes)
    for v in verdicts:
        value = "not measured" if v["value"] is None else f"{v['value']:.2f}"
        end = "met" if v["met"] else "not met"
        console.print(f"{v['target']}: {value}, target <= {v['limit']}: {end}")
    if args.json:
        runs = [asdict(result) for result in results.values()]
        report = {"python": platform.python_version(), "results": runs, "targets": verdicts}
        args.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return int(args.strict and not (verdicts and all(v["met"] for v in verdicts)))


if __name__ == "__main__":
    sys.exit(main())
