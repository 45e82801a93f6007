"""What the plan needs of the whole analysis, and of the known values."""

from collections.abc import Mapping, Sequence, Set

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysis, Facts, Type
from nb2prod.analysis.syntax.nodes import stored
from nb2prod.analysis.types.algebra import certain, join
from nb2prod.graph.constants import without_repeats
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part
from nb2prod.trace.seen_types import merged
from nb2prod.trace.traced import Trace


def environment(analysis: Analysis) -> Environment:
    """What the names stand for in the notebook as a whole, where that is one thing."""
    counts = {name: 0 for a in analysis.statements for name in a.facts.may_bind}
    for a in without_repeats(analysis.live):
        for bound in a.facts.may_bind:
            counts[bound] += 1
    constants = {n: v for n, v in analysis.constants if counts.get(n.split(".")[0], 0) == 1}
    imports = {one.name: one.qualified for one in analysis.imports if not one.star}
    return Environment(
        imports=imports,
        constants=constants,
        bound=dict.fromkeys(n for n in counts if n not in imports),
    )


def order_of_names(analysis: Analysis) -> dict[str, int]:
    """The place where the notebook binds each name first."""
    order: dict[str, int] = {}
    for a in analysis.statements:
        for node in a.statement.nodes:
            for name in [*stored(node), *sorted(a.facts.may_bind)]:
                if name in a.facts.may_bind:
                    order.setdefault(name, len(order))
    return order


def types_after(
    parts: Sequence[Part], program: Program, trace: Trace | None
) -> tuple[Mapping[str, Type | None], ...]:
    """The types of names after each part, unions too; a trace may know what the analysis does not.

    Only what is `certain` of them may steer decisions.
    """
    current = first_types(program)
    found: list[Mapping[str, Type | None]] = []
    for part in parts:
        for unit in part.units:
            move_past(unit.analysed.facts, unit.may, unit.must, current)
        traced = trace.stages.get(part.name) if trace else None
        for name, value in traced.values.items() if traced else ():
            sure = certain(current.get(name))
            current[name] = merged(sure, value.type) or current.get(name)
        found.append(dict(current))
    return tuple(found)


def first_types(program: Program) -> dict[str, Type | None]:
    """The types of parameters."""
    return {name: _type_of_value(value) for name, value in program.config}


def move_past(facts: Facts, may: Set[str], must: Set[str], current: dict[str, Type | None]) -> None:
    """Let the types of names be those after a statement, which may bind some."""
    known = dict(facts.types) | dict(facts.annotations)
    for name in may | known.keys():
        replaced = name not in may - must or name not in current
        types = [known.get(name)] if replaced else [current[name], known.get(name)]
        current[name] = join(types)


def _type_of_value(value: object) -> Type | None:
    kind = type(value)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return None if value is None else Type(f"{module}{kind.__name__}")
