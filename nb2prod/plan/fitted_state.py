"""Data or fitted state: which names hold one row, or one entry, for each sample.

A wrong guess changes no result: it only decides whether a value is in the model directory or has an
option of its own.
"""

import ast
from collections.abc import Iterable, Mapping, Sequence

from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.nodes import all_nodes, assignments, last_name, root_name
from nb2prod.graph.units import Part
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.rows import ASKING, KEEPING, OF_THE_WHOLE, SUMMARISING, WRAPPING
from nb2prod.knowledge.type_tables import SAMPLES
from nb2prod.notebook.model import Role
from nb2prod.patterns import regex
from nb2prod.plan.predicted_rows import given

_SEQUENCES = frozenset({"list", "tuple", "object"})
_KEEPING = (KEEPING | SUMMARISING | WRAPPING) - ASKING
_DATA_NAME = regex(r"(?i)^(x|y|df|data)(_|$)|(^|_)(train|test|val|valid|df)$")


class Rows:
    """Per part, the names that hold data, and those that hold fitted state."""

    def __init__(self, parts: Sequence[Part], types: Sequence[Mapping[str, Type | None]]) -> None:
        self.parts, self.types = parts, types
        self.rows: list[frozenset[str]] = []
        self.fitted: list[frozenset[str]] = []
        self.asked = {root_name(first) for p in parts if p.role is not Role.TRAIN
                      for u in p.units for first in given(u, ASKING)}  # fmt: skip
        self.looked_up = {n for p in parts if p.role is Role.PREDICT for n in _looked_up(p)}
        rows, fitted = set[str](), set[str]()
        for part in parts:
            for unit in part.units:
                for node in unit.analysed.statement.nodes:
                    for name, is_rows, is_fitted in _bound(node, rows, fitted):
                        # a name that is bound again is told by its new value alone
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


def _looked_up(part: Part) -> Iterable[str]:
    """Names that work on what they are given: called, asked by a method, given beside the data."""
    nodes = (top for unit in part.units for top in unit.analysed.statement.nodes)
    for node in (n for top in nodes for n in all_nodes(top)):
        match node:
            case ast.Call(func=func, args=args, keywords=keywords) if args or keywords:
                keeps = last_name(func) in _KEEPING
                owner = func.value if isinstance(func, ast.Attribute) else func
                beside = [] if keeps else [owner, *args[1:], *(k.value for k in keywords)]
                yield from (one.id for one in beside if isinstance(one, ast.Name))
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
            whole = node.attr in OF_THE_WHOLE or node.attr.endswith("_")
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
    if called in SUMMARISING:
        return False
    if called in WRAPPING:
        listed = [e for a in node.args if isinstance(a, ast.List) for e in a.elts]
        return given or any(_is_rows(element, rows) for element in listed)
    if isinstance(node.func, ast.Attribute):
        return called in KEEPING and (given or _is_rows(node.func.value, rows))
    return given  # a function of the notebook


def _is_fitted(node: ast.expr, fitted: set[str]) -> bool:
    """Whether an expression says something about the samples as a whole."""
    match node:
        case ast.Name():
            return node.id in fitted
        case ast.Attribute():
            whole = node.attr in OF_THE_WHOLE or node.attr.endswith("_")
            return whole or _is_fitted(node.value, fitted)
        case ast.Call():
            called = last_name(node.func)
            if _in_time(node):
                return False
            if called in SUMMARISING:
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
