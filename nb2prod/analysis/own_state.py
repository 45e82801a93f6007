"""What functions of a module store in the module's names."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, root_name
from nb2prod.analysis.syntax.reads_and_binds import flow_of
from nb2prod.knowledge.methods import MUTATING_METHODS


def state_of(tree: ast.Module) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """By top-level definition, the names of the module that it may change, and those that it reads.

    Only names that some definition changes count: the others are constants.
    """
    others = (*scope.DEFS, ast.ClassDef, ast.Import, ast.ImportFrom)
    names = flow_of([n for n in tree.body if not isinstance(n, others)]).may_bind
    writes: dict[str, frozenset[str]] = {}
    reads: dict[str, frozenset[str]] = {}
    for node in tree.body:
        if isinstance(node, (*scope.DEFS, ast.ClassDef)):
            free = scope.free_names(node)
            own = {name for name in _changed(node) if name in free.reads}
            writes[node.name] = frozenset(names & (free.writes | own))
            reads[node.name] = frozenset(names & (free.reads | free.writes))
    state = frozenset[str]().union(*writes.values())
    return writes, {name: found & state for name, found in reads.items()}


def _changed(node: ast.AST) -> Iterator[str]:
    """Names whose objects are changed in place."""
    for one in all_nodes(node):
        if isinstance(one, ast.Subscript | ast.Attribute) and not isinstance(one.ctx, ast.Load):
            yield from _base(one)
        elif isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute):
            if one.func.attr in MUTATING_METHODS:
                yield from _base(one.func)


def _base(node: ast.expr) -> Iterator[str]:
    if name := root_name(node):
        yield name
