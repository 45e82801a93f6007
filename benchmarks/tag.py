"""How often `nb2prod tag` suggests the tag that a person would give; see README.md.

Prints the accuracy over the cells of the labelled notebooks, a confusion matrix, and how right
the suggestions are by their confidence.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.support.labelled import FOLDER, Labelled, labelled

TARGET = 0.9
TAGS = ("preprocess", "train", "predict", "evaluate", "parameters", "imports", "functions", "skip")
BOUNDS = (0.9, 0.75, 0.6, 0.0)


def confusion(cells: Sequence[Labelled]) -> Table:
    """A row a tag that is wanted, a column a tag that is suggested; split cells by their parts."""
    counts: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        got = [piece.role.value for piece in cell.suggestion.pieces]
        if len(got) == len(cell.wanted):
            counts.update(zip(cell.wanted, got, strict=True))
        else:
            counts.update((tag, "otherwise split") for tag in cell.wanted)
    columns = (*TAGS, "otherwise split")
    table = Table(title="wanted (rows) and suggested (columns)")
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    for tag in TAGS:
        table.add_row(tag, *(str(counts[tag, column] or "") for column in columns))
    return table


def by_confidence(cells: Sequence[Labelled]) -> Table:
    """How many suggestions of each confidence are right."""
    table = Table("confidence", "cells", "right", title="confidence")
    below = 1.01
    for bound in BOUNDS:
        group = [c for c in cells if bound <= c.suggestion.confidence < below]
        right = sum(c.right for c in group)
        share = f"{right / len(group):.0%}" if group else ""
        table.add_row(f"{bound:.2f} and more", str(len(group)), share)
        below = bound
    return table


def main() -> int:
    """Print the tables; 1 where the accuracy is below the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--wrong", action="store_true", help="list the cells that are wrong")
    given = parser.parse_args()
    cells = list(labelled(given.folder))
    console = Console(width=140)
    console.print(confusion(cells))
    console.print(by_confidence(cells))
    if given.wrong:
        for cell in (c for c in cells if not c.right):
            one = cell.suggestion
            got = ", ".join(piece.role for piece in one.pieces)
            wanted = ", ".join(cell.wanted)
            print(f"{cell.notebook}, cell {one.cell}: {got}, not {wanted}: {one.reason}")
    right = sum(cell.right for cell in cells)
    notebooks = len({cell.notebook for cell in cells})
    print(f"{right} of {len(cells)} cells in {notebooks} notebooks right: {right / len(cells):.1%}")
    return int(right / len(cells) < TARGET)


if __name__ == "__main__":
    sys.exit(main())
