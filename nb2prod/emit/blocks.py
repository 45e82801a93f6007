"""Statements of the notebook as text of the scripts: blocks of functions, and of module level."""

import ast
import re
from collections.abc import Iterable, Iterator

from nb2prod.emit.comments import comment
from nb2prod.emit.plain import Lines, plain
from nb2prod.emit.prose import prose
from nb2prod.plan.model import Code


def block(codes: Iterable[Code]) -> str:
    """The text of an indented block; empty for no statements."""
    lines = (line for text in _texts(codes) for line in _indented(text))
    return "".join(f"{line}\n" for line in lines).lstrip("\n")


def block_under(heading: str, codes: Iterable[Code]) -> str:
    """The block below a heading, which the notebook's text does not say again."""
    again = re.compile(rf"^    # {heading}\n(?:    #\n)?", re.MULTILINE | re.IGNORECASE)
    return again.sub("", block(codes)).lstrip("\n")


def on_top(codes: Iterable[Code]) -> str:
    """The text on module level."""
    return "\n".join(_texts(codes)).strip("\n") + "\n"


def lines_of(code: Code) -> Lines:
    """A statement of the notebook as the plan wants it."""
    found = plain(code)
    if found is None:
        from nb2prod.emit.rewrite import lines_of_tree  # libcst takes long to load

        found = lines_of_tree(code)
    return found


def closed_up(lines: list[str]) -> list[str]:
    """Lines above a statement, without blank ones in front."""
    first = next((at for at, line in enumerate(lines) if line), len(lines))
    return lines[first:]


def origin(code: Code) -> list[str]:
    """A comment that names the cell, where one is wanted."""
    return [f"# {text}" for text in prose("".join(c for c in code.provenance if c.isprintable()))]


def _texts(codes: Iterable[Code]) -> Iterator[str]:
    """The codes, and the comments and blank lines between; comments that nothing follows go."""
    trailing: list[str] = []
    for code in codes:
        if code.statement is None:
            above, text, below = Lines([], code.text.strip(), [])
        else:
            above, text, below = lines_of(code)
            if code.starts_cell or code.provenance:
                markdown = code.markdown if code.starts_cell else ""
                above = ["", *origin(code), *comment(markdown), *closed_up(above)]
        if text:
            yield from (*trailing, *above, text)
            trailing = []
        trailing += below


def _indented(text: str) -> Iterator[str]:
    """The lines of a statement, indented but inside of strings."""
    several = '"""' in text or "'''" in text or "\\\n" in text
    inside = set(_rows_in_strings(ast.parse(text))) if several else ()
    for row, line in enumerate(text.split("\n"), start=1):
        yield f"    {line}" if line and row not in inside else line


def _rows_in_strings(node: ast.AST) -> Iterator[int]:
    """The rows that start inside a string."""
    if isinstance(node, ast.JoinedStr | ast.Constant):
        yield from range(node.lineno + 1, (node.end_lineno or 0) + 1)
        return
    for child in ast.iter_child_nodes(node):
        yield from _rows_in_strings(child)
