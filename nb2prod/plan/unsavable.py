"""Values that no file can hold."""

import ast
from collections.abc import Collection, Iterable, Iterator

from nb2prod.analysis.model import Type
from nb2prod.graph.parts import Part
from nb2prod.graph.units import Unit
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
    binders = [u for u in part.units if name in u.may]
    binder = next((u for u in binders if _keeps_lambda(u, name)), None)
    if binder is not None and not what:
        what = "or holds a lambda"
    if not what and (known is None or known.name in _HOLDERS):
        holder = next(_holders(name, part), None)
        if holder is not None:
            binder, what = holder, "something that holds a function of its stage"
    inner = next((u for u in binders if _defines(u, name)), None)
    if inner is not None and not what:
        binder, what = inner, "a function or class that is defined inside another statement"
    return (what, binder or (binders or part.units)[0]) if what else None


def _is_or_holds(known: Type, classes: Collection[str]) -> bool:
    return known.name in classes or any(p and _is_or_holds(p, classes) for p in known.parts)


def local_classes(units: Iterable[Unit]) -> frozenset[str]:
    """The types of objects whose class is nested in a data layer."""
    nodes = (u.analysed.statement.nodes[0] for u in units if u.nested is not None)
    return frozenset(f"notebook.{getattr(node, 'name', '')}" for node in nodes)


def _holders(name: str, part: Part) -> Iterator[Unit]:
    """Statements that may put a nested function or class into the value."""
    nested = {d for u in part.units if u.nested is not None for d in u.analysed.facts.may_bind}
    return (u for u in part.units if name in u.writes and u.analysed.facts.escaping & nested)


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
        if called == "defaultdict" or (called[:1].isupper() and not called.isupper()):
            values = [*node.args, *(k.value for k in node.keywords)]
            return any(_holds_lambda(value) for value in values)
    return False
