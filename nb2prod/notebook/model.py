"""The notebook as the later phases see it."""

import re
from dataclasses import replace
from enum import StrEnum
from typing import Self

from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.resources import Resources
from nb2prod.records import dataclass

_WORD = re.compile(r"[^\W\d]\w*")


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


class PartNumber(int):
    """The number of a cell for a later part of it: shown as the cell's, but another key.

    So whatever keeps something by cell tells the parts of a split cell apart, and the parts of
    a part; ``int(number)`` is the plain number.
    """

    part: tuple[int, ...]

    def __new__(cls, number: int, part: int) -> Self:
        made = super().__new__(cls, number)
        made.part = (*(number.part if isinstance(number, PartNumber) else ()), part)
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartNumber) and (int(self), self.part) == (int(other), other.part)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((int(self), self.part))

    def __reduce__(self) -> tuple[object, tuple[int, tuple[int, ...]]]:
        return _part_number, (int(self), self.part)


def _part_number(number: int, parts: tuple[int, ...]) -> int:
    for part in parts:
        number = PartNumber(number, part)
    return number


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell; cells that are tagged `skip` are kept, later phases look through them.

    ``number`` counts all the cells of the file from 1, as front ends do. ``source`` is plain
    Python with the line numbers of the original: what is not Python (magics, shell lines, the
    comment that tags the cell) has been blanked out. ``markdown`` is the text of the markdown
    cells between the code cell before and this one. ``confidence`` (0..1) is that of a role which
    is suggested; None where the user's tag says so. Where the source is of a file that the cell
    runs, ``file`` is its path, the ``id`` as well, and ``ran_at`` the line that runs it. Its
    tags ask for ``resources``.
    """

    number: int
    id: str
    role: Role
    source: str
    markdown: str = ""
    confidence: float | None = None
    file: str = ""
    ran_at: int = 0
    resources: Resources = Resources()


def part_of(cell: Cell, start: int, end: int, part: int) -> Cell:
    """Lines of a cell, from 0, as a cell of their own in which they have the same numbers.

    Part 0 is the first, which keeps the number and what is written above.
    """
    lines = [""] * start + cell.source.split("\n")[start:end]
    number = PartNumber(cell.number, part) if part else cell.number
    markdown = "" if part else cell.markdown
    return replace(cell, number=number, source="\n".join(lines), markdown=markdown)


@dataclass(frozen=True, slots=True)
class OwnModule:
    """A module of the notebook's own, which lies beside it or is written by a cell.

    ``name`` is dotted; ``file`` its path from the notebook's folder, ``path`` where it belongs in
    a package. ``readable`` is false for what is not Python.
    """

    name: str
    file: str
    path: str
    source: str
    readable: bool = True

    @property
    def package(self) -> str:
        """Where its relative imports start."""
        inside = self.path.endswith("__init__.py")
        return self.name if inside else self.name.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Moved:
    """Lines of a cell (`first` to `last`) that stood in another one, from `line` on."""

    cell: int
    first: int
    last: int
    from_cell: int
    from_id: str
    line: int


CallKey = tuple[int, int, int, str]
"""A call: the cell and its line, the place among the calls that start there, what it calls."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code cells in document order; ``file`` is the file's name, ``name`` that without suffix.

    ``requirements`` are those that ``pip install`` lines name, ``data`` the shell lines that get
    data, in order; ``notes`` tell what was left out. ``renamed`` are names of values that are
    not those of the file: (new, old), in the order in which they were changed; the old one of a
    field of a class of settings is ``CFG.lr``. ``modules`` are
    those of its own that it imports. ``moved`` are lines that stand elsewhere in the file.
    ``harmless`` are calls that, as a run showed, change nothing, and share nothing with what
    they give.
    """

    name: str
    cells: tuple[Cell, ...]
    requirements: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    data: tuple[DataLine, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    file: str = ""
    modules: tuple[OwnModule, ...] = ()
    moved: tuple[Moved, ...] = ()
    harmless: frozenset[CallKey] = frozenset()

    def words(self) -> set[str]:
        """All that looks like a name in the cells, in comments and texts too."""
        return {word for cell in self.cells for word in _WORD.findall(cell.source)}

    def original_names(self) -> dict[str, str]:
        """What names of the scripts are called in the file, where that is another name.

        >>> Notebook("n", (), renamed=(("b", "a"), ("b_2", "b"))).original_names()
        {'b': 'a', 'b_2': 'a'}
        """
        found: dict[str, str] = {}
        for new, old in self.renamed:
            found[new] = found.get(old, old)
        return found
