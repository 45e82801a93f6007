"""Whether a cell is Python, and if not, what a person can do about it."""

import ast
import io
import re
import symtable
import tokenize
import warnings
from collections.abc import Iterable
from functools import lru_cache

from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.notebook.model import Cell
from nb2prod.patterns import regex
from nb2prod.records import dataclass

# Later phases walk the tree by recursion, with several frames a level.
_MAX_DEPTH = 200
_CHARACTERS_A_LEVEL = 2
# `a and b and …` and `"a" "b" …` are flat for Python, but not for libcst: a level each.
_MOST_IN_ROW = 500

_PYTHON_2 = (
    regex(r"^\s*print\s+(?![=(.\[])\S"),
    regex(r"^\s*print\s*$"),
    regex(r"\bexcept\s+[\w.()\s,]+?,\s*\w+\s*:"),
    regex(r"\braise\s+[\w.]+\s*,"),
    regex(r"^\s*exec\s+[^(=\s]"),
    regex(r"<>"),
    regex(r"`[^`]+`"),
    regex(r"\b0[0-7]+\b(?!\.)"),
    regex(r"\b\d+[lL]\b"),
    regex(r"\b[uU][rR]['\"]"),
    regex(r"\bdef\s+\w+\s*\((?:[^=]*,)?\s*\(\s*[A-Za-z_]"),
)
_PYTHON_2_MESSAGES = (
    "Missing parentheses in call to",
    "multiple exception types must be parenthesized",
    "leading zeros in decimal integer literals",
    "invalid decimal literal: use an 0o prefix",
)
_CONFLICT = regex(r"(?:<{7}|>{7})\s")


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as it was written, for error messages; ``place`` is that of its first line."""

    place: Place
    text: str


def parses(source: str) -> bool:
    """Whether the text is the source of a Python module; ``await`` may stand anywhere in it."""
    return not fault(source)


def fault(source: str) -> str:
    """Where the text is not Python, and why; "" where it is."""
    try:
        _check(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return fault_of(error)
    return ""


def fault_of(error: Exception) -> str:
    """What an error of Python's parser says, with the line where it knows one."""
    if isinstance(error, SyntaxError) and error.lineno:
        return f"line {error.lineno}: {error.msg}"
    return str(error) or type(error).__name__


def why_not(source: str, cell: Written) -> Diagnostic | None:
    """What keeps ``source``, which was made of the cell, from being Python, or None."""
    unreadable = _unreadable(source, cell.place)
    if unreadable:
        return unreadable
    try:
        _check(source)
    except SyntaxError as error:
        return _explained(error, cell)
    except (RecursionError, MemoryError):
        return _too_deep(cell.place)
    return _too_deep(cell.place) if _is_deep(source) else None


def relative_import(source: str, cell: Written) -> Diagnostic | None:
    """The first ``from .module import …``, as an error, or None."""
    if not re.search(r"\bfrom\s+\.", source):
        return None
    nodes = [n for n in ast.walk(_tree(source)) if isinstance(n, ast.ImportFrom) and n.level]
    if not nodes:
        return None
    node = min(nodes, key=lambda n: (n.lineno, n.col_offset))
    module = node.module or ""
    names = ", ".join(alias.name for alias in node.names)
    dots = "." * node.level
    path = f' after `sys.path.append("{"/".join([".."] * (node.level - 1))}")`'
    plain = f"from {module} import {names}" if module else f"import {names}"
    return located(
        f"`from {dots}{module} import {names}` is relative, and a notebook is in no package.",
        f"Write `{plain}`{path if node.level > 1 else ''}.",
        "NB125",
        cell,
        node.lineno,
        node.col_offset + 1,
    )


def statements(source: str) -> list[ast.stmt]:
    """The statements of the text; none if it is not Python."""
    return _tree(source).body if parses(source) else []


def body_of(source: str) -> list[ast.stmt]:
    """The statements of a cell that was checked; none where it is no Python, which is told then."""
    try:
        return _tree(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def statements_of_cell(cell: Cell) -> list[ast.stmt]:
    """As `body_of`, but parsed once, for all who leave the nodes as they are."""
    try:
        return kept_statements(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def kept_statements(cell: Cell) -> list[ast.stmt]:
    """The statements of a cell, which are kept until `forget_statements`.

    Raises:
        SyntaxError, ValueError: the cell is not Python.
    """
    return _kept(cell.source, cell.id, int(cell.number))


@lru_cache(maxsize=1 << 14)
def _kept(source: str, *_cell: object) -> list[ast.stmt]:
    """Two cells with one text have nodes of their own: much is known by node."""
    return _tree(source).body


forget_statements = _kept.cache_clear


def first_line(node: ast.stmt) -> int:
    """The line where a statement begins, with its decorators."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(d.lineno for d in decorators)])


def stands_alone(node: ast.stmt, others: Iterable[ast.stmt]) -> bool:
    """Whether none of the other statements of the cell stands on a line of this one."""
    first, last = first_line(node), node.end_lineno or 0
    return all(o is node or o.lineno > last or (o.end_lineno or 0) < first for o in others)


def bound_names(source: str) -> tuple[str, ...]:
    """The names that running the text as a module binds; none if it does not parse."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = symtable.symtable(source, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    names = (s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported())
    return tuple(names)


def located(
    message: str, advice: str, code: str, cell: Written, line: int, column: int = 0
) -> Diagnostic:
    """An error about a line of the cell, which it shows."""
    lines = cell.text.split("\n")
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    column = column if shown else 0
    here = Place(cell.place.cell, cell.place.cell_id, line, column)
    return Diagnostic(message, advice, here, code, shown, column)


@lru_cache(maxsize=1024)
def _check(source: str) -> None:
    """Raise what compiling the text raises. It is not run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compile(source, "<cell>", "exec", flags=flags, dont_inherit=True)


def _tree(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def _unreadable(source: str, place: Place) -> Diagnostic | None:
    for number, line in enumerate(source.split("\n"), 1):
        if "\0" in line:
            what, column = "a NUL character", line.index("\0") + 1
        elif surrogate := re.search("[\ud800-\udfff]", line):
            what, column = "half a character (a lone surrogate)", surrogate.start() + 1
        else:
            continue
        return Diagnostic(
            f"the line holds {what}.",
            "Remove it.",
            Place(place.cell, place.cell_id, number, column),
            "NB124",
        )
    return None


def _explained(error: SyntaxError, cell: Written) -> Diagnostic:
    lines = cell.text.split("\n")
    line, column = error.lineno or 1, error.offset or 0
    conflict = next((n for n, text in enumerate(lines, 1) if _CONFLICT.match(text)), 0)
    if conflict:
        message = "a git conflict marker stands in the cell."
        return located(message, "Resolve the conflict.", "NB120", cell, conflict, 1)
    message = error.msg.rstrip(".")
    if message.startswith("too many") and "nested" in message:
        return _too_deep(cell.place)
    if _is_python_2(message, lines[line - 1] if line <= len(lines) else ""):
        advice = "Port the cell to Python 3."
        return located("this is Python 2.", advice, "NB121", cell, line, column)
    message = f"this is not Python: {message}" + ("" if message.endswith("?") else ".")
    return located(message, "Fix the cell, or tag it `skip`.", "NB120", cell, line, column)


def _is_python_2(message: str, line: str) -> bool:
    code = re.sub(r"(?<!['\"\w])#.*", "", line)
    known = any(message.startswith(start) for start in _PYTHON_2_MESSAGES)
    return known or any(pattern.search(code) for pattern in _PYTHON_2)


def _too_deep(place: Place) -> Diagnostic:
    return Diagnostic(
        "the code is nested too deeply to be analysed.",
        "Split the expression, the literal or the `elif` chain, or tag the cell `skip`.",
        place,
        "NB123",
    )


def _is_deep(source: str) -> bool:
    if len(source) < _MAX_DEPTH * _CHARACTERS_A_LEVEL:
        return False
    level: list[ast.AST] = [_tree(source)]
    depth = 0
    while level and depth <= _MAX_DEPTH:
        if any(isinstance(n, ast.BoolOp) and len(n.values) > _MOST_IN_ROW for n in level):
            return True
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        depth += 1
    return bool(level) or _has_long_row_of_strings(source)


def _has_long_row_of_strings(source: str) -> bool:
    if source.count("'") + source.count('"') <= 2 * _MOST_IN_ROW:
        return False
    row = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.STRING:
            row += 1
        elif token.type not in (tokenize.NL, tokenize.COMMENT):
            row = 0
        if row > _MOST_IN_ROW:
            return True
    return False
