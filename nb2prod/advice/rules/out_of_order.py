"""Cells that were run in another order than in the document."""

from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Book, Rule, whole
from nb2prod.diagnostics import Place

RULE = Rule("NB517")


@whole(RULE)
def order(book: Book) -> Iterator[Advice]:
    """The first cell that was run before one above it."""
    ids = {cell.number: cell.id for cell in book.raw}
    latest, at = 0, 0
    for number, count in book.counts:
        if count < latest:
            message = f"this cell was run before cell {at}, which stands above it."
            place = Place(number, ids.get(number, ""), 1)
            yield Advice(RULE, place, 1, message, "Restart the kernel and run all cells.")
            return
        latest, at = count, number
