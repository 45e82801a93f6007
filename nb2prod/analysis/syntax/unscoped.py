"""Small questions about code that binds or uses one name."""

import ast
from collections.abc import Iterator, Sequence

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, stored


class UnclearError(Exception):
    """The name is bound in a way that is not followed."""


_CONSUMERS = frozenset(
    {"sum", "list", "tuple", "set", "dict", "sorted", "max", "min", "any", "all", "frozenset"}
)
_WAITING = (
    ast.Yield, ast.YieldFrom, ast.Lambda, ast.GeneratorExp, ast.FunctionDef, ast.ClassDef,
    ast.AsyncFunctionDef,
)  # fmt: skip


def consumed(node: ast.AST) -> ast.GeneratorExp | None:
    """The generator that a call runs through at once: ``sum(x for x in xs)``."""
    match node:
        case ast.Call(func=ast.Name(id=called), args=[ast.GeneratorExp() as only]) if (
            called in _CONSUMERS
        ):
            return only
    return None


def waits(node: scope.FunctionNode) -> bool:
    """Whether part of a function's body may run when the call is over."""
    if isinstance(node, ast.AsyncFunctionDef):
        return True
    body = [node.body] if isinstance(node, ast.Lambda) else node.body
    inner = [n for part in body for n in all_nodes(part)]
    at_once = {id(made) for n in inner if (made := consumed(n)) is not None}
    return any(isinstance(n, _WAITING) and id(n) not in at_once for n in inner)


def opens(node: ast.expr) -> bool:
    """Whether it opens a file: as a context manager it suppresses nothing."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"


def body_of(node: ast.ClassDef, name: str) -> list[ast.stmt]:
    """A class's body without what makes the name one of the class's own: methods of that name.

    Raises:
        UnclearError: the body reads the name as well, which is one or the other.
    """
    if name not in scope.bound_names(node.body):
        return node.body
    here = [n for n in node.body if not isinstance(n, scope.DEFS)]
    heads = [e for n in node.body if isinstance(n, scope.DEFS) for e in scope.header(n)]
    for use in (n for part in [*here, *heads] for n in all_nodes(part)):
        if isinstance(use, ast.Name) and use.id == name and isinstance(use.ctx, ast.Load):
            raise UnclearError
    naming = {n for n in here if name in scope.bound_names([n])}
    return [n for n in node.body if n not in naming]


def inner(node: scope.Comprehension) -> list[ast.AST]:
    """All of a comprehension but its first iterable, in the order of evaluation."""
    found: list[ast.AST] = []
    for position, generator in enumerate(node.generators):
        found += [generator.iter] if position else []
        found += [generator.target, *generator.ifs]
    return [*found, *([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])]


def free(
    nodes: Sequence[ast.AST], name: str, text: ast.JoinedStr | None
) -> Iterator[tuple[ast.Name, ast.JoinedStr | None]]:
    """The uses of a name in bodies, where no scope in between makes it its own."""
    for node in nodes:
        around = text or (node if isinstance(node, ast.JoinedStr) else None)
        if isinstance(node, ast.Name):
            if node.id == name:
                yield node, text
        elif isinstance(node, scope.FUNCTIONS):
            yield from free(list(scope.header(node)), name, text)
            if name not in scope.local_names(node):
                body = [node.body] if isinstance(node, ast.Lambda) else node.body
                yield from free(body, name, text)
        elif isinstance(node, scope.COMPREHENSIONS):
            yield from free([node.generators[0].iter], name, text)
            if not any(name in stored(g.target) for g in node.generators):
                yield from free(inner(node), name, text)
        elif isinstance(node, ast.ClassDef):
            yield from free(list(scope.header(node)), name, text)
            yield from free(body_of(node, name), name, text)
        else:
            yield from free(list(child_nodes(node)), name, around)
