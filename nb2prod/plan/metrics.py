"""Metrics: the numbers that an evaluate stage binds, shows or prints."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from string import Formatter
from typing import TypeGuard

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.call_parts import method_name
from nb2prod.analysis.syntax.name_nodes import last_name
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.analysis.types.infer import type_of
from nb2prod.analysis.types.mutation import is_class
from nb2prod.graph.score_names import (
    CROSS_VALIDATED,
    REDUCTIONS,
    SCORE_ENDINGS,
    history_end,
    score_name,
    scores_shown,
)
from nb2prod.graph.units import Unit, taken_away
from nb2prod.knowledge.type_tables import METRIC_FUNCTIONS, SCORE_TABLES
from nb2prod.naming import fresh, slug
from nb2prod.notebook.model import Role
from nb2prod.plan.draft import Draft
from nb2prod.plan.lines import Line
from nb2prod.plan.model import METRICS, Edit
from nb2prod.plan.paths import span
from nb2prod.records import replace

_NUMBER_CALLS = frozenset(
    {"abs", "float", "int", "len", "max", "mean", "min", "round", "score", "std", "sum"}
)
_METRIC_TYPES = frozenset(
    {"int", "float", "bool", "dict", "tuple", "numpy.float64", "numpy.int64", "numpy.bool_"}
)
_REPORT = "sklearn.metrics.classification_report"
_AROUND = frozenset({
    "abs", "float", "int", "round", "numpy.abs", "numpy.mean", "numpy.round", "numpy.sqrt",
    "math.sqrt", "len", "max", "min", "sum", "str",
})  # fmt: skip
"""Functions that may stand around a score without changing anything."""

_OF_MANY = frozenset({"len", "max", "min", "sum"})

_PLAIN = (
    ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Constant, ast.BinOp, ast.UnaryOp,
    ast.operator, ast.unaryop, ast.expr_context, ast.keyword, ast.List, ast.Tuple, ast.Call,
    ast.Compare, ast.cmpop,
)  # fmt: skip
_AS_ARRAY = frozenset({"abs", "astype", "flatten", "item", "ravel", "reshape", "round", "to_numpy"})
"""Methods that change nothing, and what they are called on in what is printed."""

_SCALARS = frozenset({"int", "float", "numpy.float64", "numpy.int64"})
_FIELD = re.compile(r"%(?:\((?P<name>\w+)\))?[-+ #0]*\d*(?:\.\d+)?(?P<kind>[diouxXeEfFgGcrsa%])")
_NUMBER_FORMAT = re.compile(r"[defgn%]$", re.IGNORECASE)
_LONGEST_LABEL = 30
_JOINING = re.compile(r"^(?:(?:and|or|with|of|from|is|are|the|by|in|to|for)\b\s*)+", re.IGNORECASE)
"""Words that join a value to what was said before."""


def bound_metrics(
    units: Iterable[Unit], types: Mapping[str, Type | None], written: Set[str], env: Environment
) -> list[str]:
    """Names that hold numbers at the end of an evaluate stage, in the order of the notebook."""
    names: dict[str, None] = {}
    deleted: set[str] = set()
    for unit in units:
        deleted |= unit.deletes | unit.may_delete | taken_away(unit)
        names.update(dict.fromkeys(unit.shown_as))
        for node in unit.analysed.statement.nodes:
            for name in (*_plain_targets(node), *_formatted(node)):
                known = types.get(name)
                number = known.name in _METRIC_TYPES if known else _is_number(node)
                number = number and not _holds_no_number(node, env)
                value = getattr(node, "value", None)
                if name in written and (number or (value and scores_shown(value, env))):
                    names[name] = None
    return [n for n in names if n not in deleted and not n.startswith("_")]


def measures(draft: Draft, number: int) -> bool:
    """Whether a part writes a file of metrics; not where the notebook writes that file itself."""
    written = draft.lifting.written[number].values()
    return draft.parts[number].role is Role.EVALUATE and METRICS not in written


def scores_of(draft: Draft) -> list[frozenset[str]]:
    """The metrics that each part binds, whatever reads them, and reports."""
    found: list[frozenset[str]] = []
    for number, part in enumerate(draft.parts):
        names: set[str] = set()
        if measures(draft, number):
            every = {name for unit in part.units for name in unit.may}
            names.update(bound_metrics(part.units, draft.types[number], every, draft.env))
            names = names.union(
                *(unit.may for unit in part.units if _binds_report(unit, draft.env))
            )
        found.append(frozenset(names))
    return found


def _binds_report(unit: Unit, env: Environment) -> bool:
    node = unit.analysed.statement.nodes[0]
    return isinstance(node, ast.Assign) and _calls_report(node.value, env)


def _calls_report(node: ast.expr | None, env: Environment) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and env.qualified(node.func) == _REPORT


def _is_number(node: ast.stmt) -> bool:
    """Whether a value of unknown type looks like a number that was computed."""
    value = getattr(node, "value", None)
    if isinstance(node, ast.Expr):
        return True  # printed as a number
    if isinstance(value, ast.Call):
        called = _called(node)
        return called in _NUMBER_CALLS or called.endswith(SCORE_ENDINGS)
    return isinstance(value, ast.BinOp | ast.UnaryOp | ast.Tuple)


def _holds_no_number(node: ast.stmt, env: Environment) -> bool:
    """Whether a dict that is bound has functions, models or texts only."""
    value = getattr(node, "value", None)
    if _calls_report(value, env):
        return all(k.arg != "output_dict" for k in value.keywords)
    if not isinstance(value, ast.Dict) or not value.values:
        return False
    made = [v.func if isinstance(v, ast.Call) else v for v in value.values]
    return all(
        isinstance(v, ast.Lambda)
        or (isinstance(v, ast.Constant) and isinstance(v.value, str))
        or _names_no_number(v, called=v is not own, env=env)
        for v, own in zip(made, value.values, strict=True)
    )


def _names_no_number(node: ast.expr, called: bool, env: Environment) -> bool:
    """A function or class of a library; or where it is called, a class."""
    name = env.qualified(node) if isinstance(node, ast.Name | ast.Attribute) else None
    return name is not None and "." in name and (not called or is_class(name))


def _called(node: ast.stmt) -> str:
    """The name of the function or method whose result the statement is about."""
    value = getattr(node, "value", None)
    return last_name(value.func) if isinstance(value, ast.Call) else ""


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
    for part in all_nodes(node.value):
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
        self,
        env: Environment,
        taken: Iterable[str],
        known: Mapping[str, Type | None],
        *,
        lifts: bool = False,
    ) -> None:
        types = {name: kind for name, kind in known.items() if kind is not None}
        self.env, self.taken = replace(env, types={**env.types, **types}), set(taken)
        self.lifts = lifts
        self.types: dict[str, Type | None] = {}

    def lines(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines of the data layer, with those that bind a score above those that print it."""
        for line in lines:
            unit = line.unit
            nodes = unit.analysed.statement.nodes if unit else ()
            if unit and unit.shown_as:
                value = nodes[-1].value  # type: ignore[attr-defined]
                parts = value.elts if len(unit.shown_as) > 1 else [value]
                self.types |= zip(unit.shown_as, map(self._type, parts), strict=True)
            if unit and len(nodes) == 1 and isinstance(nodes[0], ast.Assign):
                yield from self._report(nodes[0].value, unit)
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
        elif self._is_score(argument, label, unit):
            name = self._name(_name_of(label, argument, self.env), self._type(argument))
            edits.append(Edit(span(argument), name))
            yield self._line(name, argument)
        else:
            yield from self._report(argument, unit)

    def _report(self, value: ast.expr, unit: Unit) -> Iterator[Line]:
        """The numbers of a report, which is a text where it is bound or printed."""
        if self._is_report(value) and self._is_plain(value, unit):
            assert isinstance(value, ast.Call)
            numbers = ast.keyword("output_dict", ast.Constant(True))
            call = ast.Call(value.func, value.args, [*value.keywords, numbers])
            yield self._line(self._name("report", Type("dict")), call)

    def _in_text(self, text: ast.JoinedStr, unit: Unit) -> tuple[ast.JoinedStr, list[Line]]:
        parts: list[ast.expr] = []
        bound: list[Line] = []
        for part, label in _labelled(text.values):
            if isinstance(part, ast.FormattedValue) and self._is_score(part.value, label, unit):
                name = self._name(_name_of(label, part.value, self.env), self._type(part.value))
                bound.append(self._line(name, part.value))
                part = ast.FormattedValue(ast.Name(name), part.conversion, part.format_spec)
            parts.append(part)
        return ast.JoinedStr(parts), bound

    def _line(self, name: str, value: ast.expr) -> Line:
        return Line(text=f"{name} = {ast.unparse(value)}", assigned=name)

    def _name(self, wanted: str, kind: Type | None) -> str:
        name = fresh(wanted, self.taken | BUILTINS)
        self.taken.add(name)
        self.types[name] = kind
        return name

    def _type(self, value: ast.expr) -> Type | None:
        known = type_of(value, self.env)
        scored = any(isinstance(n, ast.Call) and self._scores(n) for n in all_nodes(value))
        return known or (Type("float") if scored else None)

    def _is_report(self, node: ast.expr) -> bool:
        return _calls_report(node, self.env) and all(
            k.arg not in (None, "output_dict") for k in node.keywords
        )

    def _is_score(self, node: ast.expr, label: str, unit: Unit) -> bool:
        """Whether it is a metric: by a function that gives one, or a number of many values.

        What is a number only perhaps (metrics.json leaves out what is none), or counts, has to be
        printed with a word.
        """
        if not self._is_plain(node, unit):
            return False
        calls = [part for part in all_nodes(node) if isinstance(part, ast.Call)]
        if any(map(self._scores, calls)) or history_end(node):
            return True
        known, word = type_of(node, self.env), _words(label)
        if known is not None and known.name not in _SCALARS:
            return False
        if any(method_name(c) in REDUCTIONS or self._reduces(c) for c in calls):
            return known is not None or bool(word)
        return bool(word) and any(self.env.qualified(c.func) in _OF_MANY for c in calls)

    def _reduces(self, call: ast.Call) -> bool:
        name = self.env.qualified(call.func) or ""
        return name.startswith("numpy.") and name.rpartition(".")[2] in REDUCTIONS

    def _scores(self, call: ast.Call) -> bool:
        name = self.env.qualified(call.func)
        if name is None:
            return method_name(call) == "score"
        return name in METRIC_FUNCTIONS | SCORE_TABLES or name == CROSS_VALIDATED

    def _makes(self, call: ast.Call) -> bool:
        """Whether it makes a model that has not seen data; one whose arguments are not lifted."""
        name = self.env.qualified(call.func) or ""
        return name.startswith("sklearn.") and is_class(name) and not self.lifts

    def _is_plain(self, node: ast.expr, unit: Unit) -> bool:
        """Whether it makes no difference that the expression is evaluated a bit earlier."""
        for part in all_nodes(node):
            if not isinstance(part, _PLAIN):
                return False
            if isinstance(part, ast.Name) and part.id in unit.definitions:
                return False
            if isinstance(part, ast.Call) and not self._scores(part):
                known = self.env.qualified(part.func) in _AROUND | {_REPORT} or self._reduces(part)
                known = known or self._makes(part)
                if not known and method_name(part) not in REDUCTIONS | _AS_ARRAY:
                    return False
        return True


def _added(node: ast.expr) -> list[ast.expr]:
    """The parts of ``"a " + str(x) + " b"``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_added(node.left), node.right]
    return [node]


def _fields(node: ast.expr) -> list[tuple[ast.expr, str]]:
    """What ``"… %.3f" % x``, ``"… {:.3f}".format(x)`` and ``"… " + str(x)`` show, each with the
    text before it."""
    added = _added(node)
    if len(added) > 1 and any(map(_is_text, added)):
        said = _labelled(added)
        return [(p.args[0], words) for p, words in said if isinstance(p, ast.Call) and _is_str(p)]
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


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_str(call: ast.Call) -> bool:
    """Whether it is ``str(x)``."""
    own = isinstance(call.func, ast.Name) and call.func.id == "str"
    return own and len(call.args) == 1 and not call.keywords


def _labelled(nodes: Iterable[ast.expr]) -> Iterator[tuple[ast.expr, str]]:
    """The parts of what is printed, each with the text that stands before it."""
    label = ""
    for node in nodes:
        yield node, label
        label = str(node.value) if isinstance(node, ast.Constant) and _is_text(node) else ""


def _words(label: str) -> str:
    """What a label says of what stands behind it; empty where it is too long for a name."""
    words = re.split(r"[,;\n|]", label.strip(" \t\n:=-"))[-1].strip()
    words = _JOINING.sub("", words).strip()
    return words if len(words) <= _LONGEST_LABEL and re.search(r"[A-Za-z]", words) else ""


def _name_of(label: str, node: ast.expr, env: Environment) -> str:
    return slug(words) if (words := _words(label)) else score_name(node, env)
