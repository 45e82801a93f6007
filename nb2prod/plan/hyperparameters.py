"""``--lift-hyperparameters``: literal keyword arguments of estimators go to model_config.yaml."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import outside
from nb2prod.analysis.types.mutation import is_class
from nb2prod.knowledge.effect_tables import HYPERPARAMETERS
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.naming import fresh
from nb2prod.plan.lines import Line
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import span
from nb2prod.plan.results import is_estimator
from nb2prod.records import dataclass, replace

_TRAINING_METHODS = frozenset({"fit", "fit_generator", "partial_fit", "train"})


Values = Mapping[str, dict[str, object]]


@dataclass(frozen=True)
class Hyperparameters:
    """What is lifted so far: ``values`` map the name of an estimator to its arguments.

    ``config`` is the object that they are fields of.
    """

    env: Environment
    config: str
    taken: frozenset[str]
    values: Values = field(default_factory=dict)

    def lift(self, lines: Iterable[Line]) -> tuple[list[Line], Values]:
        """The lines of a data layer with what they take from the configuration, and that."""
        made: list[Line] = []
        found: dict[str, dict[str, object]] = {}
        for line in lines:
            edits = list(line.edits)
            for owner, literals in self._literals(line):
                name = fresh(owner, {*self.taken, *self.values, *found})
                found[name] = {key: ast.literal_eval(node) for key, node in literals}
                edits += [
                    Edit(span(node), f"{self.config}.{name}[{key!r}]") for key, node in literals
                ]
            made.append(replace(line, edits=tuple(edits)))
        return made, found

    def _literals(self, line: Line) -> Iterator[tuple[str, list[tuple[str, ast.expr]]]]:
        """The owners in a line, each with its literal arguments."""
        edited = {e.span for e in line.edits}
        for top in line.unit.analysed.statement.nodes if line.unit else ():
            for call in _calls(top):
                literals = [
                    (k.arg, k.value)
                    for k in call.keywords
                    if k.arg and _is_literal(k.value) and span(k.value) not in edited
                ]
                owner = self._owner(call)
                if owner and literals:
                    yield owner, literals

    def _owner(self, call: ast.Call) -> str:
        """The name that the arguments of a call go under, "" where they stay."""
        qualified = self.env.qualified(call.func)
        if qualified is not None:
            last = qualified.rpartition(".")[2]
            made = is_estimator(qualified) or (
                at_or_below(qualified, HYPERPARAMETERS) and is_class(qualified)
            )
            return last if made or qualified in HYPERPARAMETERS else ""
        func = call.func
        if isinstance(func, ast.Attribute) and func.attr in _TRAINING_METHODS:
            owner = func.value.id if isinstance(func.value, ast.Name) else ""
            return f"{owner}_{func.attr}".lstrip("_")
        return ""


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """The calls in a statement, outermost first; none in f-strings, which have no positions."""
    return (n for n in outside(node, (ast.JoinedStr,)) if isinstance(n, ast.Call))


def _is_literal(node: ast.expr) -> bool:
    """Whether the value comes back from YAML as it is: no tuple, no set, no bytes."""
    if isinstance(node, ast.List):
        return all(_is_scalar(item) for item in node.elts)
    return _is_scalar(node)


def _is_scalar(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node = node.operand
        return isinstance(node, ast.Constant) and type(node.value) in (int, float)
    if not isinstance(node, ast.Constant):
        return False
    if isinstance(node.value, str):
        return node.value.isprintable()
    return node.value is None or type(node.value) in (bool, int, float)
