"""Methods that are attached after their class: they move into its body.

A script has a class once, whole, and whoever imports it has its methods too. So does whoever
loads an object of it from a file.
"""

import ast
import builtins
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nb2prod.analysis.rewrites.attachments import Attached, Top, attachments
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, named
from nb2prod.notebook.edits import SourceEdit, applied, end_of, in_place_of, start_of
from nb2prod.notebook.model import Cell, Moved, Notebook, part_of
from nb2prod.notebook.syntax import body_of, first_line, stands_alone
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_CLASS = regex(r"(?m)^class\b")
_ATTACHES = regex(r"(?m)^[^\W\d]\w*\.\w+ *=(?!=)|^setattr\(|^@")
_PART = 1000
"""Parts of cells that are made here get numbers from here on, which no other part has."""


def with_attached_methods(notebook: Notebook) -> Notebook:
    """The notebook with such methods, and constants, in the body of their class."""
    live = notebook.live
    if not any(_CLASS.search(cell.source) for cell in live):
        return notebook
    if not any(_ATTACHES.search(cell.source) for cell in live):
        return notebook
    tops = [
        Top(at, node)
        for at, cell in enumerate(notebook.cells)
        if cell.live
        for node in body_of(cell.source)
    ]
    found = [one for one in attachments(tops) if _stand_alone(one, tops)]
    return _moved(notebook, tops, found) if found else notebook


def _stand_alone(one: Attached, tops: Sequence[Top]) -> bool:
    """Whether the statements share their lines with no other."""
    own = [tops[at] for at in (one.at, one.owner, one.function) if at >= 0]
    return all(stands_alone(o.node, (t.node for t in tops if t.cell == o.cell)) for o in own)


@dataclass(frozen=True, slots=True)
class _Member:
    """Lines for the body of a class, and where they stood: cell, by position, and first line."""

    lines: tuple[str, ...]
    cell: int
    line: int


def _moved(notebook: Notebook, tops: Sequence[Top], found: Sequence[Attached]) -> Notebook:
    members: dict[int, list[_Member]] = {}
    for one in found:
        members.setdefault(one.owner, []).append(_member(one, tops, notebook.cells))
    edits: dict[int, list[SourceEdit]] = {}
    for at, kept in _gone(found, tops).items():
        source = notebook.cells[tops[at].cell].source
        edits.setdefault(tops[at].cell, []).append(_without(tops[at].node, source, kept))
    cells: list[Cell] = []
    moved = list(notebook.moved)
    for at, cell in enumerate(notebook.cells):
        cell = replace(cell, source=applied(cell.source, edits.get(at, ())))
        own = [n for n in sorted(members) if tops[n].cell == at]
        if not own:
            cells.append(cell)
            continue
        for n, (part, node) in enumerate(_parts(cell, [tops[n].node for n in own])):
            if node is None:
                cells.append(part)
                continue
            source, places = _with_members(part.source, node, members[own[n]])
            cells.append(replace(part, source=source))
            for first, member in places:
                there = notebook.cells[member.cell]
                last = first + len(member.lines) - 1
                moved.append(Moved(part.number, first, last, there.number, there.id, member.line))
    return replace(notebook, cells=tuple(cells), moved=tuple(moved))


def _gone(found: Sequence[Attached], tops: Sequence[Top]) -> dict[int, bool]:
    """The statements that are not needed any more, and whether their function stays.

    That is so where something else reads its name.
    """
    plain = {one.at for one in found if one.function != one.at}
    gone = dict.fromkeys(plain, False)
    for at in {one.function for one in found if one.function >= 0}:
        name = getattr(tops[at].node, "name", "")
        others = (top.node for n, top in enumerate(tops) if n != at and n not in plain)
        read = any(name in named(node) for node in others)
        if any(one.at == at for one in found) or not read:
            gone[at] = read
    return gone


def _without(node: ast.stmt, source: str, kept: bool) -> SourceEdit:
    """Blank lines in the place of the statement, or of its first decorator."""
    first, end = _start(node, source), (node.end_lineno or 0, node.end_col_offset or 0)
    if kept:
        assert isinstance(node, ast.FunctionDef)
        decorator = node.decorator_list[0]
        first, end = decorator.lineno, (decorator.end_lineno or 0, decorator.end_col_offset or 0)
    return SourceEdit((first, 0), end, "\n" * (end[0] - first))


def _start(node: ast.stmt, source: str) -> int:
    """The first line of a statement, or of the comment right above it."""
    lines, first = source.split("\n"), first_line(node)
    while first > 1 and lines[first - 2].startswith("#"):
        first -= 1
    return first


def _member(one: Attached, tops: Sequence[Top], cells: Sequence[Cell]) -> _Member:
    """What stands in the class in the place of what was attached to it."""
    at = one.at if one.function < 0 else one.function
    cell, node = tops[at].cell, tops[at].node
    if one.function < 0:
        return _Member(tuple(f"    {line}" for line in _value(one)), cell, first_line(node))
    assert isinstance(node, ast.FunctionDef)
    edits = [_quoted(e, one, node, tops) for e in _annotations(node, one, tops)]
    source = applied(cells[cell].source, edits)
    first = _start(node, source)
    lines = source.split("\n")[first - 1 : node.end_lineno]
    at_def = node.lineno - first
    lines[at_def] = lines[at_def].replace(f"def {node.name}", f"def {one.name}", 1)
    if one.at == at:
        decorator = node.decorator_list[0]
        del lines[decorator.lineno - first : (decorator.end_lineno or 0) - first + 1]
    elif one.wrapper:
        lines.insert(first_line(node) - first, f"@{one.wrapper}")
    return _Member(tuple(_indented(lines, node, first)), cell, first)


def _value(one: Attached) -> Iterator[str]:
    """``name = value``; a lambda is a function."""
    value = one.value
    match value:
        case ast.Call(ast.Name(wrapper), [ast.Lambda() as value]):
            yield f"@{wrapper}"
    if isinstance(value, ast.Lambda):
        yield f"def {one.name}({ast.unparse(value.args)}):"
        yield f"    return {ast.unparse(value.body)}"
    elif value is not None:
        yield f"{one.name} = {ast.unparse(value)}"


def _annotations(node: ast.FunctionDef, one: Attached, tops: Sequence[Top]) -> Iterator[ast.expr]:
    """The annotations that name a class which is not there yet in the body of the owner."""
    later = {getattr(top.node, "name", "") for top in tops[one.owner :]}
    found = [argument.annotation for argument in scope.all_arguments(node.args)]
    yield from (e for e in (*found, node.returns) if e is not None and named(e) & later)


def _quoted(
    annotation: ast.expr, one: Attached, node: ast.FunctionDef, tops: Sequence[Top]
) -> SourceEdit:
    """The annotation as a text; ``self: Owner`` is ``self``."""
    first = next(scope.all_arguments(node.args))
    owner = getattr(tops[one.owner].node, "name", "")
    if annotation is first.annotation and getattr(annotation, "id", "") == owner:
        return SourceEdit(start_of(first), end_of(annotation), first.arg)
    return in_place_of(annotation, repr(ast.unparse(annotation)).replace("'", '"'))


def _indented(lines: list[str], node: ast.FunctionDef, first: int) -> Iterator[str]:
    """The lines as they stand in a class; inside of texts over several lines they stay."""
    texts = {
        n
        for one in all_nodes(node)
        if isinstance(one, ast.Constant | ast.JoinedStr)
        for n in range(one.lineno + 1, (one.end_lineno or one.lineno) + 1)
    }
    shift = (node.end_lineno or 0) - first + 1 - len(lines)
    for n, line in enumerate(lines):
        yield line if n + shift + first in texts or not line else f"    {line}"


def _parts(cell: Cell, classes: Sequence[ast.stmt]) -> Iterator[tuple[Cell, ast.stmt | None]]:
    """The cell in parts that end with a class each, and what is left; lines keep their numbers."""
    lines = cell.source.split("\n")
    ends = [0, *(node.end_lineno or 0 for node in classes), len(lines)]
    for n, (start, end) in enumerate(pairwise(ends)):
        if n < len(classes) or any(line.strip() for line in lines[start:end]):
            node = classes[n] if n < len(classes) else None
            yield part_of(cell, start, end, _PART + n if n else 0), node


def _with_members(
    source: str, node: ast.stmt, members: Sequence[_Member]
) -> tuple[str, list[tuple[int, _Member]]]:
    """The source, which ends with the class, with members; and the first line of each."""
    assert isinstance(node, ast.ClassDef)
    lines = source.split("\n")
    first = node.body[0]
    if len(node.body) == 1 and _is_nothing(first):
        kept = lines[first.lineno - 1].encode()[: first.col_offset].decode().rstrip()
        lines[first.lineno - 1 :] = [kept] if kept else []
    elif first.lineno == node.lineno:
        head, body = (part.decode() for part in _cut(lines[first.lineno - 1], first.col_offset))
        lines[first.lineno - 1 :] = [head.rstrip(), f"    {body}"]
    places: list[tuple[int, _Member]] = []
    before = True
    for member in members:
        lines += [] if before and lines[-1].rstrip().endswith(":") else [""]
        before = False
        places.append((len(lines) + 1, member))
        lines += member.lines
    return "\n".join(lines), places


def _cut(line: str, column: int) -> tuple[bytes, bytes]:
    raw = line.encode()
    return raw[:column], raw[column:]


def _is_nothing(node: ast.stmt) -> bool:
    match node:
        case ast.Pass() | ast.Expr(ast.Constant(value=builtins.Ellipsis)):
            return True
    return False
