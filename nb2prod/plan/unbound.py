"""Names that may be unbound at a boundary of stages, where a script would bind them to None."""

import ast
from collections.abc import Iterator, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.diagnostics import Diagnostic
from nb2prod.plan.asked import asked_for
from nb2prod.plan.flow import Flow
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Program, Unit


def perhaps_unbound(parts: Sequence[Part], flow: Flow) -> list[Diagnostic]:
    """Names that are deleted and then perhaps bound again, or asked for by ``except NameError``."""
    found = [
        _deleted(name, next(u for u in part.units if name in u.deletes), part)
        for part, one in zip(parts, flow.parts, strict=True)
        for name in sorted(one.unsure)
    ]
    for part, one in zip(parts, flow.parts, strict=True):
        gone: dict[str, Unit] = {}
        for unit in part.units:
            for name in unit.may_delete | taken_away(unit):
                gone.setdefault(name, unit)
            gone = {name: u for name, u in gone.items() if name not in unit.must}
        found += [_deleted(n, gone[n], part) for n in sorted(gone.keys() & one.outputs)]
    missing: set[str] = set()
    for part, one in zip(parts, flow.parts, strict=True):
        for unit in part.units:
            names = (
                set(asked_for(unit.analysed.statement.nodes))
                & unit.reads
                & ((missing & one.inputs.keys()) | one.optional)
            )
            found += [_asked(name, unit) for name in sorted(names)]
        missing = (missing - one.outputs) | one.optional
    return found


def deleted_for_kept(parts: Sequence[Part]) -> list[Diagnostic]:
    """Functions that are used while a global that they read is deleted: they could not take it."""
    found: list[Diagnostic] = []
    gone: set[str] = set()
    for part in parts:
        for unit in part.units:
            for name in sorted(unit.analysed.facts.hidden_reads & gone):
                found.append(
                    Diagnostic(
                        f"a function that is used here reads `{name}`, which is deleted above.",
                        "Take the `del` out, or pass the value to the function.",
                        unit.analysed.statement.place,
                        code="NB218",
                    )
                )
            gone |= unit.deletes | unit.may_delete | taken_away(unit)
            gone -= unit.must - unit.deletes
    return found


def taken_by_handlers(parts: Sequence[Part], program: Program) -> list[Diagnostic]:
    """Imports, definitions and builtins whose name ``except E as name`` takes in a stage."""
    found: dict[str, Diagnostic] = {}
    for part in parts:
        read = {n for unit in part.units for n in _loaded(unit)}
        for unit in part.units:
            names = set(_handler_names(unit)) - program.state
            for name in sorted(names & read & (program.statics | BUILTINS)):
                place = unit.analysed.statement.place
                message = f"`except … as {name}` takes a name that stands for something else too."
                found[name] = Diagnostic(
                    message, "Give the error another name.", place, code="NB213"
                )
    return list(found.values())


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


def _deleted(name: str, unit: Unit, part: Part) -> Diagnostic:
    return Diagnostic(
        f"`{name}` may be unbound from here on: some paths through {part.name} delete it and do "
        "not bind it again; a later stage needs it.",
        "Take the `del` out, or give the error of an `except … as` another name.",
        unit.analysed.statement.place,
        code="NB218",
    )


def _asked(name: str, unit: Unit) -> Diagnostic:
    return Diagnostic(
        f"this asks whether `{name}` is bound at all, and it is bound on some paths only; in a "
        "script it is None then.",
        f"Bind `{name}` to None first, and compare it with None here.",
        unit.analysed.statement.place,
        code="NB218",
    )
