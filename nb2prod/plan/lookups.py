"""Environment variables that stages look up: in the path layer, each stage for itself."""

import ast
from collections.abc import Iterable, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.fold import environment_variable
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Unit, without


def insert_lookups(parts: Iterable[Part], lookups: Sequence[Unit]) -> tuple[Part, ...]:
    """The parts with each lookup of the environment in all that need it, so that none is saved.

    What a stage looks up for itself does not cross from one stage to another.
    """
    made = tuple(parts)
    for unit in reversed(lookups):
        made = tuple(_with_lookup(part, unit) for part in made)
    return made


def _with_lookup(part: Part, unit: Unit) -> Part:
    (name,) = unit.must
    if not any(name in other.reads for other in part.units):
        return _without_lookup(part, unit)
    if any(name in other.must for other in part.units):
        return part
    return part.begun_with(without(unit, unit.must))


def _without_lookup(part: Part, unit: Unit) -> Part:
    """A part that does not need a lookup without it, unless nothing else is there."""
    if len(part.units) < 2:
        return part
    return part.with_cells([u for u in cell if u.index != unit.index] for cell in part.cells)


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
