"""Types along the statements of a block: branches are joined, loops run until stable."""

import ast
from collections.abc import Callable, Iterable

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.infer_base import (
    NONE,
    Follow,
    Scope,
    bind,
    copied,
    element,
    join,
    spread,
    unpacked,
)
from nb2prod.analysis.infer_effects import Role, effects, loosened, stored, walrus_types
from nb2prod.analysis.infer_expressions import scope_of
from nb2prod.analysis.infer_hints import hinted
from nb2prod.analysis.infer_operators import binary
from nb2prod.analysis.infer_state import (
    bound_names,
    differs,
    expressions_in,
    loaded,
    merged,
    state,
    yields,
)
from nb2prod.analysis.model import Definition, DefinitionNode, Type
from nb2prod.knowledge.types import ENTER_THEMSELVES

_DEPTH = 3
"""Loops that are nested deeper are run once, with nothing known of the names they bind."""
_ATTEMPTS = 4
"""How often a loop is run, at most; the last time with nothing known of the names it binds."""


class Flow(ast.NodeVisitor):
    """A walk over statements that keeps ``env`` as it stands after each of them.

    ``touched`` are the names that were bound, deleted or changed, ``returned`` the types of the
    return statements; a method tells by its result whether the flow gets behind the statement.
    """

    def __init__(self, env: Environment, local: bool = False, follow: Follow | None = None) -> None:
        self.env = env
        self.local = local
        self.follow = follow
        self.touched: set[str] = set()
        self.returned: list[Type | None] = []
        self.generates = False
        self._log: list[tuple[str, Type | None]] = []
        self._breaks: list[list[Environment]] = []
        self._continues: list[list[Environment]] = []

    def block(self, nodes: Iterable[ast.stmt]) -> bool:
        """Walk over statements; what stands behind a jump is never run."""
        return all(self.statement(node) for node in nodes)

    def statement(self, node: ast.stmt) -> bool:
        """Walk over one statement."""
        return self.visit(node) is not False

    def generic_visit(self, node: ast.AST) -> None:
        """Evaluate what a simple statement holds."""
        self._evaluate(node)

    # names

    def _bind(self, name: str, type_: Type | None) -> None:
        bind(self.env, name, type_)
        self._note(name, type_)

    def _note(self, name: str, type_: Type | None) -> None:
        self.touched.add(name)
        self._log.append((name, type_))

    def _unbind(self, name: str) -> None:
        bind(self.env, name, None)
        self.env.bound.discard(name)
        self._note(name, None)

    def _store(self, target: ast.expr, type_: Type | None) -> None:
        for name, part in unpacked(target, type_).items():
            self._bind(name, part)
        for inner in ast.walk(target):
            if isinstance(inner, ast.Subscript | ast.Attribute):
                self._change(stored(inner, type_ if inner is target else None, self._scope()))

    def _change(self, types: dict[str, Type | None]) -> None:
        """Note that less is known of values which stay bound to their names."""
        for name, type_ in types.items():
            self.env.types.pop(name, None)
            if type_ is not None:
                self.env.types[name] = type_
            self._note(name, type_)

    def _scope(self) -> Scope:
        return scope_of(self.env, self.follow)

    # expressions

    def _evaluate(self, *nodes: ast.AST | None, role: Role = Role.KEPT) -> list[Type | None]:
        """The types of expressions, after which their effects hold."""
        present = [node for node in nodes if node is not None]
        for node in present:
            for name, type_ in walrus_types(node, self._scope()):
                known = state(self.env, name)
                self._bind(name, join([*known, type_]))
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
                self._bind(name, None)
        return types

    def visit_Assign(self, node: ast.Assign) -> None:
        names = [target for target in node.targets if isinstance(target, ast.Name)]
        if isinstance(node.value, ast.Lambda) and len(names) == len(node.targets):
            for name in names:
                self._define(name.id, node)
            return
        self._assign(node.targets, node.value)

    def _assign(self, targets: list[ast.expr], value: ast.expr) -> None:
        apart = all(isinstance(target, ast.Tuple | ast.List) for target in targets)
        (type_,) = self._evaluate(value, role=Role.TAKEN_APART if apart else Role.KEPT)
        for target in targets:
            self._evaluate(*expressions_in(target), role=Role.LOOKED_AT)
            self._store(target, type_)
        if isinstance(value, ast.Constant) and len(targets) == 1:
            if isinstance(targets[0], ast.Name):
                self.env.constants[targets[0].id] = value.value

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is None:
            return
        self._assign([node.target], node.value)
        if isinstance(node.target, ast.Name) and node.target.id not in self.env.types:
            self._bind(node.target.id, hinted(node.annotation, self.env))

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        load = loaded(node.target)
        left, right = self._evaluate(load, node.value, role=Role.TAKEN_APART)
        type_ = spread(lambda a, b: binary(node.op, a, b, None), left, right)
        if type_ is None and left is not None and left.name == "list":
            type_ = Type("list") if isinstance(node.op, ast.Add) else None
        self._store(node.target, type_)

    def visit_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._unbind(target.id)
            else:
                self._evaluate(*expressions_in(target), role=Role.LOOKED_AT)

    def visit_Return(self, node: ast.Return) -> bool:
        (type_,) = self._evaluate(node.value, role=Role.LOOKED_AT)
        self.returned.append(type_ if node.value else NONE)
        return False

    def visit_Raise(self, node: ast.Raise) -> bool:
        self._evaluate(node.exc, node.cause)
        return False

    # definitions

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            self._imported(name, alias.name if alias.asname else name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name != "*":
                self._imported(alias.asname or alias.name, f"{module}.{alias.name}")

    def _imported(self, name: str, qualified: str) -> None:
        self._unbind(name)
        self.env.imports[name] = qualified

    def visit_FunctionDef(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    ) -> None:
        self._define(node.name, node)

    def _define(self, name: str, node: DefinitionNode) -> None:
        if self.local:
            self._bind(name, None)
            return
        self._unbind(name)
        self.env.definitions[name] = Definition(name, node, -1)

    visit_AsyncFunctionDef = visit_FunctionDef
    visit_ClassDef = visit_FunctionDef

    # branches

    def _branches(self, *ways: Callable[[], bool]) -> bool:
        """Go each way from here; behind, what all the ways that get there agree on holds."""
        before, ends = self.env, []
        for way in ways:
            self.env = copied(before)
            if way():
                ends.append(self.env)
        return self._become(ends, before)

    def _become(self, ends: list[Environment], otherwise: Environment) -> bool:
        """Go on with what holds in all of these; false if there is none."""
        self.env = merged(ends, self.touched) if ends else otherwise
        return bool(ends)

    def visit_If(self, node: ast.If) -> bool:
        self._evaluate(node.test, role=Role.LOOKED_AT)
        return self._branches(lambda: self.block(node.body), lambda: self.block(node.orelse))

    def visit_Match(self, node: ast.Match) -> bool:
        self._evaluate(node.subject, role=Role.TAKEN_APART)
        ways = [lambda case=case: self._case(case) for case in node.cases]
        last = node.cases[-1]
        always = isinstance(last.pattern, ast.MatchAs) and not (last.pattern.pattern or last.guard)
        return self._branches(*ways, *([] if always else [lambda: True]))

    def _case(self, case: ast.match_case) -> bool:
        for pattern in ast.walk(case.pattern):
            name = pattern.rest if isinstance(pattern, ast.MatchMapping) else (
                pattern.name if isinstance(pattern, ast.MatchAs | ast.MatchStar) else None
            )  # fmt: skip
            if name:
                self._bind(name, None)
        self._evaluate(case.guard, role=Role.LOOKED_AT)
        return self.block(case.body)

    def visit_With(self, node: ast.With | ast.AsyncWith) -> bool:
        swallows = False
        for item in node.items:
            (type_,) = self._evaluate(item.context_expr)
            if item.optional_vars is not None:
                itself = type_ is not None and type_.name in ENTER_THEMSELVES
                self._store(item.optional_vars, type_ if itself else None)
            context = item.context_expr
            name = self.env.qualified(context.func if isinstance(context, ast.Call) else context)
            swallows |= name is None or name.endswith("suppress")
        if not swallows:
            return self.block(node.body)
        return self._tried(node.body, [], [[]])

    visit_AsyncWith = visit_With

    def visit_Try(self, node: ast.Try) -> bool:
        return self._whole(node)

    def _whole(self, node: ast.Try | ast.TryStar) -> bool:
        handlers = [self._handler(h) for h in node.handlers]
        through = self._tried(node.body, node.orelse, handlers)
        return self.block(node.finalbody) and through

    def visit_TryStar(self, node: ast.TryStar) -> bool:
        return self._whole(node)

    def _handler(self, node: ast.ExceptHandler) -> list[ast.stmt]:
        if node.name is None:
            return node.body
        name = ast.Name(node.name, ast.Store())
        unknown = ast.Name("", ast.Load())
        return [ast.Assign([name], unknown), *node.body, ast.Delete([name])]

    def _tried(
        self, body: list[ast.stmt], orelse: list[ast.stmt], handlers: list[list[ast.stmt]]
    ) -> bool:
        before, start = copied(self.env), len(self._log)
        through = self.block(body)
        interrupted = self._interrupted(before, start)
        through = through and self.block(orelse)
        ends = [self.env] if through else []
        for handler in handlers:
            self.env = copied(interrupted)
            if self.block(handler):
                ends.append(self.env)
        return self._become(ends, interrupted)

    def _interrupted(self, before: Environment, start: int) -> Environment:
        """What holds wherever a block is left: each name as before, or as bound in the block."""
        result = copied(before)
        states: dict[str, list[Type | None]] = {}
        for name, type_ in self._log[start:]:
            states.setdefault(name, []).append(type_)
        for name, types in states.items():
            bind(result, name, join([*state(before, name), *types]))
        return result

    # loops

    def visit_For(self, node: ast.For | ast.AsyncFor) -> bool:
        (iterable,) = self._evaluate(node.iter, role=Role.TAKEN_APART)
        each = element(iterable) if isinstance(node, ast.For) else None
        return self._loop(node, lambda: self._store(node.target, each), endless=False)

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> bool:
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        return self._loop(node, lambda: self._evaluate(node.test, role=Role.LOOKED_AT), endless)

    def _loop(
        self, node: ast.For | ast.AsyncFor | ast.While, head: Callable[[], object], endless: bool
    ) -> bool:
        if len(self._breaks) >= _DEPTH:
            return self._deep_loop(node, head)
        begun, results = len(self._log), len(self.returned)
        for attempt in range(_ATTEMPTS):
            start = copied(self.env)
            ends, breaks = self._turn(node.body, head)
            touched = dict.fromkeys(name for name, _ in self._log[begun:])
            unstable = [n for n in touched if any(differs(n, start, end) for end in ends)]
            self.env = start
            if not unstable or attempt == _ATTEMPTS - 1:
                break
            del self.returned[results:]
            certain = attempt < _ATTEMPTS - 2
            for name in unstable if certain else [n for n in touched if state(start, n)]:
                found = [s for env in (start, *ends) for s in state(env, name)]
                self._bind(name, join(found) if certain else None)
        return self._leave([] if endless else [start, *ends], breaks, node.orelse)

    def _deep_loop(
        self, node: ast.For | ast.AsyncFor | ast.While, head: Callable[[], object]
    ) -> bool:
        begun, results = len(self._log), len(self.returned)
        for name in bound_names([node]):
            self._bind(name, None)
        self._turn(node.body, head)
        self.block(node.orelse)
        for name in {name for name, _ in self._log[begun:]}:
            self._bind(name, None)
        self.returned[results:] = [None] * (len(self.returned) - results)
        return True

    def _turn(
        self, body: list[ast.stmt], head: Callable[[], object]
    ) -> tuple[list[Environment], list[Environment]]:
        """Run the body once: how it may end, and how it may be broken off."""
        self._breaks.append([])
        self._continues.append([])
        self.env = copied(self.env)
        head()
        ends = [self.env] if self.block(body) else []
        return ends + self._continues.pop(), self._breaks.pop()

    def _leave(
        self, ends: list[Environment], breaks: list[Environment], orelse: list[ast.stmt]
    ) -> bool:
        ways = list(breaks)
        if self._become(ends, self.env) and self.block(orelse):
            ways.append(self.env)
        return self._become(ways, self.env)

    def visit_Break(self, node: ast.Break) -> bool:
        if self._breaks:
            self._breaks[-1].append(copied(self.env))
        return False

    def visit_Continue(self, node: ast.Continue) -> bool:
        if self._continues:
            self._continues[-1].append(copied(self.env))
        return False
