"""The notebook as the later phases see it."""

from dataclasses import dataclass
from enum import StrEnum

from nb2prod.diagnostics import Diagnostic


class Role(StrEnum):
    """What a cell's tag makes of it. The first four are the stages."""

    PREPROCESS = "preprocess"
    TRAIN = "train"
    PREDICT = "predict"
    EVALUATE = "evaluate"
    PARAMETERS = "parameters"
    IMPORTS = "imports"
    FUNCTIONS = "functions"
    SKIP = "skip"
    UNTAGGED = "untagged"


STAGES = (Role.PREPROCESS, Role.TRAIN, Role.PREDICT, Role.EVALUATE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell; cells that are tagged `skip` are kept, later phases look through them.

    ``number`` counts all the cells of the file from 1, as front ends do. ``source`` is plain
    Python with the line numbers of the original: what is not Python (magics, shell lines, the
    comment that tags the cell) has been blanked out. ``markdown`` is the text of the markdown
    cells between the code cell before and this one.
    """

    number: int
    id: str
    role: Role
    source: str
    markdown: str = ""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code cells in document order; ``name`` is the file's name without suffix.

    ``requirements`` are those that ``pip install`` lines name; ``notes`` tell what was left out.
    """

    name: str
    cells: tuple[Cell, ...]
    requirements: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
