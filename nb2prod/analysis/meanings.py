"""What a name stands for at each of its uses: an import or definition, or a value.

The walk follows one name through the notebook in the order in which Python evaluates it. Bodies
of functions run later: they see what holds wherever they are referred to, or anything from
there on when they are kept.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from nb2prod.analysis import scope
from nb2prod.analysis.imports import imported, imports_in, is_import
from nb2prod.analysis.model import Statement

_CONSUMERS = frozenset(
    {"sum", "list", "tuple", "set", "dict", "sorted", "max", "min", "any", "all", "frozenset"}
)


class Meaning(Enum):
    """What a name stands for."""

    STATIC = "an import, a definition or one of Python's own"
    VALUE = "a value"
    NOTHING = "nothing yet"


Meanings = frozenset[Meaning]
STATIC = frozenset({Meaning.STATIC})
VALUE = frozenset({Meaning.VALUE})
NOTHING = frozenset({Meaning.NOTHING})


class UnclearError(Exception):
    """The name is bound in a way that this walk does not follow."""


def reads_own(name: str, statement: Statement) -> bool:
    """Whether a statement may read a builtin of this name, which nothing has hidden before."""
    names = (n for node in statement.nodes for n in ast.walk(node) if isinstance(n, ast.Name))
    if not any(n.id == name and isinstance(n.ctx, ast.Load) for n in names):
        return False
    walk = Walk(name, frozenset(), STATIC)
    try:
        walk.top(statement)
        walk.finish()
    except UnclearError:
        return True
    return any(Meaning.STATIC in meanings for _, meanings in walk.found.values())


@dataclass(frozen=True, slots=True)
class Use:
    """A place where the name is written; ``text`` is the outermost f-string around it, if any."""

    statement: int
    node: ast.Name
    text: ast.JoinedStr | None = None


@dataclass
class _Later:
    """A body that runs later: uses in it, the functions that it calls and those that it keeps."""

    owner: str | None
    uses: list[Use]
    calls: set[str]
    keeps: set[str]
    moment: int


@dataclass
class Walk:
    """One name followed; `undone` is what it stands for at first, and after ``del``."""

    name: str
    functions: frozenset[str]
    undone: Meanings = NOTHING
    history: list[Meanings] = field(default_factory=list)
    found: dict[int, tuple[Use, Meanings]] = field(default_factory=dict)
    later: list[_Later] = field(default_factory=list)
    called: dict[str, Meanings] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    statement: int = 0
    text: ast.JoinedStr | None = None

    def __post_init__(self) -> None:
        self.history.append(self.undone)

    @property
    def now(self) -> Meanings:
        """What the name stands for."""
        return self.history[-1]

    def become(self, meanings: Meanings) -> None:
        """From here on the name stands for these."""
        self.history.append(meanings)

    def since(self, moment: int) -> Meanings:
        """All that the name stood for since a moment."""
        return frozenset().union(*self.history[max(moment - 1, 0) :])

    def use(self, use: Use, meanings: Meanings) -> None:
        """Note what the name stands for at a use; loops come by more than once."""
        before = self.found.get(id(use.node), (use, frozenset()))[1]
        self.found[id(use.node)] = (use, before | meanings)

    # statements

    def top(self, statement: Statement) -> None:
        """Follow a statement of the notebook."""
        self.statement = statement.index
        nodes = statement.nodes
        if all(is_import(n) for n in nodes):
            for node in nodes:
                self.imports(node)
        elif all(isinstance(n, (*scope.DEFS, ast.ClassDef)) for n in nodes):
            for node in nodes:
                self.definition(node)
                if getattr(node, "name", "") == self.name:
                    self.become(STATIC)
        else:
            self.block(nodes)

    def imports(self, node: ast.stmt) -> None:
        """An import binds, a fallback beside it too; a star perhaps."""
        for child in ast.walk(node):
            if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load):
                self.expression(child)
        bound = {n for each in imports_in(node) for n, _ in imported(each)}
        bound |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and _stores(n)}
        stars = any(
            a.name == "*" for i in imports_in(node) if isinstance(i, ast.ImportFrom)
            for a in i.names
        )  # fmt: skip
        plain = isinstance(node, ast.Import | ast.ImportFrom)
        if self.name in bound and plain:
            self.become(STATIC)
        elif self.name in bound or stars:
            self.become(self.now | STATIC)

    def block(self, nodes: Sequence[ast.stmt]) -> None:
        """Statements one after the other."""
        for node in nodes:
            self.follow(node)

    def follow(self, node: ast.stmt) -> None:
        """Follow a statement that is neither an import nor a definition at top level."""
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                if node.name == self.name:
                    raise UnclearError
                self.definition(node)
            case ast.Import() | ast.ImportFrom():
                names = [a.name for a in node.names]
                if self.name in {n for n, _ in imported(node)} or "*" in names:
                    raise UnclearError
            case ast.Assign(targets=[ast.Name() as target], value=ast.Lambda() as value):
                self.function(value, target.id)
                self.expression(target)
            case ast.Assign():
                self.expressions([node.value, *node.targets])
            case ast.AnnAssign():
                self.expressions([node.annotation, node.value, node.target])
            case ast.AugAssign():
                if isinstance(node.target, ast.Name) and node.target.id == self.name:
                    self.use(Use(self.statement, node.target, self.text), self.now)
                self.expressions([node.value, node.target])
            case ast.For() | ast.AsyncFor():
                self.expression(node.iter)
                if _runs(node.iter):
                    self.expression(node.target)
                self.loop(node.target, node.body, node.orelse)
            case ast.While():
                self.loop(node.test, node.body, node.orelse)
            case ast.If():
                self.expression(node.test)
                self.branches([node.body, node.orelse])
            case ast.With() | ast.AsyncWith():
                start = self.mark()
                for item in node.items:
                    self.expressions([item.context_expr, item.optional_vars])
                self.block(node.body)
                if not all(_opens(item.context_expr) for item in node.items):
                    self.become(self.since(start))  # it may suppress an exception on the way
            case ast.Try() | ast.TryStar():
                self.attempt(node)
            case ast.Match():
                self.expression(node.subject)
                if any(self.name in scope.pattern_names(c.pattern) for c in node.cases):
                    raise UnclearError
                start = self.mark()
                for case in node.cases:
                    self.expression(case.guard)
                self.branches([[], *(case.body for case in node.cases)])
                self.become(self.since(start))
            case ast.Global() | ast.Pass() | ast.Break() | ast.Continue():
                pass
            case _:
                self.expressions(list(ast.iter_child_nodes(node)))

    def mark(self) -> int:
        """A moment to ask `since` for."""
        self.history.append(self.now)
        return len(self.history)

    def loop(self, head: ast.expr, body: Sequence[ast.stmt], last: Sequence[ast.stmt]) -> None:
        """The body runs never, or often; it may be left anywhere."""
        start = self.mark()
        for _ in range(2):
            self.expression(head)
            self.block(body)
            self.become(self.since(start))
        if isinstance(head, ast.expr) and not _stores(head):
            self.expression(head)
        self.block(last)
        self.become(self.since(start))

    def branches(self, ways: Sequence[Sequence[ast.stmt]]) -> None:
        """One of the ways is taken."""
        before, ends = self.now, frozenset[Meaning]()
        for way in ways:
            self.become(before)
            self.block(way)
            ends |= self.now
        self.become(ends)

    def attempt(self, node: ast.Try | ast.TryStar) -> None:
        """A handler starts after any part of the body."""
        start = self.mark()
        self.block([*node.body, *node.orelse])
        ends, anywhere = self.now, self.since(start)
        for handler in node.handlers:
            if handler.name == self.name:
                raise UnclearError
            self.become(anywhere)
            self.expression(handler.type)
            self.block(handler.body)
            ends |= self.now
        if node.finalbody:
            ends |= self.since(start)
        self.become(ends)
        self.block(node.finalbody)

    # expressions

    def expressions(self, nodes: Sequence[ast.AST | None]) -> None:
        """Expressions in the order of evaluation."""
        for node in nodes:
            self.expression(node)

    def expression(self, node: ast.AST | None) -> None:
        """Follow an expression."""
        match node:
            case None:
                return
            case ast.Name():
                self.named(node)
            case ast.NamedExpr(target=ast.Name(id=self.name)):
                raise UnclearError
            case ast.Lambda():
                self.function(node, None)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self.comprehension(node, lazy=isinstance(node, ast.GeneratorExp))
            case ast.Call(func=ast.Name(id=called) as func) if called in self.functions:
                self.expressions([*node.args, *(k.value for k in node.keywords)])
                if called == self.name:
                    self.use(Use(self.statement, func, self.text), self.now)
                if called != self.name or Meaning.STATIC in self.now:
                    self.called[called] = self.called.get(called, frozenset()) | self.now
            case ast.Call(func=ast.Name(id=called), args=[ast.GeneratorExp() as only]) if (
                called in _CONSUMERS
            ):
                self.expression(node.func)
                self.comprehension(only, lazy=False)
            case ast.JoinedStr() if self.text is None:
                self.text = node
                self.expressions(node.values)
                self.text = None
            case _:
                self.expressions(list(ast.iter_child_nodes(node)))

    def named(self, node: ast.Name) -> None:
        """A name on its own."""
        value = node.id == self.name and self.now == VALUE
        if node.id in self.functions and isinstance(node.ctx, ast.Load) and not value:
            self.kept.setdefault(node.id, len(self.history))
        if node.id != self.name:
            return
        use = Use(self.statement, node, self.text)
        if isinstance(node.ctx, ast.Store):
            self.use(use, VALUE)
            self.become(VALUE)
        else:
            self.use(use, self.now)
            if isinstance(node.ctx, ast.Del):
                self.become(self.undone)

    def comprehension(self, node: scope.Comprehension, lazy: bool) -> None:
        """A comprehension has its own variables; a generator may be consumed later."""
        self.expression(node.generators[0].iter)
        inner = _inner(node)
        if any(self.name in scope.target_names(g.target) for g in node.generators):
            if any(isinstance(n, ast.NamedExpr) for n in ast.walk(node)):
                raise UnclearError
            return
        if lazy:
            self.put_off(None, inner)
        else:
            self.expressions(inner)

    def definition(self, node: ast.stmt) -> None:
        """A ``def`` or ``class``: what is evaluated now, and what will be."""
        if isinstance(node, scope.DEFS):
            self.function(node, node.name)
        elif isinstance(node, ast.ClassDef):
            self.expressions(list(scope.header(node)))
            bound = {n for child in node.body for n in _bound_here(child)}
            if self.name in bound:
                raise UnclearError
            self.put_off(None, node.body)  # more than what is put off, in the body itself
            self.block([n for n in node.body if not isinstance(n, scope.DEFS)])

    def function(self, node: scope.FunctionNode, name: str | None) -> None:
        """Defaults and decorators now, the body whenever it is called."""
        self.expressions(list(scope.header(node)))
        body = [node.body] if isinstance(node, ast.Lambda) else node.body
        decorated = bool(getattr(node, "decorator_list", ()))
        inner = (n for part in body for n in ast.walk(part))
        waits = any(isinstance(n, _WAITING) for n in inner) or isinstance(
            node, ast.AsyncFunctionDef
        )
        own = name if name in self.functions and not decorated and not waits else None
        local = self.name in scope.local_names(node)
        self.put_off(own, body, local)

    def put_off(self, owner: str | None, nodes: Sequence[ast.AST], local: bool = False) -> None:
        """Note a body that runs later."""
        uses = [] if local else [
            Use(self.statement, n, text or self.text) for n, text in _free(nodes, self.name, None)
        ]  # fmt: skip
        every = [n for part in nodes for n in ast.walk(part)]
        calls = [n.func for n in every if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
        direct = {id(n) for n in calls}
        named = [n for n in every if isinstance(n, ast.Name) and n.id in self.functions]
        self.later.append(
            _Later(
                owner,
                uses,
                {n.id for n in named if id(n) in direct},
                {n.id for n in named if id(n) not in direct},
                len(self.history),
            )
        )

    def finish(self) -> None:
        """Give the uses in bodies their meanings."""
        seen = dict(self.called)
        for name, moment in self.kept.items():
            seen[name] = seen.get(name, frozenset()) | self.since(moment)
        grown = True
        while grown:
            before = dict(seen)
            for one in self.later:
                here = self.meanings(one, seen)
                for name in one.calls:
                    seen[name] = seen.get(name, frozenset()) | here
                for name in one.keeps if here else ():
                    seen[name] = seen.get(name, frozenset()) | self.since(one.moment)
            grown = seen != before
        for one in self.later:
            for use in one.uses:
                self.use(use, self.meanings(one, seen))

    def meanings(self, one: _Later, seen: dict[str, Meanings]) -> Meanings:
        """What the name stands for whenever a body runs."""
        if one.owner is None:
            return self.since(one.moment)
        return seen.get(one.owner, frozenset())


_WAITING = (
    ast.Yield, ast.YieldFrom, ast.Lambda, ast.GeneratorExp, ast.FunctionDef, ast.ClassDef,
    ast.AsyncFunctionDef,
)  # fmt: skip


def _stores(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store) for n in ast.walk(node))


def _runs(node: ast.expr) -> bool:
    """Whether something is iterated over for sure: ``range(200)``."""
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(stop))]):
            return stop > 0
        case ast.List(elts=[first, *_]) | ast.Tuple(elts=[first, *_]):
            return not isinstance(first, ast.Starred)
    return False


def _opens(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"


def _bound_here(node: ast.stmt) -> Iterator[str]:
    """Names that a statement binds in its own scope, and perhaps more."""
    if isinstance(node, (*scope.DEFS, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        yield from (name for name, _ in imported(node))
    else:
        yield from scope.target_names(node)


def _inner(node: scope.Comprehension) -> list[ast.AST]:
    """All of a comprehension but its first iterable, in the order of evaluation."""
    found: list[ast.AST] = []
    for position, generator in enumerate(node.generators):
        found += [generator.iter] if position else []
        found += [generator.target, *generator.ifs]
    return [*found, *([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])]


def _free(
    nodes: Sequence[ast.AST], name: str, text: ast.JoinedStr | None
) -> Iterator[tuple[ast.Name, ast.JoinedStr | None]]:
    """The uses of a name in bodies, where no scope in between makes it its own."""
    for node in nodes:
        around = text or (node if isinstance(node, ast.JoinedStr) else None)
        if isinstance(node, ast.Name):
            if node.id == name:
                yield node, text
        elif isinstance(node, scope.FUNCTIONS):
            yield from _free(list(scope.header(node)), name, text)
            if name not in scope.local_names(node):
                body = [node.body] if isinstance(node, ast.Lambda) else node.body
                yield from _free(body, name, text)
        elif isinstance(node, scope.COMPREHENSIONS):
            yield from _free([node.generators[0].iter], name, text)
            if not any(name in scope.target_names(g.target) for g in node.generators):
                yield from _free(_inner(node), name, text)
        elif isinstance(node, ast.ClassDef):
            if name in {n for child in node.body for n in _bound_here(child)}:
                raise UnclearError
            yield from _free(list(ast.iter_child_nodes(node)), name, text)
        else:
            yield from _free(list(ast.iter_child_nodes(node)), name, around)
