"""Queries written in the notebook: each becomes a file that the scripts read."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, last_name, outside
from nb2prod.analysis.text_names import tables_in
from nb2prod.notebook.edits import start_of
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.notebook.syntax import body_of
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

READERS = frozenset(("query", "read_gbq", "read_sql", "read_sql_query", "run_query", "sql"))
"""Functions and methods that take a query as their first argument or as `KEYWORDS`."""

KEYWORDS = frozenset(("query", "sql"))

_SQL = regex(r"\s*(?:--[^\n]*\n\s*|/\*.*?\*/\s*)*(?:select|with)\s[^\0]*\bfrom\b", re.I | re.S)
_SELECTS = regex(r"select(?!\w)", re.I)
_TABLE = regex(r"\b(?:from|join)\s+([`\"\[]?[\w.$*-]+[`\"\]]?)", re.I)
_COMMON = regex(r"(?:\bwith|,)\s+(\w+)\s+as\s*\(", re.I)
_OVER_VALUES = regex(r"\b(?:duckdb|polars|pandasql)\b")
"""Libraries whose queries read the notebook's own tables."""

_PATH = regex(r"(?m)^from pathlib import .*\bPath\b(?! as)")


@dataclass(frozen=True, slots=True)
class Query:
    """A query: the path of its file in the project, its text, and the cell that it stood in."""

    path: str
    text: str
    cell: int

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it reads, as far as its text shows."""
        own = {name.lower() for name in _COMMON.findall(self.text)}
        found = (name.strip('`"[]') for name in _TABLE.findall(self.text))
        return tuple(dict.fromkeys(name for name in found if name.lower() not in own))


@dataclass(frozen=True, slots=True)
class _Found:
    """A literal that is a query, and what it is called."""

    node: ast.expr
    text: str
    name: str
    inside: bool  # brackets


def with_query_files(
    notebook: Notebook, left: frozenset[str] = frozenset()
) -> tuple[Notebook, tuple[Query, ...]]:
    """The notebook with ``Path("sql/orders.sql").read_text()`` in the place of each query.

    Taken are literals of whole text on module level that are given to one of `READERS`, by
    themselves or by a name that is bound once. Queries whose paths are in `left` stay. Line
    numbers stay as they are.
    """
    sources = "\n".join(cell.source for cell in notebook.cells)
    bare = re.search(r"\bPath\b", sources) is None
    if not _SELECTS.search(sources) or (not bare and not _PATH.search(sources)):
        return notebook, ()
    trees = {cell.number: _tree(cell) for cell in notebook.cells}
    bound = Counter(name for tree in trees.values() for name in _bound(tree))
    wanted = {n.id for tree in trees.values() for n in _given(tree) if isinstance(n, ast.Name)}
    names = frozenset(name for name in wanted if bound[name] == 1)
    values = bound.keys() if _OVER_VALUES.search(sources) else set[str]()
    queries: list[Query] = []
    cells: list[Cell] = []
    for cell in notebook.cells:
        taken: list[tuple[_Found, str]] = []
        for one in _queries(trees[cell.number], names):
            if tables_in(one.text) & values:
                continue  # it reads the notebook's tables, not a database's
            path = _path(one.name, {q.path for q in queries}, sources)
            queries.append(Query(path, one.text, cell.number))
            if path not in left:
                taken.append((one, path))
        cells.append(replace(cell, source=_replaced(cell.source, taken)))
    used = tuple(query for query in queries if query.path not in left)
    if used and bare:
        cells.insert(0, Cell(0, "", Role.IMPORTS, "from pathlib import Path"))
    return (replace(notebook, cells=tuple(cells)) if used else notebook), used


def _tree(cell: Cell) -> ast.Module:
    if cell.role in (Role.SKIP, Role.PARAMETERS):
        return ast.Module([], [])
    return ast.Module(body_of(cell.source), [])


def _bound(tree: ast.AST) -> Iterator[str]:
    """Every name that something in the tree binds, once for each place."""
    for node in all_nodes(tree):
        if isinstance(node, ast.Global | ast.Nonlocal):
            yield from (*node.names, *node.names)
        yield from scope.binds(node)


def _reads(node: ast.AST) -> bool:
    """Whether it is a call of one of `READERS`."""
    return isinstance(node, ast.Call) and last_name(node.func) in READERS


def _given(tree: ast.AST) -> Iterator[ast.expr]:
    """What is given to `READERS` as the query."""
    if not any(map(_reads, all_nodes(tree))):
        return
    for node in outside(tree, (*scope.FUNCTIONS, ast.ClassDef)):
        if isinstance(node, ast.Call) and _reads(node):
            yield from node.args[:1]
            yield from (k.value for k in node.keywords if k.arg in KEYWORDS)


def _queries(tree: ast.Module, names: frozenset[str]) -> Iterator[_Found]:
    """The literals of a cell, in order."""
    direct = {id(node) for node in _given(tree)}
    for statement in tree.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        name = target.id if isinstance(target, ast.Name) else "query"
        if isinstance(statement, ast.Assign) and (text := _query(statement.value)):
            if len(statement.targets) == 1 and name in names:
                yield _Found(statement.value, text, name, False)
            continue
        nodes = [n for n in all_nodes(statement) if isinstance(n, ast.expr) and id(n) in direct]
        for node in sorted(nodes, key=start_of):
            if text := _query(node):
                yield _Found(node, text, name if name == "query" else f"{name}_query", True)


def _query(node: ast.expr) -> str:
    """The text of a literal that is a query; "" for anything else."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return ""
    is_query = _SQL.match(node.value) is not None and "\r" not in node.value
    return node.value if is_query else ""


def _path(name: str, taken: set[str], sources: str) -> str:
    stem = re.sub(r"\W+", "_", name.strip("_").lower()) or "query"
    number, path = 2, f"sql/{stem}.sql"
    while path in taken or path.removeprefix("sql/") in sources:
        number, path = number + 1, f"sql/{stem}_{number}.sql"
    return path


def _replaced(source: str, found: list[tuple[_Found, str]]) -> str:
    lines = source.split("\n")
    for one, path in reversed(found):
        node = one.node
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        before = lines[first].encode()[: node.col_offset].decode()
        after = lines[last].encode()[node.end_col_offset or 0 :].decode()
        gap = "\n" * (last - first)
        code = f'Path("{path}").read_text(encoding="utf-8")'
        made = before + (gap + code if one.inside or not gap else f"({gap}{code})") + after
        lines[first : last + 1] = made.split("\n")
    return "\n".join(lines)
