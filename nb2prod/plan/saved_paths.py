"""Names that lead to paths in out_dir when their stage ends: such a folder can be moved."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.syntax.call_parts import arguments_of
from nb2prod.analysis.syntax.name_nodes import last_name
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes
from nb2prod.graph.parts import Part
from nb2prod.plan.lifting import Lifting

_KEEPING = frozenset({
    "absolute", "as_posix", "copy", "dict", "fspath", "join", "joinpath", "list", "resolve", "set",
    "sorted", "str", "tuple", "with_name", "with_suffix", "Path",
})  # fmt: skip
"""Calls that give a path, or a container of paths, for one that they get."""
_FILLING = frozenset({"add", "append", "extend", "insert", "setdefault", "update"})


def names_of_paths(part: Part, number: int, lifting: Lifting) -> frozenset[str]:
    """Names that a part may bind to paths of files in its out_dir, or to what holds such paths.

    Paths that functions return are not followed.
    """
    found: set[str] = set()
    placed: set[int] = set()
    for unit in part.units:
        for use in lifting.uses_of(unit):
            where = lifting.place(use, number, unit)
            placed |= {id(use.argument)} if where and where.needs == "out_dir" else set()
    before = -1
    while placed and before < len(found):
        before = len(found)
        for unit in part.units:
            for top in unit.analysed.statement.nodes:
                for node in all_nodes(top):
                    found |= set(_bound(node, placed, found))
    return frozenset(found)


def _bound(node: ast.AST, placed: set[int], names: set[str]) -> Iterator[str]:
    """The names that a node binds to a path, or into which it puts one."""
    match node:
        case ast.Assign(targets=targets, value=value):
            pairs = [(target, value) for target in targets]
        case (
            ast.AnnAssign(target=target, value=ast.expr() as value)
            | ast.AugAssign(target=target, value=value)
            | ast.NamedExpr(target=target, value=value)
        ):
            pairs = [(target, value)]
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            pairs = [(target, value)]
        case ast.Call(func=ast.Attribute(value=target, attr=attr)) if attr in _FILLING:
            pairs = [(target, value) for value in arguments_of(node)]
        case _:
            return
    while pairs:
        target, value = pairs.pop()
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            if len(target.elts) == len(value.elts):
                pairs += zip(target.elts, value.elts, strict=True)
                continue
        if _leads_to_path(value, placed, names):
            yield from (_owner(one) for one in getattr(target, "elts", [target]))


def _owner(target: ast.expr) -> str:
    while isinstance(target, ast.Attribute | ast.Subscript | ast.Starred):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""


def _leads_to_path(node: ast.AST, placed: set[int], names: set[str]) -> bool:
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


def _any_part(node: ast.AST, placed: set[int], names: set[str]) -> bool:
    return any(_leads_to_path(child, placed, names) for child in child_nodes(node))
