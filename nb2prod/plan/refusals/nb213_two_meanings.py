"""NB213: names that are a value here, and an import, definition or builtin there."""

import ast
from collections.abc import Iterator, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.model import Kind
from nb2prod.analysis.rewrites.own_names import reads_own
from nb2prod.analysis.syntax.nodes import child_nodes, holds, loads, nodes_of
from nb2prod.analysis.syntax.scope import bound_names
from nb2prod.diagnostics import Diagnostic
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part, Unit
from nb2prod.notebook.model import STAGES
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB213", rank=71)
def builtins(draft: Draft) -> Iterator[Diagnostic]:
    """Builtins that a part uses before it binds the name; in a function it is one or the other."""
    for part in draft.parts:
        for name, unit in _hidden_builtins(part, draft.program):
            message = f"`{name}` is Python's own above, and a value from here on."
            yield Diagnostic(message, "Give the value another name.", unit.place, code="NB213")


def _hidden_builtins(part: Part, program: Program) -> Iterator[tuple[str, Unit]]:
    for name in sorted(program.state & BUILTINS):
        binder = next((u for u in part.units if name in u.may), None)
        if binder is None:
            continue
        for unit in part.units:
            if name not in unit.analysed.facts.reads and reads_own(name, unit.analysed.statement):
                yield name, binder
            if unit is binder:
                break


@refusal("NB213", rank=72)
def dead_bindings(draft: Draft) -> Iterator[Diagnostic]:
    """Imports, definitions and constants that a statement would bind in code that never runs.

    In a function that alone makes the name one of the function's own.
    """
    program = draft.program
    elsewhere = program.statics | {name for name, _ in program.constants} - program.state
    for part in draft.parts:
        read = {n for u in part.units for n in u.analysed.facts.reads} & elsewhere
        for unit in part.units:
            for name in sorted(_bound(unit) & read):
                message = f"`{name}` is an import, a definition or a constant elsewhere."
                advice = "Take out the code that binds it here and never runs."
                yield Diagnostic(message, advice, unit.place, code="NB213")


def _bound(unit: Unit) -> set[str]:
    """Names that the code of the statement binds, run or not; those of handlers are told apart."""
    nodes = unit.analysed.statement.nodes
    handlers = {h.name for h in nodes_of(ast.ExceptHandler, nodes)}
    return set() if unit.nested is not None else bound_names(nodes) - handlers


@refusal("NB213", rank=74)
def statics(draft: Draft) -> Iterator[Diagnostic]:
    """Names that stand for an import or definition first and for a value later, or vice versa."""
    for name in sorted(draft.program.state & draft.program.statics):
        binders = [
            a.statement
            for a in draft.analysis.statements
            if a.kind is Kind.CODE and name in a.facts.may_bind
        ]
        staged = [statement for statement in binders if statement.cell.role in STAGES]
        if staged:
            message = f"`{name}` is an import or a definition elsewhere, and a value here."
            yield Diagnostic(message, "Give the value another name.", staged[0].place, code="NB213")


@refusal("NB213", rank=180)
def handlers(draft: Draft) -> Iterator[Diagnostic]:
    """Imports, definitions and builtins whose name ``except E as name`` takes."""
    for name, unit in taken_by_handlers(draft.parts, draft.program).items():
        message = f"`except … as {name}` takes a name that stands for something else too."
        yield Diagnostic(message, "Give the error another name.", unit.place, code="NB213")


def taken_by_handlers(parts: Sequence[Part], program: Program) -> dict[str, Unit]:
    """Imports, definitions and builtins whose name ``except E as name`` takes in a stage."""
    found: dict[str, Unit] = {}
    for part in parts:
        handling = [unit for unit in part.units if unit.handler_names]
        read = {n for unit in part.units for n in _loaded(unit)} if handling else set[str]()
        for unit in handling:
            names = unit.handler_names - program.state
            for name in sorted(names & read & (program.statics | BUILTINS)):
                found[name] = unit
    return found


def _loaded(unit: Unit) -> Iterator[str]:
    """Names that are read outside the handlers that bind them."""
    pending: list[tuple[ast.AST, frozenset[str]]] = []
    for top in unit.analysed.statement.nodes:
        if holds(top, (ast.ExceptHandler,)):
            pending.append((top, frozenset()))
        else:
            yield from loads(top)
    while pending:
        node, bound = pending.pop()
        if isinstance(node, ast.ExceptHandler) and node.name:
            bound |= {node.name}
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in bound:
            yield node.id
        pending += [(child, bound) for child in child_nodes(node)]
