"""Types along the statements of a block: branches are joined, loops run until stable."""

import ast
from collections.abc import Callable, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, DefinitionNode, Type
from nb2prod.analysis.syntax.control_flow import ControlFlow, LoopNode
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.analysis.syntax.scope import bound_names, pattern_names
from nb2prod.analysis.types.algebra import (
    NONE,
    Follow,
    Scope,
    bind,
    copied,
    element,
    holds_containers,
    join,
    loose,
    spread,
    unpacked,
)
from nb2prod.analysis.types.infer_effects import Role, effects, loosened, stored, walrus_types
from nb2prod.analysis.types.infer_expressions import scope_of
from nb2prod.analysis.types.infer_hints import hinted
from nb2prod.analysis.types.infer_operators import binary
from nb2prod.analysis.types.infer_state import (
    differs,
    expressions_in,
    loaded,
    merged,
    state,
    yields,
)
from nb2prod.knowledge.type_tables import ENTER_THEMSELVES

_DEPTH = 3
"""Of the names that loops nested deeper bind, nothing is known after a first round."""


class Flow(ControlFlow[Environment]):
    """A walk over statements that keeps ``env`` as it stands after each of them.

    ``touched`` are the names that were bound, deleted or changed, ``returned`` the types of the
    return statements.
    """

    rounds = 5
    """The last but one begins with nothing known of the names that the loop binds."""

    def __init__(self, env: Environment, local: bool = False, follow: Follow | None = None) -> None:
        super().__init__()
        self.env = env
        self.local = local
        self.follow = follow
        self.touched: set[str] = set()
        self.returned: dict[ast.Return, Type | None] = {}
        self.generates = False

    def mark(self) -> Environment:
        return copied(self.env)

    def resume(self, state: Environment) -> None:
        self.env = state

    def meet(self, states: Sequence[Environment]) -> Environment:
        return merged(list(states), self.touched)

    def widened(
        self, node: LoopNode, start: Environment, ends: Sequence[Environment], done: int
    ) -> Environment | None:
        # compared by name: whole environments are large, and few names differ
        names = [n for n in self.touched if any(differs(n, start, end) for end in ends)]
        if not names:
            return None
        # rounds multiply with each loop around
        deep = len(self.loops) >= _DEPTH
        if done < self.rounds - 2 and not deep:
            return self.meet([start, *ends])
        again = copied(start)
        for name in bound_names([node]).union(names):
            bind(again, name, None)
        return again

    def simple(self, node: ast.stmt) -> None:
        self._evaluate(node)

    def test(self, node: ast.expr) -> None:
        self._evaluate(node, role=Role.LOOKED_AT)

    # names

    def bind(self, name: str, type_: Type | None) -> None:
        """Let a name stand for a new value of this type."""
        bind(self.env, name, type_)
        self.touched.add(name)

    def _unbind(self, name: str) -> None:
        bind(self.env, name, None)
        self.env.bound.pop(name, None)
        self.touched.add(name)

    def _store(self, target: ast.expr, type_: Type | None) -> None:
        for name, part in unpacked(target, type_).items():
            self.bind(name, part)
        for inner in all_nodes(target):
            if isinstance(inner, ast.Subscript | ast.Attribute):
                self._change(stored(inner, type_ if inner is target else None, self._scope()))

    def _change(self, types: dict[str, Type | None]) -> None:
        """Note that less is known of values which stay bound to their names."""
        for name, type_ in types.items():
            self.env.retype(name, type_)
            self.touched.add(name)

    def _scope(self) -> Scope:
        follow = self.follow.at(self.env) if self.follow and not self.local else self.follow
        return scope_of(self.env, follow)

    # expressions

    def _evaluate(self, *nodes: ast.AST | None, role: Role = Role.KEPT) -> list[Type | None]:
        """The types of expressions, after which their effects hold."""
        present = [node for node in nodes if node is not None]
        for node in present:
            for name, type_ in walrus_types(node, self._scope()):
                # perhaps not evaluated: the type before holds as well
                known = state(self.env, name)
                self.bind(name, join([*known, type_]))
            self.generates |= yields(node)
        scope = self._scope()
        types = [scope.type_of(n) if isinstance(n, ast.expr) else None for n in nodes]
        if role is Role.KEPT:
            types = [
                loosened(n, t, self.env) if isinstance(n, ast.expr) else None
                for n, t in zip(nodes, types, strict=True)
            ]
        for node in present:
            found = effects(node, scope, role)
            self._change(found.changed)
            for name in sorted(found.rebound):
                self.bind(name, None)
        return types

    def on_Assign(self, node: ast.Assign) -> None:
        names = [target for target in node.targets if isinstance(target, ast.Name)]
        if isinstance(node.value, ast.Lambda) and len(names) == len(node.targets):
            for name in names:
                self._define(name.id, node)
            return
        self._assign(node.targets, node.value)

    def _assign(self, targets: list[ast.expr], value: ast.expr) -> None:
        apart = all(isinstance(target, ast.Tuple | ast.List) for target in targets)
        (type_,) = self._evaluate(value, role=Role.TAKEN_APART if apart else Role.KEPT)
        # `a = b = [1]`: what is put in by one name is found by the other
        if len(targets) > 1:
            type_ = loose(type_)
        for target in targets:
            self._evaluate(*expressions_in(target), role=Role.LOOKED_AT)
            self._store(target, type_)
        if isinstance(value, ast.Constant) and len(targets) == 1:
            if isinstance(targets[0], ast.Name):
                self.env.constants[targets[0].id] = value.value

    def on_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is None:
            return
        self._assign([node.target], node.value)
        if isinstance(node.target, ast.Name) and node.target.id not in self.env.types:
            self.bind(node.target.id, hinted(node.annotation, self.env))

    def on_AugAssign(self, node: ast.AugAssign) -> None:
        load = loaded(node.target)
        left, right = self._evaluate(load, node.value, role=Role.TAKEN_APART)
        type_ = spread(lambda a, b: binary(node.op, a, b, None), left, right)
        # `xs += ys` keeps a list one; with `*` or a type of its own it may be anything
        if type_ is None and left is not None and left.name == "list":
            type_ = Type("list") if isinstance(node.op, ast.Add) else None
        self._store(node.target, type_)

    def on_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._unbind(target.id)
            else:
                self._evaluate(*expressions_in(target), role=Role.LOOKED_AT)

    def on_Return(self, node: ast.Return) -> None:
        (type_,) = self._evaluate(node.value, role=Role.LOOKED_AT)
        self.returned[node] = type_ if node.value else NONE
        self.leave()

    # definitions

    def on_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for name, qualified in imported(node):
            self._unbind(name)
            self.env.imports[name] = qualified

    on_ImportFrom = on_Import

    def define(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        self._define(node.name, node)

    def _define(self, name: str, node: DefinitionNode) -> None:
        if self.local:  # it may be called at any time, and change what it reads
            read = {n.id for n in all_nodes(node) if isinstance(n, ast.Name)}
            held = {n: t for n, t in self.env.types.items() if n in read and holds_containers(t)}
            self._change({name: loose(type_) for name, type_ in held.items()})
            self.bind(name, None)
            return
        self._unbind(name)
        self.env.definitions[name] = Definition(name, node, -1)

    # compound statements

    def subject(self, node: ast.expr) -> Callable[[ast.match_case], object]:
        self._evaluate(node, role=Role.TAKEN_APART)
        return self._bind_pattern

    def _bind_pattern(self, case: ast.match_case) -> None:
        for name in pattern_names(case.pattern):
            self.bind(name, None)

    def enter(self, item: ast.withitem) -> None:
        (type_,) = self._evaluate(item.context_expr)
        if item.optional_vars is not None:
            itself = type_ is not None and type_.name in ENTER_THEMSELVES
            self._store(item.optional_vars, type_ if itself else None)

    def suppresses(self, manager: ast.expr) -> bool:
        name = self.env.qualified(manager.func if isinstance(manager, ast.Call) else manager)
        # nobody knows what a manager of the notebook does with an exception
        return name is None or super().suppresses(manager)

    def catch(self, name: str) -> None:
        self.bind(name, None)

    def release(self, name: str) -> None:
        self._unbind(name)

    def loop_over(self, node: ast.For | ast.AsyncFor) -> Callable[[], object]:
        (iterable,) = self._evaluate(node.iter, role=Role.TAKEN_APART)
        each = element(iterable) if isinstance(node, ast.For) else None
        return lambda: self._store(node.target, each)
