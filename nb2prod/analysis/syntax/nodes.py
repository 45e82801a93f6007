"""What a syntax tree shows by itself: nodes, names, calls and assignments.

All nodes of a tree are found once: dozens of questions are asked about each statement. Contexts
(``ast.Load``, ``ast.Store``) are left out: who wants one asks its node for ``ctx``. Names are those
that are written, at any depth and in whatever scope; see `scope` for scopes.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

T = TypeVar("T", bound=ast.AST)

_PLAIN = frozenset(
    "arg asname attr conversion ctx id is_async kind kwd_attrs level module rest simple tag"
    " type_comment".split()
)
"""Fields that hold no nodes, or none that anybody looks for, in whatever class."""

_MEMORY = 1 << 17
"""Trees of which is known what was asked of them: all of a notebook of 10,000 cells."""


class _Fields(dict[type[ast.AST], tuple[str, ...]]):
    """The fields of each class that may hold nodes; ``named`` are what strings of a call read."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        fields = tuple(name for name in kind._fields if name not in _PLAIN)
        self[kind] = fields
        return fields


_FIELDS = _Fields({ast.Constant: (), ast.Call: (*ast.Call._fields, "named")})
P = ParamSpec("P")
R = TypeVar("R")
_REMEMBERED: list[Callable[[], None]] = []


def of_tree(function: Callable[P, R]) -> Callable[P, R]:
    """A function of trees that remembers what it gave, until `forget_nodes`.

    Trees are not changed once they have been parsed; who does it calls that.
    """
    remembered = lru_cache(maxsize=_MEMORY)(function)
    _REMEMBERED.append(remembered.cache_clear)
    return cast("Callable[P, R]", remembered)


def child_nodes(node: ast.AST) -> list[ast.AST]:
    """As `ast.iter_child_nodes`, in a third of its time."""
    found: list[ast.AST] = []
    for field in _FIELDS[node.__class__]:
        value = getattr(node, field, None)
        if value.__class__ is list:
            found += [n for n in value if isinstance(n, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


@of_tree
def all_nodes(node: ast.AST) -> tuple[ast.AST, ...]:
    """The node and all below it, breadth first, as `ast.walk` gives them."""
    return tuple(walked(node))


def walked(node: ast.AST) -> list[ast.AST]:
    """As `all_nodes`, of a tree that is looked at once: it is not kept."""
    found = [node]
    for one in found:  # which grows meanwhile
        found += child_nodes(one)
    return found


@of_tree
def _by_class(node: ast.AST) -> dict[type[ast.AST], tuple[Any, ...]]:
    """All nodes of a tree by their class; the classes are asked for more often than anything."""
    found: dict[type[ast.AST], list[Any]] = {}
    for one in all_nodes(node):
        found.setdefault(one.__class__, []).append(one)
    return {kind: tuple(nodes) for kind, nodes in found.items()}  # smaller than lists


def nodes_of(kind: type[T], tops: Iterable[ast.AST]) -> Sequence[T]:
    """The nodes of one class in some trees, in the order of `all_nodes`."""
    found: list[T] = []
    for top in tops:
        found += _by_class(top).get(kind, ())
    return found


def holds(top: ast.AST, kinds: Iterable[type[ast.AST]]) -> bool:
    """Whether a node of one of these classes is in the tree."""
    return not _by_class(top).keys().isdisjoint(kinds)


def outside(node: ast.AST, kinds: tuple[type[ast.AST], ...]) -> Iterator[ast.AST]:
    """The node and all below it, but for what is inside of nodes of these classes."""
    yield node
    if not isinstance(node, kinds):
        for child in child_nodes(node):
            yield from outside(child, kinds)


def blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """The blocks of statements right in a node."""
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if isinstance(block, list) and block:
            yield block


def forget_nodes() -> None:
    """Forget what is known of trees: some have been changed."""
    for forget in _REMEMBERED:
        forget()


_VISITS: dict[tuple[type, type], Callable[[Any, Any], object]] = {}
"""What each class of visitors does with nodes of each class."""


class Visitor:
    """As `ast.NodeVisitor`, in a third of its time: methods are looked up once for each class."""

    def visit(self, node: ast.AST) -> None:
        """Call ``visit_CLASS``; where there is none, visit what is below the node."""
        key = (self.__class__, node.__class__)
        if key not in _VISITS:
            name = f"visit_{node.__class__.__name__}"
            _VISITS[key] = getattr(self.__class__, name, self.__class__.generic_visit)
        _VISITS[key](self, node)

    def generic_visit(self, node: ast.AST) -> None:
        """Visit what is below the node."""
        for child in child_nodes(node):
            self.visit(child)


def named(*nodes: ast.AST) -> set[str]:
    """Names that are read, bound or deleted anywhere in the nodes."""
    return {node.id for node in _names(nodes)}


def loaded(*nodes: ast.AST) -> set[str]:
    """Names that are read anywhere in the nodes."""
    return {*loads(*nodes)}


def loads(*nodes: ast.AST) -> list[str]:
    """Names that are read anywhere in the nodes, as often as they are."""
    return [node.id for node in _names(nodes) if isinstance(node.ctx, ast.Load)]


def stored(*nodes: ast.AST) -> list[str]:
    """Names that are assigned to anywhere in the nodes, as often as they are."""
    return [node.id for node in _names(nodes) if isinstance(node.ctx, ast.Store)]


def root(node: ast.expr) -> ast.expr:
    """The expression that ``a.b[c]`` starts with."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node


def root_name(node: ast.expr) -> str:
    """The name that ``a.b[c]`` starts with; "" where it is no name."""
    first = root(node)
    return first.id if isinstance(first, ast.Name) else ""


def start_name(node: ast.AST) -> str:
    """The name that ``a.b[c].d()`` starts with, calls among it; "" where it is no name."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def last_name(node: ast.AST | None) -> str:
    """``c`` of ``a.b.c`` and of ``c``; "" for anything else."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _names(nodes: tuple[ast.AST, ...]) -> Sequence[ast.Name]:
    return nodes_of(ast.Name, nodes)


def method_name(call: ast.Call) -> str:
    """``d`` of ``a.b[c].d()``, also where ``a.b`` is a module; "" for ``d()``."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def given_arguments(
    arguments: ast.arguments, call: ast.Call, skipped: int = 0
) -> dict[str, ast.expr] | None:
    """What a call gives to parameters but for the first ones, constant defaults among it.

    None where that is hard to say.
    """
    if any(isinstance(a, ast.Starred) for a in call.args) or not all(k.arg for k in call.keywords):
        return None
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)][skipped:]
    known = {*names, *(a.arg for a in arguments.kwonlyargs)}
    defaults = [(a.arg, d) for a, d in defaults_of(arguments) if a.arg in known]
    given: dict[str, ast.expr] = {n: d for n, d in defaults if isinstance(d, ast.Constant)}
    given |= dict(zip(names, call.args, strict=False))
    return given | {k.arg: k.value for k in call.keywords if k.arg in known}


def arguments_of(call: ast.Call) -> list[ast.expr]:
    """All that is given, by position and by keyword."""
    return [*call.args, *(k.value for k in call.keywords)]


def keyword_of(call: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword argument."""
    return next((k.value for k in call.keywords if k.arg == name), None)


Given = tuple[ast.expr, ast.expr]
"""A target with what it is given."""
_GROWING = frozenset({"add", "append", "extend", "insert", "setdefault", "update"})


def targets_of(node: ast.AST) -> list[ast.expr]:
    """The targets of an assignment, plain, annotated or augmented; none of anything else."""
    match node:
        case ast.Assign(targets=targets):
            return targets
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            return [target]
    return []


def assignments(node: ast.AST) -> Iterator[Given]:
    """Each target of an assignment (``:=`` too) with what it is given.

    >>> node = ast.parse("a, b = 1, f(x)").body[0]
    >>> [(ast.unparse(target), ast.unparse(value)) for target, value in assignments(node)]
    [('a', '1'), ('b', 'f(x)')]
    """
    value: ast.expr | None = getattr(node, "value", None)
    if value is not None:
        for target in [node.target] if isinstance(node, ast.NamedExpr) else targets_of(node):
            yield from taken_apart(target, value)


def taken_apart(target: ast.expr, value: ast.expr) -> Iterator[Given]:
    """The parts of a target, each with its part of the value, or with all of it."""
    if not isinstance(target, ast.Tuple | ast.List):
        yield target, value
        return
    given = value.elts if isinstance(value, ast.Tuple | ast.List) else []
    for n, part in enumerate(target.elts):
        inner = part.value if isinstance(part, ast.Starred) else part
        yield from taken_apart(inner, given[n] if len(given) == len(target.elts) else value)


def holding(
    statements: Iterable[Sequence[ast.stmt]], holds: Callable[[ast.expr, Set[str]], bool]
) -> set[str]:
    """The names that hold such a value after the statements, in themselves or in what they hold.

    Args:
        statements: in the order in which they run.
        holds: whether an expression gives such a value, by the names that do so before.
    """
    found: set[str] = set()
    for nodes in statements:
        before = -1
        while len(found) > before:  # in a loop a later line may feed an earlier one
            before = len(found)
            for target, value in (given for top in nodes for given in _handed_in(top)):
                if (name := root_name(target)) and holds(value, found):
                    found.add(name)
    return found


@of_tree
def _handed_in(top: ast.AST) -> tuple[Given, ...]:
    return tuple(given for node in all_nodes(top) for given in handed(node))


def handed(node: ast.AST) -> Iterator[Given]:
    """What an assignment, a loop, a ``with`` or a method like ``append`` hands to what."""
    match node:
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield from taken_apart(target, value)
        case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
            yield target, value
        case ast.Call(func=ast.Attribute(value=target)) if method_name(node) in _GROWING:
            yield from ((target, value) for value in arguments_of(node))
        case _:
            yield from assignments(node)


def defaults_of(arguments: ast.arguments) -> list[tuple[ast.arg, ast.expr]]:
    """The parameters that have one, each with its default value."""
    positional = [*arguments.posonlyargs, *arguments.args]
    first = len(positional) - len(arguments.defaults)
    pairs = [
        *zip(positional[first:], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return [(argument, value) for argument, value in pairs if value is not None]


def computed_defaults(arguments: ast.arguments) -> dict[str, ast.expr]:
    """The default values that are no constants, by parameter."""
    return {a.arg: value for a, value in defaults_of(arguments) if not _is_constant(value)}


def _is_constant(node: ast.expr) -> bool:
    match node:
        case ast.Constant() | ast.Lambda():
            return True
        case ast.UnaryOp(operand=operand):
            return _is_constant(operand)
        case ast.Tuple(elts=elements):
            return all(map(_is_constant, elements))
    return False
