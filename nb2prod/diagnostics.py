"""Diagnostics: where in the notebook, what is wrong, what to do."""

import os
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from nb2prod.knowledge.secret_words import masked
from nb2prod.records import dataclass


class Severity(StrEnum):
    """How bad a finding is: an error stops the conversion, a warning needs the reader's hand."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a notebook's cell; cells, lines and columns count from 1.

    ``column`` is 0 where it is not known.
    """

    cell: int
    cell_id: str
    line: int
    column: int = 0

    def __str__(self) -> str:
        return f"{cell_name(self.cell, self.cell_id)}, line {self.line}"


def cell_name(number: int, cell_id: str) -> str:
    """A cell for people; of a long id, as some editors make them, the beginning is enough, but
    not of the file that a cell runs.

    >>> cell_name(3, "a1b2c3d4"), cell_name(3, "26a25e75-a784-4472-a1d4-979b09e33f0d")
    ('cell 3 (a1b2c3d4)', 'cell 3 (26a25e75…)')
    """
    whole = len(cell_id) <= 12 or "." in cell_id
    shown = cell_id if whole else f"{cell_id[:8]}…"
    return f"cell {number} ({shown})" if shown else f"cell {number}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``place`` is None where it is about the whole notebook.

    ``code`` is the stable name of the kind of finding, a key of ``nb2prod.codes.CODES``.
    ``source`` is the line of the notebook that it is about, ``column`` the column there,
    from 1, or 0; ``heading`` is the one above the cell, ``file`` the name of the notebook where
    several are one. ``apart``: it is wrong only because these
    statements are in different stages.
    """

    message: str
    advice: str = ""
    place: Place | None = None
    code: str = ""
    source: str = ""
    column: int = 0
    heading: str = ""
    file: str = ""
    severity: Severity = Severity.ERROR
    apart: tuple[Place, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", masked(self.source))  # all formats show it

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}" + (f" {self.advice}" if self.advice else "")


def note(code: str, message: str, place: Place | None = None, advice: str = "") -> Diagnostic:
    """What the reader may want to know, and need not act on."""
    return Diagnostic(message, advice, place, code, severity=Severity.NOTE)


class ConversionError(Exception):
    """The notebook cannot be converted as it stands; ``diagnostics`` tell why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics = diagnostics


def exit_code(errors: Iterable[Diagnostic]) -> int:
    """0 without errors; 2 where a path leads to no notebook, which is wrong usage; else 1."""
    return max((2 if one.code == "NB404" else 1 for one in errors), default=0)


def unforeseen(error: Exception) -> Diagnostic:
    """What is told of an error that no code expects: a file is locked, or the tool is at fault."""
    if isinstance(error, PermissionError) and error.filename:
        message = f"{error.filename} may not be read: {error.strerror}."
        return Diagnostic(message, "Fix its permissions.", code="NB101")
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Diagnostic(
        f"nb2prod failed on this notebook ({what}). This is a fault of nb2prod.",
        "Please report it with the output of `nb2prod convert --verbose`.",
        code="NB901",
    )


_COLOURS = {Severity.ERROR: 31, Severity.WARNING: 33, Severity.NOTE: 36}


def has_colours(stream: TextIO) -> bool:
    """Whether it is a terminal whose reader has not asked for plain text."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def tell(diagnostic: Diagnostic, notebook_name: str) -> None:
    """Print the finding to stderr."""
    text = render(diagnostic, notebook_name, coloured=has_colours(sys.stderr))
    sys.stderr.write(f"{text}\n")


def render(diagnostic: Diagnostic, notebook_name: str, *, coloured: bool = False) -> str:
    """The finding as the terminal shows it: place, code and message, source line, advice."""

    def painted(text: str, how: int) -> str:
        return f"\x1b[{how}m{text}\x1b[0m" if coloured else text

    place, how = diagnostic.place, _COLOURS[diagnostic.severity]
    if diagnostic.file:
        notebook_name = str(Path(notebook_name).with_name(diagnostic.file))
    where = f"{notebook_name}: {place}" if place else notebook_name
    where += f' ("{diagnostic.heading}")' if diagnostic.heading else ""
    label = diagnostic.severity.value if diagnostic.severity is not Severity.ERROR else ""
    head = " ".join(part for part in (label, diagnostic.code) if part)
    start = f"{painted(harmless(where), 1)}: {painted(head, how)}".rstrip()
    lines = [f"{start} {harmless(diagnostic.message)}"]
    if diagnostic.source:
        column = diagnostic.column or (place.column if place else 0)
        lines.append(harmless(f"    {diagnostic.source}"))
        if column:
            before = diagnostic.source[: column - 1].ljust(column - 1)
            lines.append("    " + "".join(map(_blank, before)) + painted("^", how))
    if diagnostic.advice:
        lines.append(harmless(f"  {diagnostic.advice}"))
    return "\n".join(lines)


def harmless(line: str) -> str:
    """The line; what could drive the terminal that shows it is escaped."""
    return "".join(map(_harmless, line))


def _blank(character: str) -> str:
    """As much space as the character takes, so that the caret stands below the right one."""
    shown = _harmless(character)
    if shown == "\t" or len(shown) > 1:
        return shown if shown == "\t" else " " * len(shown)
    if unicodedata.combining(character):
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "


def _harmless(character: str) -> str:
    if character.isprintable() or character == "\t":
        return character
    return character.encode("unicode_escape").decode("ascii")
