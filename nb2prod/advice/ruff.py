"""What ruff finds in the notebook's code, in one run, mapped back to cell and line."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

from nb2prod.advice.rule import Advice, Book, Rule
from nb2prod.diagnostics import Place
from nb2prod.notebook.model import Cell


def run(book: Book, rules: Mapping[str, Rule]) -> Iterator[Advice]:
    """The findings of those rules that ruff knows; none in skipped cells, which it reads too.

    Raises:
        RuntimeError: ruff cannot be run.
    """
    wanted = {name: (rule, text) for rule in rules.values() for name, text in rule.ruff}
    if not wanted:
        return
    places: list[tuple[Cell, int]] = []
    for cell in book.notebook.cells:
        places += [(cell, line) for line, _ in enumerate(cell.source.split("\n"), 1)]
    text = "\n".join(cell.source for cell in book.notebook.cells)
    for found in _findings(text, sorted(wanted)):
        row = found["location"]["row"]
        if found["code"] not in wanted or not 0 < row <= len(places):
            continue
        cell, line = places[row - 1]
        if cell.live:
            rule, message = wanted[found["code"]]
            place = Place(cell.number, cell.id, line, found["location"]["column"])
            told = Advice(rule, place, line, message or _sentence(found["message"]))
            refined = rule.refine(book, told) if rule.refine else told
            if refined is not None:
                yield refined


def _findings(text: str, codes: list[str]) -> list[dict[str, Any]]:
    from ruff.__main__ import find_ruff_bin

    command = [find_ruff_bin(), "check", "--isolated", "--no-cache", "--quiet", "--exit-zero"]
    command += ["--select", ",".join(codes), "--target-version", "py311"]
    command += ["--output-format", "json", "--stdin-filename", "notebook.py", "-"]
    done = subprocess.run(
        command, input=text.encode("utf-8", "replace"), capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"ruff failed: {done.stderr.decode(errors='replace').strip()}")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _sentence(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".") + "."
