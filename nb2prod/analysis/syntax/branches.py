"""What the text of a statement decides about the paths through it."""

import ast
from collections.abc import Iterable

from nb2prod.analysis.syntax.nodes import holds, last_name, nodes_of


def constant_truth(test: ast.expr) -> bool | None:
    """The truth of a test that does not vary; a notebook's ``__name__`` is ``__main__``."""
    match test:
        case ast.Constant():
            return bool(test.value)
        case ast.Compare(
            left=ast.Name(id="__name__"),
            ops=[ast.Eq()],
            comparators=[ast.Constant(value=str(name))],
        ):
            return name == "__main__"
    return None


def provably_not_empty(iterable: ast.expr) -> bool:
    """Whether a loop over it runs at least once."""
    match iterable:
        case ast.List() | ast.Tuple() | ast.Set():
            return any(not isinstance(e, ast.Starred) for e in iterable.elts)
        case ast.Constant(value=str(text)):
            return bool(text)
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(stop))]):
            return stop > 0
        case ast.Call(
            func=ast.Name(id="range"),
            args=[ast.Constant(value=int(start)), ast.Constant(value=int(stop))],
        ):
            return stop > start
        case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]):
            return provably_not_empty(inner)
    return False


def may_suppress(manager: ast.expr) -> bool:
    """Whether a context manager may end its block at an exception and go on after it."""
    name = manager.func if isinstance(manager, ast.Call) else manager
    last = last_name(name)
    return "suppress" in last or "raises" in last or "ignore" in last


def irrefutable(pattern: ast.pattern) -> bool:
    """Whether the pattern matches everything."""
    match pattern:
        case ast.MatchAs(pattern=None):
            return True
        case ast.MatchAs(pattern=inner):
            return inner is not None and irrefutable(inner)
        case ast.MatchOr(patterns=patterns):
            return any(irrefutable(p) for p in patterns)
    return False


def deleted_somewhere(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Names that ``del`` or the end of a handler takes away somewhere in the statements."""
    found: set[str] = set()
    pending = [node for node in nodes if holds(node, (ast.Delete, ast.ExceptHandler))]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Delete):
            found |= {name.id for name in nodes_of(ast.Name, node.targets)}
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            below = getattr(node, name, ())
            pending += below if isinstance(below, list) else ()
    return frozenset(found)
