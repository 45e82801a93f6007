"""Packages installed without a version."""

from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Book, Rule, whole
from nb2prod.diagnostics import Place
from nb2prod.notebook.shell import Effect, read_shell
from nb2prod.patterns import regex

RULE = Rule("NB520")
_VERSION = regex(r"[=<>~@]")
_LINE = regex(r"\s*(?:!|%{1,2}(?=(?:pip|conda|mamba)\b))?\s*")


@whole(RULE)
def unpinned(book: Book) -> Iterator[Advice]:
    """``pip install NAME`` and ``conda install NAME`` in lines of shell."""
    for place, text in book.shell:
        line = read_shell(text[match.end() :] if (match := _LINE.match(text)) else text)
        open_ones = [name for name in line.requirements if not _VERSION.search(name)]
        if line.effect is Effect.INSTALLS and open_ones:
            shown = ", ".join(f"`{name}`" for name in open_ones)
            message = f"{shown} is installed without a version."
            if len(open_ones) > 1:
                message = f"{shown} are installed without versions."
            here = Place(place.cell, place.cell_id, place.line, 1)
            yield Advice(RULE, here, place.line, message, "Write the versions (`==1.2.3`).")
