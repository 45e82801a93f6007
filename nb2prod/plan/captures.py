"""The values and paths that calls of the notebook's definitions pass to them."""

from collections.abc import Mapping

from nb2prod.analysis.model import Definition
from nb2prod.graph.closures import captured, keyword_of, reachable
from nb2prod.graph.units import Unit
from nb2prod.plan.draft import Draft
from nb2prod.plan.lifting import Lifting
from nb2prod.plan.paths import Key

Captured = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def captured_arguments(
    unit: Unit, draft: Draft, number: int, replaced: Mapping[str, str]
) -> Captured:
    """For each definition that the statement names, the keyword arguments that it takes."""
    scope, state, lifting = unit.definitions, draft.program.state, draft.lifting
    found = []
    for name in sorted(unit.analysed.facts.reads & scope.keys()):
        names = sorted(captured(scope[name], scope, state))
        pairs = [(keyword_of(scope[name], n), replaced.get(n, n)) for n in names]
        for parameter, path in sorted(path_needs(name, scope, lifting).items()):
            own = parameter != "out_dir" and lifting.finds_own(path, number, unit)
            pairs.append((parameter, lifting.own_place(path, number) if own else parameter))
        if draft.is_handed_figures(name, scope):
            pairs.append((draft.figures, draft.figures))
        if pairs:
            found.append((name, tuple(pairs)))
    return tuple(found)


def renamed_in(
    scope: Mapping[str, Definition], names: Mapping[Key, str]
) -> tuple[tuple[str, str], ...]:
    """Names that stand for a version of a definition with another name in the scripts."""
    found = {name: names.get(d.key, name) for name, d in scope.items()}
    return tuple((name, new) for name, new in sorted(found.items()) if name != new)


def path_needs(name: str, scope: Mapping[str, Definition], lifting: Lifting) -> dict[str, str]:
    """Path parameters that a definition takes for itself and for what it reaches."""
    found: dict[str, str] = {}
    for definition in reachable([name], scope).values():
        found.update(lifting.definition_needs.get(definition.key, {}))
    return found
