"""The draft of the plan: what each pass adds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields

from nb2prod.debug.text_table import at, table
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part, Unit
from nb2prod.plan.draft import Draft

Shown = Iterator[str]


def added(name: str, before: Draft, after: Draft) -> str:
    """The name of a pass, with what it changed in the draft, a line a thing."""
    changed = [f.name for f in fields(Draft) if getattr(before, f.name) != getattr(after, f.name)]
    rows: list[tuple[str, ...]] = [
        (field.replace("_", " "), text)
        for field in changed
        for text in _shown(field, before, after)
    ]
    if not rows:
        rows = [(f"changes {', '.join(changed)}" if changed else "nothing to do",)]
    return "\n".join([name, *(f"  {line}" for line in table(rows).split("\n"))])


def _shown(field: str, before: Draft, after: Draft) -> list[str]:
    """What is told of a field and was not told before."""
    value = getattr(after, field)
    if field == "parts":
        return list(_parts(before.parts, after.parts))
    if field == "notes":
        return sorted({one.code for one in after.notes[len(before.notes) :]})
    if field in _SHOWN:
        known = set(_SHOWN[field](before))
        return [text for text in _SHOWN[field](after) if text not in known]
    return [f"{len(value)} entries"] if isinstance(value, Mapping | frozenset | tuple) else []


def _program(draft: Draft) -> Shown:
    program: Program = draft.program
    yield f"{len(program.units)} statements of stages"
    yield from _named("parameters", (name for name, _ in program.config))
    yield from _named("constants", (name for name, _ in program.constants))
    yield from _named("settings of the process", (at(a.statement) for a in program.effects))
    yield from _named("in no stage", (at(a.statement) for a in program.leftover))


def _named(what: str, found: Iterable[str]) -> Shown:
    listed = list(found)
    if listed:
        yield f"{what}: {', '.join(listed)}"


def _parts(before: Iterable[Part], parts: Iterable[Part]) -> Shown:
    """Each part that changed: all of it when it is new, else what came and what went."""
    old = {part.name: part for part in before}
    for part in parts:
        known = {unit.key: unit for unit in old[part.name].units} if part.name in old else {}
        own = {unit.key: unit for unit in part.units}
        if not known:
            yield f"{part.name}: {', '.join(_runs(part.units))}"
            continue
        more = [at(u.analysed.statement) for key, u in own.items() if key not in known]
        less = [at(u.analysed.statement) for key, u in known.items() if key not in own]
        told = [*_named("more", more), *_named("less", less)]
        if told:
            yield f"{part.name}: {'; '.join(told)}"


def _runs(units: Iterable[Unit]) -> Iterator[str]:
    """Cells with the number of their statements that belong to a part."""
    counts: dict[int, int] = {}
    for unit in units:
        counts[int(unit.cell)] = counts.get(int(unit.cell), 0) + 1
    return (f"cell {cell} ({n})" for cell, n in counts.items())


def _lifting(draft: Draft) -> Shown:
    yield from (f"{path!r} -> {name}" for path, name in draft.lifting.parameters.items())
    for part, written in zip(draft.parts, draft.lifting.written, strict=False):
        yield from (f"{part.name} writes {path!r} as {name}" for path, name in written.items())


def _results(draft: Draft) -> Shown:
    for part, found in zip(draft.parts, draft.results, strict=False):
        yield from _named(part.name, sorted(found))


def _flow(draft: Draft) -> Shown:
    for part, one in zip(draft.parts, draft.flow.parts, strict=False):
        taken = [
            f"{name} of {draft.parts[source].name if source >= 0 else 'the parameters'}"
            for name, source in one.inputs.items()
        ]
        told = [*_named("takes", taken), *_named("returns", draft.ordered(one.outputs))]
        yield f"{part.name} {'; '.join(told)}"


def _placement(draft: Draft) -> Shown:
    place = draft.placement
    yield from _named("common", [*place.common_constants, *(name for name, _ in place.common)])
    for part, constants, own in zip(draft.parts, place.own_constants, place.own, strict=False):
        yield from _named(part.name, [*constants, *(name for name, _ in own)])


def _types(draft: Draft) -> Shown:
    for part, types in zip(draft.parts, draft.types, strict=False):
        known = sum(one is not None for one in types.values())
        yield f"{part.name}: {known} of {len(types)} names"


def _unions(draft: Draft) -> list[str]:
    """The names that may be of several types."""
    pairs = zip(draft.types, draft.annotated, strict=False)
    return sorted({name for sure, known in pairs for name in known if sure[name] != known[name]})


def _artefacts(draft: Draft) -> Shown:
    for found in draft.artefacts:
        for one in dict.fromkeys(found.values()):
            yield f"{', '.join(one.names)} -> {one.file} of {one.producer} ({one.serialiser})"


def _layers(draft: Draft) -> Shown:
    for part, layers in zip(draft.parts, draft.layers, strict=False):
        rows = {"loads": layers.loads, "data layer": layers.body, "saves": layers.saves}
        counts = [f"{what} {len(lines)}" for what, lines in rows.items() if lines]
        yield f"{part.name}, lines: {', '.join(counts)}"


def _stages(draft: Draft) -> Shown:
    for one in draft.stages:
        given = [*(a.name for a in one.arguments)]
        files = [f.parameter for f in one.files] + [i.parameter for i in one.inputs if i.parameter]
        told = [
            *_named("data layer takes", given),
            *_named("returns", (o.name for o in one.outputs)),
            *_named("path layer takes", files),
            *_named("model from", [one.model_from] if one.model_from else []),
            *_named("metrics", one.metrics),
        ]
        yield f"{one.name}: {'; '.join(told)}"


def _pipeline(draft: Draft) -> Shown:
    pipeline = draft.pipeline
    if pipeline is not None:
        yield f"package {pipeline.package} of {', '.join(one.name for one in pipeline.stages)}"


_SHOWN: dict[str, Callable[[Draft], Shown]] = {
    "env": lambda draft: _named("imports", draft.env.imports),
    "program": _program,
    "searched": lambda draft: _named("folders", draft.searched.folders),
    "lifting": _lifting,
    "results": _results,
    "flow": _flow,
    "placement": _placement,
    "names_in_use": lambda draft: _named("chosen", map(str, draft.names_in_use.chosen)),
    "types": _types,
    "annotated": lambda draft: _named("either", _unions(draft)),
    "artefacts": _artefacts,
    "layers": _layers,
    "stages": _stages,
    "pipeline": _pipeline,
}
