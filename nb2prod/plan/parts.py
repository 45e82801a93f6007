"""Statements to stage parts: those of one stage run together where no dependence is reversed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from nb2prod.graph.depends import dependences
from nb2prod.graph.versions import names_as_versions, versions_of
from nb2prod.notebook.model import STAGES, Role
from nb2prod.plan.program import Program, Unit
from nb2prod.stages.schedule import parts_of_blocks

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
        """By number, which of the stage's cells it is, from 1: cells elsewhere change none.

        Cells of which it only has copies are counted last.
        """
        own = sorted(self.units, key=lambda u: bool(u.copied_to))
        numbers = dict.fromkeys(u.analysed.statement.cell.number for u in own)
        return {number: place for place, number in enumerate(numbers, 1)}

    def begun_with(self, unit: Unit) -> "Part":
        """The part with a copy of the statement, as one of its own, before all others."""
        return replace(self, cells=((replace(unit, copied_to=self.name),), *self.cells))

    def with_copy(self, unit: Unit) -> "Part":
        """The part with a copy of the statement, as one of its own, where the notebook has it."""
        copy = replace(unit, copied_to=self.name)
        for number, cell in enumerate(self.cells):
            at = next((i for i, other in enumerate(cell) if other.index > unit.index), None)
            if at is not None:
                before, after = self.cells[:number], self.cells[number + 1 :]
                return self.with_cells([*before, cell[:at], (copy,), cell[at:], *after])
        return self.with_cells([*self.cells, (copy,)])

    def with_cells(self, cells: Iterable[Sequence[Unit]]) -> "Part":
        """The part with other cells; none is kept that holds no statement."""
        return replace(self, cells=tuple(tuple(cell) for cell in cells if cell))


def parts_of(units: Sequence[Unit], program: Program) -> tuple[Part, ...]:
    """Group statements into parts; a stage that had to be split gets numbers: train, train_2."""
    edges = dependences(units, versions_of(units, program))
    edges |= dependences(units, names_as_versions(units))
    stages = [STAGES.index(unit.analysed.statement.cell.role) for unit in units]
    numbers: dict[object, int] = {}
    cells = [u.analysed.statement.cell.number for u in units]
    blocks = [numbers.setdefault(number, len(numbers)) for number in cells]
    parts: list[Part] = []
    seen: dict[Role, int] = {}
    for stage, members in parts_of_blocks(stages, edges, blocks):
        role = STAGES[stage]
        seen[role] = seen.get(role, 0) + 1
        name = role.value if seen[role] == 1 else f"{role.value}_{seen[role]}"
        parts.append(Part(role, _by_cell([units[n] for n in members]), name))
    return tuple(parts)


def _by_cell(units: Sequence[Unit]) -> tuple[CellUnits, ...]:
    by_number = groupby(units, lambda u: u.analysed.statement.cell.number)
    return tuple(tuple(group) for _, group in by_number)
