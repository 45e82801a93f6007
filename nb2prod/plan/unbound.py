"""Names that may be unbound at a boundary of stages, where a script would bind them to None."""

import ast
from collections.abc import Iterator, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.plan.asked import asked_for
from nb2prod.plan.flow import Flow
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Program, Unit

Found = tuple[str, Unit]


def perhaps_deleted(parts: Sequence[Part], flow: Flow) -> Iterator[tuple[str, Unit, Part]]:
    """Names that a part deletes and then perhaps binds again, and gives to a later one."""
    for part, one in zip(parts, flow.parts, strict=True):
        for name in sorted(one.unsure):
            yield name, next(u for u in part.units if name in u.deletes), part
    for part, one in zip(parts, flow.parts, strict=True):
        gone: dict[str, Unit] = {}
        for unit in part.units:
            for name in unit.may_delete | taken_away(unit):
                gone.setdefault(name, unit)
            gone = {name: u for name, u in gone.items() if name not in unit.must}
        for name in sorted(gone.keys() & one.outputs):
            yield name, gone[name], part


def asked_while_missing(parts: Sequence[Part], flow: Flow) -> Iterator[Found]:
    """Names that ``except NameError`` asks for, and that are bound on some paths only."""
    missing: frozenset[str] = frozenset()
    for part, one in zip(parts, flow.parts, strict=True):
        for unit in part.units:
            names = (
                set(asked_for(unit.analysed.statement.nodes))
                & unit.reads
                & ((missing & one.inputs.keys()) | one.optional)
            )
            for name in sorted(names):
                yield name, unit
        missing = (missing - one.outputs) | one.optional


def deleted_for_kept(parts: Sequence[Part]) -> Iterator[Found]:
    """Functions that are used while a global that they read is deleted: they could not take it."""
    gone: set[str] = set()
    for part in parts:
        for unit in part.units:
            for name in sorted(unit.analysed.facts.hidden_reads & gone):
                yield name, unit
            gone |= unit.deletes | unit.may_delete | taken_away(unit)
            gone -= unit.must - unit.deletes


def taken_by_handlers(parts: Sequence[Part], program: Program) -> dict[str, Unit]:
    """Imports, definitions and builtins whose name ``except E as name`` takes in a stage."""
    found: dict[str, Unit] = {}
    for part in parts:
        read = {n for unit in part.units for n in _loaded(unit)}
        for unit in part.units:
            names = set(_handler_names(unit)) - program.state
            for name in sorted(names & read & (program.statics | BUILTINS)):
                found[name] = unit
    return found


def taken_away(unit: Unit) -> frozenset[str]:
    """Names that the statement may bind, and on some paths takes away again."""
    return unit.analysed.facts.unsettled.union(_handler_names(unit))


def _handler_names(unit: Unit) -> Iterator[str]:
    for node in (n for top in unit.analysed.statement.nodes for n in ast.walk(top)):
        if isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name


def _loaded(unit: Unit) -> Iterator[str]:
    """Names that are read outside the handlers that bind them."""
    pending: list[tuple[ast.AST, frozenset[str]]] = [
        (node, frozenset()) for node in unit.analysed.statement.nodes
    ]
    while pending:
        node, bound = pending.pop()
        if isinstance(node, ast.ExceptHandler) and node.name:
            bound |= {node.name}
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in bound:
            yield node.id
        pending += [(child, bound) for child in ast.iter_child_nodes(node)]
