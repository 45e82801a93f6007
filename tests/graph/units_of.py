"""Parts of small notebooks, for the tests."""

from collections.abc import Iterable

from nb2prod.analysis.analyse import analyse
from nb2prod.graph.program import Program, program_of
from nb2prod.graph.units import Part
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.stages.numbered import parts_of

LETTERS = {
    "p": Role.PREPROCESS,
    "t": Role.TRAIN,
    "r": Role.PREDICT,
    "e": Role.EVALUATE,
    "c": Role.PARAMETERS,
    "-": Role.UNTAGGED,
}


def program(*cells: tuple[str, str]) -> Program:
    """The program of cells, each a letter of the tag and a source."""
    made = (Cell(n, f"c{n}", LETTERS[tag], src) for n, (tag, src) in enumerate(cells, 1))
    return program_of(analyse(Notebook("test", tuple(made))))


def parts(*cells: tuple[str, str]) -> tuple[Part, ...]:
    """The parts of such cells."""
    made = program(*cells)
    return parts_of(made.units, made)


def shape(found: Iterable[Part]) -> str:
    """The parts with the numbers of their cells: ``preprocess 1 3, train 2``."""
    return ", ".join(
        " ".join([p.name, *(str(cell[0].analysed.statement.cell.number) for cell in p.cells)])
        for p in found
    )
