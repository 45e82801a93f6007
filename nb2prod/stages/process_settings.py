"""Process-wide settings: each later stage repeats them, where that has the same effect."""

import ast
from collections.abc import Sequence
from itertools import pairwise

from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.graph.process_settings import is_setting, is_wanted
from nb2prod.graph.units import Part, Unit, UnitKey
from nb2prod.notebook.model import file_of
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Stale:
    """A setting that cannot be repeated in `part`: the names that it reads have changed."""

    unit: Unit
    names: frozenset[str]
    part: str


def repeat_settings(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Stale, ...]]:
    """The parts, each with those settings of others that stand above some of its statements, in the
    same notebook.

    Returns also those that cannot be repeated, as what they read has changed by then.
    """
    own = [[unit for unit in part.units if is_setting(unit)] for part in parts]
    found: list[Stale] = []
    made: list[Part] = []
    changed: dict[UnitKey, set[str]] = {}
    for number, part in enumerate(parts):
        earlier = [u for units in own[:number] for u in units]
        later = [u for units in own[number + 1 :] for u in units if not u.reads]
        ends = {file_of(u.cell): u.index for u in sorted(part.units, key=lambda u: u.index)}
        earlier = _without_replaced(earlier)
        for unit in (u for u in earlier if file_of(u.cell) in ends):
            if names := changed[unit.key] & unit.reads:
                found.append(Stale(unit, frozenset(names), part.name))
        for unit in part.units:
            for names in changed.values():
                names |= unit.writes
            if unit in own[number]:
                changed[unit.key] = set()
        wanted = [u for u in (*earlier, *later) if u.index < ends.get(file_of(u.cell), -1)]
        wanted = [u for u in wanted if is_wanted(u.analysed, part.units)]
        part = _without_unwanted(part)
        for unit in _once(sorted(wanted, key=lambda u: u.index)):
            part = part.with_copy(unit)
        made.append(part)
    return tuple(made), tuple(found)


def _without_unwanted(part: Part) -> Part:
    """The part without settings of its own that nothing in it asks for."""
    idle = {u.key for u in part.units if is_setting(u) and not is_wanted(u.analysed, part.units)}
    left = part.with_cells([u for u in cell if u.key not in idle] for cell in part.cells)
    return left if left.cells else part


def _without_replaced(settings: Sequence[Unit]) -> list[Unit]:
    """The settings without those that a later one sets again, by ``set_experiment(name)``."""
    last = {name: one for one in settings if (name := _set_by(one))}
    return [one for one in settings if last.get(_set_by(one), one) is one]


def _set_by(setting: Unit) -> str:
    """The function of a call whose one argument is all that is set; "" for others."""
    match setting.analysed.statement.nodes:
        case [ast.Expr(ast.Call(ast.Attribute(attr=name) as func, [_], []))] if name.startswith(
            "set"
        ):
            return f"{file_of(setting.cell)} {ast.unparse(func)}"
    return ""


def _once(settings: Sequence[Unit]) -> list[Unit]:
    """The settings without those that the next one only says again."""
    kept = [one for one, other in pairwise(settings) if not _same_setting(one, other)]
    return [*kept, *settings[-1:]]


def _same_setting(one: Unit, other: Unit) -> bool:
    """Whether `other` sets the same again; ``+=`` and a longer ``sys.path`` are no such thing."""
    if any(e.startswith("sys.path") for e in one.analysed.facts.effects):
        return False
    nodes, others = one.analysed.statement.nodes, other.analysed.statement.nodes
    if any(isinstance(node, ast.AugAssign) for top in nodes for node in all_nodes(top)):
        return False
    return list(map(ast.dump, nodes)) == list(map(ast.dump, others))
