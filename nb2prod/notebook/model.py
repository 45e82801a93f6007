"""The notebook as the later phases see it."""

from enum import StrEnum
from typing import Self

from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.failures import Failure
from nb2prod.notebook.resources import Resources
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_WORD = regex(r"[^\W\d]\w*")


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
MEASURING = (Role.TRAIN, Role.EVALUATE)
"""The stages with a file of metrics."""


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


class CellNumber(int):
    """The number of a cell that needs more than a number: of a later part of one, or in a file.

    A later ``part`` of a split cell is shown as the cell, but is another key. So whatever keeps
    something by cell tells the parts apart, and the parts of a part. Where several notebooks are
    one, the numbers count through all of them, and ``file`` and ``own`` say which cell it is.
    """

    part: tuple[int, ...]
    file: str
    own: int

    def __new__(cls, number: int, part: tuple[int, ...] = (), file: str = "", own: int = 0) -> Self:
        made = super().__new__(cls, number)
        made.part, made.file, made.own = part, file, own or int(number)
        return made

    def __eq__(self, other: object) -> bool:
        part = other.part if isinstance(other, CellNumber) else ()
        return isinstance(other, int) and (int(self), self.part) == (int(other), part)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((int(self), self.part)) if self.part else hash(int(self))

    def __str__(self) -> str:
        return f"{self.own} of {self.file}" if self.file else int.__repr__(self)

    def __reduce__(self) -> tuple[object, tuple[int, tuple[int, ...], str, int]]:
        return CellNumber, (int(self), self.part, self.file, self.own)


def part_number(number: int, part: int) -> int:
    """The number of a later part of a cell, or of a part of one."""
    known = whole(number)
    before = number.part if isinstance(number, CellNumber) else ()
    file, own = (known.file, known.own) if isinstance(known, CellNumber) else ("", 0)
    return CellNumber(int(number), (*before, part), file, own)


def whole(number: int) -> int:
    """The number of the cell of the file that this is, or is a part of."""
    if not isinstance(number, CellNumber):
        return number
    return CellNumber(int(number), (), number.file, number.own) if number.file else int(number)


def own_number(number: int) -> int:
    """The number of the cell in its file."""
    return number.own if isinstance(number, CellNumber) else number


def file_of(number: int) -> str:
    """The file that the cell is in, where several notebooks are one; else nothing."""
    return number.file if isinstance(number, CellNumber) else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell; cells that are tagged `skip` are kept, later phases look through them.

    ``number`` counts all the cells of the file from 1, as front ends do. ``source`` is plain
    Python with the line numbers of the original: what is not Python (magics, shell lines, the
    comment that tags the cell) has been blanked out. ``markdown`` is the text of the markdown
    cells between the code cell before and this one. ``confidence`` (0..1) is that of a role which
    is suggested; None where the user's tag says so. Where the source is of a file that the cell
    runs, ``file`` is its path, the ``id`` as well, and ``ran_at`` the line that runs it. Its
    tags ask for ``resources``; ``failure`` is what ended its last run.
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
    failure: Failure | None = None

    @property
    def live(self) -> bool:
        """Whether it is not tagged `skip`."""
        return self.role is not Role.SKIP


def part_of(cell: Cell, start: int, end: int, part: int) -> Cell:
    """Lines of a cell, from 0, as a cell of their own in which they have the same numbers.

    Part 0 is the first, which keeps the number and what is written above.
    """
    lines = [""] * start + cell.source.split("\n")[start:end]
    number = part_number(cell.number, part) if part else cell.number
    markdown = "" if part else cell.markdown
    return replace(cell, number=number, source="\n".join(lines), markdown=markdown)


@dataclass(frozen=True, slots=True)
class OwnModule:
    """A module of the notebook's own, which lies beside it or is written by a cell.

    ``name`` is dotted; ``file`` its path from the notebook's folder, ``path`` where it belongs in
    a package. ``fault`` says where it is not Python, and why.
    """

    name: str
    file: str
    path: str
    source: str
    fault: str = ""

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
class Source:
    """A notebook's file; its cells are counted from ``before`` on where several are joined.

    After the cell ``parameters_cell`` (0: there is none) its parameters have their values.
    """

    file: str
    before: int = 0
    parameters_cell: int = 0


@dataclass(frozen=True, slots=True)
class Notebook:
    """The code cells in document order; ``file`` is the file's name, ``name`` that without suffix.

    ``requirements`` are those that ``pip install`` lines name, ``data`` the shell lines that get
    data, in order; ``notes`` tell what was left out. ``renamed`` are names of values that are
    not those of the file: (new, old), in the order in which they were changed; the old one of a
    field of a class of settings is ``CFG.lr``. ``modules`` are
    those of its own that it imports. ``moved`` are lines that stand elsewhere in the file.
    ``harmless`` are calls that, as a run showed, change nothing, and share nothing with what
    they give. ``size`` counts all its cells; ``sources`` are the notebooks that were joined, where
    that is so. ``python`` is the version that ran it last, such as (3, 9), if that is known.
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
    size: int = 0
    sources: tuple[Source, ...] = ()
    python: tuple[int, ...] = ()

    @property
    def live(self) -> list[Cell]:
        """The cells that are not tagged `skip`."""
        return [cell for cell in self.cells if cell.live]

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
