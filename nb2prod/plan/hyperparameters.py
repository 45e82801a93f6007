"""``--lift-hyperparameters``: literal keyword arguments of estimators go to model_config.yaml."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nb2prod.analysis.environment import Environment
from nb2prod.plan.layers import Line
from nb2prod.plan.model import Edit
from nb2prod.plan.names import fresh
from nb2prod.plan.paths import span
from nb2prod.plan.results import is_estimator

_OPTIMISERS = (
    "torch.optim.", "torch.nn.", "keras.", "tensorflow.keras.", "transformers.", "optax.",
    "statsmodels.", "prophet.", "lightning.", "pytorch_lightning.",
)  # fmt: skip
_TRAINING = frozenset({
    "xgboost.train", "xgboost.cv", "lightgbm.train", "lightgbm.cv", "catboost.train",
})  # fmt: skip
_TRAINING_METHODS = frozenset({"fit", "fit_generator", "partial_fit", "train"})


@dataclass
class Hyperparameters:
    """Collects what is lifted: ``values`` map the name of an estimator to its arguments."""

    env: Environment
    taken: set[str]
    values: dict[str, dict[str, object]] = field(default_factory=dict)

    def lift(self, lines: Iterable[Line]) -> tuple[str, ...]:
        """Edit the lines of a data layer; returns the names of the estimators that they hold."""
        found: list[str] = []
        for line in lines:
            if line.unit is None:
                continue
            edited = {e.span for e in line.edits}
            for top in line.unit.analysed.statement.nodes:
                for call in _calls(top):
                    literals = [
                        (k.arg, k.value)
                        for k in call.keywords
                        if k.arg and _is_literal(k.value) and span(k.value) not in edited
                    ]
                    owner = self._owner(call)
                    if owner and literals:
                        found.append(self._lift(owner, literals, line))
        return tuple(found)

    def _lift(self, owner: str, literals: list[tuple[str, ast.expr]], line: Line) -> str:
        name = fresh(owner, self.taken | self.values.keys())
        self.values[name] = {key: ast.literal_eval(node) for key, node in literals}
        for key, node in literals:
            line.edits.append(Edit(span(node), f"model_config[{name!r}][{key!r}]"))
        return name

    def _owner(self, call: ast.Call) -> str:
        """The name that the arguments of a call go under, "" where they stay."""
        qualified = self.env.qualified(call.func)
        if qualified is not None:
            last = qualified.rpartition(".")[2]
            made = is_estimator(qualified) or (
                qualified.startswith(_OPTIMISERS) and last[:1].isupper()
            )
            return last if made or qualified in _TRAINING else ""
        func = call.func
        if isinstance(func, ast.Attribute) and func.attr in _TRAINING_METHODS:
            owner = func.value.id if isinstance(func.value, ast.Name) else ""
            return f"{owner}_{func.attr}".lstrip("_")
        return ""


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """The calls in a statement, outermost first; none in f-strings, which have no positions."""
    if isinstance(node, ast.JoinedStr):
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _calls(child)


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
