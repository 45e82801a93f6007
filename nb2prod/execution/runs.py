"""How a notebook is run, and what is kept of the run."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.locate import in_its_file
from nb2prod.notebook.model import CallKey
from nb2prod.records import dataclass

if TYPE_CHECKING:
    from nb2prod.notebook.load import RawCell


class CannotRun(Exception):
    """The notebook or the package could not be run to its end.

    ``told`` says what failed, in which line of a cell, and what to do, as far as that is known.
    """

    def __init__(
        self, message: str, advice: str = "", place: Place | None = None, source: str = ""
    ) -> None:
        super().__init__(message)
        self.told = in_its_file(Diagnostic(message, advice, place, "NB407", source))


@dataclass(frozen=True, slots=True)
class Limits:
    """``values`` replace parameters of the notebook. ``timeout`` is in seconds for the whole run,
    ``memory`` in GiB; None: no limit.
    """

    timeout: float | None = None
    memory: float | None = None
    values: tuple[tuple[str, object], ...] = ()
    kernel: str = "python3"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Values to keep in the file ``path``, at one point of the run.

    ``line`` is that of the statement of the cell before which they are taken, or with ``behind``
    the one after which; 0: after the cell.
    ``names`` are names of the notebook, ``expressions`` (name, code) are evaluated there.
    ``described``: types and shapes in JSON instead of the values. ``held``: the objects stay
    where they are, for `held_value` to be saved later on, when the notebook may have no name for
    them. What is kept at several points may go to one file.
    """

    cell: int
    path: Path
    names: tuple[str, ...] = ()
    expressions: tuple[tuple[str, str], ...] = ()
    line: int = 0
    behind: bool = False
    described: bool = False
    held: bool = False


def held_value(name: str) -> str:
    """The expression for a value that an earlier snapshot holds under the name."""
    return f"__import__('sys').modules['_nb2prod'].HELD[{name!r}]"


@dataclass(frozen=True, slots=True)
class Session:
    """How a notebook is to be run.

    It runs in ``folder``, which lies below ``root``: only there may it write, and what it reads
    of ``guarded`` is noted. Values are set after cell ``set_after`` (0: before the first).
    Pictures of what it shows are kept in the folder ``figures``; None: they are not. ``calls``
    are those to watch.
    """

    cells: "tuple[RawCell, ...]"
    folder: Path
    root: Path
    guarded: tuple[Path, ...]
    limits: Limits
    snapshots: tuple[Snapshot, ...] = ()
    set_after: int = 0
    figures: Path | None = None
    calls: tuple[CallKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that a cell opened: its path from the notebook's folder, with posix separators.

    ``access`` is ``read``, ``write`` or ``both``. ``versions`` are the cells that wrote it, in
    order, each with the place of what it left.
    """

    path: str
    access: str
    cell: int
    versions: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """What a cell printed, and the texts of what it displayed. ``magic``: some of it is printed
    by lines that are no Python. ``cut``: it printed more than is kept.
    """

    cell: int
    text: str
    displayed: str = ""
    magic: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a figure that a cell showed. ``figure`` is the same for the same figure, which
    a later cell may have changed and shown again; with cell 0 it was only changed.
    """

    cell: int
    figure: int
    path: str


@dataclass(frozen=True, slots=True)
class Ran:
    """A run that came to its end: the kernel's Python, the files that were opened, and what a
    person would have seen. ``harmless`` are the watched calls that changed nothing.
    """

    python: str
    folder: Path
    opened: tuple[Opened, ...] = ()
    printed: tuple[Printed, ...] = ()
    shown: tuple[Shown, ...] = ()
    harmless: tuple[CallKey, ...] = ()

    def left_by(self, cells: Collection[int], path: str) -> str:
        """Where a file of the notebook's folder is, as the last of these cells left it."""
        normal = os.path.normpath(path)
        versions = (o.versions for o in self.opened if os.path.normpath(o.path) == normal)
        left = [place for cell, place in next(versions, ()) if cell in cells]
        return left[-1] if left else os.path.normpath(self.folder / path)
