"""Arrays over the memory of one column of a table, which a later stage writes into."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.syntax.nodes import all_nodes, assignments
from nb2prod.graph.units import Part, Unit
from nb2prod.records import dataclass, replace

_LAZY = frozenset(
    """astype clip combine_first convert_dtypes drop_duplicates dropna fillna
    infer_objects mask reindex rename rename_axis replace reset_index set_axis shift sort_index
    squeeze truncate where""".split()
)
"""Methods whose result has the column's own memory where there is nothing to change."""

_INDEXERS = frozenset({"loc", "iloc", "at", "iat"})


@dataclass(frozen=True, slots=True)
class View:
    """``array = table["column"].to_numpy()``, in a part."""

    array: str
    table: str
    part: int
    unit: Unit


def column_hazards(parts: Sequence[Part]) -> list[tuple[View, Unit]]:
    """``table.loc[...] = x`` in another stage than ``y = table["y"].values``, and `y` read later.

    pandas writes into the column's memory where nothing else that it knows of refers to it, and
    it does not know of the array.
    """
    found: list[tuple[View, Unit]] = []
    views: dict[str, View] = {}
    changed: dict[str, Unit] = {}
    for number, part in enumerate(parts):
        for unit in part.units:
            for name in sorted(unit.reads & changed.keys() & views.keys()):
                found.append((views[name], changed.pop(name)))
            for name in unit.must:
                changed.pop(name, None)
            views = {n: v for n, v in views.items() if not {n, v.table} & unit.must}
            views |= {view.array: view for view in _made(unit, number, views)}
            tables = set(_written_into(unit))
            changed |= {
                v.array: unit for v in views.values() if v.table in tables and v.part < number
            }
    return found


def _made(unit: Unit, number: int, known: Mapping[str, View]) -> Iterator[View]:
    for target, value in (p for top in unit.analysed.statement.nodes for p in assignments(top)):
        if not isinstance(target, ast.Name):
            continue
        match value:
            case ast.Subscript(value=ast.Name(id=array), slice=ast.Slice()) if array in known:
                yield replace(known[array], array=target.id, part=number, unit=unit)
            case (
                ast.Attribute(value=inner, attr="values" | "array")
                | ast.Call(func=ast.Attribute(value=inner, attr="to_numpy"), args=[])
            ):
                if table := _column_of(inner):
                    yield View(target.id, table, number, unit)


def _column_of(node: ast.expr) -> str:
    """The table of ``table["column"]``, and of what pandas makes of it without a copy."""
    match node:
        case ast.Call(func=ast.Attribute(value=inner, attr=method)) if method in _LAZY:
            return _column_of(inner)
        case ast.Subscript(value=ast.Name(id=table), slice=ast.Constant()):
            return table
        case ast.Attribute(value=ast.Name(id=table)):
            return table
    return ""


def _written_into(unit: Unit) -> Iterator[str]:
    """Tables whose cells the statement writes to, in their own memory."""
    for node in (n for top in unit.analysed.statement.nodes for n in all_nodes(top)):
        match node:
            case ast.Subscript(
                value=ast.Attribute(value=ast.Name(id=table), attr=attr), ctx=ast.Store()
            ) if attr in _INDEXERS:
                yield table
