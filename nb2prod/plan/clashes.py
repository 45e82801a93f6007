"""Names that stand for two things: a value here, an import, a definition or a builtin there."""

import ast
from collections.abc import Iterable, Sequence

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.infer_state import bound_names
from nb2prod.analysis.meanings import reads_own
from nb2prod.analysis.model import Analysis, Kind
from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.model import STAGES, Role
from nb2prod.plan.checks import unit_place
from nb2prod.plan.closures import is_private
from nb2prod.plan.flow import Flow
from nb2prod.plan.names import FRAME
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Program, Unit


def static_and_state(
    program: Program, parts: Sequence[Part], analysis: Analysis
) -> list[Diagnostic]:
    """Names that stand for an import or definition first and for a value later, or vice versa."""
    found: list[Diagnostic] = []
    for part in parts:
        for unit in part.units:
            deleted = unit.analysed.facts.deletes | unit.analysed.facts.may_delete
            for name in sorted(deleted & program.statics - program.state):
                message = f"`del {name}` takes away an import or a definition."
                place = unit_place(unit)
                found.append(Diagnostic(message, "Take the `del` out.", place, code="NB216"))
    for part in parts:
        for name, unit in _builtins_hidden(part, program):
            message = f"`{name}` is Python's own above, and a value from here on."
            advice = "Give the value another name."
            found.append(Diagnostic(message, advice, unit_place(unit), code="NB213"))
    found += _dead_bindings(parts, program) + _guarded(analysis, program)
    for name in sorted(program.state & program.statics):
        binders = [
            a for a in analysis.statements if a.kind is Kind.CODE and name in a.facts.may_bind
        ]
        staged = [a for a in binders if a.statement.cell.role in STAGES]
        if staged:
            found.append(
                Diagnostic(
                    f"`{name}` is an import or a definition elsewhere, and a value here.",
                    "Give the value another name.",
                    staged[0].statement.place,
                    code="NB213",
                )
            )
    return found


def _builtins_hidden(part: Part, program: Program) -> Iterable[tuple[str, Unit]]:
    """Builtins that a part uses before it binds the name; in a function it is one or the other."""
    for name in sorted(program.state & BUILTINS):
        binder = next((u for u in part.units if name in u.may), None)
        if binder is None:
            continue
        for unit in part.units:
            if name not in unit.analysed.facts.reads and reads_own(name, unit.analysed.statement):
                yield name, binder
            if unit is binder:
                break


def _dead_bindings(parts: Sequence[Part], program: Program) -> list[Diagnostic]:
    """Imports, definitions and constants that a statement would bind in code that never runs.

    In a function that alone makes the name one of the function's own.
    """
    elsewhere = program.statics | {name for name, _ in program.constants} - program.state
    found: list[Diagnostic] = []
    for part in parts:
        read = {n for u in part.units for n in u.analysed.facts.reads} & elsewhere
        for unit in part.units:
            for name in sorted(_bound(unit) & read):
                message = f"`{name}` is an import, a definition or a constant elsewhere."
                advice = "Take out the code that binds it here and never runs."
                found.append(Diagnostic(message, advice, unit_place(unit), code="NB213"))
    return found


def _bound(unit: Unit) -> set[str]:
    """Names that the code of the statement binds, run or not; those of handlers are told apart."""
    nodes = unit.analysed.statement.nodes
    handlers = (n for top in nodes for n in ast.walk(top) if isinstance(n, ast.ExceptHandler))
    return set() if unit.nested is not None else bound_names(nodes) - {h.name for h in handlers}


def _guarded(analysis: Analysis, program: Program) -> list[Diagnostic]:
    """Imports behind an ``if`` that reads a value of the notebook."""
    found: list[Diagnostic] = []
    for a in analysis.statements:
        if a.kind is not Kind.IMPORT or a.statement.cell.role is Role.SKIP:
            continue
        inside = (n for top in a.statement.nodes for n in ast.walk(top))
        tests = [n.test for n in inside if isinstance(n, ast.If)]
        names = {n.id for t in tests for n in ast.walk(t) if isinstance(n, ast.Name)}
        for name in sorted(names & program.state):
            message = f"this import depends on `{name}`, and scripts import before they run."
            advice = "Import all of it, or fall back with `try: … except ImportError:`."
            found.append(Diagnostic(message, advice, a.statement.place, code="NB231"))
    return found


def frame_names(on_module_level: Iterable[str], parts: Sequence[Part]) -> list[Diagnostic]:
    """Names of the notebook that would hide what the scripts use themselves."""
    found: list[Diagnostic] = []
    taken = set(on_module_level) & (FRAME | _MODULE)
    for name in sorted(taken):
        units = (u for part in parts for u in part.units)
        binder = next((u for u in units if name in u.may), None)
        place = unit_place(binder) if binder else None
        message = f"`{name}` is a name that the scripts use themselves."
        found.append(Diagnostic(message, "Give it another name.", place, code="NB215"))
    return found


_MODULE = frozenset(
    {"typer", "Annotated", "Path", "NamedTuple", "Any", "main", "functools", "copy"}
)


def taken_parameters(part: Part, needs: set[str]) -> list[Diagnostic]:
    """Values of the notebook with the name of a path that the data layer of the part takes."""
    found: list[Diagnostic] = []
    for name in sorted(needs & {n for u in part.units for n in u.reads | u.may}):
        unit = next(u for u in part.units if name in u.reads | u.may)
        message = f"`{name}` is a value here, and the scripts take a path of that name."
        found.append(Diagnostic(message, "Give it another name.", unit_place(unit), code="NB215"))
    return found


def private_names(parts: Sequence[Part], flow: Flow) -> list[Diagnostic]:
    """Names such as ``__x`` that the class of a predict stage would take as its parameters."""
    found: list[Diagnostic] = []
    for part, one in zip(parts, flow.parts, strict=True):
        for name in sorted(filter(is_private, one.inputs)) if part.role is Role.PREDICT else ():
            readers = (u for u in part.units if name in u.reads)
            reader = next(readers, part.units[0])  # perhaps only tied to what is read
            message = f"`{name}` starts with two underscores: `Predictor` would rename it."
            advice = "Give it another name."
            found.append(Diagnostic(message, advice, unit_place(reader), code="NB215"))
    return found
