"""Scores that a stage only prints: they get names."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.scores.printed_words import fields, is_text, labelled, leaves, told, words
from nb2prod.analysis.scores.score_names import (
    CROSS_VALIDATED,
    REDUCTIONS,
    evaluates,
    score_field,
    score_name,
    scores_shown,
    shown_parts,
)
from nb2prod.analysis.scores.scored import asks_clock
from nb2prod.analysis.scores.told_apart import name_apart
from nb2prod.analysis.syntax.nodes import (
    all_nodes,
    loaded,
    method_name,
    nodes_of,
)
from nb2prod.analysis.types.infer import type_of
from nb2prod.analysis.types.mutation import is_class
from nb2prod.graph.units import Unit
from nb2prod.knowledge.type_tables import METRIC_FUNCTIONS, SCORE_TABLES
from nb2prod.naming import slug
from nb2prod.plan.lines import Line
from nb2prod.plan.metrics import REPORT, calls_report
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import span
from nb2prod.records import replace

_AROUND = frozenset({
    "abs", "float", "int", "round", "numpy.abs", "numpy.mean", "numpy.round", "numpy.sqrt",
    "math.sqrt", "len", "max", "min", "sum", "str", "dict", "list", "sorted", "pandas.DataFrame",
    "pandas.Series",
})  # fmt: skip
"""Functions that may stand around a score without changing anything."""

_OF_MANY = frozenset({"len", "max", "min", "sum"})

_PLAIN = (
    ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Constant, ast.BinOp, ast.UnaryOp,
    ast.operator, ast.unaryop, ast.expr_context, ast.keyword, ast.List, ast.Tuple, ast.Call,
    ast.Compare, ast.cmpop, ast.Dict, ast.ListComp, ast.DictComp, ast.GeneratorExp,
    ast.comprehension, ast.Starred,
)  # fmt: skip
_AS_ARRAY = frozenset({"abs", "astype", "flatten", "item", "ravel", "reshape", "round", "to_numpy"})
"""Methods that change nothing, and what they are called on in what is printed."""

_PRINTING = frozenset({"print", "pprint.pprint", "rich.print", "sys.stdout.write"})
_LOGGING = frozenset({"critical", "debug", "error", "info", "log", "warning"})
_SCALARS = frozenset({"int", "float", "numpy.float64", "numpy.int64"})


class Printed:
    """Gives names to the scores that a stage only prints.

    ``print("auc", roc_auc_score(y, p))`` becomes ``auc = roc_auc_score(y, p)`` and
    ``print("auc", auc)``; for a printed report its numbers are computed beside it.
    ``scored`` are names that hold scores, where other numbers are no metrics.
    """

    def __init__(
        self,
        env: Environment,
        taken: Iterable[str],
        known: Mapping[str, Type | None],
        *,
        lifts: bool = False,
        scored: Set[str] | None = None,
    ) -> None:
        types = {name: kind for name, kind in known.items() if kind is not None}
        self.env, self.taken = replace(env, types={**env.types, **types}), set(taken)
        self.lifts, self.scored = lifts, scored
        self.made: set[str] = set()  # names of this stage only
        self.types: dict[str, Type | None] = {}
        self.prints, self.moves = True, False
        self.bound: dict[tuple[str, str, frozenset[str]], str] = {}
        self.firsts: dict[str, ast.expr] = {}

    def lines(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines of the data layer, with those that bind a score above those that print it."""
        for line in lines:
            unit = line.unit
            nodes = unit.analysed.statement.nodes if unit else ()
            if unit and unit.shown_as:
                value = nodes[-1].value  # type: ignore[attr-defined]
                parts = shown_parts(value)
                parts = parts if len(parts) == len(unit.shown_as) else [value]
                self.types |= zip(unit.shown_as, map(self._type, parts), strict=True)
                self.firsts |= zip(unit.shown_as, parts, strict=True)
            if unit and len(nodes) == 1 and isinstance(nodes[0], ast.Assign):
                yield from self._report(nodes[0].value, unit)
            call = self._telling(unit, nodes)
            if unit and call:
                self._look_at(call, unit)
                edits: list[Edit] = []
                for argument, label in labelled(told(call)):
                    yield from self._bind(argument, label, unit, edits)
                line = replace(line, edits=(*line.edits, *edits))
            yield line
            self._forget(unit)

    def _forget(self, unit: Unit | None) -> None:
        """What a statement may have changed gives other scores from there on."""
        if unit is None or unit.definitions or unit.analysed.facts.draws:
            self.bound.clear()
        elif unit.writes:
            self.bound = {k: n for k, n in self.bound.items() if not unit.writes & set(k[2])}

    def _look_at(self, call: ast.Call, unit: Unit) -> None:
        """Notes whether the call prints, and whether all that runs before it are scores.

        These are computed above the statement, which nothing else that runs in it may notice.
        """
        name = self.env.qualified(call.func) or ""
        self.prints = name in _PRINTING or method_name(call) in _LOGGING
        others = [one for one in leaves(call) if not self._is_plain(one, unit)]
        self.moves = not unit.definitions and all(map(self._gives_score, others))

    def _telling(self, unit: Unit | None, nodes: Sequence[ast.stmt]) -> ast.Call | None:
        """The call of a statement that hands on what it is given: prints, logs or draws it."""
        if unit is None or unit.mutates or len(nodes) != 1:
            return None
        if unit.printed:
            return ast.Call(ast.Name("print"), [nodes[0].value], [])  # type: ignore[attr-defined]
        match nodes[0]:
            case ast.Expr(ast.Call() as call) if not unit.may and not self._scores(call):
                return call
            case ast.Assign([ast.Name()], text) if is_text(text):  # which is printed later
                return ast.Call(ast.Name("print"), [text], [])
        return None

    def _bind(
        self, argument: ast.expr, label: str, unit: Unit, edits: list[Edit]
    ) -> Iterator[Line]:
        if isinstance(argument, ast.JoinedStr):
            made, bound = self._in_text(argument, unit)
            yield from bound
            if bound:
                edits.append(Edit(span(argument), ast.unparse(made)))
        elif inside := fields(argument):
            for value, before in inside:
                yield from self._bind(value, before, unit, edits)
        elif self._is_score(argument, label, unit):
            name, lines = self._score(label, argument)
            edits.append(Edit(span(argument), name))
            yield from lines
        else:
            yield from self._report(argument, unit)

    def _report(self, value: ast.expr, unit: Unit) -> Iterator[Line]:
        """The numbers of a report, which is a text where it is bound or printed."""
        if self._is_report(value) and self._is_plain(value, unit):
            assert isinstance(value, ast.Call)
            numbers = ast.keyword("output_dict", ast.Constant(True))
            call = ast.Call(value.func, value.args, [*value.keywords, numbers])
            free = "report" not in self.taken | self.made or "report" in self.firsts
            name = self._name("report" if free else "report_scores", value, Type("dict"))
            yield self._line(name, call)

    def _in_text(self, text: ast.JoinedStr, unit: Unit) -> tuple[ast.JoinedStr, list[Line]]:
        parts: list[ast.expr] = []
        bound: list[Line] = []
        for part, label in labelled(text.values):
            if isinstance(part, ast.FormattedValue) and self._is_score(part.value, label, unit):
                name, lines = self._score(label, part.value)
                bound += lines
                part = ast.FormattedValue(ast.Name(name), part.conversion, part.format_spec)
            parts.append(part)
        return ast.JoinedStr(parts), bound

    def _called(self, label: str, value: ast.expr) -> str:
        """What a person calls a score: by the words before it, unless they name something else."""
        said = slug(named) if (named := words(label)) else ""
        computed = scores_shown(value, self.env) or score_name(value, self.env)
        used = self.taken | self.made
        taken = said in used | BUILTINS and computed not in {"score", *used}
        return computed if taken or not said else said

    def _score(self, label: str, value: ast.expr) -> tuple[str, list[Line]]:
        """The name of a score, with the line that binds it; of one that is told again, none."""
        key = slug(words(label) or "score"), ast.unparse(value), frozenset(loaded(value))
        if key in self.bound:
            return self.bound[key], []
        kind = self._type(value)
        name = self.bound[key] = self._name(self._called(label, value), value, kind)
        return name, [self._line(name, value)]

    def _line(self, name: str, value: ast.expr) -> Line:
        return Line(text=f"{name} = {ast.unparse(value)}", assigned=name)

    def _name(self, wanted: str, value: ast.expr, kind: Type | None) -> str:
        name = name_apart(wanted, value, self.firsts, self.taken | self.made | BUILTINS, self.env)
        self.made.add(name)
        self.types[name] = kind
        return name

    def _type(self, value: ast.expr) -> Type | None:
        known = type_of(value, self.env)
        calls = [n for n in all_nodes(value) if isinstance(n, ast.Call)]
        scored = any(self._scores(n) and not evaluates(n, self.env) for n in calls)
        return known or (Type("float") if scored else None)

    def _is_report(self, node: ast.expr) -> bool:
        return calls_report(node, self.env) and all(
            k.arg not in (None, "output_dict") for k in node.keywords
        )

    def _is_score(self, node: ast.expr, label: str, unit: Unit) -> bool:
        """Whether it is a metric: by a function that gives one, or a number of many values.

        What is a number only perhaps (metrics.json leaves out what is none), or counts, has to be
        printed with a word.
        """
        if not self._is_plain(node, unit, self.moves):
            return False
        calls = [part for part in all_nodes(node) if isinstance(part, ast.Call)]
        known, word = type_of(node, self.env), words(label)
        if known is not None and known.name == "str":
            return False
        if self._gives_score(node):
            return True
        if not self.prints or any(asks_clock(call, self.env) for call in calls):
            return False
        if self.scored is not None and self.scored.isdisjoint(loaded(node)):
            return False
        if known is not None and known.name not in _SCALARS:
            return False
        if any(method_name(c) in REDUCTIONS or self._reduces(c) for c in calls):
            return known is not None or bool(word)
        counts = any(self.env.qualified(c.func) in _OF_MANY for c in calls)
        numeric = known is not None or bool(nodes_of(ast.Div, [node]))
        share = isinstance(node, ast.BinOp) and numeric
        return bool(word) and (counts or share)

    def _gives_score(self, node: ast.expr) -> bool:
        calls = (part for part in all_nodes(node) if isinstance(part, ast.Call))
        return any(map(self._scores, calls)) or bool(score_field(node))

    def _reduces(self, call: ast.Call) -> bool:
        name = self.env.qualified(call.func) or ""
        return name.startswith("numpy.") and name.rpartition(".")[2] in REDUCTIONS

    def _scores(self, call: ast.Call) -> bool:
        name = self.env.qualified(call.func)
        if name is None:
            return method_name(call) in ("evaluate", "score")
        return name in METRIC_FUNCTIONS or name in SCORE_TABLES or name == CROSS_VALIDATED

    def _makes(self, call: ast.Call) -> bool:
        """Whether it makes a model that has not seen data; one whose arguments are not lifted."""
        name = self.env.qualified(call.func) or ""
        return name.startswith("sklearn.") and is_class(name) and not self.lifts

    def _is_plain(self, node: ast.expr, unit: Unit, moves: bool = False) -> bool:
        """Whether it makes no difference that the expression is evaluated a bit earlier.

        ``moves``: calls may be, for all that runs before them is evaluated earlier as well.
        """
        for part in all_nodes(node):
            if not isinstance(part, _PLAIN):
                return False
            if isinstance(part, ast.Name) and part.id in unit.definitions:
                return False
            if isinstance(part, ast.Call) and not self._scores(part) and not moves:
                known = self.env.qualified(part.func) in _AROUND | {REPORT} or self._reduces(part)
                known = known or self._makes(part)
                if not known and method_name(part) not in REDUCTIONS | _AS_ARRAY:
                    return False
        return True
