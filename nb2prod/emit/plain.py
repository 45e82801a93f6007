"""Statements of the notebook with the plan's edits, as text, where libcst is not needed.

To load libcst takes a fifth of the time of a small conversion, and to parse a statement by it
longer than all else that is done to emit it. What only a tree can tell is left to `rewrite`.
"""

import ast
import keyword
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.nodes import holds, nodes_of
from nb2prod.patterns import regex
from nb2prod.plan.model import Code, Edit

_SCOPES = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp, ast.Match, ast.Delete, ast.Import, ast.ImportFrom,
)  # fmt: skip
_LEFT = (ast.Import, ast.ImportFrom, ast.Match)
_WORD = regex(r"\w+")
_CALLED = regex(r"(\w+)\($|[\])]\($")


class Lines(NamedTuple):
    """A statement on column 0: the comments and blank lines above, its text, comments below."""

    above: list[str]
    text: str
    below: list[str]


class _Change(NamedTuple):
    """New text for a part of the source."""

    start: int
    end: int
    text: str


def plain(code: Code) -> Lines | None:
    """The statement as the plan wants it; None where only its tree can be changed so."""
    statement = code.statement
    assert statement is not None
    if _wants_tree(code, statement):
        return None
    rows = statement.source.split("\n")
    first = statement.line - statement.first_line
    last = max(node.end_lineno or 0 for node in statement.nodes) - statement.first_line
    above, below = [row.strip() for row in rows[:first]], [row for row in rows[last + 1 :] if row]
    if any(row[:1] not in ("", "#") for row in (*above, *below)) or rows[last].endswith("\\"):
        return None
    if len(rows) > last + 1 and any(map(_block_of, statement.nodes)):
        return None  # what follows may belong to its block
    changes = list(_changes(code, statement, rows))
    if not all(_alone(change, statement.source) for change in changes):
        return None
    start = sum(len(row) + 1 for row in rows[:first])
    text = _changed("\n".join(rows[: last + 1]), changes)[start:]
    if code.assigned and isinstance(statement.nodes[0], ast.Expr):
        text = f"{code.assigned} = {text}"
        if code.displayed:
            target = ast.parse(code.assigned, mode="eval").body
            shown = f"({code.assigned})" if isinstance(target, ast.Tuple) else code.assigned
            text += f"\nprint({shown})"
    elif code.printed:
        text = f"print({text})"
    return Lines(above, text, below)


def _wants_tree(code: Code, statement: Statement) -> bool:
    """Whether more is to be done than to put texts into the places of expressions."""
    nodes, source = statement.nodes, statement.source
    first = nodes[0]
    if "\f" in source or "\r" in source or first.col_offset or isinstance(first, _LEFT):
        return True
    if any(one.col_offset != 4 for node in nodes for one in _block_of(node)[:1]):
        return True  # libcst indents all blocks alike
    if code.emptied and any(holds(node, [ast.Delete]) for node in nodes):
        return True
    if code.nonlocals is not None and any(holds(node, [ast.Global]) for node in nodes):
        return True
    if code.assigned and (len(nodes) > 1 or source.rstrip().endswith(";")):
        return True
    if code.assigned and "display(" in source:  # what it is given is bound
        return True
    if code.printed and (
        "#" in source or (isinstance(first, ast.Expr) and isinstance(first.value, ast.Tuple))
    ):
        return True
    captured, replaced = {name for name, _ in code.captured}, {name for name, _ in code.replaced}
    written = {word for edit in code.edits for word in _WORD.findall(edit.code)}
    if any(edit.keyword or not edit.code for edit in code.edits) or written & (captured | replaced):
        return True
    if any(_in_text(edit, nodes) for edit in code.edits):
        return True  # its quotes may not be those of the f-string
    names = [name for name in nodes_of(ast.Name, nodes) if name.id in captured | replaced]
    return bool(names) and (
        any(name.id in captured or not isinstance(name.ctx, ast.Load) for name in names)
        or any(holds(node, _SCOPES) for node in nodes)
        or any(name in names for name in nodes_of(ast.Name, nodes_of(ast.JoinedStr, nodes)))
    )


def _in_text(edit: Edit, nodes: Iterable[ast.AST]) -> bool:
    """Whether an edit stands in an f-string."""
    start = (edit.span.line, edit.span.column)
    return any(
        (text.lineno, text.col_offset) < start < (text.end_lineno or 0, text.end_col_offset or 0)
        for text in nodes_of(ast.JoinedStr, nodes)
    )


def _block_of(node: ast.stmt) -> list[ast.stmt]:
    """The block of a compound statement, nothing of a simple one."""
    block: list[ast.stmt] = getattr(node, "body", [])
    return block


def _changes(code: Code, statement: Statement, rows: list[str]) -> Iterator[_Change]:
    """The edits and the names to replace, as parts of the source; of nested ones the outermost."""
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)

    def at(line: int, column: int) -> int:
        number = line - statement.first_line
        return starts[number] + len(rows[number].encode()[:column].decode(errors="ignore"))

    replaced = dict(code.replaced)
    spans = {
        (at(name.lineno, name.col_offset), at(name.lineno, name.end_col_offset or 0)):
            replaced[name.id]
        for name in (nodes_of(ast.Name, statement.nodes) if replaced else ())
        if name.id in replaced
    }  # fmt: skip
    for one in code.edits:
        span = one.span
        spans[at(span.line, span.column), at(span.end_line, span.end_column)] = one.code
    reached = 0
    for (start, end), text in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= reached:
            yield _Change(start, end, text)
            reached = end


def _alone(change: _Change, source: str) -> bool:
    """Whether the expression has no parentheses of its own, which would go with it."""
    before, after = source[: change.start].rstrip(), source[change.end :].lstrip()
    if source[change.start : change.start + 1] == "(":
        return False
    if not (before.endswith("(") and after.startswith(")")):
        return True
    called = _CALLED.search(before)
    return called is not None and not keyword.iskeyword(called[1] or "")


def _changed(source: str, changes: Iterable[_Change]) -> str:
    for change in reversed([*changes]):
        source = source[: change.start] + change.text + source[change.end :]
    return source
