"""All nodes of a syntax tree, found once: dozens of questions are asked about each statement.

Contexts (``ast.Load``, ``ast.Store``) are left out: who wants one asks its node for ``ctx``.
"""

import ast
from collections.abc import Callable, Iterable, Sequence
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
    found = [node]
    for one in found:  # which grows meanwhile
        for field in _FIELDS[one.__class__]:
            value = getattr(one, field, None)
            if value.__class__ is list:
                found += [n for n in value if isinstance(n, ast.AST)]
            elif isinstance(value, ast.AST):
                found.append(value)
    return tuple(found)


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
    known = _by_class(top)
    return any(kind in known for kind in kinds)


def forget_nodes() -> None:
    """Look at trees anew: some have been changed."""
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
