"""The first run on a notebook without tags: what `nb2prod tag` would suggest for it, in a line."""

from pathlib import Path

from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.model import STAGES
from nb2prod.suggest.notebook_files import read_suggested


def suggested(path: Path) -> str:
    """``preprocess: cells 2 and 3; train: cell 5``; empty where no cell looks like a stage."""
    try:
        notebook = read_suggested(path)
    except ConversionError:
        return ""
    found = []
    for stage in STAGES:
        numbers = dict.fromkeys(int(cell.number) for cell in notebook.cells if cell.role is stage)
        if numbers:
            found.append(f"{stage.value}: {_cells([*numbers])}")
    return "; ".join(found)


def _cells(numbers: list[int]) -> str:
    *others, last = map(str, numbers)
    return f"cells {', '.join(others)} and {last}" if others else f"cell {last}"
