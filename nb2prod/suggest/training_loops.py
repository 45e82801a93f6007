"""Training loops: those that count epochs, and those that learn by their form."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from nb2prod.analysis.syntax.nodes import all_nodes, start_name
from nb2prod.knowledge.schema import Act, Value
from nb2prod.suggest import learning, looks
from nb2prod.suggest.kept_results import Values
from nb2prod.suggest.name_values import Names
from nb2prod.suggest.suggestion import Evidence
from nb2prod.suggest.words import ROUNDS, value_by_name

SURE, LIKELY = 0.95, 0.8


class Loops(Values):
    """What loops do, and what the names stand for after them; ``found`` is what is done so far."""

    def __init__(self, names: Names) -> None:
        super().__init__(names)
        self.found: list[Evidence] = []

    def expression(self, node: ast.expr) -> None:
        """Gather what an expression does."""
        raise NotImplementedError

    def body(self, nodes: Sequence[ast.stmt]) -> None:
        """Follow statements."""
        raise NotImplementedError

    def add(
        self, act: Act, weight: float, what: str, node: ast.AST, value: Value | None = None
    ) -> None:
        """Note one thing that is done."""
        self.found.append(Evidence(act, weight, what, getattr(node, "lineno", 1), value))

    def loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        counted = not isinstance(node, ast.While)
        head = [node.target, node.iter] if not isinstance(node, ast.While) else [node.test]
        self.expression(head[-1])
        if counted:
            self.names.bind(head[0], self.value(head[1]))
        words = {n.id for part in head for n in all_nodes(part) if isinstance(n, ast.Name)}
        updates = counted and any(map(looks.steps, all_nodes(node)))
        before, values = len(self.found), dict(self.names.values)
        self.body([*node.body, *node.orelse])
        told = {e.act for e in self.found[before:]}
        applied = any(e.act is Act.PREDICT and e.weight >= SURE for e in self.found[before:])
        learns = Act.FIT not in told and not applied
        learnt = learning.learnt(node, values) if learns else frozenset[str]()
        if any(map(ROUNDS.search, words)) and (updates or Act.FIT in told):
            self.add(Act.FIT, LIKELY, "a training loop", node)
            if not {Act.FIT, Act.BUILD} & told:
                self.fitted_by(node, values)
        elif learnt:
            self.add(Act.FIT, LIKELY, f"a loop that learns `{min(learnt)}`", node)
            for name in learnt:
                self.names.values[name] = value_by_name(name) or Value.MODEL
        elif Act.FIT not in told:
            return
        self.gathered(node, values)

    def gathered(self, loop: ast.AST, before: dict[str, Value]) -> None:
        """What a training loop puts into new lists tells how it went, if it is nothing else."""
        plain = (None, Value.NEW, Value.DATA)
        for call in (n for n in all_nodes(loop) if isinstance(n, ast.Call)):
            match call.func:
                case ast.Attribute(value=ast.Name(id=name), attr="append") if (
                    before.get(name) in (None, Value.NEW) and self.names.values.get(name) in plain
                ):
                    self.names.values[name] = Value.RESULT

    def fitted_by(self, loop: ast.AST, before: dict[str, Value]) -> None:
        """What a loop without a library's model steps on is what it learns.

        What was data before the loop stays data.
        """
        for node in all_nodes(loop):
            if isinstance(node, ast.AugAssign):
                target, steps = start_name(node.target), True
            elif isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Tuple):
                target = start_name(node.targets[0])
                steps = any(isinstance(n, ast.Name) and n.id == target
                            for n in all_nodes(node.value))  # fmt: skip
            else:
                continue
            if target and steps and before.get(target) in (None, Value.NEW):
                self.names.values[target] = value_by_name(target) or Value.MODEL
