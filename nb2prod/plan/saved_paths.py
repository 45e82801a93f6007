"""Names that hold paths in out_dir when their stage ends: such a folder can be moved."""

import ast
from collections.abc import Set

from nb2prod.analysis.syntax.nodes import child_nodes, holding, last_name
from nb2prod.graph.units import Part
from nb2prod.plan.lifting import Lifting

_KEEPING = frozenset({
    "absolute", "as_posix", "copy", "dict", "fspath", "join", "joinpath", "list", "resolve", "set",
    "sorted", "str", "tuple", "with_name", "with_suffix", "Path",
})  # fmt: skip
"""Calls that give a path, or a container of paths, for one that they get."""


def names_of_paths(part: Part, number: int, lifting: Lifting) -> frozenset[str]:
    """Names that a part may bind to paths of files in its out_dir, or to what holds such paths.

    Paths that functions return are not followed.
    """
    placed: set[int] = set()
    for unit in part.units:
        for use in lifting.uses_of(unit):
            where = lifting.place(use, number, unit)
            placed |= {id(use.argument)} if where and where.needs == "out_dir" else set()
    statements = [unit.analysed.statement.nodes for unit in part.units] if placed else []
    return frozenset(holding(statements, lambda v, names: _leads_to_path(v, placed, names)))


def _leads_to_path(node: ast.AST, placed: set[int], names: Set[str]) -> bool:
    if id(node) in placed:
        return True
    match node:
        case ast.Name(id=name):
            return name in names
        case ast.Call(func=func):
            return last_name(func) in _KEEPING and _any_part(node, placed, names)
        case ast.Attribute(attr=attr):
            return attr == "parent" and _any_part(node, placed, names)
        case ast.Compare() | ast.Lambda():
            return False
    return _any_part(node, placed, names)


def _any_part(node: ast.AST, placed: set[int], names: Set[str]) -> bool:
    return any(_leads_to_path(child, placed, names) for child in child_nodes(node))
