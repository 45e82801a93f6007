"""A walk through one statement in the order of evaluation, following the names that it binds."""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from nb2prod.analysis.constants.choices import bound_by, iterated, values_of
from nb2prod.analysis.constants.fold import fold_with_names
from nb2prod.analysis.constants.leads import lead
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.files.iomatch import value_type
from nb2prod.analysis.model import Lead, Type
from nb2prod.analysis.syntax.control_flow import ControlFlow
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import child_nodes, last_name, root_name, stored, targets_of
from nb2prod.analysis.syntax.scope import (
    COMPREHENSIONS,
    DEFS,
    Comprehension,
    bound_names,
    header,
    pattern_names,
)
from nb2prod.analysis.types.algebra import bind, copied, element
from nb2prod.analysis.types.infer_state import merged
from nb2prod.records import dataclass

_LISTING = {"glob", "iglob", "iterdir", "listdir", "rglob"}
_READING = {"get", "keys", "values", "items", "index", "count", "copy"}


@dataclass(frozen=True, slots=True)
class _Bound:
    """What is known of a name that the statement itself has bound, beside what all know.

    The expression, how its value starts, the global names that it was folded through; of loop
    variables all the values.
    """

    value: ast.expr | None = None
    lead: Lead | None = None
    origin: frozenset[str] | None = None
    choices: tuple[object, ...] | None = None


_State = tuple[Environment, dict[str, _Bound]]


class Walk(ControlFlow[_State]):
    """Calls ``call`` for every call, with ``env`` as it stands there; once more in a second round.

    What the ways that meet do not agree on is unknown from there on.
    """

    follows_all = True  # what is switched off has paths as well

    def __init__(self, env: Environment) -> None:
        super().__init__()
        self.env = self._given = env
        self.touched: set[str] = set()
        self.own: dict[str, _Bound] = {}

    @property
    def leads(self) -> dict[str, Lead]:
        """How the values of names start that the statement binds."""
        return {name: one.lead for name, one in self.own.items() if one.lead is not None}

    @property
    def choices(self) -> dict[str, tuple[object, ...]]:
        """All the values of loop variables."""
        return {name: one.choices for name, one in self.own.items() if one.choices is not None}

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
        origins = {name: one.origin for name, one in self.own.items() if one.origin is not None}
        return frozenset().union(*(origins.get(name, {name}) for name in names))

    def bound(self, node: ast.expr) -> ast.expr:
        """The expression that a name was bound to earlier in the statement; else the node."""
        seen: set[str] = set()
        while isinstance(node, ast.Name) and node.id not in seen:
            seen.add(node.id)
            node = self.own.get(node.id, _Bound()).value or node
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
        return copied(self.env), dict(self.own)

    def resume(self, state: _State) -> None:
        self.env, self.own = state

    def meet(self, states: Sequence[_State]) -> _State:
        env = merged([env for env, _ in states], self.touched)
        names = set.intersection(*(set(own) for _, own in states))
        return env, {name: _common([own[name] for _, own in states]) for name in sorted(names)}

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
        return self._elements(node.target, node.iter)

    def _elements(self, target: ast.expr, iterable: ast.expr) -> Callable[[], object]:
        """What binds the target of a loop."""
        each, items = self._listed(iterable), iterated(iterable, self.env)

        def head() -> None:
            self._target(target, each)
            for name, values in bound_by(target, items or ()).items():
                self.own[name] = _Bound(choices=values)

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
        literal = isinstance(constant, (str, bytes, int, float, PurePosixPath)) or constant is None
        for name in names:
            self.own[name] = _Bound(
                value, start if start.known else None, origin if literal else None, chosen
            )
            if qualified is not None:
                self.env.imports[name] = qualified
            if literal:
                self.env.constants[name] = constant
            if known is not None:
                self.env.types[name] = known

    def _target(self, target: ast.expr, type_: Type | None) -> None:
        self.drop(set(stored(target)))
        if type_ is not None and isinstance(target, ast.Name):
            self.env.types[target.id] = type_

    def _listed(self, node: ast.expr) -> Type | None:
        """The type of what a loop over the expression gives, for files of a directory."""
        if isinstance(node, ast.Call) and self.env.qualified(node.func) in ("sorted", "list"):
            node = node.args[0] if node.args else node
        name = last_name(node.func) if isinstance(node, ast.Call) else ""
        return element(value_type(node, self.env)) if name in _LISTING else None

    def on_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        found = dict(imported(node))
        self.drop(set(found))
        self.env.imports.update(found)

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
            self._elements(generator.target, generator.iter)()
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
            env.forget_fields(name)

    def drop(self, names: set[str]) -> None:
        """The names hold something unknown."""
        if not names:
            return
        self.touched |= names
        env = self._writable()
        for name in names:
            bind(env, name, None)
            self.own.pop(name, None)


def _common(known: Sequence[_Bound]) -> _Bound:
    """What is known of a name on all ways."""
    first, *others = known
    if all(one is first for one in others):
        return first
    return _Bound(*(
        value if all(getattr(one, field) == value for one in others) else None
        for field in _Bound.__slots__
        for value in [getattr(first, field)]
    ))  # fmt: skip


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
