"""Class bodies that read a global of the name that they bind, which fails inside a function."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from nb2prod.analysis.model import Definition
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, outside
from nb2prod.diagnostics import Place
from nb2prod.graph.closures import captured
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part


def class_bodies(parts: Sequence[Part], program: Program) -> Iterable[tuple[str, Place]]:
    """Classes with ``n = n`` in their body, where ``n`` would be a variable of a function.

    Python looks for such a name among the globals only, never in the function around the class.
    """
    found: dict[tuple[str, Place], None] = {}
    for part in parts:
        for unit in part.units:
            for node in unit.analysed.statement.nodes:
                for name in sorted(_global_reads(node) & program.state):
                    found[name, unit.place] = None
            for definition in unit.definitions.values():
                for name in _in_functions(definition, unit.definitions, program.state):
                    found[name, unit.place] = None
    return found


def _in_functions(
    definition: Definition, scope: dict[str, Definition], state: frozenset[str]
) -> Iterator[str]:
    if isinstance(definition.node, ast.FunctionDef | ast.AsyncFunctionDef):
        names = _global_reads(definition.node) & captured(definition, scope, state)
        yield from sorted(names)


def _global_reads(top: ast.AST) -> set[str]:
    """Names that some class body reads before it binds them, and binds."""
    found: set[str] = set()
    for node in all_nodes(top):
        if isinstance(node, ast.ClassDef):
            stored = {n.id for child in node.body for n in _own(child) if _is(n, ast.Store)}
            bound: set[str] = set()
            for child in node.body:
                names = list(_own(child))
                found |= {n.id for n in names if _is(n, ast.Load)} & stored - bound
                bound |= {n.id for n in names if _is(n, ast.Store)}
    return found


def _is(node: ast.Name, context: type[ast.expr_context]) -> bool:
    return isinstance(node.ctx, context)


def _own(node: ast.AST) -> Iterator[ast.Name]:
    """The names of a class body itself, not of its methods."""
    kinds = (*scope.FUNCTIONS, ast.ClassDef)
    return (n for n in outside(node, kinds) if isinstance(n, ast.Name))
