"""``await`` outside a function, as a script can have it: by ``asyncio.run``."""

import ast
import re
from collections.abc import Iterator

from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.edits import SourceEdit, applied, end_of, start_of
from nb2prod.notebook.syntax import Written, body_of, located, statements

_COROUTINES = frozenset({"asyncio.sleep", "asyncio.to_thread", "asyncio.wait_for"})
_PLAIN = (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Import, ast.ImportFrom)


def with_runs(source: str) -> str:
    """The cell with `asyncio.run(...)` for each ``await`` of a function that is called by its name.

    What belongs to the loop that it was made in (the methods of a client, a task) cannot be
    awaited in another one, so that a cell with such an ``await`` stays as it is.

    >>> with_runs("rows = await load(2)")
    'import asyncio; rows = asyncio.run(load(2))'
    >>> with_runs("rows = await client.get(2)")
    'rows = await client.get(2)'
    """
    if "await" not in source:
        return source
    body = statements(source)
    found = [node for top in body for node in _outside_functions(top)]
    lines = source.split("\n")
    if not found or not all(_is_plain(node, lines) for node in found):
        return source
    edits = [edit for node in found if isinstance(node, ast.Await) for edit in _edits(node)]
    first = min(edit.start for edit in edits)
    if re.search(r"(?m)^import asyncio\b", source) is None:
        before = [top for top in body if isinstance(top, _PLAIN) and start_of(top) <= first]
        at = start_of(before[0]) if before else (1, 0)
        edits = [*edits, SourceEdit(at, at, "import asyncio" + ("; " if before else "\n"))]
    return applied(source, edits)


def awaits(source: str, cell: Written) -> Diagnostic | None:
    """The first thing outside a function that a script cannot wait for, as an error, or None."""
    if not re.search(r"\b(?:await|async)\b", source):
        return None
    lines = source.split("\n")
    found = [node for top in body_of(source) for node in _outside_functions(top)]
    left = [node for node in found if not _is_plain(node, lines)]
    places = [(node.target if isinstance(node, ast.comprehension) else node) for node in left]
    if not places:
        return None
    line, column = min(map(start_of, places))
    return located(
        "this `await` outside a function works in a notebook only.",
        "Put the code in an `async def main()` and write `await main()`, which a script can run.",
        "NB122",
        cell,
        line,
        column + 1,
    )


_Waits = ast.Await | ast.AsyncFor | ast.AsyncWith | ast.comprehension


def _outside_functions(node: ast.AST) -> Iterator[_Waits]:
    """What waits: ``await``, ``async with``, ``async for``."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    if isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith):
        yield node
    elif isinstance(node, ast.comprehension) and node.is_async:
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _outside_functions(child)


def _is_plain(node: _Waits, lines: list[str]) -> bool:
    """``await load(x)``, in one line up to the call."""
    call = node.value if isinstance(node, ast.Await) else None
    if not isinstance(node, ast.Await) or not isinstance(call, ast.Call):
        return False
    known = isinstance(call.func, ast.Name) or ast.unparse(call.func) in _COROUTINES
    between = lines[node.lineno - 1].encode()[node.col_offset : call.col_offset]
    return known and call.lineno == node.lineno and between.strip() == b"await"


def _edits(node: ast.Await) -> tuple[SourceEdit, SourceEdit]:
    end = end_of(node)
    opened = SourceEdit(start_of(node), start_of(node.value), "asyncio.run(")
    return opened, SourceEdit(end, end, ")")
