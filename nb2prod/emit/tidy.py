"""Format and fix generated modules with ruff."""

import ast
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from nb2prod.analysis.syntax.nodes import walked
from nb2prod.emit.pruned import pruned

RULES = "E4,E7,E9,F,I,UP"
_LISTED = ", ".join(f'"{rule}"' for rule in RULES.split(","))
_SELECT = f"select = [{_LISTED}]\n"
_STARS = frozenset({"F403", "F405"})
"""What is said of star imports whose names are not known, and then of each line that reads one."""
_STYLE = frozenset({"E711", "E712", "E721", "E722", "E731", "E741", "UP031"}) | _STARS
"""Rules that a notebook's author may not care for, and that say nothing of what code computes."""


def tidy(files: Mapping[str, str]) -> dict[str, str]:
    """The files with their Python sorted, formatted and free of what ruff finds.

    What ruff cannot fix in the notebook's code is left to it: questions of style (``== True``) are
    switched off in pyproject.toml, anything else gets a ``noqa`` comment.

    Raises:
        RuntimeError: ruff cannot be run, or a module is not Python.
    """
    python = {name: text for name, text in files.items() if name.endswith(".py")}
    with tempfile.TemporaryDirectory(prefix="nb2prod-") as folder:
        root = Path(folder)
        for name, text in python.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(_with_tries(text), encoding="utf-8", newline="\n")
        # to leave out a name that is never read changes nothing in a function
        safe = ("--config", "lint.extend-safe-fixes = ['F841']")
        fix = ("check", "--select", RULES, "--fix", "--output-format", "concise", *safe)
        left = _ruff(root, *fix)
        _ruff(root, "format")
        while _prune(root / name for name in python):
            left = _ruff(root, *fix)
            _ruff(root, "format")
        project = files.get("pyproject.toml", "")
        found = set(re.findall(r": ([A-Z]+\d+) ", left))
        style = sorted(found & _STYLE) if _SELECT in project else []
        if found - set(style):
            ignored = ("--ignore", ",".join(style)) if style else ()
            _ruff(root, "check", "--select", RULES, *ignored, "--add-noqa")
        tidied = {name: (root / name).read_text(encoding="utf-8") for name in python}
    if style:
        listed = ", ".join(f'"{code}"' for code in style)
        ignore = f"{_SELECT}ignore = [{listed}]\n"
        tidied["pyproject.toml"] = project.replace(_SELECT, ignore, 1)
    return {**files, **tidied}


def _prune(files: Iterable[Path]) -> bool:
    """Take needless expressions out of the files; whether there were any."""
    found = False
    for file in files:
        text = file.read_text(encoding="utf-8")
        if (made := pruned(text)) != text:
            file.write_text(made, encoding="utf-8", newline="\n")
            found = True
    return found


def _with_tries(text: str) -> str:
    """The module with a ``noqa`` at imports that it only tries, which ruff would leave out.

    ``try: import catboost; HAS_CAT = True`` asks whether the library is there.
    """
    if "import" not in text.partition("try:")[2]:
        return text
    nodes = walked(ast.parse(text))
    read = {node.id for node in nodes if isinstance(node, ast.Name)}
    tried = (n for t in nodes if isinstance(t, ast.Try) for top in t.body for n in ast.walk(top))
    lines = text.split("\n")
    for node in dict.fromkeys(tried):
        if isinstance(node, ast.Import | ast.ImportFrom):
            bound = {(one.asname or one.name).partition(".")[0] for one in node.names}
            line = lines[node.lineno - 1]
            if not bound & read and "noqa" not in line and not line.endswith("\\"):
                lines[node.lineno - 1] = f"{line}  # noqa: F401"
    return "\n".join(lines)


def _ruff(root: Path, *arguments: str) -> str:
    """Run ruff on the folder; what it has left to say."""
    from ruff.__main__ import find_ruff_bin

    command = [find_ruff_bin(), *arguments, "--isolated", "--no-cache", "--quiet"]
    command += ["--target-version", "py311", "."]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if run.returncode > 1 or (arguments[0] == "format" and run.returncode):
        raise RuntimeError(f"ruff failed: {run.stderr.strip() or run.stdout.strip()}")
    return run.stdout if run.returncode == 1 else ""
