"""The default values of parameters."""

import ast


def defaults_of(arguments: ast.arguments) -> list[tuple[ast.arg, ast.expr]]:
    """The parameters that have one, each with its default value."""
    positional = [*arguments.posonlyargs, *arguments.args]
    first = len(positional) - len(arguments.defaults)
    pairs = [
        *zip(positional[first:], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return [(argument, value) for argument, value in pairs if value is not None]


def computed_defaults(arguments: ast.arguments) -> dict[str, ast.expr]:
    """The default values that are no constants, by parameter."""
    return {a.arg: value for a, value in defaults_of(arguments) if not _is_constant(value)}


def _is_constant(node: ast.expr) -> bool:
    match node:
        case ast.Constant() | ast.Lambda():
            return True
        case ast.UnaryOp(operand=operand):
            return _is_constant(operand)
        case ast.Tuple(elts=elements):
            return all(map(_is_constant, elements))
    return False
