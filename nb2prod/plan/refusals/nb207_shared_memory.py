"""NB207: memory that is shared between stages, and changed in one of them."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.aliasing.whole import is_library
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Sharing
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.diagnostics import Diagnostic
from nb2prod.graph.aliases import Hazard
from nb2prod.graph.surroundings import names_of
from nb2prod.graph.units import Unit
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB207", rank=50)
def views(draft: Draft) -> Iterator[Diagnostic]:
    """Two names for parts of one memory; a name for the same object crosses with the other."""
    env = names_of(draft.analysis.imports)
    told: set[frozenset[str]] = set()
    for hazard in sorted(draft.flow.hazards, key=_indirect):
        names = hazard.alias.names
        crosses = hazard.alias.part < hazard.part  # one of this part comes from an older one
        if hazard.alias.how is not Sharing.VIEW or names in told or not crosses:
            continue
        told.add(names)
        if not any(name.startswith("<") for name in names):
            yield _shared(hazard, env)


def _shared(hazard: Hazard, env: Environment) -> Diagnostic:
    cell = hazard.alias.unit.cell
    names = " and ".join(f"`{name}`" for name in sorted(hazard.alias.names))
    if len(hazard.alias.names) == 1:
        names = f"an array in {names} and a part of it that is there as well"
    changes = hazard.unit.analysed.facts.mutates & hazard.alias.names
    done = "one is changed here" if changes else "this statement sees it"
    caller = _unknown_call(hazard.unit, env) if changes else None
    if caller is not None:
        done = f"one may be changed here by `{caller}`, of which nothing is known"
    maker = _unknown_call(hazard.alias.unit, env)
    copied = f"`copy.deepcopy` of what `{maker}` gives" if maker else "such as `.copy()`"
    return Diagnostic(
        f"{names} {'may ' if maker else ''}share memory since cell {cell}, "
        f"and {done}, in another stage; files would not keep them together.",
        f"Make a copy in cell {cell}, {copied}.",
        hazard.unit.place,
        code="NB207",
        apart=(hazard.alias.unit.place, hazard.unit.place),
    )


def _unknown_call(unit: Unit, env: Environment) -> str | None:
    """What a statement calls of a module that is of no known library."""
    for node in (n for top in unit.analysed.statement.nodes for n in all_nodes(top)):
        name = env.qualified(node.func) if isinstance(node, ast.Call) else None
        if name is not None and "." in name and not is_library(name):
            return ast.unparse(node.func)  # type: ignore[attr-defined]
    return None


def _indirect(hazard: Hazard) -> bool:
    """Whether the statement names neither of the two: such a pair tells the reader less."""
    return not hazard.alias.names & hazard.unit.analysed.facts.reads
