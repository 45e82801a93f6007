"""The first run on a notebook without tags: one line that says what its cells look like."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from nb2prod.diagnostics import ConversionError
from nb2prod.naming import listed
from nb2prod.notebook.model import STAGES, Role
from nb2prod.suggest.notebook_files import suggest
from nb2prod.suggest.suggestion import Piece, Suggestion


def suggested(path: Path) -> str:
    """``preprocess: cells 2 and 3; train: cell 5``; empty where no cell looks like a stage."""
    try:
        found = suggest(path, divide=False)
    except ConversionError:
        return ""
    told = {stage: [*_cells(found.suggestions, stage)] for stage in STAGES}
    return "; ".join(
        f"{stage.value}: {'cells' if len(cells) > 1 else 'cell'} {listed(cells)}"
        for stage, cells in told.items()
        if cells and not found.problems
    )


def _cells(suggestions: Sequence[Suggestion], stage: Role) -> Iterator[str]:
    """The cells with a tag; of those that are to be split the lines."""
    for one in suggestions:
        own = [piece for piece in one.pieces if piece.role is stage]
        if len(one.pieces) == 1:
            yield from (str(int(one.cell)) for _ in own)
        elif own:
            yield f"{int(one.cell)} ({', '.join(map(_lines, own))})"


def _lines(piece: Piece) -> str:
    single = piece.first == piece.last
    return f"line {piece.first}" if single else f"lines {piece.first} to {piece.last}"
