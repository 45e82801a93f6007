"""Constant folding of operators and of builtin functions, with limits of size."""

import ast
import operator
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from nb2prod.analysis.constants.fold_paths import concatenate, join_paths, to_text
from nb2prod.analysis.constants.fold_text import percent, printable
from nb2prod.analysis.constants.fold_values import (
    MAX_BITS,
    MAX_ITEMS,
    MAX_TEXT,
    NotConstantError,
    decided,
    is_anchored,
    plain,
)
from nb2prod.analysis.constants.folder import Folder

_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], object]] = {
    ast.Sub: operator.sub,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.BitOr: operator.or_,
    ast.BitAnd: operator.and_,
    ast.BitXor: operator.xor,
    ast.RShift: operator.rshift,
}


def binary(kind: type[ast.operator], left: Any, right: Any) -> object:
    """The value of a binary operation on constants."""
    if kind is ast.Div and isinstance(left, (str, PurePosixPath)):
        if not isinstance(left, PurePosixPath) and not isinstance(right, PurePosixPath):
            raise NotConstantError
        return join_paths(left, right)
    if kind is ast.Add:
        return _add(left, right)
    if kind is ast.Mod and isinstance(left, str):
        return percent(left, right)
    if kind is ast.Mult:
        return _multiply(plain(left), plain(right))
    if kind is ast.Pow or kind is ast.LShift:
        return _raise(left, right, kind is ast.LShift)
    return _ARITHMETIC[kind](plain(left), plain(right))


def _add(left: Any, right: Any) -> object:
    if isinstance(left, str) and isinstance(right, str):
        return concatenate(left, right)
    return left + right


def _multiply(left: Any, right: Any) -> object:
    for sequence, count in ((left, right), (right, left)):
        if isinstance(sequence, (str, bytes, list, tuple)):
            limit = MAX_TEXT if isinstance(sequence, (str, bytes)) else MAX_ITEMS
            if len(sequence) * count > limit:
                raise NotConstantError
    return left * right


def _raise(base: object, exponent: object, shift: bool) -> object:
    if not isinstance(base, (int, float)) or not isinstance(exponent, (int, float)):
        raise NotConstantError
    if isinstance(base, int) and isinstance(exponent, int):
        bits = base.bit_length() + exponent if shift else base.bit_length() * abs(exponent)
        if bits > MAX_BITS:
            raise NotConstantError
        return base << exponent if shift else base**exponent
    return base**exponent


UNARY: dict[type[ast.unaryop], Callable[[Any], object]] = {
    ast.Not: operator.not_,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
}


_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}


def compare(folder: Folder, node: ast.Compare) -> object:
    """The value of a comparison of constants."""
    left = folder.value(node.left)
    for kind, right_node in zip(node.ops, node.comparators, strict=True):
        right = folder.value(right_node)
        if isinstance(kind, (ast.Is, ast.IsNot)):
            if left is not None and right is not None:
                raise NotConstantError
            decided(left), decided(right)
            holds = (left is right) is isinstance(kind, ast.Is)
        else:
            holds = bool(_COMPARISONS[type(kind)](plain(left), plain(right)))
        if not holds:
            return False
        left = right
    return True


def ordered(value: object) -> list[object]:
    """The items of a value whose order is the same in every run."""
    if isinstance(value, (list, tuple, dict)):
        return list(value)
    raise NotConstantError


def _str(*args: object) -> str:
    if args and is_anchored(args[0]):
        return to_text(args[0])
    return str(*map(printable, args))


def _of_plain(function: Callable[..., object]) -> Callable[..., object]:
    return lambda *args: function(*map(plain, args))


BUILTIN_FUNCTIONS: dict[str, Callable[..., object]] = {
    "str": _str,
    "bool": bool,
    "list": lambda *args: ordered(*args) if args else [],
    "tuple": lambda *args: tuple(ordered(*args)) if args else (),
    **{
        function.__name__: _of_plain(function)
        for function in (int, float, len, abs, round, min, max, sorted)
    },
}
