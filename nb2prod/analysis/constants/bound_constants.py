"""The names that a statement binds to constant values."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.environment import Environment


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
