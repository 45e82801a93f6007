"""What tools that turn notebooks into scripts make of a folder of notebooks.

A notebook is counted as converted if the tool ends with 0, all modules that it wrote parse, and no
name in them is undefined (``ruff``, F821). Nothing is run.
"""

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

COMMANDS: dict[str, Callable[[Path, Path], list[str]]] = {
    "nb2prod": lambda here, peers: [sys.executable, "-m", "nb2prod", "convert", "--auto-tag", "-q"],
    "notebook-to-pipeline": lambda here, peers: [str(peers / "nb2p"), "scaffold", "-o", str(here)],
    "nbconvert": lambda here, peers: [str(peers / "jupyter-nbconvert"), "--to", "script"],
    "soorgeon": lambda here, peers: [str(peers / "soorgeon"), "refactor", "--file-format", "py"],
}


def outcome(tool: str, notebook: Path, peers: Path) -> str:
    """What one tool makes of one notebook: converted, or why not."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        copy = here / "notebook.ipynb"
        shutil.copy(notebook, copy)
        command = [*COMMANDS[tool](here, peers), str(copy)]
        try:
            run = subprocess.run(command, cwd=here, capture_output=True, timeout=300)
        except subprocess.TimeoutExpired:
            return "time"
        if run.returncode:
            return "traceback" if b"Traceback" in run.stderr + run.stdout else "refused"
        modules = sorted(here.rglob("*.py"))
        if not modules:
            return "nothing written"
        return judged(modules)


def judged(modules: list[Path]) -> str:
    """Whether modules parse, and have no undefined name."""
    for module in modules:
        try:
            ast.parse(module.read_text(encoding="utf-8"))
        except SyntaxError:
            return "syntax error"
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F821"]
    found = subprocess.run([*ruff, *map(str, modules)], capture_output=True)
    return "undefined name" if found.returncode else "converted"


def main() -> None:
    """Print a line a tool."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", type=Path, help="folder of .ipynb files")
    parser.add_argument("--peers", type=Path, default=Path("peers/bin"), help="their programs")
    given = parser.parse_args()
    notebooks = sorted(given.notebooks.rglob("*.ipynb"))
    for tool in COMMANDS:
        found = Counter(outcome(tool, one, given.peers.resolve()) for one in notebooks)
        others = ", ".join(
            f"{n} {what}" for what, n in sorted(found.items()) if what != "converted"
        )
        print(f"{tool}: {found['converted']} of {len(notebooks)} converted; {others}", flush=True)


if __name__ == "__main__":
    main()
