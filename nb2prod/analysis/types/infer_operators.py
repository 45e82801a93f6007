"""Types of operators: arithmetic, comparisons, and what numpy and pandas broadcast."""

import ast

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import (
    ARRAY,
    BOOL,
    CSR,
    EXTENSION,
    FLOAT,
    FRAME,
    INDEX,
    INT,
    PRODUCT,
    SCALAR,
    SCALARS,
    SERIES,
    STR,
    VALUES,
    join,
    made,
)

_NUMBERS = {"bool": 0, "int": 1, "float": 2, "numpy.float64": 2}
_WITH_ARRAYS = frozenset(
    {"int", "float", "bool", "list", "tuple", "numpy.ndarray", "numpy.generic"}
)
_SCALARS = frozenset({"int", "float", "numpy.float64", "numpy.generic"})
_TENSORS = frozenset({"torch.Tensor", "tensorflow.Tensor", "jax.Array", "polars.Expr"})
_TIMES = frozenset({"datetime.datetime", "datetime.date", "pandas.Timestamp"})
_DELTAS = {
    "datetime.datetime": "datetime.timedelta",
    "datetime.date": "datetime.timedelta",
    "pandas.Timestamp": "pandas.Timedelta",
}


def binary(op: ast.operator, left: Type | None, right: Type | None, power: object) -> Type | None:
    """The type of ``left op right``; ``power`` is the right operand where it is constant."""
    if left is not None and left.name == "str" and isinstance(op, ast.Mod):
        return STR
    if isinstance(op, ast.MatMult):
        return _matmul(left, right)
    wide = broadcast(left, right)
    if wide is not None or left is None or right is None:
        return wide
    if left.name in _NUMBERS and right.name in _NUMBERS:
        return _number(op, left, right, power)
    if SCALAR in (left, right) and {left.name, right.name} <= _SCALARS:
        return SCALAR
    if left == CSR and right.name in _SCALARS:
        return CSR if isinstance(op, ast.Mult | ast.Div) else None
    if isinstance(op, ast.Add):
        return _sum(left, right)
    if isinstance(op, ast.Mult):
        return _repeat(left, right)
    if isinstance(op, ast.Sub) and left.name in _TIMES:
        return _difference(left, right)
    if isinstance(op, ast.Div) and left.name == "pathlib.Path":
        return left if right.name in ("str", "pathlib.Path") else None
    if left.name == right.name == "set" and isinstance(op, ast.BitAnd | ast.Sub):
        return left
    if left.name == right.name and left.name in ("set", "dict"):
        both = isinstance(op, ast.BitOr) or (left.name == "set" and isinstance(op, ast.BitXor))
        return (left if left == right else Type(left.name)) if both else None
    return None


def broadcast(left: Type | None, right: Type | None) -> Type | None:
    """The type of an elementwise operation where one side is a table, column or array."""
    names = {t.name for t in (left, right) if t is not None}
    foreign = names - SCALARS - _WITH_ARRAYS - {t.name for t in (FRAME, SERIES, INDEX, EXTENSION)}
    foreign -= _TIMES | set(_DELTAS.values())
    if foreign:
        tensor = names & _TENSORS
        known = names <= _TENSORS | {"int", "float", "bool"} and None not in (left, right)
        return Type(tensor.pop()) if known and len(tensor) == 1 else None
    for wide in (FRAME, SERIES):
        if wide.name in names:
            return wide
    if left is None or right is None:
        return None
    if INDEX.name in names:
        return INDEX
    if EXTENSION.name in names:
        return VALUES if names <= _WITH_ARRAYS | {EXTENSION.name} else None
    return ARRAY if ARRAY.name in names and names <= _WITH_ARRAYS else None


def _number(op: ast.operator, left: Type, right: Type, power: object) -> Type | None:
    size = max(_NUMBERS[left.name], _NUMBERS[right.name])
    if isinstance(op, ast.BitAnd | ast.BitOr | ast.BitXor):
        return BOOL if size == 0 else INT if size == 1 else None
    if isinstance(op, ast.LShift | ast.RShift):
        return INT if size < 2 else None
    if isinstance(op, ast.Div) or size == 2:
        return FLOAT
    if isinstance(op, ast.Pow):
        return (INT if power >= 0 else FLOAT) if isinstance(power, int) else None
    return INT


def _sum(left: Type, right: Type) -> Type | None:
    if left.name == right.name == "tuple":
        return made("tuple", *left.parts, *right.parts) if left.parts and right.parts else left
    if left.name == right.name and left.name in ("str", "bytes", "list"):
        return join((left, right))
    if left.name in _TIMES and right.name in ("datetime.timedelta", "pandas.Timedelta"):
        return left
    return None


def _repeat(left: Type, right: Type) -> Type | None:
    for value, times in ((left, right), (right, left)):
        if value.name in ("str", "bytes", "list") and times.name == "int":
            return value
        if value.name == "tuple" and times.name == "int":
            return Type("tuple")
    return None


def _difference(left: Type, right: Type) -> Type | None:
    if left == right:
        return Type(_DELTAS[left.name])
    return left if right.name in ("datetime.timedelta", "pandas.Timedelta") else None


def _matmul(left: Type | None, right: Type | None) -> Type | None:
    if left is None or right is None:
        return None
    if left == FRAME:
        return right if right in (FRAME, SERIES) else FRAME if right == ARRAY else None
    if left == right == ARRAY:
        return PRODUCT
    return left if left == right and left.name in _TENSORS else None


def compared(op: ast.cmpop, left: Type | None, right: Type | None) -> Type | None:
    """The type of one comparison."""
    if isinstance(op, ast.Is | ast.IsNot | ast.In | ast.NotIn):
        return BOOL
    wide = broadcast(left, right)
    if wide is not None:
        return ARRAY if wide == INDEX else wide
    if left is None or right is None:
        return None
    if ARRAY in (left, right) and {left.name, right.name} <= _WITH_ARRAYS | SCALARS:
        return ARRAY
    if EXTENSION in (left, right):
        plain = _WITH_ARRAYS | SCALARS | {EXTENSION.name}
        return VALUES if {left.name, right.name} <= plain else None
    plain = SCALARS | _TIMES | set(_DELTAS.values()) | {"list", "tuple", "dict", "set"}
    return BOOL if left.name in plain and right.name in plain else None


def unary(op: ast.unaryop, operand: Type | None) -> Type | None:
    """The type of a unary operation."""
    if isinstance(op, ast.Not):
        return BOOL
    if operand is None:
        return None
    if operand.name == "bool":
        return INT
    kept = {
        "int",
        "float",
        ARRAY.name,
        SCALAR.name,
        SERIES.name,
        FRAME.name,
        "datetime.timedelta",
    } | _TENSORS
    return operand if operand.name in kept else None
