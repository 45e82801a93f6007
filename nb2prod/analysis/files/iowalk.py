"""A walk through one statement in the order of evaluation, following the names that it binds."""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from nb2prod.analysis.constants.choices import bound_by, iterated, values_of
from nb2prod.analysis.constants.fold import fold_with_names
from nb2prod.analysis.constants.leads import lead
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.files.iomatch import PATH, value_type
from nb2prod.analysis.model import Lead, Type
from nb2prod.analysis.syntax.control_flow import ControlFlow
from nb2prod.analysis.syntax.nodes import child_nodes, root_name, targets_of
from nb2prod.analysis.syntax.scope import (
    COMPREHENSIONS,
    DEFS,
    Comprehension,
    bound_names,
    header,
    imported_name,
    pattern_names,
    target_names,
)
from nb2prod.analysis.types.algebra import copied, forget_fields
from nb2prod.analysis.types.infer_state import merged
from nb2prod.knowledge.files import PATH_ITERATORS
from nb2prod.records import dataclass

V = TypeVar("V")
_READING = {"get", "keys", "values", "items", "index", "count", "copy"}


@dataclass(frozen=True, slots=True)
class _State:
    """What is known at a point of the walk."""

    env: Environment
    leads: dict[str, Lead]
    origins: dict[str, frozenset[str]]
    choices: dict[str, tuple[object, ...]]
    bindings: dict[str, ast.expr]


class Walk(ControlFlow[_State]):
    """Calls ``call`` for every call, with ``env`` as it stands there; once more in a second round.

    What the ways that meet do not agree on is unknown from there on. ``leads`` and ``origins``
    hold, for names bound in the statement, how their value starts and the global names that it
    was folded through; ``choices`` hold all the values of loop variables, ``bindings`` the
    expression that a name was last bound to.
    """

    follows_all = True  # what is switched off has paths as well

    def __init__(self, env: Environment) -> None:
        super().__init__()
        self.env = self._given = env
        self.touched: set[str] = set()
        self.leads: dict[str, Lead] = {}
        self.origins: dict[str, frozenset[str]] = {}
        self.choices: dict[str, tuple[object, ...]] = {}
        self.bindings: dict[str, ast.expr] = {}

    def _writable(self) -> Environment:
        """What is known, to be changed: most statements change nothing, and it is large."""
        if self.env is self._given:
            self.env = copied(self.env)
        return self.env

    def call(self, node: ast.Call) -> None:
        """Overridden: what to do with a call; its arguments have been visited."""

    def global_names(self, node: ast.expr) -> frozenset[str]:
        """The names, known before the statement, that a constant was folded through."""
        names = fold_with_names(node, self.env)[1]
        return frozenset().union(*(self.origins.get(name, {name}) for name in names))

    def bound(self, node: ast.expr) -> ast.expr:
        """The expression that a name was bound to earlier in the statement; else the node."""
        seen: set[str] = set()
        while isinstance(node, ast.Name) and node.id in self.bindings and node.id not in seen:
            seen.add(node.id)
            node = self.bindings[node.id]
        return node

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, (ast.Module, ast.Interactive)):
            self.block(node.body)
        elif isinstance(node, ast.Expression):
            self.expression(node.body)
        elif isinstance(node, ast.stmt):
            self.statement(node)
        elif isinstance(node, ast.expr):
            self.expression(node)

    def mark(self) -> _State:
        tables = (self.leads, self.origins, self.choices, self.bindings)
        return _State(copied(self.env), *(dict(table) for table in tables))  # type: ignore[arg-type]

    def resume(self, state: _State) -> None:
        self.env, self.leads, self.origins = state.env, state.leads, state.origins
        self.choices, self.bindings = state.choices, state.bindings

    def meet(self, states: Sequence[_State]) -> _State:
        return _State(
            merged([state.env for state in states], self.touched),
            _common([state.leads for state in states]),
            _common([state.origins for state in states]),
            _common([state.choices for state in states]),
            _common([state.bindings for state in states]),
        )

    def simple(self, node: ast.stmt) -> None:
        self.expressions(n for n in child_nodes(node) if isinstance(n, ast.expr))
        self.forget(node)

    def define(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        self.expressions(header(node))
        self.drop({node.name})

    def subject(self, node: ast.expr) -> Callable[[ast.match_case], object]:
        self.expression(node)
        return lambda case: self.drop(set(pattern_names(case.pattern)))

    def enter(self, item: ast.withitem) -> None:
        self.expression(item.context_expr)
        if item.optional_vars is not None:
            self._target(item.optional_vars, value_type(item.context_expr, self.env))

    def catch(self, name: str) -> None:
        self.drop({name})

    release = catch

    def loop_over(self, node: ast.For | ast.AsyncFor) -> Callable[[], object]:
        self.expression(node.iter)
        element, items = self._element(node.iter), iterated(node.iter, self.env)

        def head() -> None:
            self._target(node.target, element)
            self.choices.update(bound_by(node.target, items or ()))

        return head

    def on_Assign(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        targets, value = targets_of(node), node.value
        if value is None:
            return
        self.evaluate(node)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            left = ast.copy_location(ast.Name(node.target.id, ast.Load()), node)
            value = ast.copy_location(ast.BinOp(left, node.op, value), node)
        names = {t.id for t in targets if isinstance(t, ast.Name)}
        if len(names) == len(targets):
            self._bind(names, value)
        else:
            self.forget(node)

    on_AnnAssign = on_AugAssign = on_Assign

    def evaluate(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        """Evaluate the value of an assignment, and what its targets are parts of."""
        if node.value is None:
            return
        self.expression(node.value)
        for target in targets_of(node):
            if not isinstance(target, ast.Name):
                self.expression(target)

    def _bind(self, names: set[str], value: ast.expr) -> None:
        """Names take the value of an expression."""
        constant, origin = fold_with_names(value, self.env)[0], self.global_names(value)
        start = lead(value, self.env, self.leads)
        known = value_type(value, self.env)
        qualified = self.env.qualified(value)
        chosen = values_of(value, self.env, self.choices)
        self.drop(names)
        for name in names:
            self.bindings[name] = value
            if chosen is not None:
                self.choices[name] = chosen
            if qualified is not None:
                self.env.imports[name] = qualified
            if isinstance(constant, (str, bytes, int, float, PurePosixPath)) or constant is None:
                self.env.constants[name] = constant
                self.origins[name] = origin
            if start.known:
                self.leads[name] = start
            if known is not None:
                self.env.types[name] = known

    def _target(self, target: ast.expr, element: Type | None) -> None:
        self.drop(set(target_names(target)))
        if element is not None and isinstance(target, ast.Name):
            self.env.types[target.id] = element

    def _element(self, node: ast.expr) -> Type | None:
        """The type of what a loop over the expression gives, for files of a directory."""
        if isinstance(node, ast.Call) and self.env.qualified(node.func) in ("sorted", "list"):
            node = node.args[0] if node.args else node
        if not isinstance(node, ast.Call):
            return None
        if self.env.qualified(node.func) in ("glob.glob", "glob.iglob", "os.listdir"):
            return Type("str")
        if isinstance(node.func, ast.Attribute) and node.func.attr in PATH_ITERATORS:
            return PATH if value_type(node.func.value, self.env) == PATH else None
        return None

    def on_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = imported_name(alias)
            self.drop({name})
            if isinstance(node, ast.ImportFrom):
                if node.module and not node.level and alias.name != "*":
                    self.env.imports[name] = f"{node.module}.{alias.name}"
            else:
                self.env.imports[name] = alias.name if alias.asname else name

    on_ImportFrom = on_Import

    def expression(self, node: ast.AST) -> None:
        while isinstance(node, ast.BinOp):  # a long sum must not exhaust the stack
            self.expression(node.right)
            node = node.left
        if isinstance(node, ast.Lambda):
            self.expressions(header(node))
        elif isinstance(node, COMPREHENSIONS):
            self._comprehension(node)
        elif isinstance(node, ast.NamedExpr):
            self.expression(node.value)
            self._bind({node.target.id}, node.value)
        else:
            self.expressions(_parts(node))
            if isinstance(node, ast.Call):
                self.call(node)
                self._change(_changed(node))

    def _comprehension(self, node: Comprehension) -> None:
        state = self.mark()
        for generator in node.generators:
            self.expression(generator.iter)
            items = iterated(generator.iter, self.env)
            self._target(generator.target, self._element(generator.iter))
            self.choices.update(bound_by(generator.target, items or ()))
            self.expressions(generator.ifs)
        if isinstance(node, ast.DictComp):
            self.expressions([node.key, node.value])
        else:
            self.expression(node.elt)
        self.resume(state)
        self.drop(bound_names([node]))

    def forget(self, node: ast.AST) -> None:
        """What the node may bind or change is unknown from here on."""
        self.drop(bound_names([node]))
        for inner in _own(node):
            self._change(_changed(inner))

    def _change(self, name: str | None) -> None:
        """The object of the name is changed."""
        if name is None:
            return
        self.touched |= {name, *(key for key in self.env.constants if key.startswith(f"{name}."))}
        if isinstance(self.env.constants.get(name), (list, dict, set)):
            del self._writable().constants[name]
        if name in self.env.definitions:
            env = self._writable()
            env.changed = env.changed | {name}
            forget_fields(env, name)

    def drop(self, names: set[str]) -> None:
        """The names hold something unknown."""
        if not names:
            return
        self.touched |= names
        env = self._writable()
        for name in names:
            for table in (env.imports, env.types, env.constants):
                table.pop(name, None)
            env.definitions.pop(name, None)
            self.leads.pop(name, None)
            self.origins.pop(name, None)
            self.choices.pop(name, None)
            self.bindings.pop(name, None)
            env.bound.add(name)
            forget_fields(env, name)


def _common(tables: list[dict[str, V]]) -> dict[str, V]:
    """What all the tables say."""
    first, *others = tables
    return {
        name: value
        for name, value in first.items()
        if all(name in other and other[name] == value for other in others)
    }


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions right below a node, through ``keyword`` and the like."""
    for child in child_nodes(node):
        if isinstance(child, ast.expr):
            yield child
        else:
            yield from _parts(child)


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it that runs in the same scope."""
    yield node
    below: Iterable[ast.AST] = child_nodes(node)
    if isinstance(node, (*DEFS, ast.Lambda, ast.ClassDef)):
        below = header(node)
    for child in below:
        yield from _own(child)


def _changed(node: ast.AST) -> str | None:
    """The name whose object the node changes: by an item, an attribute, or a method's call."""
    owner: ast.expr | None = None
    if isinstance(node, (ast.Subscript, ast.Attribute)):
        owner = node.value if not isinstance(node.ctx, ast.Load) else None
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value if node.func.attr not in _READING else None
    return (root_name(owner) or None) if owner is not None else None
