"""Statements to stage parts: those of one stage run together where no dependence is reversed."""

from collections.abc import Sequence
from itertools import groupby

from nb2prod.graph.depends import dependences_by_name
from nb2prod.graph.program import Program
from nb2prod.graph.units import CellUnits, Part, Unit
from nb2prod.graph.versions import versions_of
from nb2prod.notebook.model import STAGES, Role
from nb2prod.stages.schedule import parts_of_blocks


def parts_of(units: Sequence[Unit], program: Program) -> tuple[Part, ...]:
    """Group statements into parts; a stage that had to be split gets numbers: train, train_2."""
    edges = dependences_by_name(units, versions_of(units, program), program)
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
