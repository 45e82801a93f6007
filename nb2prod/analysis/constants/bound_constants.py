"""The names that a statement binds to constant values."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.environment import Environment

_FIXED = (str, int, float, bool, PurePosixPath)


def bound_constants(node: ast.stmt, env: Environment) -> Iterator[tuple[str, object]]:
    """Names that an assignment binds to constant values."""
    match node:
        case ast.Assign(targets=targets, value=value) if all(
            isinstance(t, ast.Name) for t in targets
        ):
            for target in targets:
                assert isinstance(target, ast.Name)
                yield target.id, fold(value, env)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, fold(value, env)
        case ast.AugAssign(target=ast.Name(id=name), op=op, value=value):
            yield name, fold(ast.BinOp(ast.Name(name, ast.Load()), op, value), env)
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            if len(names) == len(values):
                for target, part in zip(names, values, strict=True):
                    if isinstance(target, ast.Name):
                        yield target.id, fold(part, env)


def with_item(nodes: Sequence[ast.stmt], env: Environment) -> dict[str, dict[object, object]]:
    """The constant dict of which a statement sets an item, by its name, as it is then.

    ``paths["train"] = "train.csv"`` is one; nothing where the item is not constant.
    """
    match nodes:
        case [ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name)) as target], value=value)]:
            known = env.constants.get(name)
            key, item = fold(target.slice, env), fold(value, env)
            if isinstance(known, dict) and isinstance(key, str) and isinstance(item, _FIXED):
                return {name: {**known, str(key): item}}
    return {}
