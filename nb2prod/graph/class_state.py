"""Values in the body of a class that are changed through its objects, and that no file stores."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, handed, stored
from nb2prod.graph.function_state import Change, KeptState, changed, changed_names, path_of
from nb2prod.graph.function_state import shared_values as shared_in
from nb2prod.graph.units import Part, Unit


def changed_through_objects(parts: Sequence[Part]) -> list[KeptState]:
    """Values of classes that code outside of them changes in one stage, and a later one reads.

    After ``class C: log = []`` and ``c = C()``, ``c.log.append(1)`` and ``log = c.log;
    log.append(1)`` change what the class holds; a file of ``c`` does not have it.
    """
    units = [unit for part in parts for unit in part.units]
    classes = _shared(units)
    changes: dict[str, Change] = {}
    found: dict[str, KeptState] = {}
    aliases: set[tuple[str, str]] = set()
    for number, part in enumerate(parts) if classes else ():
        for unit in part.units:
            for name in sorted(_read(unit) & changes.keys() - found.keys()):
                if changes[name].part < number:
                    found[name] = KeptState(classes[name], changes[name], unit.place)
            nodes = unit.analysed.statement.nodes
            aliases |= set(_aliased(nodes, classes))  # a block may change what it binds itself
            named = set(changed_names(nodes))
            touched = {attribute for name, attribute in aliases if name in named}
            for name in sorted(touched | _changed_attributes(nodes, classes)):
                change = Change(number, f"its attribute `{name}`", unit.place)
                changes.setdefault(name, change)
            # a name that is bound again on some paths only may lead there still
            anew = unit.must - unit.mutates
            aliases = {(n, a) for n, a in aliases if n not in anew} | set(_aliased(nodes, classes))
    return list(found.values())


def _shared(units: Iterable[Unit]) -> dict[str, str]:
    """Attributes that are mutable values of a class, with its name; none that objects set."""
    definitions = {id(d.node): d for unit in units for d in unit.definitions.values()}
    found = {
        name: d.name
        for d in definitions.values()
        if isinstance(d.node, ast.ClassDef)
        for name in sorted(shared_in(d.node))
    }
    every = (n for unit in units for top in unit.analysed.statement.nodes for n in all_nodes(top))
    own = {n.attr for n in every if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)}
    return {name: owner for name, owner in found.items() if name not in own}


def _read(unit: Unit) -> set[str]:
    """Attributes that the statement, or a definition that it reaches, looks at."""
    tops = [*unit.analysed.statement.nodes, *(d.node for d in unit.definitions.values())]
    return {n.attr for top in tops for n in all_nodes(top) if isinstance(n, ast.Attribute)}


def _changed_attributes(nodes: Iterable[ast.AST], shared: Mapping[str, str]) -> set[str]:
    every = (target for top in nodes for n in all_nodes(top) for target in changed(n))
    return {name for target in every for name in path_of(target)[1:] if name in shared}


def _aliased(nodes: Iterable[ast.AST], shared: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names that are bound to such a value, or to a part of one, each with the attribute."""
    for target, value in (pair for top in nodes for n in all_nodes(top) for pair in handed(n)):
        inside = [name for name in _named_outside_calls(value) if name in shared]
        yield from ((name, attribute) for name in stored(target) for attribute in inside)


def _named_outside_calls(node: ast.AST) -> Iterator[str]:
    """Attributes that the value of an expression may be; a call gives something else."""
    if isinstance(node, ast.Attribute):
        yield node.attr
    if not isinstance(node, ast.Call):
        for child in child_nodes(node):
            yield from _named_outside_calls(child)
