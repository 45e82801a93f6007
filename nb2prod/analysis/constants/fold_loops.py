"""What loops over constants run over, and the comprehensions that consist of such loops."""

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from nb2prod.analysis.constants.fold_values import NotConstantError, decided, plain
from nb2prod.analysis.constants.folder import Bound, Folder
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax import scope

MOST = 256
"""More values than this are not followed."""

Value = Callable[[ast.expr], Any]
"""Gives the value of an expression; raises where it is not constant."""

_LOOPS: dict[str, Callable[..., Any]] = {
    "enumerate": enumerate,
    "list": list,
    "reversed": reversed,
    "tuple": tuple,
    "tqdm.auto.tqdm": tuple,
    "tqdm.notebook.tqdm": tuple,
    "tqdm.tqdm": tuple,
    "zip": zip,
}
_VIEWS: dict[str, Callable[[dict[object, object]], Any]] = {
    "items": dict.items,
    "keys": dict.keys,
    "values": dict.values,
}


def items_of(node: ast.expr, env: Environment, value: Value) -> tuple[object, ...]:
    """What a loop over the expression gives, in its order.

    Raises:
        NotConstantError: that is not known, or it is too much.
    """
    found = _items(node, env, value)
    if len(found) > MOST:
        raise NotConstantError
    return tuple(found)


def _items(node: ast.expr, env: Environment, value: Value) -> Sequence[object]:
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr=view), args=[]) if view in _VIEWS:
            known = value(owner)
            if isinstance(known, dict):
                return tuple(_VIEWS[view](known))
        case ast.Call(args=[_, *_], keywords=[]):
            name = env.qualified(node.func) or ""
            if name == "range":
                return range(*map(value, node.args))
            if name in _LOOPS:
                return tuple(_LOOPS[name](*(items_of(a, env, value) for a in node.args)))
            if name == "sorted":
                with suppress(NotConstantError):  # a set has no order before it is sorted
                    return sorted(map(plain, items_of(node.args[0], env, value)))  # type: ignore[type-var]
    found = value(node)
    if isinstance(found, (list, tuple, dict)):
        return tuple(found)
    raise NotConstantError


def as_list(argument: ast.expr) -> ast.expr:
    """A generator that is run to its end at once gives what a list would hold."""
    if isinstance(argument, ast.GeneratorExp):
        return ast.ListComp(argument.elt, argument.generators)
    return argument


def comprehension(folder: Folder, node: scope.Comprehension) -> list[Any]:
    """What the comprehension gives, in order; pairs for a dict."""
    kept = {*folder.env.definitions, *folder.env.imports}
    if kept & scope.bound_inside(node) or any(g.is_async for g in node.generators):
        raise NotConstantError
    found: list[object] = []
    for number, inner in enumerate(_rounds(folder, node.generators, {})):
        if number == MOST:
            raise NotConstantError
        if inner is None:
            continue
        if isinstance(node, ast.DictComp):
            found.append((plain(inner.value(node.key)), inner.value(node.value)))
        else:
            found.append(inner.value(node.elt))
    return found


def _rounds(
    folder: Folder, generators: Sequence[ast.comprehension], bound: Bound
) -> Iterator[Folder | None]:
    """What evaluates the expressions in each round of the loops; None for one that ends early."""
    if not generators:
        yield folder
        return
    first, *others = generators
    for item in items_of(first.iter, folder.env, folder.value):
        names = {**bound, **_unpacked(first.target, item)}
        inner = folder.inside(names)
        if all(decided(inner.value(condition)) for condition in first.ifs):
            yield from _rounds(inner, others, names)
        else:
            yield None


def _unpacked(target: ast.expr, item: object) -> dict[str, object]:
    """The names of a loop's target with their values."""
    match target, item:
        case ast.Name(id=name), _:
            return {name: item}
        case ((ast.Tuple(elts=parts) | ast.List(elts=parts)), list() | tuple()):
            pairs = zip(parts, item, strict=True)
            return {n: v for part, given in pairs for n, v in _unpacked(part, given).items()}
    raise NotConstantError
