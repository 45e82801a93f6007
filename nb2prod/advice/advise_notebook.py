"""The advice on one notebook. Nothing is written."""

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from nb2prod.advice import ruff
from nb2prod.advice.book import book_of
from nb2prod.advice.chosen import audible, chosen
from nb2prod.advice.fixes import fixed
from nb2prod.advice.rule import Advice, Book
from nb2prod.advice.walk import walk
from nb2prod.diagnostics import ConversionError, Diagnostic, Severity, unforeseen
from nb2prod.findings.finding import Checked, Finding, in_notebook
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.read import BadCells, read_notebook
from nb2prod.records import replace
from nb2prod.settings import Settings

_FRAMES = 6_000
_MOST = 6  # names in one line


def advise_one(path: Path, settings: Settings | None = None) -> Checked:
    """What the rules that the settings choose say about a notebook, in its order.

    Cells that cannot be read are findings too; the rules see the others.
    """
    started = time.perf_counter()
    findings = tuple(_findings(path, settings or Settings()))
    return Checked(path, findings, time.perf_counter() - started, fails_at=Severity.WARNING)


def advice_on(book: Book, settings: Settings) -> list[Advice]:
    """What the chosen rules say, but for what comments silence; in the notebook's order."""
    rules = chosen(settings.select, settings.ignore)
    found = [*walk(book, rules), *ruff.run(book, rules)]
    found = [one for one in dict.fromkeys(found) if one.rule.code in rules]
    return list(_joined(sorted(audible(found, sources_of(book)), key=_order)))


def _joined(found: Sequence[Advice]) -> Iterator[Advice]:
    """The advice, where several findings of a rule that wants it are one, at the first of them."""
    told: set[str] = set()
    for one in found:
        same = [other.subject for other in found if other.rule is one.rule]
        if not one.rule.several or len(same) == 1:
            yield one
        elif one.rule.code not in told:
            told.add(one.rule.code)
            subjects = ", ".join(f"`{name}`" for name in dict.fromkeys(same[:_MOST]))
            more = f" and {len(same) - _MOST} more" if len(same) > _MOST else ""
            message = one.rule.several.format(count=len(same), subjects=subjects + more)
            yield replace(one, message=message)


def _order(one: Advice) -> tuple[int, int, int, str, str]:
    return one.place.cell, one.place.line, one.place.column, one.rule.code, one.message


def fixed_notebook(notebook: Notebook, settings: Settings) -> Notebook:
    """The notebook with the safe fixes of the chosen rules."""
    book = book_of(notebook)
    return fixed(book, [one for one in advice_on(book, settings) if one.fixes])


def _findings(path: Path, settings: Settings) -> Iterator[Finding]:
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))
    try:
        try:
            notebook = read_notebook(path, require_stages=False)
        except BadCells as error:
            yield from (in_notebook(path, d) for d in error.diagnostics)
            notebook = error.rest
        book = book_of(notebook, path)
        sources = sources_of(book)
        for one in advice_on(book, settings):
            yield in_notebook(path, diagnostic(one, sources))
    except ConversionError as error:
        yield from (in_notebook(path, d) for d in error.diagnostics)
    except RecursionError:
        message = "the code of the notebook is nested too deeply to be analysed."
        yield Finding(path, Diagnostic(message, code="NB123"))
    except Exception as error:  # one fault of ours must not hide what is found elsewhere
        yield Finding(path, unforeseen(error))


def diagnostic(one: Advice, sources: Mapping[int, str]) -> Diagnostic:
    """What a person is told; ``sources`` are those of the cells, by number."""
    place = one.place
    lines = sources.get(place.cell, "").split("\n")
    source = lines[place.line - 1] if place.line <= len(lines) else ""
    return Diagnostic(
        one.message,
        one.advice,
        place,
        one.rule.code,
        source,
        place.column if source else 0,
        severity=Severity.WARNING,
    )


def sources_of(book: Book) -> dict[int, str]:
    """The text of each cell by number, as the file has it where that was read."""
    plain = {cell.number: cell.source for cell in book.notebook.cells}
    return plain | {cell.number: cell.source for cell in book.raw if cell.kind == "code"}
