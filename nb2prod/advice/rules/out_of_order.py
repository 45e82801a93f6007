"""Cells that were run in another order than they stand."""

from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Book, Rule, whole
from nb2prod.diagnostics import Place

RULE = Rule(
    code="NB517",
    tip="Training, prediction and evaluation run from top to bottom, as a script.",
    why="The results in the notebook came of another order; run from the top it may fail, or give\n"
    "other numbers. Scripts run in the order of the cells.",
    bad='{"cells": [\n'
    '{"cell_type": "code", "execution_count": 2, "metadata": {}, "outputs": [], '
    '"source": "a = 1"},\n'
    '{"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], '
    '"source": "b = 2"}\n'
    '], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}\n',
    good='{"cells": [\n'
    '{"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], '
    '"source": "a = 1\\nprint(a)"},\n'
    '{"cell_type": "code", "execution_count": 2, "metadata": {}, "outputs": [], '
    '"source": "print(a)"}\n'
    '], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}\n',
    fix="Restart the kernel, run all cells, and save.",
)


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
