"""Names that are deleted on some path through a part, and that a later part may need."""

import ast
from collections.abc import Iterator, Sequence

from nb2prod.analysis.syntax.nodes import named, nodes_of
from nb2prod.graph.liveness import PartFlow
from nb2prod.graph.name_errors import asked_for
from nb2prod.graph.units import Part, Unit


def perhaps_deleted(part: Part, flow: PartFlow) -> Iterator[tuple[str, Unit]]:
    """Names that a part deletes, then perhaps binds again, and gives to a later one; and where."""
    gone: dict[str, Unit] = {}
    for name in sorted(flow.unsure):
        yield name, next(u for u in part.units if name in u.deletes)
    for unit in part.units:
        for name in unit.may_delete | unit.taken_away:
            gone.setdefault(name, unit)
        gone = {name: u for name, u in gone.items() if name not in unit.must}
    for name in sorted(gone.keys() & flow.outputs):
        yield name, gone[name]


def can_be_none(name: str, units: Sequence[Unit]) -> bool:
    """Whether the name may be None instead of unbound: nothing can tell the difference.

    What reads it on such a path fails in the notebook; where it fails in silence, it asks for that.
    """
    for unit in units:
        nodes = unit.analysed.statement.nodes
        inside = [*nodes, *(d.node for d in unit.definitions.values())]
        if name in unit.handler_names or name in asked_for(inside):
            return False
        for node in nodes_of(ast.Delete, nodes):
            if name in named(node) and len(node.targets) > 1:
                return False
    return True


def deleted_for_kept(parts: Sequence[Part]) -> Iterator[tuple[str, Unit]]:
    """Where functions are first used while a global that they read is deleted.

    They get the globals by value: None will do, where a call of them would have failed.
    """
    gone: set[str] = set()
    told: set[str] = set()
    for part in parts:
        for unit in part.units:
            for name in sorted(unit.analysed.facts.hidden_reads & gone - told):
                yield name, unit
                told.add(name)
            gone |= unit.deletes | unit.may_delete | unit.taken_away
            gone -= unit.must - unit.deletes
