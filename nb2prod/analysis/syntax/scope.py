"""Free variables of nested scopes, by Python's scoping rules."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import field

from nb2prod.analysis.syntax.nodes import Visitor, all_nodes, child_nodes, of_tree
from nb2prod.records import dataclass

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
DefNode = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
DEFS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, slots=True)
class Free:
    """What a scope takes from outside: names read, and names bound by ``global``."""

    reads: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()


@dataclass
class _Scope:
    """Names of one scope; ``module`` are names declared ``global`` here or further in."""

    kind: str
    bound: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    inner: set[str] = field(default_factory=set)
    global_names: set[str] = field(default_factory=set)
    nonlocal_names: set[str] = field(default_factory=set)
    module_reads: set[str] = field(default_factory=set)
    module_writes: set[str] = field(default_factory=set)


def free_names(node: FunctionNode | ast.ClassDef) -> Free:
    """The names that a function's or class's body takes from the scopes around it.

    Decorators, defaults and bases are not part of it: the scope around evaluates them.
    """
    collector = _Collector()
    scope = collector.enter_body(node)
    reads, module_reads, module_writes = _outgoing(scope)
    return Free(frozenset(reads | module_reads), frozenset(module_writes))


def comprehension_names(node: Comprehension) -> tuple[frozenset[str], frozenset[str]]:
    """Free names of a comprehension without its first iterable, and names bound by walrus."""
    collector = _Collector()
    outer = _Scope("function")
    collector.stack.append(outer)
    collector.comprehension(node, first_iterable=False)
    return frozenset(outer.inner | outer.used), frozenset(outer.bound)


def bound_names(nodes: Iterable[ast.AST]) -> set[str]:
    """The names that nodes bind or delete in their own scope, without those of ``global``."""
    return set(_bound_names(tuple(nodes)))


@of_tree
def _bound_names(nodes: tuple[ast.AST, ...]) -> frozenset[str]:
    collector, own = _Collector(), _Scope("function")
    collector.stack.append(own)
    for node in nodes:
        collector.visit(node)
    return frozenset(own.bound - own.global_names - own.nonlocal_names)


def local_names(node: FunctionNode) -> frozenset[str]:
    """The names that are local to a function, its parameters among them."""
    scope = _Collector().enter_body(node)
    return frozenset(scope.bound - scope.global_names - scope.nonlocal_names)


def parameter_names(arguments: ast.arguments) -> tuple[str, ...]:
    """All parameters, in the order of the signature."""
    return tuple(a.arg for a in all_arguments(arguments))


def all_arguments(arguments: ast.arguments) -> Iterator[ast.arg]:
    """All parameters' nodes, in the order of the signature."""
    yield from arguments.posonlyargs
    yield from arguments.args
    if arguments.vararg:
        yield arguments.vararg
    yield from arguments.kwonlyargs
    if arguments.kwarg:
        yield arguments.kwarg


def header(node: FunctionNode | ast.ClassDef) -> Iterator[ast.expr]:
    """The expressions that the scope around evaluates when the definition is executed."""
    if isinstance(node, ast.ClassDef):
        yield from node.decorator_list
        yield from node.bases
        yield from (k.value for k in node.keywords)
        return
    yield from node.args.defaults
    yield from (d for d in node.args.kw_defaults if d is not None)
    if isinstance(node, ast.Lambda):
        return
    yield from node.decorator_list
    yield from (a.annotation for a in all_arguments(node.args) if a.annotation)
    if node.returns:
        yield node.returns


def is_static(node: FunctionNode) -> bool:
    """Whether it is a method that is given no object."""
    decorators = getattr(node, "decorator_list", ())
    return any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in decorators)


def type_parameters(node: ast.AST) -> frozenset[str]:
    """Names of the type parameters of ``def f[T]`` and ``class C[T]`` (Python 3.12)."""
    return frozenset(p.name for p in getattr(node, "type_params", []))


def pattern_names(pattern: ast.AST) -> Iterator[str]:
    """The names that a ``case`` pattern binds."""
    for node in all_nodes(pattern):
        if isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield node.rest


def imported_name(alias: ast.alias) -> str:
    """The name that one part of an ``import`` binds."""
    return alias.asname or alias.name.split(".")[0]


def _outgoing(scope: _Scope) -> tuple[set[str], set[str], set[str]]:
    """Names that the scope passes to its parent: free reads, module reads, module writes."""
    local = scope.bound - scope.global_names - scope.nonlocal_names
    module_reads = scope.module_reads | (scope.used & scope.global_names)
    module_writes = scope.module_writes | (scope.bound & scope.global_names)
    used = scope.used - scope.global_names
    inner = scope.inner - scope.global_names
    module_reads |= scope.inner & scope.global_names
    if scope.kind == "class":  # uses are recorded only where the class had not bound the name yet
        return used | inner, module_reads, module_writes
    return (used | inner) - local, module_reads, module_writes


class _Collector(Visitor):
    def __init__(self) -> None:
        self.stack: list[_Scope] = []

    @property
    def scope(self) -> _Scope:
        return self.stack[-1]

    def bind(self, name: str) -> None:
        self.scope.bound.add(name)

    def enter_body(self, node: FunctionNode | ast.ClassDef) -> _Scope:
        scope = _Scope("class" if isinstance(node, ast.ClassDef) else "function")
        self.stack.append(scope)
        for name in type_parameters(node):
            self.bind(name)
        if isinstance(node, FUNCTIONS):
            for name in parameter_names(node.args):
                self.bind(name)
        body: Iterable[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else node.body
        for child in body:
            self.visit(child)
        return self.stack.pop()

    def leave_to_parent(self, scope: _Scope) -> None:
        reads, module_reads, module_writes = _outgoing(scope)
        parent = self.scope
        parent.inner |= reads
        parent.module_reads |= module_reads
        parent.module_writes |= module_writes

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            if self.scope.kind != "class" or node.id not in self.scope.bound:
                self.scope.used.add(node.id)
        else:
            self.bind(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.scope.used.add(node.target.id)
        self.visit(node.value)
        self.visit(node.target)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.visit(target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.annotation)
        if node.value:
            self.visit(node.value)
        self.visit(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        owner = next(s for s in reversed(self.stack) if s.kind != "comprehension")
        owner.bound.add(node.target.id)

    def definition(self, node: DefNode | ast.ClassDef) -> None:
        self.header(node)
        self.leave_to_parent(self.enter_body(node))
        self.bind(node.name)

    def header(self, node: FunctionNode | ast.ClassDef) -> None:
        own = type_parameters(node)
        used, hidden = self.scope.used, set(self.scope.used)
        for expression in header(node):
            self.visit(expression)
        used -= own - hidden

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = definition

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.header(node)
        self.leave_to_parent(self.enter_body(node))

    def comprehension(self, node: Comprehension, first_iterable: bool = True) -> None:
        if first_iterable:
            self.visit(node.generators[0].iter)
        self.stack.append(_Scope("comprehension"))
        for position, generator in enumerate(node.generators):
            if position:
                self.visit(generator.iter)
            self.visit(generator.target)
            for condition in generator.ifs:
                self.visit(condition)
        if isinstance(node, ast.DictComp):
            self.visit(node.key)
            self.visit(node.value)
        else:
            self.visit(node.elt)
        self.leave_to_parent(self.stack.pop())

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.global_names.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocal_names.update(node.names)

    def named(self, node: ast.AST) -> None:
        for name in binds(node):
            if name != "*":
                self.bind(name)
        self.generic_visit(node)

    visit_alias = visit_ExceptHandler = named
    visit_MatchAs = visit_MatchStar = visit_MatchMapping = named


def is_part(node: ast.expr) -> bool:
    """Whether it is a slice (``a[1:]``, ``a[:, 0]``): what is stored there replaces elements."""
    if not isinstance(node, ast.Subscript):
        return False
    index = node.slice
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    return any(isinstance(part, ast.Slice) for part in parts)


def binds(node: ast.AST) -> list[str]:
    """The names that a node itself binds or deletes, in whatever scope it stands."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.arg(arg=name):
            return [name]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return [name]
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.alias():
            return [imported_name(node)]
    return []


def bound_inside(node: ast.AST) -> frozenset[str]:
    """Names that something in the code binds, in whatever scope; its own, if it is a definition,
    is none of them."""
    own = isinstance(node, (*DEFS, ast.ClassDef))
    parts = child_nodes(node) if own else [node]
    return frozenset(name for part in parts for one in all_nodes(part) for name in binds(one))
