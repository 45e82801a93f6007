"""Which rows predictions belong to: columns of one file have to be of the same rows."""

import ast
from collections.abc import Container, Iterable, Iterator, Sequence

from nb2prod.analysis.model import Definition
from nb2prod.analysis.syntax.nodes import assignments, method_name, nodes_of
from nb2prod.graph.units import Part, Unit
from nb2prod.knowledge.rows import PREDICTING, ROWS_OF_FIRST, SAME_ROWS
from nb2prod.notebook.model import Role
from nb2prod.patterns import regex

Sources = frozenset[str]

_PART = regex(r"\[(?!['\"])")
"""In the text of an expression: some rows of a table, or a list of some."""


class PredictedRows:
    """Of one part, the rows that its values were predicted of."""

    def __init__(self, parts: Sequence[Part], number: int) -> None:
        self.roots: dict[str, str] = {}
        self.sources: dict[str, Sources] = {}
        self.on: dict[str, set[str]] = {}
        self.single: set[str] = set()
        self.examples: set[str] = set()
        fitted: set[str] = set()
        for part in parts[: number + 1]:
            for unit in part.units:
                if part.role is Role.TRAIN:
                    fitted |= {self.root(x) for x in given(unit, ("fit", "fit_transform"))}
                if part is parts[number]:
                    self._predict(unit)
                self._bind(unit)
        self.fitted = frozenset(fitted)

    def side_by_side(self, names: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """The names with the rows of the last of these that no model was fitted on, and that are
        neither a part of others nor written in the notebook as an example: that is what it comes
        to. Else the first. And the names that models were asked about for them. The prediction of
        one row, such as ``predict(x)[0]``, is none of them."""
        several = [n for n in names if n not in self.single]
        found = list(dict.fromkeys(self.sources.get(n, frozenset()) for n in several))
        new = [r for r in found if not r & self.fitted]
        whole = [r for r in new if not r & self.examples and not any(map(_PART.search, r))]
        rows = next(iter([*whole[-1:], *new, *found]), frozenset())
        same = frozenset(n for n, own in self.sources.items() if own == rows) - self.single
        return same, frozenset(name for root in rows for name in self.on.get(root, ()))

    def root(self, node: ast.expr) -> str:
        """The value whose rows the expression has; its own text where it may have others."""
        match node:
            case ast.Name(id=name):
                return self.roots.get(name, name)
            case ast.Attribute(value=owner, attr="values"):
                return self.root(owner)
            case ast.Subscript(value=owner, slice=ast.List()):
                return self.root(owner)
            case ast.Subscript(value=owner, slice=part):
                return f"{self.root(owner)}[{ast.unparse(part)}]"
            case ast.Call(args=[first, *_], func=ast.Attribute(attr=called)) if (
                called in ROWS_OF_FIRST
            ):
                return self.root(first)
            case ast.Call(func=ast.Attribute(value=owner, attr=called)) if called in SAME_ROWS:
                return self.root(owner)
            case ast.BinOp(left=left, right=ast.Constant()):
                return self.root(left)
        return ast.unparse(node)

    def _predict(self, unit: Unit) -> None:
        asked = [*given(unit, PREDICTING), *_given_to_own(unit)]
        self.single -= unit.must
        self.single |= _single(unit)
        found = {self.root(first) for first in asked}
        for first in asked:
            if isinstance(first, ast.Name):
                self.on.setdefault(self.root(first), set()).add(first.id)
        found |= {rows for name in unit.reads for rows in self.sources.get(name, ())}
        for name in unit.may | unit.mutates:
            kept = frozenset() if name in unit.must else self.sources.get(name, frozenset())
            self.sources[name] = kept | found

    def _bind(self, unit: Unit) -> None:
        known = {
            target.id: self.root(value)
            for node in unit.analysed.statement.nodes
            if isinstance(node, ast.Assign)
            for target, value in assignments(node)
            if isinstance(target, ast.Name)
        }
        old = set(self.roots.values()) if known else set[str]()
        for name in unit.may:
            root = known.get(name)
            self.roots[name] = root if root in old else f"{name} of {unit.index}"
            if not unit.reads and not unit.analysed.facts.io:
                self.examples.add(self.roots[name])


def given(unit: Unit, methods: Container[str]) -> list[ast.expr]:
    """What the statement gives to calls of these methods first."""
    calls = nodes_of(ast.Call, unit.analysed.statement.nodes)
    return [c.args[0] if c.args else c for c in calls if method_name(c) in methods]


def predicts(definition: Definition) -> bool:
    """Whether a function of the notebook asks a model for predictions."""
    return asks_model([definition.node])


def asks_model(nodes: Sequence[ast.AST]) -> bool:
    """Whether a method in the nodes gives what a model says."""
    return not PREDICTING.isdisjoint(map(method_name, nodes_of(ast.Call, nodes)))


def _given_to_own(unit: Unit) -> Iterator[ast.expr]:
    """What the statement gives to functions of the notebook that predict, but for the models."""
    for call in nodes_of(ast.Call, unit.analysed.statement.nodes):
        called = call.func.id if isinstance(call.func, ast.Name) else ""
        definition = unit.definitions.get(called)
        if definition is None or not isinstance(definition.node, ast.FunctionDef):
            continue
        if predicts(definition):
            asked = {
                inner.func.value.id
                for inner in nodes_of(ast.Call, [definition.node])
                if isinstance(inner.func, ast.Attribute) and isinstance(inner.func.value, ast.Name)
            }
            names = [a.arg for a in definition.node.args.args]
            rows = [
                given for name, given in zip(names, call.args, strict=False) if name not in asked
            ]
            yield from rows[:1]


def _single(unit: Unit) -> set[str]:
    """Names of one element: ``predict_proba(x)[0, 1]``."""
    found: set[str] = set()
    for node in unit.analysed.statement.nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript(slice=index)):
                parts = index.elts if isinstance(index, ast.Tuple) else [index]
                if all(isinstance(p, ast.Constant) and isinstance(p.value, int) for p in parts):
                    found.add(name)
    return found
