"""Data against fitted state: which names hold a row, or an entry, for each sample.

A wrong guess here changes no result, only whether a value lies in the model directory or has
a parameter of its own.
"""

import ast
import re
from collections.abc import Iterable, Mapping, Sequence

from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.assignments import assignments
from nb2prod.analysis.syntax.name_nodes import last_name
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.graph.parts import Part
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.type_tables import SAMPLES
from nb2prod.notebook.model import Role

_SEQUENCES = frozenset({"list", "tuple", "object"})
_ASKING = frozenset({
    "predict", "predict_proba", "predict_log_proba", "decision_function", "transform",
    "kneighbors", "score", "score_samples", "forecast", "evaluate", "inverse_transform",
    "texts_to_sequences", "encode",
})  # fmt: skip
"""Methods whose first argument is what the model is asked about."""

_KEEPING = frozenset({
    "apply", "assign", "astype", "copy", "dropna", "drop", "drop_duplicates", "fillna", "flatten",
    "head", "iterrows", "itertuples", "items", "join", "map", "merge", "numpy", "query", "ravel",
    "rename", "replace", "reset_index", "reshape", "round", "sample", "sort_index", "sort_values",
    "tail", "to_list", "to_numpy", "to_records", "tolist", "toarray", "lower", "upper", "strip",
    "fit_transform", "transform", "fit_predict", "predict", "predict_proba", "set_index",
})  # fmt: skip
"""Methods whose result has as many entries as what they are called on, or are given."""

_WRAPPING = frozenset({
    "array", "asarray", "list", "tuple", "zip", "enumerate", "DataFrame", "Series", "tensor",
    "from_numpy", "hstack", "vstack", "concatenate", "column_stack", "concat", "csr_matrix",
    "pad_sequences", "log1p", "expm1", "log", "exp", "to_numeric", "to_datetime", "get_dummies",
})  # fmt: skip
_STATISTICS = frozenset({
    "mean", "median", "std", "var", "min", "max", "sum", "count", "mode", "quantile", "describe",
    "agg", "aggregate", "nunique", "unique", "value_counts", "corr", "cov", "size", "pivot_table",
    "percentile", "nanmean", "nanmedian", "nanstd", "crosstab", "linspace", "arange", "zeros",
    "ones", "idxmax", "keys", "get_feature_names_out",
})  # fmt: skip
_OF_THE_WHOLE = frozenset({"columns", "dtypes", "shape", "dtype", "size", "ndim"})


_DATA_NAME = re.compile(r"^(x|y|df|data)(_|$)|(^|_)(train|test|val|valid|df)$", re.IGNORECASE)


class Rows:
    """Per part, the names that hold data, and those that hold fitted state."""

    def __init__(self, parts: Sequence[Part], types: Sequence[Mapping[str, Type | None]]) -> None:
        self.parts, self.types = parts, types
        self.rows: list[frozenset[str]] = []
        self.fitted: list[frozenset[str]] = []
        self.asked = {n for p in parts if p.role is not Role.TRAIN for n in _asked_about(p)}
        self.looked_up = {n for p in parts if p.role is Role.PREDICT for n in _looked_up(p)}
        rows, fitted = set[str](), set[str]()
        for part in parts:
            for unit in part.units:
                for node in unit.analysed.statement.nodes:
                    for name, is_rows, is_fitted in _bound(node, rows, fitted):
                        # a name that is bound anew is told by its new value alone
                        (rows.add if is_rows else rows.discard)(name)
                        (fitted.add if is_fitted else fitted.discard)(name)
                for name, known in unit.analysed.facts.types:
                    training = part.role is Role.TRAIN
                    if known and _is_collection(known) and name not in fitted and not training:
                        rows.add(name)
            self.rows.append(frozenset(rows))
            self.fitted.append(frozenset(fitted))

    def is_state(self, name: str, number: int) -> bool:
        """Whether a value that part `number` gives is part of the model, not data."""
        if name.startswith("<"):
            return True
        known = self.types[number].get(name)
        if name in self.asked and (
            known is None or known.name in _SEQUENCES or _is_collection(known)
        ):
            return False
        if name in self.fitted[number]:
            return True
        if known and _is_collection(known) and _DATA_NAME.search(name):
            return False
        trained = self.parts[number].role is Role.TRAIN
        if known is None and not trained and name not in self.looked_up:
            return False  # data, for all that is known
        if known is None or known.name in _SEQUENCES or _is_collection(known):
            return name not in self.rows[number]
        return known.name != "collections.defaultdict" or name not in self.rows[number]


def _is_collection(known: Type) -> bool:
    return at_or_below(known.name, SAMPLES)


def _calls(part: Part) -> Iterable[ast.Call]:
    nodes = (n for u in part.units for top in u.analysed.statement.nodes for n in all_nodes(top))
    return (node for node in nodes if isinstance(node, ast.Call))


def _asked_about(part: Part) -> Iterable[str]:
    """Names that a model is asked about: the first arguments of ``predict`` and the like."""
    for call in _calls(part):
        if isinstance(call.func, ast.Attribute) and call.args and call.func.attr in _ASKING:
            first = call.args[0]
            while isinstance(first, ast.Subscript | ast.Attribute):
                first = first.value
            if isinstance(first, ast.Name):
                yield first.id


def _looked_up(part: Part) -> Iterable[str]:
    """Names that work on what they are given: called, asked by a method, given beside the data."""
    for call in _calls(part):
        owner = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        keeps = last_name(call.func) in (_KEEPING | _STATISTICS | _WRAPPING) - _ASKING
        given = [*call.args[1:], *(k.value for k in call.keywords)]
        beside = [] if keeps else [owner, *given] if call.args or call.keywords else []
        yield from (node.id for node in beside if isinstance(node, ast.Name))
    for unit in part.units:
        for node in (n for top in unit.analysed.statement.nodes for n in all_nodes(top)):
            match node:
                case ast.Subscript(value=ast.Name(id=name), slice=ast.Name() | ast.Constant()):
                    yield name
                case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[ast.Name(id=name)]):
                    yield name


def _bound(
    statement: ast.stmt, rows: set[str], fitted: set[str]
) -> Iterable[tuple[str, bool, bool]]:
    """Names that the statement binds: whether to rows, and whether to fitted state."""
    for node in all_nodes(statement):
        if isinstance(node, ast.For) and _is_rows(node.iter, rows):
            for call in all_nodes(node):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
                    owner = call.func.value
                    if call.func.attr in ("append", "add") and isinstance(owner, ast.Name):
                        yield owner.id, True, False
        if isinstance(node, ast.Assign | ast.AnnAssign):
            for target, value in assignments(node):
                if isinstance(target, ast.Name):
                    yield target.id, _is_rows(value, rows), _is_fitted(value, fitted)


def _is_rows(node: ast.expr, rows: set[str]) -> bool:
    """Whether an expression has an entry for each sample."""
    match node:
        case ast.Name():
            return node.id in rows
        case ast.Subscript():
            return _is_rows(node.value, rows) or _is_rows(node.slice, rows)
        case ast.Attribute():
            whole = node.attr in _OF_THE_WHOLE or node.attr.endswith("_")
            return not whole and _is_rows(node.value, rows)
        case ast.BinOp():
            return _is_rows(node.left, rows) or _is_rows(node.right, rows)
        case ast.ListComp():
            return any(_is_rows(g.iter, rows) for g in node.generators)
        case ast.Call():
            return _gives_rows(node, rows)
    return False


def _gives_rows(node: ast.Call, rows: set[str]) -> bool:
    called = last_name(node.func)
    if called == "train_test_split":
        return True
    if called == "defaultdict":
        first = node.args[0] if node.args else None
        return isinstance(first, ast.Name) and first.id in ("list", "set")
    given = any(_is_rows(argument, rows) for argument in node.args)
    if called in _STATISTICS:
        return False
    if called in _WRAPPING:
        listed = [e for a in node.args if isinstance(a, ast.List) for e in a.elts]
        return given or any(_is_rows(element, rows) for element in listed)
    if isinstance(node.func, ast.Attribute):
        return called in _KEEPING and (given or _is_rows(node.func.value, rows))
    return given  # a function of the notebook


def _is_fitted(node: ast.expr, fitted: set[str]) -> bool:
    """Whether an expression says something about the samples as a whole."""
    match node:
        case ast.Name():
            return node.id in fitted
        case ast.Attribute():
            whole = node.attr in _OF_THE_WHOLE or node.attr.endswith("_")
            return whole or _is_fitted(node.value, fitted)
        case ast.Call():
            called = last_name(node.func)
            if _in_time(node):
                return False
            if called in _STATISTICS:
                return not any(k.arg == "axis" and _is_one(k.value) for k in node.keywords)
            if called in ("transform", "apply", "map") or called == "fit_transform":
                return False
            if isinstance(node.func, ast.Attribute) and _is_fitted(node.func.value, fitted):
                return True
            return called in ("list", "sorted", "set", "tuple", "array") and any(
                _is_fitted(argument, fitted) for argument in node.args
            )
    return False


def _in_time(node: ast.Call) -> bool:
    """Whether a statistic is one of many, each for a stretch of the samples."""
    return any(
        isinstance(n, ast.Call) and last_name(n.func) in ("resample", "rolling", "expanding", "ewm")
        for n in all_nodes(node.func)
    )


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (1, "columns")
