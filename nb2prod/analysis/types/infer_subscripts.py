"""Types of subscripts: parts of containers, columns and rows of tables, slices of arrays."""

import ast
from enum import Enum, auto

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import (
    ARRAY,
    CSR,
    EXTENSION,
    FRAME,
    FRAME_GROUPS,
    INDEX,
    INT,
    PRODUCT,
    SEQUENCE,
    SERIES,
    SERIES_GROUPS,
    STR,
    T_TEST,
    TABLE,
    Scope,
    join,
)
from nb2prod.knowledge.shape_tables import MASK_METHODS

_MANY = frozenset({"list", "pandas.Series", "pandas.Index", "numpy.ndarray", "range"})
_ONE = frozenset({"int", "float", "str", "bool"})
_LOCATORS = frozenset({"loc", "iloc", "at", "iat"})


class Choice(Enum):
    """What an index chooses along one axis."""

    SLICE = auto()
    MANY = auto()
    ONE = auto()
    UNKNOWN = auto()


_PLURAL = (Choice.SLICE, Choice.MANY)


def subscript(node: ast.Subscript, scope: Scope) -> Type | None:
    """The type of ``value[index]``."""
    if scope.env.qualified(node.value) in ("numpy.c_", "numpy.r_"):
        return ARRAY
    if scope.env.qualified(node.value) == "os.environ":
        return STR
    if isinstance(node.value, ast.Attribute):
        if node.value.attr in _LOCATORS:
            owner = scope.type_of(node.value.value)
            return _located(owner, node.value.attr, node.slice, scope)
        shape = scope.type_of(node.value) if node.value.attr == "shape" else None
        if shape is not None and not isinstance(node.slice, ast.Slice):
            return INT
    value = scope.type_of(node.value)
    return None if value is None else _part(value, node.slice, scope)


def _part(value: Type, index: ast.expr, scope: Scope) -> Type | None:
    if value == FRAME or value.name in (FRAME_GROUPS.name, SERIES.name, INDEX.name):
        return _of_pandas(value, choice(index, scope), isinstance(index, ast.Tuple))
    if value == ARRAY:
        return _of_array(index, scope)
    if value.name == "numpy.lib.npyio.NpzFile":
        return ARRAY
    if value == EXTENSION:
        return EXTENSION if choice(index, scope) in _PLURAL else None
    if value == CSR:
        pair = isinstance(index, ast.Tuple)
        axes = index.elts if isinstance(index, ast.Tuple) else [index]
        chosen = [choice(axis, scope) for axis in axes]
        row = chosen == [Choice.ONE] and not pair
        return CSR if row or any(c in _PLURAL for c in chosen) else None
    if value.name == "tuple":
        return _of_tuple(value, index, scope)
    if value.name in ("list", SEQUENCE, T_TEST):
        if isinstance(index, ast.Slice):
            return value
        return value.parts[0] if value.parts else None
    if value.name == "dict":
        return value.parts[1] if len(value.parts) == 2 else None
    if value.name in ("str", "torch.Tensor"):
        return value
    if value.name == "pandas.core.strings.accessor.StringMethods":
        return value.parts[0] if value.parts else SERIES
    if value.name == "sklearn.utils.Bunch" and value.parts:
        return bunch_part(value, scope.constant(index))
    if value.name == "datasets.DatasetDict":
        return Type("datasets.Dataset")
    if value.name == "polars.DataFrame" and scope.type_of(index) == STR:
        return Type("polars.Series")
    return None


def bunch_part(bunch: Type, key: object) -> Type | None:
    """The type of a part of a data set of scikit-learn."""
    keys = ("data", "target", "feature_names", "target_names", "frame")
    found = {**dict(zip(keys, bunch.parts, strict=False)), "DESCR": STR}
    return found.get(key) if isinstance(key, str) else None


def choice(index: ast.expr, scope: Scope) -> Choice:
    """What an index (not a pair of them) chooses."""
    if isinstance(index, ast.Slice):
        return Choice.SLICE
    if isinstance(index, ast.Tuple):
        return Choice.UNKNOWN
    if isinstance(index, ast.List | ast.ListComp) or _is_mask(index):
        return Choice.MANY
    value = scope.constant(index)
    if isinstance(value, list):
        return Choice.MANY
    type_ = scope.type_of(index)
    if isinstance(value, str | int | float) or (type_ is not None and type_.name in _ONE):
        return Choice.ONE
    if type_ is not None and (type_.name in _MANY or type_ == FRAME):
        return Choice.MANY
    return Choice.UNKNOWN


def _is_mask(node: ast.expr) -> bool:
    """Whether the expression can only be a boolean mask: ``(a > 1) & ~b``."""
    if isinstance(node, ast.Compare):
        plain = (ast.In, ast.NotIn, ast.Is, ast.IsNot)
        return len(node.ops) == 1 and not isinstance(node.ops[0], plain)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        return _is_mask(node.operand)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr | ast.BitXor):
        return _is_mask(node.left) or _is_mask(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in MASK_METHODS
    return False


def _of_pandas(value: Type, chosen: Choice, pair: bool) -> Type | None:
    if value == FRAME and (pair or chosen is Choice.UNKNOWN):
        return TABLE  # a column of a table with columns in levels
    if pair or chosen is Choice.UNKNOWN:
        return None
    if value == FRAME:
        return SERIES if chosen is Choice.ONE else FRAME
    if value.name == FRAME_GROUPS.name:
        one = Type(SERIES_GROUPS.name, value.parts)
        return one if chosen is Choice.ONE else value if chosen is Choice.MANY else None
    return value if chosen in _PLURAL else None


def _located(owner: Type | None, attr: str, index: ast.expr, scope: Scope) -> Type | None:
    """The type of ``df.loc[index]`` and its like."""
    if owner not in (FRAME, SERIES) or attr in ("at", "iat"):
        return None
    axes = index.elts if isinstance(index, ast.Tuple) else [index]
    chosen = [choice(axis, scope) for axis in axes]
    if owner == SERIES:
        return SERIES if len(chosen) == 1 and chosen[0] in _PLURAL else None
    rows, columns = [*chosen, Choice.SLICE][:2]
    if len(chosen) > 2:
        return None
    if Choice.UNKNOWN in (rows, columns):
        return TABLE if rows in _PLURAL or columns in _PLURAL else None
    if rows in _PLURAL:
        return FRAME if columns in _PLURAL else SERIES
    # a label may stand for several rows, a position cannot
    return (SERIES if attr == "iloc" else TABLE) if columns in _PLURAL else None


def _of_array(index: ast.expr, scope: Scope) -> Type | None:
    axes = index.elts if isinstance(index, ast.Tuple) else [index]
    if any(_keeps_array(axis, scope) for axis in axes):
        return ARRAY
    # a row, or a number of a vector; a part of a record array has a name
    return PRODUCT if scope.type_of(index) in (INT, None) else None


def _keeps_array(axis: ast.expr, scope: Scope) -> bool:
    if isinstance(axis, ast.Constant) and axis.value in (None, ...):
        return True
    if scope.env.qualified(axis) == "numpy.newaxis":
        return True
    return choice(axis, scope) in _PLURAL


def _of_tuple(value: Type, index: ast.expr, scope: Scope) -> Type | None:
    if isinstance(index, ast.Slice):
        bounds = [scope.constant(b) if b else None for b in (index.lower, index.upper, index.step)]
        certain = [b for b in bounds if b is None or isinstance(b, int)]
        if len(certain) < len(bounds) or not value.parts or certain[2] == 0:
            return Type("tuple")
        return Type("tuple", value.parts[slice(*certain)])
    position = scope.constant(index)
    if isinstance(position, int) and value.parts:
        inside = -len(value.parts) <= position < len(value.parts)
        return value.parts[position] if inside else None
    return join(value.parts)
