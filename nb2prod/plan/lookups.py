"""Environment variables that stages look up: in the path layer, each stage for itself."""

import ast
from collections.abc import Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.fold import environment_variable
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Unit, without


def insert_lookups(parts: Sequence[Part], lookups: Sequence[Unit]) -> None:
    """Put each lookup of the environment into every part that needs it, so that none is saved.

    What a stage looks up for itself does not cross from one stage to another.
    """
    for unit in reversed(lookups):
        (name,) = unit.must
        for part in parts:
            needed = any(name in other.reads for other in part.units)
            if not needed:
                _leave_out(part, unit)
            elif not any(name in other.must for other in part.units):
                part.cells.insert(0, [without(unit, frozenset({name}))])


def _leave_out(part: Part, unit: Unit) -> None:
    """Take a lookup that its own part does not need out of it, unless nothing else is there."""
    if len(part.units) > 1:
        part.cells[:] = [[u for u in cell if u.index != unit.index] for cell in part.cells]
        part.cells[:] = [cell for cell in part.cells if cell]


def lookups_in(unit: Unit, env: Environment) -> list[tuple[ast.expr, str]]:
    """The lookups of environment variables in a statement, with the variable of each."""
    found: list[tuple[ast.expr, str]] = []

    def walk(node: ast.AST) -> None:
        if isinstance(node, ast.Subscript | ast.Call):
            known = environment_variable(node, env)
            if known is not None and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
                found.append((node, known[0]))
                return
        for child in ast.iter_child_nodes(node):
            walk(child)

    for node in unit.analysed.statement.nodes:
        walk(node)
    return found
