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
class DataLine:
    """A shell line that gets data: ``text`` as written, but for passwords.

    ``makes`` are files, ``fills`` folders that get files of unknown names, ``folders`` those
    that ``mkdir`` makes; paths are relative to where the notebook runs (``.``). ``perhaps``: it
    copies or moves files, which are data only where the notebook reads what it makes.
    """

    text: str = ""
    makes: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    perhaps: bool = False


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

    ``requirements`` are those that ``pip install`` lines name, ``data`` the shell lines that get
    data, in order; ``notes`` tell what was left out.
    """

    name: str
    cells: tuple[Cell, ...]
    requirements: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    data: tuple[DataLine, ...] = ()
