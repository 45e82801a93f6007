"""Statements to stage parts: those of one stage run together where no dependence is reversed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from nb2prod.graph.depends import dependences
from nb2prod.graph.versions import names_as_versions, versions_of
from nb2prod.notebook.model import STAGES, Role
from nb2prod.plan.program import Program, Unit
from nb2prod.stages.schedule import parts_of_blocks


@dataclass
class Part:
    """Cells of one stage that run one after the other."""

    role: Role
    cells: list[list[Unit]] = field(default_factory=list)
    name: str = ""

    @property
    def units(self) -> list[Unit]:
        """The statements, in run order."""
        return [unit for cell in self.cells for unit in cell]

    @property
    def places(self) -> dict[int, int]:
        """By number, which of the stage's cells it is, from 1: cells elsewhere change none."""
        numbers = dict.fromkeys(u.analysed.statement.cell.number for u in self.units)
        return {number: place for place, number in enumerate(numbers, 1)}


def parts_of(units: Sequence[Unit], program: Program) -> list[Part]:
    """Group statements into parts; a stage that had to be split gets numbers: train, train_2."""
    edges = dependences(units, versions_of(units, program))
    edges |= dependences(units, names_as_versions(units))
    stages = [STAGES.index(unit.analysed.statement.cell.role) for unit in units]
    parts: list[Part] = []
    seen: dict[Role, int] = {}
    numbers: dict[object, int] = {}
    cells = [u.analysed.statement.cell.number for u in units]
    blocks = [numbers.setdefault(number, len(numbers)) for number in cells]
    for stage, members in parts_of_blocks(stages, edges, blocks):
        role = STAGES[stage]
        seen[role] = seen.get(role, 0) + 1
        name = role.value if seen[role] == 1 else f"{role.value}_{seen[role]}"
        parts.append(Part(role, _by_cell([units[n] for n in members]), name))
    return parts


def _by_cell(units: Sequence[Unit]) -> list[list[Unit]]:
    return [list(group) for _, group in groupby(units, lambda u: u.analysed.statement.cell.number)]
