"""Statements to stage parts: those of one stage run together where no dependence is reversed."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from nb2prod.graph.units import Unit
from nb2prod.notebook.model import Role
from nb2prod.records import dataclass, replace

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
    def writers(self) -> dict[str, list[Unit]]:
        """By name, the statements behind which it may be different."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            for name in unit.writes:
                found.setdefault(name, []).append(unit)
        return found

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
