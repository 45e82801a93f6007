"""What the plan refuses, and what it only remarks on."""

import ast
from collections.abc import Iterable, Sequence

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Analysed, Analysis, Definition, Import, Kind, Sharing, Type
from nb2prod.analysis.whole import is_library
from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.notebook.model import Role
from nb2prod.plan.closures import captured, class_problem, function_problem, hidden_at
from nb2prod.plan.flow import Flow
from nb2prod.plan.late import late_rebound
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Program, Unit
from nb2prod.plan.serialisers import UNSAVABLE
from nb2prod.plan.surroundings import names_of
from nb2prod.plan.ties import Hazard
from nb2prod.trace.model import Trace


def unit_place(unit: Unit) -> Place:
    """Where a statement of a stage stands."""
    return unit.analysed.statement.place


def undefined_names(
    analysis: Analysis, program: Program, parts: Sequence[Part]
) -> list[Diagnostic]:
    """Names that a stage reads and nothing that is converted binds."""
    star = any(one.star for one in analysis.imports)
    known = program.state | program.statics | {n for n, _ in program.constants} | BUILTINS
    skipped = _skipped_binders(analysis)
    found: list[Diagnostic] = []
    told: set[str] = set()
    for part in parts:
        for unit in part.units:
            facts = unit.analysed.facts
            for name in sorted(facts.reads | facts.hidden_reads):
                if name in known or name in told or (star and name not in skipped):
                    continue
                told.add(name)
                found.append(_undefined(name, unit, skipped.get(name)))
    return found


def _undefined(name: str, unit: Unit, binder: Analysed | None) -> Diagnostic:
    if binder is None:
        return Diagnostic(
            f"`{name}` is not defined in the notebook.",
            "Was its cell deleted, or renamed? Define it above.",
            unit_place(unit),
            code="NB201",
        )
    cell = binder.statement.cell
    return Diagnostic(
        f"`{name}` comes from cell {cell.number}, which is tagged `skip`.",
        f"Tag cell {cell.number} with the stage that it belongs to.",
        unit_place(unit),
        code="NB202",
    )


def _skipped_binders(analysis: Analysis) -> dict[str, Analysed]:
    found: dict[str, Analysed] = {}
    for a in analysis.statements:
        if a.statement.cell.role is Role.SKIP and a.kind is Kind.CODE:
            for name in a.facts.may_bind:
                found.setdefault(name, a)
    return found


def missing_inputs(flow: Flow, parts: Sequence[Part], program: Program) -> list[Diagnostic]:
    """Names that are bound only in cells without a stage, or only further down."""
    found: list[Diagnostic] = []
    for number, one in enumerate(flow.parts):
        for name, unit in one.missing.items():
            binders = [a for a in program.leftover if name in a.facts.may_bind]
            place = unit_place(unit)
            if not binders:
                advice = "Move the cell that binds it up: cells run in document order."
                message = f"`{name}` is used before any cell binds it."
                found.append(Diagnostic(message, advice, place, code="NB203"))
                continue
            cell = binders[0].statement.cell
            tag = suggested_tag(binders[0], parts[number])
            told = "has no tag" if cell.role is Role.UNTAGGED else f"is tagged `{cell.role}`"
            message = f"`{name}` comes from cell {cell.number}, which {told}."
            advice = f"Tag cell {cell.number} as `{tag}`."
            found.append(Diagnostic(message, advice, place, code="NB204"))
    return found


def untagged_changes(
    program: Program, parts: Sequence[Part], analysis: Analysis
) -> list[Diagnostic]:
    """Cells without a stage that change what a later cell of a stage reads."""
    found: list[Diagnostic] = []
    units = sorted((u for part in parts for u in part.units), key=lambda u: u.index)
    skipped = [a for a in analysis.statements if a.statement.cell.role is Role.SKIP]
    skipped = [a for a in skipped if a.kind is Kind.CODE]
    for a in [*program.leftover, *skipped]:
        changed = (a.facts.may_bind | a.facts.mutates) & program.state
        role = a.statement.cell.role
        for name in sorted(changed):
            if not any(name in u.may for u in units if u.index < a.statement.index):
                continue
            reader = _next_reader(name, a, units)
            if reader is None:
                continue
            severity = Severity.WARNING if role is Role.SKIP else Severity.ERROR
            how = "is tagged `skip`" if role is Role.SKIP else "belongs to no stage"
            message = f"`{name}` is changed here, but the cell {how}; cell "
            message += f"{reader.analysed.statement.cell.number} reads it."
            advice = "Tag the cell with its stage" + (
                ", or make sure that it changes nothing." if role is Role.SKIP else ", or `skip`."
            )
            code = "NB205" if severity is Severity.WARNING else "NB206"
            found.append(
                Diagnostic(message, advice, a.statement.place, code=code, severity=severity)
            )
    return found


def _next_reader(name: str, a: Analysed, units: Iterable[Unit]) -> Unit | None:
    for unit in units:
        if unit.index > a.statement.index:
            if name in unit.reads:
                return unit
            if name in unit.must:
                return None
    return None


def suggested_tag(a: Analysed, part: Part) -> str:
    """The tag that would mend an untagged cell."""
    body = ast.parse(a.statement.cell.source).body
    if all(isinstance(node, ast.Assign) and _is_literal(node.value) for node in body):
        return "parameters"
    return (
        part.role.value
        if a.statement.cell.number < part.units[0].analysed.statement.cell.number
        else "preprocess"
    )


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def view_hazards(flow: Flow, imports: Iterable[Import] = ()) -> list[Diagnostic]:
    """Memory that is shared over a stage boundary, and changed behind it."""
    found: list[Diagnostic] = []
    env = names_of(imports)
    told: set[frozenset[str]] = set()
    for hazard in sorted(flow.hazards, key=_indirect):
        tie = hazard.tie
        if tie.how is not Sharing.VIEW or tie.names in told:
            continue
        told.add(tie.names)
        one, other = sorted(tie.names)
        if any(name.startswith("<") for name in tie.names):
            continue
        cell = tie.unit.analysed.statement.cell.number
        changes = hazard.unit.analysed.facts.mutates & tie.names
        done = "one is changed here" if changes else "this statement sees it"
        caller = _unknown_call(hazard.unit, env) if changes else None
        if caller is not None:
            done = f"one may be changed here by `{caller}`, of which nothing is known"
        maker = _unknown_call(tie.unit, env)
        copied = f"`copy.deepcopy` of what `{maker}` gives" if maker else "such as `.copy()`"
        found.append(
            Diagnostic(
                f"`{one}` and `{other}` {'may ' if maker else ''}share memory since cell {cell}, "
                f"and {done}, in another stage; files would not keep them together.",
                f"Make a copy in cell {cell}, {copied}.",
                unit_place(hazard.unit),
                code="NB207",
            )
        )
    return found


def _unknown_call(unit: Unit, env: Environment) -> str | None:
    """What a statement calls of a module that is of no known library."""
    for node in (n for top in unit.analysed.statement.nodes for n in ast.walk(top)):
        name = env.qualified(node.func) if isinstance(node, ast.Call) else None
        if name is not None and "." in name and not is_library(name):
            return ast.unparse(node.func)  # type: ignore[attr-defined]
    return None


def _indirect(hazard: Hazard) -> bool:
    """Whether the statement names neither of the two: such a pair tells the reader less."""
    return not hazard.tie.names & hazard.unit.analysed.facts.reads


def unsavable(
    names: Iterable[tuple[str, Type | None]],
    part: Part,
    readers: dict[str, Unit],
    local_classes: Iterable[str] = (),
) -> list[Diagnostic]:
    """Values that no file can hold, but that another stage needs."""
    found: list[Diagnostic] = []
    nested = {d for u in part.units if u.nested is not None for d in u.analysed.facts.may_bind}
    for name, known in names:
        what = UNSAVABLE.get(known.name, "") if known else ""
        if known and known.name in local_classes:
            what = "an object of a class that reads values of its stage"
        binders = [u for u in part.units if name in u.may]
        binder = next((u for u in binders if _keeps_lambda(u, name)), None)
        if binder is not None and not what:
            what = "or holds a lambda"
        changers = [u for u in part.units if name in u.writes]
        holder = next((u for u in changers if u.analysed.facts.escaping & nested), None)
        if holder is not None and not what and (known is None or known.name in _HOLDERS):
            binder, what = holder, "something that holds a function of its stage"
        inner = next((u for u in binders if _defines(u, name)), None)
        if inner is not None and not what:
            binder, what = inner, "a function or class that is defined inside another statement"
        if not what:
            continue
        binder = binder or (binders or part.units)[0]
        reader = readers.get(name)
        where = f"cell {reader.analysed.statement.cell.number}" if reader else "a later stage"
        found.append(
            Diagnostic(
                f"`{name}` is {what}, which cannot be saved, but {where} needs it in another stage "
                f"than {part.name}.",
                "Make it in the stage that uses it, or turn it into something that can be saved: "
                "a list, a table, a function with a `def`.",
                unit_place(binder),
                code="NB208",
            )
        )
    return found


def unsavable_as_traced(
    names: Iterable[str], trace: Trace, part: Part, readers: dict[str, Unit]
) -> list[Diagnostic]:
    """Values that could not be pickled in a run of the notebook, but that another stage needs."""
    found: list[Diagnostic] = []
    for name in names:
        value = trace.value(part.name, name)
        if value is None or not value.saved.startswith("not:"):
            continue
        binders = [u for u in part.units if name in u.may] or list(part.units)
        reader = readers.get(name)
        where = f"cell {reader.analysed.statement.cell.number}" if reader else "a later stage"
        found.append(
            Diagnostic(
                f"`{name}` could not be saved when the notebook was traced "
                f"({value.saved.removeprefix('not:').strip()}), but {where} needs it in another "
                f"stage than {part.name}.",
                "Make it in the stage that uses it, or turn it into something that can be saved.",
                unit_place(binders[-1]),
                code="NB208",
            )
        )
    return found


_HOLDERS = frozenset({"list", "dict", "tuple", "set", "functools.partial", "object"})


def _keeps_lambda(unit: Unit, name: str) -> bool:
    """Whether the statement makes the value out of a lambda, which no pickle can hold."""
    inner = (n for node in unit.analysed.statement.nodes for n in ast.walk(node))
    return any(
        isinstance(node, ast.Assign)
        and _holds_lambda(node.value)
        and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
        for node in inner
    )


def _defines(unit: Unit, name: str) -> bool:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    inner = (n for node in unit.analysed.statement.nodes for n in ast.walk(node))
    return any(isinstance(n, kinds) and n.name == name for n in inner)


def _holds_lambda(node: ast.expr) -> bool:
    if isinstance(node, ast.Lambda):
        return True
    if isinstance(node, ast.Dict):
        return any(_holds_lambda(value) for value in node.values)
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return any(_holds_lambda(element) for element in node.elts)
    if isinstance(node, ast.Call):
        func = node.func
        if isinstance(func, ast.Attribute) and func.attr == "fit":
            return _holds_lambda(func.value)
        called = func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")
        if called == "defaultdict" or called[:1].isupper() and not called.isupper():
            values = [*node.args, *(k.value for k in node.keywords)]
            return any(_holds_lambda(value) for value in values)
    return False


def definition_problems(
    definitions: Iterable[Definition],
    scopes: dict[str, Definition],
    program: Program,
    places: dict[int, Place],
) -> list[Diagnostic]:
    """Definitions whose globals cannot become parameters."""
    found: list[Diagnostic] = []
    for definition in definitions:
        place = places.get(definition.statement)
        names = captured(definition, scopes, program.state)
        if definition.writes:
            listed = ", ".join(f"`{n}`" for n in sorted(definition.writes))
            message = f"`{definition.name}` assigns the global {listed}."
            advice = "Return the value instead, and assign it where the function is called."
            found.append(Diagnostic(message, advice, place, code="NB209"))
        if not names:
            continue
        is_class = isinstance(definition.node, ast.ClassDef)
        if is_class:
            problem = class_problem(definition, names, program.looks_into)
        else:
            problem = function_problem(definition, names)
        if problem:
            listed = ", ".join(f"`{n}`" for n in sorted(names))
            message = f"`{definition.name}` reads {listed} from the notebook, and {problem}."
            advice = "Pass them as arguments."
            found.append(Diagnostic(message, advice, place, code="NB211"))
    return found


def hidden_names(parts: Sequence[Part], program: Program) -> list[Diagnostic]:
    """Functions that are called where a comprehension or lambda hides a global that they read."""
    found: list[Diagnostic] = []
    for unit in (u for part in parts for u in part.units):
        hidden = hidden_at(unit.analysed.statement.nodes, unit.definitions, program.state)
        for name, names in sorted(hidden.items()):
            listed = ", ".join(f"`{n}`" for n in sorted(names))
            message = f"`{name}` reads {listed} from the notebook, and {listed} is another here."
            advice = "Give the variable of the comprehension or lambda another name."
            found.append(Diagnostic(message, advice, unit_place(unit), code="NB211"))
    return found


def late_rebinding(parts: Sequence[Part], program: Program) -> list[Diagnostic]:
    """Functions passed as values, and objects made, before a global that they read is rebound."""
    found: list[Diagnostic] = []
    units = [u for part in parts for u in part.units]
    for unit, name, later, names in late_rebound(units, program.state):
        listed = ", ".join(f"`{n}`" for n in sorted(names))
        found.append(
            Diagnostic(
                f"`{name}` reads {listed} from the notebook and is kept here, but cell "
                f"{later.analysed.statement.cell.number} binds {listed} again afterwards.",
                "Give the new value another name, or pass it as an argument.",
                unit_place(unit),
                code="NB212",
            )
        )
    return found
