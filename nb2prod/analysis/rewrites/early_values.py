"""Values that a definition reads when it is defined: they get a name of their own above it.

``def near(x, k=limit)`` and ``class Box: size = limit`` keep what `limit` is there. A definition
that moves to another place would take what `limit` is then; ``near_k = limit`` above it, and
``def near(x, k=near_k)``, keep it wherever the definition goes.
"""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, defaults_of, last_name, loaded
from nb2prod.diagnostics import Place
from nb2prod.naming import claimed
from nb2prod.notebook.edits import SourceEdit, edited, in_place_of
from nb2prod.notebook.model import Cell, Notebook, Role, part_of
from nb2prod.notebook.syntax import body_of, first_line
from nb2prod.records import dataclass, replace

_PART = 50_000
"""Parts of cells that are made here get numbers from here on."""

_FIELDS = {"field", "Field"}
"""What tells how a class is to make its fields."""

_WITHOUT_VALUES = (Role.FUNCTIONS, Role.IMPORTS)

_LATER = (ast.Lambda, ast.GeneratorExp, ast.NamedExpr, ast.Await, ast.Yield, ast.YieldFrom)


@dataclass(frozen=True, slots=True)
class _Early:
    """An expression that a definition evaluates where it stands; ``label``: what it is for."""

    label: str
    node: ast.expr


def with_early_values_named(notebook: Notebook, places: Collection[Place]) -> Notebook:
    """The notebook with such values bound above the definitions that stand at these places.

    Where there is nothing to change, the notebook itself is given back.
    """
    starts = {(int(place.cell), place.cell_id, place.line) for place in places}
    live = notebook.live
    trees = {cell.number: body_of(cell.source) for cell in live}
    values = _values([node for nodes in trees.values() for node in nodes])
    taken = notebook.words()
    edits: list[tuple[int, SourceEdit]] = []
    above: dict[int, dict[int, list[str]]] = {}
    for cell in live:
        number = cell.number
        for node in trees[number]:
            line = first_line(node)
            if not {(int(number), cell.id, n) for n in (line, node.lineno)} & starts:
                continue
            for early in (e for e in _early(node) if _may_change(e.node, values)):
                name = claimed(early.label, taken)
                edits.append((number, in_place_of(early.node, name)))
                text = f"{name} = {ast.unparse(early.node)}"
                above.setdefault(number, {}).setdefault(line, []).append(text)
    if not above:
        return notebook
    made = edited(notebook, edits)
    cells = (part for cell in made.cells for part in _parts(cell, above.get(cell.number, {})))
    return replace(made, cells=tuple(cells))


def _values(nodes: Sequence[ast.stmt]) -> frozenset[str]:
    """Names that are bound as values on module level."""
    found: set[str] = set()
    for node in nodes:
        if not isinstance(node, (*scope.DEFS, ast.ClassDef, ast.Import, ast.ImportFrom)):
            found |= scope.bound_names([node])
    return frozenset(found)


def _may_change(node: ast.expr, values: frozenset[str]) -> bool:
    """Whether it may be another value elsewhere, and is one that a name can hold."""
    called = (one.func for one in all_nodes(node) if isinstance(one, ast.Call))
    calls = any(last_name(f) not in _FIELDS for f in called)
    if not calls and not loaded(node) & values:
        return False
    return not any(isinstance(one, _LATER) for one in all_nodes(node))


def _early(node: ast.stmt) -> Iterator[_Early]:
    """What a function or class evaluates: defaults, and the values in the body of a class."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield from _defaults(node.args, name)
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Lambda(args=arguments)):
            yield from _defaults(arguments, name)
    if not isinstance(node, ast.ClassDef):
        return
    own = scope.bound_names(node.body)
    for child in node.body:
        found: list[_Early] = []
        match child:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                label = node.name if child.name == "__init__" else f"{node.name}_{child.name}"
                found += _defaults(child.args, label)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.append(_Early(f"{node.name}_{name}", value))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found.append(_Early(f"{node.name}_{name}", value))
        yield from (one for one in found if not loaded(one.node) & own)


def _defaults(arguments: ast.arguments, label: str) -> Iterator[_Early]:
    for argument, value in defaults_of(arguments):
        yield _Early(f"{label}_{argument.arg}", value)


def _parts(cell: Cell, above: Mapping[int, Sequence[str]]) -> Iterator[Cell]:
    """The cell in parts: each definition begins one, after a part with what is bound for it."""
    if not above:
        yield cell
        return
    last = cell.source.count("\n") + 1
    starts = sorted({0, *(line - 1 for line in above)})
    number = 0
    for start, end in pairwise([*starts, last]):
        texts = above.get(start + 1)
        if texts:
            role = Role.UNTAGGED if cell.role in _WITHOUT_VALUES else cell.role
            made = part_of(cell, start, start, _PART + number if number else 0)
            yield replace(made, role=role, source="\n" * start + "; ".join(texts))
            number += 1
        yield part_of(cell, start, end, _PART + number if number else 0)
        number += 1
