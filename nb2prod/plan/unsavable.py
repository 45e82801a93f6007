"""Values that no file can hold."""

import ast
from collections.abc import Collection, Iterable, Iterator

from nb2prod.analysis.model import Type, own_type
from nb2prod.analysis.syntax.name_nodes import root_name
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes
from nb2prod.graph.constants import calls_for_class
from nb2prod.graph.escaping import only_calls
from nb2prod.graph.factories import factories, holds, replaced
from nb2prod.graph.parts import Part
from nb2prod.graph.units import Unit
from nb2prod.knowledge.methods import MUTATING_METHODS
from nb2prod.knowledge.saved import UNSAVABLE

_HOLDERS = frozenset({"list", "dict", "tuple", "set", "functools.partial", "object"})


def why_unsavable(
    name: str, known: Type | None, part: Part, local_classes: Collection[str]
) -> tuple[str, Unit] | None:
    """What the value is, and the statement that makes it so; None where it may be saved.

    `local_classes` are the types of objects whose class is nested in a data layer.
    """
    module, kept, _ = name.strip("<>").partition(":")
    if kept:
        what = f"what the module `{module}` keeps"
        return what, next(u for u in part.units if name in u.may)
    what = UNSAVABLE.get(known.name, "") if known else ""
    if known and _is_or_holds(known, local_classes):
        what = "an object of a class that reads values of its stage"
    binders = [u for u in part.writers.get(name, ()) if name in u.may]
    writers = part.writers.get(name, [])
    binder = next((u for u in writers if _keeps_function(u, name)), None)
    if binder is not None and not what:
        what = "or holds a function without a name, a lambda or one that a function makes"
    if not what and (known is None or known.name in _HOLDERS):
        holder = next(_holders(name, part), None)
        if holder is not None:
            binder, what = holder, "something that holds a function of its stage"
    if not what and (known is None or known.name in _HOLDERS):
        holder = _of_called_class(name, part)
        binder = holder or binder
        what = "or holds a class that a call makes, or an object of one" if holder else ""
    inner = next((u for u in binders if _defines(u, name)), None)
    if inner is not None and not what:
        binder, what = inner, "a function or class that is defined inside another statement"
    return (what, binder or (binders or part.units)[0]) if what else None


def _is_or_holds(known: Type, classes: Collection[str]) -> bool:
    return known.name in classes or any(p and _is_or_holds(p, classes) for p in known.parts)


def local_classes(units: Iterable[Unit]) -> frozenset[str]:
    """The types of objects whose class is nested in a data layer."""
    nodes = (u.analysed.statement.nodes[0] for u in units if u.nested is not None)
    return frozenset(own_type(getattr(node, "name", "")).name for node in nodes)


def _holders(name: str, part: Part) -> Iterator[Unit]:
    """Statements that may put a nested function or class into the value."""
    nested = {
        name: u.analysed.statement.nodes[0]
        for u in part.units if u.nested is not None for name in u.analysed.facts.may_bind
    }  # fmt: skip
    for unit in part.writers.get(name, ()):
        given = unit.analysed.facts.escaping & nested.keys()
        if any(not only_calls(unit, g, nested[g], nested.keys() - {g}) for g in given):
            yield unit


def _keeps_function(unit: Unit, name: str) -> bool:
    """Whether the statement puts a function without a name into the value: no pickle holds it."""
    given = [part for top in unit.analysed.statement.nodes for part in _put_into(name, top)]
    if not given:
        return False
    makers = factories(unit.definitions)
    nameless = replaced(unit.definitions, makers)
    return any(holds(part, makers, nameless) for part in given)


def _put_into(name: str, top: ast.AST) -> Iterator[ast.expr]:
    """What code assigns to the name or to its parts, or gives to a method that changes it."""
    for node in all_nodes(top):
        match node:
            case ast.Assign(targets=targets, value=value):
                if any(root_name(target) == name for target in targets):
                    yield value
            case ast.Call(func=ast.Attribute(value=owner, attr=method), args=parts):
                if method in MUTATING_METHODS and root_name(owner) == name:
                    yield from parts


def _of_called_class(name: str, part: Part) -> Unit | None:
    """The statement that binds the name to a class which no module has, or to an object of it."""
    pairs = ((unit, calls_for_class(unit.analysed)) for unit in part.units)
    made = {pair[0]: unit for unit, pair in pairs if pair}
    if not made or name in made:
        return made.get(name)
    for unit in part.writers.get(name, ()):
        nodes = unit.analysed.statement.nodes
        if any(_gives(one, made.keys()) for top in nodes for one in _put_into(name, top)):
            return unit
    return None


def _gives(node: ast.AST, classes: Collection[str]) -> bool:
    """Whether an expression may hold one of the classes, or an object of one."""
    match node:
        case ast.Name(id=name):
            return name in classes
        case ast.Attribute(value=owner):
            return isinstance(owner, ast.Name) and owner.id in classes  # a member of an `Enum`
    return any(_gives(child, classes) for child in child_nodes(node))


def _defines(unit: Unit, name: str) -> bool:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    inner = (n for node in unit.analysed.statement.nodes for n in all_nodes(node))
    return any(isinstance(n, kinds) and n.name == name for n in inner)
