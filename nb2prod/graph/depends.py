"""Dependences: which statement has to stay after which.

An edge goes from a statement to a later one whose result would change if it ran first: it reads
what the earlier one writes (flow), writes what it reads (anti), or writes what it writes (output).
Two bindings of one name alone are no dependence, because they are two versions.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from fnmatch import fnmatchcase
from itertools import pairwise

from nb2prod.analysis.model import Analysed
from nb2prod.graph.program import Program
from nb2prod.graph.units import Unit
from nb2prod.graph.versions import Version, Versions, names_as_versions
from nb2prod.notebook.model import file_of
from nb2prod.patterns import regex
from nb2prod.records import dataclass

Edge = tuple[int, int]
"""Positions of two statements, the earlier first."""

_SHOWN = ("pandas.", "numpy.set_printoptions", "polars.", "torch.set_printoptions", "xgboost.")
_DISPLAY = regex(r"display|max_|precision|printoptions|verbosity|eng_float|set_tbl|set_fmt")
DRAWN = ("matplotlib", "seaborn", "plotly", "altair", "bokeh", "IPython", "cufflinks")
"""Libraries whose settings say what figures look like."""
_FIGURES = ("matplotlib.figure.Figure", "matplotlib.axes.Axes")
_SILENT = ("warnings.", "logging.", "sys.path", "tqdm", "gc.", "transformers.")
_LOOKUP = regex(r"\b(environ|getenv)\b")
_WILD = frozenset("*?[")


@dataclass
class _State:
    """One thing that statements leave to each other: who wrote it last, and who read that."""

    written: int | None = None
    readers: list[int] = field(default_factory=list)

    def read(self, position: int) -> Iterator[Edge]:
        if self.written is not None:
            yield self.written, position
        self.readers.append(position)

    def write(self, position: int) -> Iterator[Edge]:
        yield from ((r, position) for r in self.readers if r != position)
        if self.written is not None and self.written != position:
            yield self.written, position
        # who reads above is after this write now, so that later writes need no edge to them
        self.written, self.readers = position, []


def dependences(units: Sequence[Unit], versions: Versions) -> frozenset[Edge]:
    """All edges between statements, by position; those that follow from others may be left out."""
    found: set[Edge] = set()
    for edges in (_of_values(versions), _of_files(units), _of_effects(units)):
        found.update((a, b) for a, b in edges if a != b)
    return frozenset(found)


def dependences_by_name(
    units: Sequence[Unit], versions: Versions, program: Program
) -> frozenset[Edge]:
    """All edges where every version keeps the name that the notebook gives it."""
    return dependences(units, versions) | dependences(units, names_as_versions(units, program))


def _of_values(versions: Versions) -> Iterator[Edge]:
    states: dict[object, _State] = {}
    for position, uses in enumerate(versions.uses):
        for use in uses:
            if use.read is not None:
                # read before bound: `x = f(x)` takes the old version
                state = states.setdefault(use.read, _State())
                yield from state.write(position) if use.writes else state.read(position)
            if use.bound is not None:
                yield from states.setdefault(use.bound, _State()).write(position)
        for version in sorted(versions.defaults[position]):
            yield from states.setdefault(version, _State()).read(position)
        for version in versions.beside[position]:
            yield from states.setdefault(version, _State()).write(position)


def _of_files(units: Sequence[Unit]) -> Iterator[Edge]:
    """Files by path. What reads one that is not known may read any file, and what writes it may
    write any but a figure's."""
    states: dict[str, _State] = {}
    anywhere = _State()
    written, listed, unknown = _Paths(), _Paths(), list[int]()
    for position, unit in enumerate(units):
        facts = unit.analysed.facts
        for call in (*facts.io, *facts.module_io):
            writes = call.access.may_write
            if call.path is not None:
                state = states.setdefault(call.path, _State())
                yield from state.write(position) if writes else state.read(position)
                yield from anywhere.read(position)
                (written if writes else listed).add(call.path, position)
                near = listed.holding(call.path) if writes else written.inside(call.path)
                asked = unknown if writes else ()
                yield from ((other, position) for other in (*near, *asked) if other < position)
            elif "savefig" not in call.row.name and writes:
                for state in states.values():
                    yield from state.write(position)
                yield from anywhere.write(position)
            else:
                unknown.append(position)
                for state in states.values():
                    yield from state.read(position)
                yield from anywhere.read(position)


class _Paths:
    """Where paths are used: files, and what is read, which may be a folder or ``data/*.csv``."""

    def __init__(self) -> None:
        self.exact: dict[str, list[int]] = {}
        self.folders: dict[str, list[int]] = {}
        self.below: dict[str, list[int]] = {}
        self.patterns: dict[str, list[int]] = {}

    def add(self, path: str, position: int) -> None:
        self.exact.setdefault(path, []).append(position)
        self.folders.setdefault(path.rstrip("/"), []).append(position)
        for folder in _folders(path):
            self.below.setdefault(folder, []).append(position)
        if _is_pattern(path):
            self.patterns.setdefault(path, []).append(position)

    def holding(self, file: str) -> Iterator[int]:
        """The places of the file itself, and of folders and patterns that have it in them."""
        yield from self.exact.get(file, ())
        for folder in _folders(file):
            yield from self.folders.get(folder, ())
        for pattern, places in self.patterns.items():
            if fnmatchcase(file, pattern):
                yield from places

    def inside(self, folder: str) -> Iterator[int]:
        """The places of the folder or pattern itself, and of the files that it has in it."""
        yield from self.exact.get(folder, ())
        yield from self.below.get(folder.rstrip("/"), ())
        for path, places in self.exact.items() if _is_pattern(folder) else ():
            if fnmatchcase(path, folder):
                yield from places


def _folders(path: str) -> Iterator[str]:
    """The folders that a path is below."""
    return (path[: found.start()] for found in re.finditer("/", path))


def _is_pattern(path: str) -> bool:
    return not _WILD.isdisjoint(path)


def _of_effects(units: Sequence[Unit]) -> Iterator[Edge]:
    """Settings of the process: they hold for what stands below them, and not for what stands above.

    Each later stage repeats a setting; but where all stages run in one process, it also holds for
    a stage that runs later and stands above it in the notebook.
    """
    for position, unit in enumerate(units):
        names = [n for n in unit.analysed.facts.effects if not n.startswith(_SILENT)]
        if not names:
            continue
        concerns = concerned(unit.analysed, names)
        for other, one in enumerate(units):
            if other != position and in_one_notebook(unit, one) and concerns(one.analysed):
                yield min(other, position), max(other, position)


def in_one_notebook(one: Unit, other: Unit) -> bool:
    """Whether one process of the notebook's runs both: each of several has its own."""
    return file_of(one.cell) == file_of(other.cell)


def concerned(setting: Analysed, names: Iterable[str]) -> Callable[[Analysed], bool]:
    """What statements the effects of one may change."""
    if all(n.startswith("os.environ") for n in names):
        return lambda one: bool(_LOOKUP.search(one.statement.source))
    if all(n.startswith(DRAWN) for n in names):
        return lambda one: one.facts.draws_figure
    if is_shown_only(setting, names):
        return lambda one: one.facts.draws_figure or one.facts.prints
    return lambda one: True


def is_shown_only(setting: Analysed, names: Iterable[str]) -> bool:
    """Whether the effects change only what is drawn or printed, and how."""
    shown = bool(_DISPLAY.search(setting.statement.source))
    return all(n.startswith(DRAWN) or (n.startswith(_SHOWN) and shown) for n in names)


def together(
    units: Sequence[Unit], touches: Callable[[Unit], bool], shows: Callable[[Unit], bool]
) -> Iterator[Edge]:
    """Neighbours that draw one figure, or do something with it: in one cell, until it is shown."""
    drawing = [
        (position, unit)
        for position, unit in enumerate(units)
        if unit.analysed.facts.draws_figure or touches(unit) or shows(unit)
    ]
    for (one, unit), (other, following) in pairwise(drawing):
        cells = {int(u.analysed.statement.cell.number) for u in (unit, following)}
        if len(cells) == 1 and not shows(unit):
            yield one, other


def on_named_figures(units: Sequence[Unit], versions: Versions) -> Iterator[Edge]:
    """What gives a figure or axes a name, and what has to do with these, in whatever cell."""
    made: dict[Version, int] = {}
    for position, (unit, uses) in enumerate(zip(units, versions.uses, strict=True)):
        types = unit.analysed.facts.types
        figures = {name for name, of in types if of.name.startswith(_FIGURES)}
        for use in uses:
            if use.read in made:
                yield made[use.read], position
            if use.bound is not None and use.name in figures:
                made[use.bound] = position
