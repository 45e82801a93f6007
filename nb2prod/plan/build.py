"""Analysis to pipeline: where every decision is made."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Analysis, Definition, Kind, Type
from nb2prod.diagnostics import ConversionError, Diagnostic, Place, Severity
from nb2prod.notebook.model import Notebook, Role
from nb2prod.plan import checks, clashes
from nb2prod.plan.artefacts import artefacts_of
from nb2prod.plan.bodies import class_bodies
from nb2prod.plan.causes import root_causes
from nb2prod.plan.closures import captured
from nb2prod.plan.columns import column_hazards
from nb2prod.plan.data import with_data
from nb2prod.plan.figures import figure_edits
from nb2prod.plan.files import appended_files, perhaps_written, unknown_paths
from nb2prod.plan.flow import Flow, flow_of
from nb2prod.plan.forget import forget_paths
from nb2prod.plan.hyperparameters import Hyperparameters
from nb2prod.plan.kept import kept_state
from nb2prod.plan.layers import Layering, Layers
from nb2prod.plan.lifting import Lifting, lift
from nb2prod.plan.local import localise
from nb2prod.plan.lookups import insert_lookups
from nb2prod.plan.model import Code, Item, Pipeline, Stage
from nb2prod.plan.model_dir import ModelDirectory
from nb2prod.plan.names import package_name, shown_path
from nb2prod.plan.origins import hidden_helpers, saving_notes
from nb2prod.plan.parts import Part, parts_of
from nb2prod.plan.paths import key_of, own_calls, use_of, without_password
from nb2prod.plan.place import Placement, place
from nb2prod.plan.process import process_problems, repeat_settings, unrepeated
from nb2prod.plan.program import Program, Unit, program_of
from nb2prod.plan.provenance import with_provenance
from nb2prod.plan.reasons import why_kept
from nb2prod.plan.results import results_of
from nb2prod.plan.rows import Rows
from nb2prod.plan.search_path import search_path
from nb2prod.plan.serialisers import is_pickled
from nb2prod.plan.stages import Context, StageBuilder, path_needs, renamed_in
from nb2prod.plan.streams import insert_seeds
from nb2prod.plan.surroundings import mount_notes
from nb2prod.plan.unbound import deleted_for_kept, perhaps_unbound, taken_by_handlers
from nb2prod.plan.versions import imports_in_use, two_versions
from nb2prod.settings import Settings
from nb2prod.trace.model import Trace
from nb2prod.trace.shapes import shape_comments
from nb2prod.trace.types import merged


def plan(
    notebook: Notebook,
    analysis: Analysis,
    settings: Settings | None = None,
    trace: Trace | None = None,
) -> Pipeline:
    """Decide what goes where. What the analysis does not know is taken from the trace of a run.

    Raises:
        ConversionError: the notebook cannot be split as it stands; all the reasons found.
    """
    settings = settings or Settings()
    searched, program = search_path(analysis, program_of(analysis))
    parts = parts_of(program.units, program)
    unused = insert_seeds(parts, program.seeds)
    insert_lookups(parts, program.lookups)
    unrepeatable = repeat_settings(parts)
    env = _environment(analysis)
    taken = {n for a in analysis.statements for n in a.facts.may_bind | a.facts.reads}
    lifting = lift(parts, env, taken)
    forget_paths(parts, lifting, program)
    localise(parts, program, lifting, {a.statement.index: a for a in analysis.statements})
    results = results_of(parts)
    flow = flow_of(parts, frozenset(n for n, _ in program.config), results)
    errors = _errors(analysis, program, parts, flow, settings.strict)
    placement = place(parts, dict(program.constants), program.effects)
    errors += unknown_paths(parts, lifting, dict(program.constants))
    errors += placement.errors + unrepeatable + two_versions(analysis, parts, placement)
    chosen, twofold = imports_in_use(analysis, parts, placement)
    errors += twofold
    notes = [d for d in errors if d.severity is not Severity.ERROR]
    errors = [d for d in errors if d.severity is Severity.ERROR]
    context = Context(
        parts,
        flow,
        program,
        lifting,
        env,
        analysis.imports,
        _order(analysis),
        _types(parts, program, trace),
        taken,
        {a.statement.index: a.statement for a in analysis.statements},
        tables=settings.tables,
    )
    context.names = placement.names
    if trace is not None:
        context.trace = trace
        context.shapes = shape_comments(trace, [part.name for part in parts], context.order)
    context.results = results
    if settings.lift_hyperparameters:
        context.hyperparameters = Hyperparameters(env, {n for n, _ in program.config})
    context.artefacts.extend(artefacts_of(context, n) for n in range(len(parts)))
    errors += _unsavable(context)
    constants = [
        n for group in (placement.common_constants, *placement.own_constants) for n in group
    ]
    items = [n for group in (placement.common, *placement.own) for n, _ in group]
    bound = {n for part in parts for u in part.units for n in u.may}
    config = {"model_config"} & bound if program.config else set()
    errors += clashes.frame_names([*constants, *items, *config], parts)
    errors += hidden_helpers(analysis.imports, _places(analysis))
    if errors:
        raise ConversionError(*root_causes(errors))
    layers = [_layer(context, number) for number in range(len(parts))]
    pairs = zip(parts, layers, strict=True)
    if taken_names := [d for part, one in pairs for d in clashes.taken_parameters(part, one.needs)]:
        raise ConversionError(*taken_names)
    stages = tuple(_stage(context, n, layers[n], placement) for n in range(len(parts)))
    mutated = [frozenset[str]().union(*one.mutated) for one in flow.parts]
    stages = ModelDirectory(stages, Rows(parts, context.types), mutated).run()
    notes += [*mount_notes(analysis.statements), *searched.notes]
    notes += saving_notes([a for found in context.artefacts for a in found.values()])
    notes += _notes(parts, layers, lifting, unused, program, _places(analysis))
    made = _pipeline(notebook, analysis, settings.name, context, stages, placement, notes)
    made = replace(made, chosen_imports=tuple(chosen), tables=settings.tables)
    made = replace(made, folders=searched.folders, own_modules=searched.modules)
    made = with_data(made, notebook.data, env.constants)
    return with_provenance(made) if settings.provenance else made


def _environment(analysis: Analysis) -> Environment:
    """What the names stand for in the notebook as a whole, where that is one thing."""
    counts: dict[str, int] = {}
    for a in analysis.statements:
        for bound in a.facts.may_bind:
            counts[bound] = counts.get(bound, 0) + (a.statement.cell.role is not Role.SKIP)
    constants = {n: v for n, v in analysis.constants if counts.get(n.split(".")[0], 0) == 1}
    imports = {one.name: one.qualified for one in analysis.imports if not one.star}
    return Environment(imports=imports, constants=constants, bound=set(counts) - imports.keys())


def _errors(
    analysis: Analysis, program: Program, parts: Sequence[Part], flow: Flow, strict: bool
) -> list[Diagnostic]:
    if not parts:
        message = (
            "no cell is tagged with a stage, or the tagged cells hold no code that does anything."
        )
        advice = "Tag cells `preprocess`, `train`, `predict` or `evaluate`."
        return [Diagnostic(message, advice, code="NB200")]
    found = checks.undefined_names(analysis, program, parts)
    found += checks.missing_inputs(flow, parts, program)
    found += checks.untagged_changes(program, parts, analysis)
    found += checks.view_hazards(flow, analysis.imports) + column_hazards(parts)
    found += clashes.private_names(parts, flow)
    found += clashes.static_and_state(program, parts, analysis)
    found += checks.late_rebinding(parts, program)
    found += checks.hidden_names(parts, program)
    found += _definition_errors(parts, program, _places(analysis))
    found += kept_state(parts, program)
    found += process_problems(analysis, program)
    found += appended_files(parts)
    found += perhaps_written(parts)
    found += unrepeated(parts)
    found += perhaps_unbound(parts, flow)
    found += deleted_for_kept(parts)
    found += class_bodies(parts, program)
    found += taken_by_handlers(parts, program)
    for a in analysis.statements:
        if a.statement.cell.role is not Role.SKIP:
            found += [_seen_through(d, strict) for d in a.facts.opaque]
    return found


def _places(analysis: Analysis) -> dict[int, Place]:
    return {a.statement.index: a.statement.place for a in analysis.statements}


def _seen_through(diagnostic: Diagnostic, strict: bool) -> Diagnostic:
    severity = Severity.ERROR if strict else Severity.WARNING
    return replace(diagnostic, severity=severity, code=diagnostic.code or "NB230")


def _definition_errors(
    parts: Sequence[Part], program: Program, places: Mapping[int, Place]
) -> list[Diagnostic]:
    found: dict[tuple[str, int], Diagnostic] = {}
    for part in parts:
        for unit in part.units:
            scope = unit.definitions
            for one in checks.definition_problems(scope.values(), scope, program, dict(places)):
                found[(one.message, one.place.cell if one.place else 0)] = one
    return list(found.values())


def _order(analysis: Analysis) -> dict[str, int]:
    order: dict[str, int] = {}
    position = 0
    for a in analysis.statements:
        for node in a.statement.nodes:
            names = [
                n.id
                for n in ast.walk(node)
                if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            ]
            for name in [*names, *sorted(a.facts.may_bind)]:
                if name in a.facts.may_bind and name not in order:
                    order[name] = position
                    position += 1
    return order


def _types(
    parts: Sequence[Part], program: Program, trace: Trace | None
) -> list[dict[str, Type | None]]:
    current: dict[str, Type | None] = {n: _type_of_value(v) for n, v in program.config}
    found: list[dict[str, Type | None]] = []
    for part in parts:
        for unit in part.units:
            known = dict(unit.analysed.facts.types)
            for name in unit.may:
                if name in unit.must or name not in current:
                    current[name] = known.get(name)
                elif current[name] != known.get(name):
                    current[name] = None
        traced = trace.stages.get(part.name) if trace else None
        for name, value in traced.values.items() if traced else ():
            current[name] = merged(current.get(name), value.type)
        found.append(dict(current))
    return found


def _type_of_value(value: object) -> Type | None:
    return None if value is None else Type(type(value).__name__)


def _unsavable(context: Context) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for number, part in enumerate(context.parts):
        readers: dict[str, Unit] = {}
        for later in context.parts[number + 1 :]:
            for unit in later.units:
                for name in unit.reads:
                    readers.setdefault(name, unit)
        names = sorted(context.flow.parts[number].outputs)
        known = [(n, context.types[number].get(n)) for n in names]
        local = {
            f"notebook.{_defined(u)}"
            for p in context.parts
            for u in p.units
            if u.nested is not None
        }
        static = checks.unsavable(known, part, readers, local)
        found += static
        if context.trace is not None and not static:
            artefacts = context.artefacts[number]
            pickled = [n for n in names if n in artefacts and is_pickled(artefacts[n].serialiser)]
            found += checks.unsavable_as_traced(pickled, context.trace, part, readers)
    return found


def _defined(unit: Unit) -> str:
    """The name of a definition that is nested in the data layer."""
    return str(getattr(unit.analysed.statement.nodes[0], "name", ""))


def _layer(context: Context, number: int) -> Layers:
    one = context.flow.parts[number]
    live = {n for later in context.flow.parts[number + 1 :] for n in later.inputs}
    return Layering(
        context.parts[number],
        number,
        one.mutated,
        context.lifting,
        frozenset(n for n in one.inputs if not n.startswith("<")),
        frozenset(live & one.outputs),
        context.taken,
    ).run()


def _stage(context: Context, number: int, layers: Layers, placement: Placement) -> Stage:
    first = min((u.index for p in context.parts for u in p.units), default=0)
    last = max((u.index for u in context.parts[number].units), default=0)
    effects = [
        Code(statement=a.statement)
        for a in context.program.effects
        if a.statement.index < max(first, last)
    ]
    stage = StageBuilder(context, number, layers, effects).build()
    items = _items(context, placement.own[number].values(), placement.own_constants[number])
    return replace(stage, items=items)


def _items(
    context: Context, definitions: Iterable[Definition], constants: Mapping[str, Analysed]
) -> tuple[Item, ...]:
    made: list[tuple[int, Item]] = []
    for name, analysed in constants.items():
        made.append((analysed.statement.index, Item(name, Code(statement=analysed.statement))))
    for definition in definitions:
        made.append((definition.statement, _item(context, definition)))
    return tuple(item for _, item in sorted(made, key=lambda pair: (pair[0], pair[1].name)))


def _item(context: Context, definition: Definition) -> Item:
    statement = context.statements[definition.statement]
    scope = _scope(context, definition)
    renamed = renamed_in(scope, context.names)
    state = context.program.state
    names = sorted(captured(definition, scope, state))
    paths = sorted(path_needs(definition.name, scope, context.lifting))
    types = {n: t for after in context.types for n, t in after.items() if t}
    calls = []
    for other in sorted(definition.reads & scope.keys()):
        inner = sorted(captured(scope[other], scope, state))
        inner += sorted(path_needs(other, scope, context.lifting))
        if inner:
            calls.append((other, tuple((n, n) for n in inner)))
    uses = [use_of(call) for call in own_calls(definition)]
    edits = [
        *context.lifting.definition_edits.get(key_of(definition), ()),
        *figure_edits([definition.node], uses, context.env, definition.name),
    ]
    path_type = Type("pathlib.Path")
    replaced = tuple((n, new) for n, new in renamed if n in definition.reads)
    return Item(
        context.names.get(key_of(definition), definition.name),
        Code(statement=statement, edits=tuple(edits), captured=tuple(calls), replaced=replaced),
        definition,
        captured=(*((n, types.get(n)) for n in names), *((p, path_type) for p in paths)),
        stored=tuple([*names, *paths]) if isinstance(definition.node, ast.ClassDef) else (),
    )


def _scope(context: Context, definition: Definition) -> dict[str, Definition]:
    for part in context.parts:
        for unit in part.units:
            scope = unit.definitions
            if scope.get(definition.name) is definition or (
                definition.name in scope and key_of(scope[definition.name]) == key_of(definition)
            ):
                return scope
    return {definition.name: definition}


def _notes(
    parts: Sequence[Part],
    layers: Sequence[Layers],
    lifting: Lifting,
    unused: Sequence[Unit],
    program: Program,
    places: Mapping[int, Place],
) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for one in layers:
        for unit, path in one.kept:
            shown = shown_path(without_password(path))
            message = (
                f"the file access stays in the data layer, with the path `{shown}` as a parameter: "
                f"{why_kept(unit)}."
            )
            found.append(_note(message, unit, "NB220"))
        for unit, use in one.unlifted:
            message = f"the path `{ast.unparse(use.argument)}` could not be made a parameter."
            found.append(_note(message, unit, "NB221", Severity.WARNING))
    for owner, use in lifting.unlifted:
        place = None
        if isinstance(owner, Definition):
            place = places.get(owner.statement)
        message = f"the path `{ast.unparse(use.argument)}` could not be made a parameter."
        found.append(Diagnostic(message, "", place, code="NB221", severity=Severity.WARNING))
    for unit in unused:
        found.append(
            _note("the seed is left out: nothing that is converted draws from it.", unit, "NB222")
        )
    for a in program.leftover:
        if a.statement.cell.role is Role.UNTAGGED and not a.facts.pure:
            message = "the cell has no tag and nothing depends on it; it is left out."
            found.append(
                Diagnostic(message, "", a.statement.place, code="NB223", severity=Severity.NOTE)
            )
    for part in parts:
        if part.name != part.role.value:
            unit = part.units[0]
            message = f"these cells could not join the other {part.role} cells without changing a "
            message += f"result; they became {part.name}."
            found.append(_note(message, unit, "NB224"))
    return list(dict.fromkeys(found))


def _note(message: str, unit: Unit, code: str, severity: Severity = Severity.NOTE) -> Diagnostic:
    return Diagnostic(message, "", unit.analysed.statement.place, code=code, severity=severity)


def _pipeline(
    notebook: Notebook,
    analysis: Analysis,
    name: str | None,
    context: Context,
    stages: tuple[Stage, ...],
    placement: Placement,
    notes: list[Diagnostic],
) -> Pipeline:
    used = {n for stage in stages for n in stage.config}
    modules = [one.qualified for one in analysis.imports]
    lifted = context.hyperparameters
    sources = {
        a.statement.index: a.statement.source for a in analysis.statements if a.kind is Kind.IMPORT
    }
    first = next((c for c in notebook.cells if c.role is not Role.SKIP), None)
    return Pipeline(
        package=package_name(name or notebook.name, {m.split(".")[0] for m in modules}),
        title=notebook.name,
        stages=stages,
        parameters=tuple((n, v) for n, v in context.program.config if n in used),
        hyperparameters=tuple(lifted.values.items()) if lifted else (),
        items=_items(context, placement.common.values(), placement.common_constants),
        imports=analysis.imports,
        import_sources=tuple(sorted(sources.items())),
        extra_imports=tuple(sorted(context.extra_imports.items())),
        requirements=notebook.requirements,
        notes=(*notebook.notes, *notes),
        markdown=first.markdown if first else "",
    )
