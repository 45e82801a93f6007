"""Statements of the notebook as the plan wants them."""

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from nb2prod.analysis.syntax.nodes import defaults_of
from nb2prod.emit.capture import Capture, with_arguments
from nb2prod.notebook.source_tree import Change, Source
from nb2prod.patterns import regex
from nb2prod.plan.model import Code

_WORD = regex(r"\w+")
_IMPORTS = (ast.Import, ast.ImportFrom)
_DISPLAYS = ("display", "IPython.display.display", "print")
"""How ``display(…)`` is written here, for which an earlier edit may have put `print`."""


class Lines(NamedTuple):
    """A statement on column 0: the comments and blank lines above, its text, comments below."""

    above: list[str]
    text: str
    below: list[str]


def lines_of(code: Code) -> Lines:
    """The statement as the plan wants it, as text."""
    assert code.statement is not None
    text = rewritten(code)
    nodes, before = code.statement.nodes, code.statement.first_line
    if text != code.statement.source:
        nodes, before = tuple(ast.parse(text).body), 1
    rows = text.split("\n")
    if not nodes:
        return Lines([], "", [row.strip() for row in rows if row.strip()])
    heads = [node.lineno for node in (nodes[0], *getattr(nodes[0], "decorator_list", ()))]
    first, end = min(heads) - before, max(node.end_lineno or 0 for node in nodes) - before + 1
    block = getattr(nodes[-1], "body", None)
    while block and end < len(rows):  # a comment below may belong to the block
        row = rows[end]
        if row.strip() and len(row) - len(row.lstrip()) < block[0].col_offset:
            break
        end += 1
    body = "\n".join(rows[first:end]).rstrip() if block else "\n".join(rows[first:end])
    below = [row.strip() for row in rows[end:] if row.strip()]
    return Lines([row.strip() for row in rows[:first]], body, below)


def rewritten(code: Code) -> str:
    """A statement of the notebook with the plan's edits carried out."""
    assert code.statement is not None
    text, first = code.statement.source, code.statement.nodes[0]
    captured, replaced = dict(code.captured), dict(code.replaced)
    if code.edits or (first.col_offset and not isinstance(first, _IMPORTS)):
        text = _with(text, lambda source: _edits(source, code))
    if not (captured.keys() | replaced.keys()).isdisjoint(_WORD.findall(text)):
        text = _with(text, lambda one: Capture(one, captured, replaced).changes(one.tree))
    if code.assigned or code.printed:
        text = _with(text, lambda source: _with_value(source, code))
    if code.emptied or code.nonlocals is not None:
        text = _with(text, lambda source: _as_local(source, code))
    return text


def _with(text: str, changes: Callable[[Source], Iterator[Change]]) -> str:
    source = Source(text)
    return source.changed(changes(source))


def _edits(source: Source, code: Code) -> Iterator[Change]:
    """The plan's edits, but for those inside of others, and without the imports that stand on the
    statement's line, in front of it."""
    assert code.statement is not None
    body = source.tree.body
    rest = [node for node in body if not isinstance(node, _IMPORTS)]
    if isinstance(body[0], _IMPORTS) and not isinstance(code.statement.nodes[0], _IMPORTS):
        yield Change(source.spans[body[0]][0], source.spans[rest[0]][0], "")
    nodes = {span: n for n, span in source.spans.items() if isinstance(n, ast.expr)}
    offset = code.statement.first_line - 1
    given: dict[ast.Call, dict[str, str]] = {}
    wanted: dict[ast.AST, str] = {}
    for one in code.edits:
        span = one.span
        start = source.lines.at(span.line - offset, span.column)
        node = nodes.get((start, source.lines.at(span.end_line - offset, span.end_column)))
        if one.keyword and isinstance(node, ast.Call):
            given.setdefault(node, {})[one.keyword] = one.code
        elif node is not None and not one.keyword:
            wanted[node] = one.code
    for old, text in wanted.items():
        start, end = source.in_parentheses(*source.spans[old])
        if not text:
            yield Change(source.spans[_argument(source, old)][1], end, "")
        elif old not in given:
            if isinstance(ast.parse(text, mode="eval").body, ast.BinOp):
                start, end = source.spans[old]
            word = source.text[start - 1 : start].isidentifier() if start else False
            yield Change(start, end, f"{' ' if word else ''}{source.fitting(old, text)}")
    for call, arguments in given.items():
        yield from with_arguments(source, call, arguments)


def _argument(source: Source, default: ast.AST) -> ast.arg:
    """The argument that has this default value."""
    every = (one for one in ast.walk(source.tree) if isinstance(one, ast.arguments))
    return next(arg for one in every for arg, value in defaults_of(one) if value is default)


def _with_value(source: Source, code: Code) -> Iterator[Change]:
    """The bare expression as an assignment, and a line that prints what the notebook displays; or
    as what is printed."""
    line = source.tree.body[-1]
    if not isinstance(line, ast.Expr):
        return
    (start, end), value = source.spans[line], line.value
    if code.printed:
        bare = isinstance(value, ast.Tuple) and source.text[source.spans[value][0]] != "("
        yield Change(start, start, "print((" if bare else "print(")
        yield Change(end, end, "))" if bare else ")")
        return
    shown = code.displayed
    if isinstance(value, ast.Call) and ast.unparse(value.func) in _DISPLAYS:
        given = (*value.args, *(one.value for one in value.keywords))
        parts = [source.text[slice(*source.spans[one])] for one in given if not _is_text(one)]
        made = parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
        yield Change(start, end, f"{code.assigned} = {made}")
        shown = True
    else:
        yield Change(start, start, f"{code.assigned} = ")
    if shown:
        target = ast.parse(code.assigned, mode="eval").body
        name = f"({code.assigned})" if isinstance(target, ast.Tuple) else code.assigned
        yield Change(source.row_end(end), source.row_end(end), f"\nprint({name})")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _as_local(source: Source, code: Code) -> Iterator[Change]:
    """``del x`` as ``x = None``; ``global x`` of a definition that is nested in the data layer as
    ``nonlocal x``, without what it only reads, which is seen."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Delete(targets=[ast.Name(id=name)]) if name in code.emptied:
                yield source.put(node, f"{name} = None")
            case ast.Global(names=names) if code.nonlocals is not None:
                yield declared(source, node, "nonlocal", [n for n in names if n in code.nonlocals])


def declared(source: Source, node: ast.Global, word: str, names: list[str]) -> Change:
    """Names declared in another way; without any the statement goes."""
    return source.put(node, f"{word} {', '.join(names)}") if names else source.without(node)
