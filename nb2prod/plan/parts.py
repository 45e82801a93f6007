"""Cells to stage parts: the same stage's cells go together where no dependence is reversed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from nb2prod.analysis.tables.io_base import Access
from nb2prod.notebook.model import Role
from nb2prod.plan.program import Unit

_READS = (Access.READ, Access.READ_DIRECTORY, Access.GLOB, Access.EXISTS)

CellUnits = tuple[Unit, ...]


@dataclass(frozen=True)
class Part:
    """Cells of one stage that run one after the other."""

    role: Role
    cells: tuple[CellUnits, ...] = ()
    name: str = ""

    @cached_property
    def units(self) -> CellUnits:
        """The statements, in run order."""
        return tuple(unit for cell in self.cells for unit in cell)

    @cached_property
    def places(self) -> dict[int, int]:
        """By number, which of the stage's cells it is, from 1: cells elsewhere change none."""
        numbers = dict.fromkeys(u.analysed.statement.cell.number for u in self.units)
        return {number: place for place, number in enumerate(numbers, 1)}

    def begun_with(self, unit: Unit) -> "Part":
        """The part with a copy of the statement, as one of its own, before all others."""
        return replace(self, cells=((replace(unit, copied_to=self.name),), *self.cells))

    def with_cells(self, cells: Iterable[Sequence[Unit]]) -> "Part":
        """The part with other cells; none is kept that holds no statement."""
        return replace(self, cells=tuple(tuple(cell) for cell in cells if cell))


def parts_of(units: Iterable[Unit]) -> tuple[Part, ...]:
    """Group cells into parts; a stage that had to be split gets numbers: train, train_2."""
    cells: dict[int, list[Unit]] = {}
    for unit in units:
        cells.setdefault(unit.analysed.statement.cell.number, []).append(unit)
    parts: list[Part] = []
    for cell in cells.values():
        _place(tuple(cell), parts)
    return tuple(_named(parts))


def _named(parts: Iterable[Part]) -> Iterable[Part]:
    seen: dict[Role, int] = {}
    for part in parts:
        number = seen[part.role] = seen.get(part.role, 0) + 1
        name = part.role.value if number == 1 else f"{part.role.value}_{number}"
        yield replace(part, name=name)


def _place(cell: CellUnits, parts: list[Part]) -> None:
    role = cell[0].analysed.statement.cell.role
    if parts and parts[-1].role is role:
        parts[-1] = _longer(parts[-1], cell)
        return
    at = next((i for i in range(len(parts) - 1, -1, -1) if parts[i].role is role), None)
    if at is None:
        parts.append(Part(role, (cell,)))
        return
    between = [unit for part in parts[at + 1 :] for unit in part.units]
    if not tied(between, cell):
        parts[at] = _longer(parts[at], cell)
    elif not tied(parts[at].units, between):
        earlier = parts.pop(at)
        _join(parts)
        parts.append(_longer(earlier, cell))
    else:
        parts.append(Part(role, (cell,)))


def _longer(part: Part, *cells: CellUnits) -> Part:
    return replace(part, cells=(*part.cells, *cells))


def _join(parts: list[Part]) -> None:
    """Merge neighbours of one stage after a part between them went away."""
    for i in range(len(parts) - 1, 0, -1):
        if parts[i].role is parts[i - 1].role:
            parts[i - 1] = _longer(parts[i - 1], *parts.pop(i).cells)


def tied(first: Iterable[Unit], second: Iterable[Unit]) -> bool:
    """Whether some statement of `first` must stay before some statement of `second`."""
    one, other = _Footprint(first), _Footprint(second)
    if one.writes & (other.reads | other.writes) or one.reads & other.writes:
        return True
    if one.effects or other.effects:
        return True
    return one.files_clash(other)


class _Footprint:
    """What statements read, write and do, all together."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.reads: set[str] = set()
        self.writes: set[str] = set()
        self.effects: set[str] = set()
        self.read_files: set[str | None] = set()
        self.written_files: set[str | None] = set()
        changed: set[str] = set()
        groups: list[set[str]] = []
        for unit in units:
            self.reads |= unit.reads
            self.writes |= unit.writes | unit.may_delete
            changed |= unit.mutates
            self.effects |= set(unit.analysed.facts.effects)
            groups.extend({share.name, share.source} for share in unit.shares)
            for call in unit.analysed.facts.io:
                files = self.read_files if call.access in _READS else self.written_files
                files.add(call.path)
        # what shares with something changed in place may be changed too; to bind a name anew
        # leaves the objects of others alone
        grown = True
        while grown:
            grown = False
            for group in groups:
                if group & changed and not group <= changed:
                    changed |= group
                    grown = True
        self.writes |= changed

    def files_clash(self, other: "_Footprint") -> bool:
        """Whether one writes a file that the other touches (unknown paths touch any)."""
        pairs = (
            (self.written_files, other.read_files | other.written_files),
            (other.written_files, self.read_files | self.written_files),
        )
        return any(
            written and touched and (None in written | touched or written & touched)
            for written, touched in pairs
        )
