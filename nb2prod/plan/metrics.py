"""Metrics: the numbers that an evaluate stage binds, shows or prints."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from string import Formatter

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.infer import type_of
from nb2prod.analysis.model import Type
from nb2prod.graph.units import Unit, taken_away
from nb2prod.knowledge.types import METRIC_FUNCTIONS, metric_name
from nb2prod.naming import fresh, slug
from nb2prod.plan.lines import Line
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import span

_NUMBER_CALLS = frozenset(
    {"abs", "float", "int", "len", "max", "mean", "min", "round", "score", "std", "sum"}
)
_METRIC_TYPES = frozenset(
    {"int", "float", "bool", "dict", "tuple", "numpy.float64", "numpy.int64", "numpy.bool_"}
)
_REPORT = "sklearn.metrics.classification_report"
_AROUND = frozenset({
    "abs", "float", "int", "round", "numpy.abs", "numpy.mean", "numpy.round", "numpy.sqrt",
    "math.sqrt", "len",
})  # fmt: skip
"""Functions that may stand around a score without changing anything."""

_PLAIN = (
    ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Constant, ast.BinOp, ast.UnaryOp,
    ast.operator, ast.unaryop, ast.expr_context, ast.keyword, ast.List, ast.Tuple, ast.Call,
    ast.Compare, ast.cmpop,
)  # fmt: skip
_REDUCTIONS = frozenset({"mean", "sum", "std", "var", "median", "max", "min"})
_AS_ARRAY = frozenset({"abs", "astype", "flatten", "item", "ravel", "reshape", "round", "to_numpy"})
"""Methods that change nothing, and what they are called on in what is printed."""

_SCALARS = frozenset({"int", "float", "numpy.float64", "numpy.int64"})
_FIELD = re.compile(r"%(?:\((?P<name>\w+)\))?[-+ #0]*\d*(?:\.\d+)?(?P<kind>[diouxXeEfFgGcrsa%])")
_NUMBER_FORMAT = re.compile(r"[defgn%]$", re.IGNORECASE)
_LONGEST_LABEL = 30


def bound_metrics(
    units: Iterable[Unit], types: Mapping[str, Type | None], written: Set[str]
) -> list[str]:
    """Names that hold numbers at the end of an evaluate stage, in the order of the notebook."""
    names: dict[str, None] = {}
    deleted: set[str] = set()
    for unit in units:
        deleted |= unit.deletes | unit.may_delete | taken_away(unit)
        if unit.shown_as:
            names[unit.shown_as] = None
        for node in unit.analysed.statement.nodes:
            for name in (*_plain_targets(node), *_formatted(node)):
                known = types.get(name)
                number = known.name in _METRIC_TYPES if known else _is_number(node)
                number = number or _called(node) == "classification_report"
                if name in written and number:
                    names[name] = None
    return [n for n in names if n not in deleted and not n.startswith("_")]


def _is_number(node: ast.stmt) -> bool:
    """Whether a value of unknown type looks like a number that was computed."""
    value = getattr(node, "value", None)
    if isinstance(node, ast.Expr):
        return True  # printed as a number
    if isinstance(value, ast.Call):
        called = _called(node)
        return called in _NUMBER_CALLS or called.endswith(("_score", "_error", "_loss"))
    return isinstance(value, ast.BinOp | ast.UnaryOp | ast.Tuple)


def _called(node: ast.stmt) -> str:
    """The name of the function or method whose result the statement is about."""
    value = getattr(node, "value", None)
    func = value.func if isinstance(value, ast.Call) else None
    return func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")


def _plain_targets(node: ast.stmt) -> Iterator[str]:
    targets: Sequence[ast.expr] = ()
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.AugAssign):
        targets = [node.target]
    for target in targets:
        for part in target.elts if isinstance(target, ast.Tuple) else [target]:
            if isinstance(part, ast.Name):
                yield part.id


def _formatted(node: ast.stmt) -> Iterator[str]:
    """Names that a statement prints as numbers: ``print(f"{share:.2f}")``."""
    if not isinstance(node, ast.Expr):
        return
    for part in ast.walk(node.value):
        if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name):
            spec = part.format_spec
            texts = spec.values if isinstance(spec, ast.JoinedStr) else []
            last = texts[-1] if texts else None
            if isinstance(last, ast.Constant) and _NUMBER_FORMAT.search(str(last.value)):
                yield part.value.id


class Printed:
    """Gives names to the scores that an evaluate stage only prints.

    ``print("auc", roc_auc_score(y, p))`` becomes ``auc = roc_auc_score(y, p)`` and
    ``print("auc", auc)``; for a printed report its numbers are computed beside it.
    """

    def __init__(
        self, env: Environment, taken: Iterable[str], known: Mapping[str, Type | None]
    ) -> None:
        types = {name: kind for name, kind in known.items() if kind is not None}
        self.env, self.taken = replace(env, types={**env.types, **types}), set(taken)
        self.types: dict[str, Type] = {}

    def lines(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines of the data layer, with those that bind a score above those that print it."""
        for line in lines:
            unit = line.unit
            nodes = unit.analysed.statement.nodes if unit else ()
            if unit and len(nodes) == 1 and self._only_prints(unit, nodes[0]):
                call = nodes[0].value  # type: ignore[attr-defined]
                edits: list[Edit] = []
                for argument, label in _labelled(call.args):
                    yield from self._bind(argument, label, unit, edits)
                line = replace(line, edits=(*line.edits, *edits))
            yield line

    def _only_prints(self, unit: Unit, node: ast.stmt) -> bool:
        call = node.value if isinstance(node, ast.Expr) else None
        printing = isinstance(call, ast.Call) and self.env.qualified(call.func) == "print"
        return printing and not unit.mutates and not unit.may

    def _bind(
        self, argument: ast.expr, label: str, unit: Unit, edits: list[Edit]
    ) -> Iterator[Line]:
        if isinstance(argument, ast.JoinedStr):
            made, bound = self._in_text(argument, unit)
            yield from bound
            if bound:
                edits.append(Edit(span(argument), ast.unparse(made)))
        elif fields := _fields(argument):
            for value, before in fields:
                yield from self._bind(value, before, unit, edits)
        elif self._is_report(argument) and self._is_plain(argument, unit):
            assert isinstance(argument, ast.Call)
            numbers = ast.keyword("output_dict", ast.Constant(True))
            call = ast.Call(argument.func, argument.args, [*argument.keywords, numbers])
            yield self._line(self._name("report", "dict"), call)
        elif self._is_score(argument, unit):
            name = self._name(_name_of(label, argument, self.env), "float")
            edits.append(Edit(span(argument), name))
            yield self._line(name, argument)

    def _in_text(self, text: ast.JoinedStr, unit: Unit) -> tuple[ast.JoinedStr, list[Line]]:
        parts: list[ast.expr] = []
        bound: list[Line] = []
        for part, label in _labelled(text.values):
            if isinstance(part, ast.FormattedValue) and self._is_score(part.value, unit):
                name = self._name(_name_of(label, part.value, self.env), "float")
                bound.append(self._line(name, part.value))
                part = ast.FormattedValue(ast.Name(name), part.conversion, part.format_spec)
            parts.append(part)
        return ast.JoinedStr(parts), bound

    def _line(self, name: str, value: ast.expr) -> Line:
        return Line(text=f"{name} = {ast.unparse(value)}", assigned=name)

    def _name(self, wanted: str, kind: str) -> str:
        name = fresh(wanted, self.taken | BUILTINS)
        self.taken.add(name)
        self.types[name] = Type(kind)
        return name

    def _is_report(self, node: ast.expr) -> bool:
        return (
            isinstance(node, ast.Call)
            and self.env.qualified(node.func) == _REPORT
            and all(k.arg not in (None, "output_dict") for k in node.keywords)
        )

    def _is_score(self, node: ast.expr, unit: Unit) -> bool:
        """Whether it is a metric: by a function that gives one, or a number of many values."""
        calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
        if not calls or not self._is_plain(node, unit) or isinstance(node, ast.BinOp | ast.List):
            return any(map(self._scores, calls)) and self._is_plain(node, unit)
        if any(map(self._scores, calls)):
            return True
        reduced = any(_method(c) in _REDUCTIONS or self._reduces(c) for c in calls)
        known = type_of(node, self.env)
        return reduced and known is not None and known.name in _SCALARS

    def _reduces(self, call: ast.Call) -> bool:
        name = self.env.qualified(call.func) or ""
        return name.startswith("numpy.") and name.rpartition(".")[2] in _REDUCTIONS

    def _scores(self, call: ast.Call) -> bool:
        name = self.env.qualified(call.func)
        if name is None:
            return isinstance(call.func, ast.Attribute) and call.func.attr == "score"
        return name in METRIC_FUNCTIONS

    def _is_plain(self, node: ast.expr, unit: Unit) -> bool:
        """Whether it makes no difference that the expression is evaluated a bit earlier."""
        for part in ast.walk(node):
            if not isinstance(part, _PLAIN):
                return False
            if isinstance(part, ast.Name) and part.id in unit.definitions:
                return False
            if isinstance(part, ast.Call) and not self._scores(part):
                known = self.env.qualified(part.func) in _AROUND | {_REPORT} or self._reduces(part)
                if not known and _method(part) not in _REDUCTIONS | _AS_ARRAY:
                    return False
        return True


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _fields(node: ast.expr) -> list[tuple[ast.expr, str]]:
    """What ``"… %.3f" % x`` and ``"… {:.3f}".format(x)`` show, each with the text before it."""
    match node:
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod(), right=right):
            values = right.elts if isinstance(right, ast.Tuple) else [right]
            found = list(_FIELD.finditer(text.replace("%%", "  ")))
            if len(found) == len(values) and not any(one["name"] for one in found):
                ends = [0, *(one.end() for one in found)]
                labels = [text[end : one.start()] for end, one in zip(ends, found, strict=False)]
                return list(zip(values, labels, strict=True))
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format"), args=values
        ):
            try:
                parts = list(Formatter().parse(text))
            except ValueError:
                return []
            named = [(before, name) for before, name, _, _ in parts if name is not None]
            if all(name == "" for _, name in named) and len(named) == len(values):
                return [(v, before) for v, (before, _) in zip(values, named, strict=True)]
    return []


def _labelled(nodes: Iterable[ast.expr]) -> Iterator[tuple[ast.expr, str]]:
    """The parts of what is printed, each with the text that stands before it."""
    label = ""
    for node in nodes:
        yield node, label
        label = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _name_of(label: str, node: ast.expr, env: Environment) -> str:
    words = re.split(r"[,;\n|]", label.strip(" \t\n:=-"))[-1].strip()
    if words and len(words) <= _LONGEST_LABEL and re.search(r"[A-Za-z]", words):
        return slug(words)
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Compare(ops=[ast.Eq()]), attr="mean")):
            return "accuracy"
        case ast.Call(func=ast.Attribute(value=ast.Name(id=values), attr=how)) if (
            how in _REDUCTIONS
        ):
            return f"{values}_{how}"
    calls = [n.func for n in ast.walk(node) if isinstance(n, ast.Call)]
    names = [f.id if isinstance(f, ast.Name) else getattr(f, "attr", "") for f in calls]
    if names[:2] == ["sqrt", "mean_squared_error"]:
        return "rmse"
    for name, qualified in zip(names, map(env.qualified, calls), strict=True):
        if qualified in METRIC_FUNCTIONS:  # perhaps imported under another name
            return metric_name(qualified.rpartition(".")[2])
        if name == "score":
            break
    return "score"
