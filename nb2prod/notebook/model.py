"""The notebook as the later phases see it."""

from dataclasses import dataclass
from enum import StrEnum


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
    """A code cell. ``source`` is plain Python: magics are calls of ``get_ipython()``."""

    number: int
    id: str
    role: Role
    source: str
    markdown: str = ""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code cells in document order; ``name`` is the file's name without suffix."""

    name: str
    cells: tuple[Cell, ...]
