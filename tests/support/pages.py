"""The examples on the pages of docs/diagnostics, and what comes of them."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from nb2prod.advice.advise_notebook import advise_one
from nb2prod.check.check_notebook import Question, check_one
from nb2prod.configuration import SettingsError, choices
from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.findings.finding import Checked
from nb2prod.notebooks import Job
from tests.support.commands import run_alone

PAGES = Path(__file__).parents[2] / "docs" / "diagnostics"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILES = {"python": "example.py", "json": "example.ipynb", "toml": "pyproject.toml"}
_PLAIN = '# %% tags=["train"]\nprint(1)\n'


def sections(text: str) -> dict[str, str]:
    """The text below each heading of a page; that below the title under ''."""
    head, *parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    return {"": head.split("\n", 1)[1]} | dict(zip(parts[::2], parts[1::2], strict=True))


def raised(example: str, folder: Path) -> set[str]:
    """The codes that an example raises.

    Its blocks are files: Python and JSON are a notebook, TOML is a pyproject.toml. Lines of a
    console block that start with ``$`` are run; without such a block the notebook is checked.
    """
    blocks = blocks_of(example)
    if blocks.get("console", "").startswith("$ nb2prod advise "):
        _write(blocks, folder)
        found = [f for path in folder.iterdir() for f in advise_one(path).findings]
        return {finding.diagnostic.code for finding in found}
    if "console" in blocks:
        _write(blocks, folder)
        return _run(blocks["console"], folder)
    return {found.code for found in told(blocks, folder)}


def blocks_of(text: str) -> dict[str, str]:
    """The fenced blocks of a text, by their languages."""
    return dict(_FENCE.findall(text))


def refused(blocks: Mapping[str, str], folder: Path) -> list[str]:
    """What ``check`` says of the notebook that keeps it from being converted."""
    found = told(blocks, folder)
    return [f"{one.code} {one.message}" for one in found if one.severity is Severity.ERROR]


def told(blocks: Mapping[str, str], folder: Path) -> Sequence[Diagnostic]:
    """What ``check`` says of the notebook that the blocks are."""
    _write(blocks, folder)
    notebook = folder / ("example.ipynb" if "json" in blocks else "example.py")
    if not notebook.exists():
        notebook.write_text(_PLAIN, encoding="utf-8")
    try:
        question = Question(Job(notebook, folder / "none", choices(notebook, {})))
    except SettingsError as error:
        return error.diagnostics
    checked: Checked = check_one(question)
    return [finding.diagnostic for finding in checked.findings]


def _write(blocks: Mapping[str, str], folder: Path) -> None:
    for language, name in _FILES.items():
        if language in blocks:
            (folder / name).write_text(blocks[language], encoding="utf-8")


def _run(console: str, folder: Path) -> set[str]:
    """The codes that are told by the lines of a console block, each by itself."""
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": os.pathsep.join([scripts, os.environ["PATH"]])}
    said = ""
    for line in (line[2:] for line in console.splitlines() if line.startswith("$ ")):
        words = shlex.split(line)
        if words[0] == "nb2prod":
            done = run_alone(*words[1:], folder=folder)
            said += done.stdout + done.stderr
        else:
            run = subprocess.run(
                ["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True
            )
            said += run.stdout + run.stderr
    return set(re.findall(r"\bNB\d{3}\b", said))
