"""The text of a statement with its tree, whose nodes tell where they stand, and changes to it.

Before Python 3.12 `ast` does not say where the expressions of an f-string stand, so these are
found here. libcst knows, but to load it takes a fifth of the time of a small conversion, and to
parse a statement by it longer than all else that is done to emit it.
"""

import ast
import keyword
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from itertools import accumulate
from typing import NamedTuple

from nb2prod.patterns import regex

_LINE_END = regex(r"(\r\n|\r|\n)")
_LITERAL = regex(r"([A-Za-z]*)('''|\"\"\"|'|\")")
_BETWEEN = regex(r"(?:\s|\\\n|#.*)*")
_FIELD_END = regex(r"(?<![=!<>])=(?!=)|!(?!=)|[:}]")
_SIGNIFICANT = regex(r"#.*|\s+|\\\n|(.)")
_HEAD_END = regex(r"#.*|(->|:)")
_CALLED = regex(r"(?:(\w+)|[\])])\s*\($")


class Change(NamedTuple):
    """New text for a part of the source."""

    start: int
    end: int
    text: str


class Shown(NamedTuple):
    """Where ``{x=}`` begins, and where its ``=``; ``bare``: nothing says how to format it."""

    brace: int
    equal: int
    end: int
    bare: bool


class Source:
    """A text with its tree. An f-string has its expressions for values, and nothing else."""

    def __init__(self, text: str) -> None:
        self.text, self.tree = text, ast.parse(text)
        self.spans: dict[ast.AST, tuple[int, int]] = {}
        self.quotes: dict[ast.AST, tuple[str, ...]] = {}
        self.shown: dict[ast.AST, Shown] = {}
        self.lines = _Lines(text, 0)
        self._read(self.tree, self.lines, ())

    def _read(self, node: ast.AST, lines: "_Lines", quotes: tuple[str, ...]) -> None:
        if isinstance(end := getattr(node, "end_lineno", None), int):
            start = lines.at(node.lineno, node.col_offset)  # type: ignore[attr-defined]
            self.spans[node] = start, lines.at(end, node.end_col_offset)  # type: ignore[attr-defined]
            self.quotes[node] = quotes
        if isinstance(node, ast.JoinedStr):
            node.values = list(self._expressions(*self.spans[node], quotes))
            return
        for child in ast.iter_child_nodes(node):
            self._read(child, lines, quotes)

    def _expressions(self, at: int, end: int, quotes: tuple[str, ...]) -> Iterator[ast.expr]:
        """What stands in the braces of an f-string, or of several texts of which one is one."""
        while at < end:
            literal = _LITERAL.match(self.text, at)
            assert literal is not None
            prefix, quote = literal[1].lower(), literal[2]
            at = literal.end()
            while not self.text.startswith(quote, at):
                if self.text.startswith("\\N{", at) and "r" not in prefix:
                    at = self.text.index("}", at)
                elif self.text[at] == "\\" and not ("f" in prefix and self.text[at + 1] == "{"):
                    at += 2
                elif "f" in prefix and self.text[at] == "{" and self.text[at + 1] != "{":
                    at = yield from self._field(at, (*quotes, quote))
                else:
                    at += 2 if self.text.startswith("{{", at) else 1
            between = _BETWEEN.match(self.text, at + len(quote))
            at = between.end() if between else end

    def _field(self, brace: int, quotes: tuple[str, ...]) -> Generator[ast.expr, None, int]:
        """The expressions of ``{x!r:>{n}}``; gives where it ends."""
        node, end = self._expression(brace + 1)
        self._read(node, _Lines(f"({self.text[brace + 1 : end]}", brace), quotes)
        yield node
        equal = end
        if self.text[end] == "=":
            end += 1
            while self.text[end].isspace():
                end += 1
            self.shown[node] = Shown(brace, equal, end, self.text[end] == "}")
        while self.text[end] not in ":}":
            end += 1
        while self.text[end] != "}":
            if self.text[end] == "{":
                end = yield from self._field(end, quotes)
            else:
                end += 1
        return end + 1

    def _expression(self, start: int) -> tuple[ast.expr, int]:
        """The expression that begins here, and where it ends: where it is one by itself."""
        ends = (found.start() for found in _FIELD_END.finditer(self.text, start))
        for end in (end for end in ends if self.text[start:end].strip()):
            with suppress(SyntaxError):
                return ast.parse(f"({self.text[start:end]}\n)", mode="eval").body, end
        raise AssertionError(self.text)

    def put(self, node: ast.AST, text: str) -> Change:
        """Text in the place of a node."""
        return Change(*self.spans[node], self.fitting(node, text))

    def fitting(self, node: ast.AST, text: str) -> str:
        """The text with other quotes than those of f-strings around: before Python 3.12 these
        would end them."""
        for around in self.quotes[node]:
            other = {"'": '"', '"': "'"}.get(around)
            if other is not None and other not in text:
                text = text.replace(around, other)
        return text

    def changed(self, changes: Iterable[Change]) -> str:
        """The text with the changes made; of nested ones the outermost."""
        made, at = "", 0
        for one in sorted(changes, key=lambda one: (one.start, -one.end)):
            if one.start >= at:
                made, at = made + self.text[at : one.start] + one.text, one.end
        return made + self.text[at:]

    def in_parentheses(self, start: int, end: int) -> tuple[int, int]:
        """The part of the source with the parentheses around it, but for those of a call."""
        while True:
            before = self.text[:start].rstrip()
            behind = _BETWEEN.match(self.text, end)
            after = behind.end() if behind else end
            called = _CALLED.search(before)
            if not before.endswith("(") or self.text[after : after + 1] != ")":
                return start, end
            if called is not None and not keyword.iskeyword(called[1] or ""):
                return start, end
            start, end = len(before) - 1, after + 1

    def last_sign(self, start: int, end: int) -> int:
        """Where the last character stands that is neither space nor comment."""
        signs = [m.start() for m in _SIGNIFICANT.finditer(self.text, start, end) if m[1]]
        return signs[-1] if signs else start - 1

    def colon(self, start: int) -> int:
        """The end of a head: its colon, or the arrow."""
        return next(m.start() for m in _HEAD_END.finditer(self.text, start) if m[1])

    def row_end(self, at: int) -> int:
        """Where the line ends."""
        end = self.text.find("\n", at)
        return end if end >= 0 else len(self.text)

    def indent(self, at: int) -> str:
        """What stands before on the line, where that is nothing but space."""
        row = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        return row if not row.strip() else row[: len(row) - len(row.lstrip())]

    def without(self, node: ast.stmt) -> Change:
        """A statement taken away, and its line where it is alone on it."""
        start, end = self.spans[node]
        rest = self.text[end : self.row_end(end)]
        if rest.lstrip().startswith(";"):
            return Change(start, end + rest.index(";") + 1, "")
        before = self.text[:start].rstrip(" \t")
        if before.endswith(";"):
            return Change(len(before) - 1, end, "")
        return Change(len(before), min(self.row_end(end) + 1, len(self.text)), "")


class _Lines:
    """Where the lines of a text begin, in a whole of which it is a part."""

    def __init__(self, text: str, shift: int) -> None:
        parts = _LINE_END.split(text)
        self.rows = parts[::2]
        ends = [*map(len, parts[1::2]), 0]
        lengths = (len(row) + end for row, end in zip(self.rows, ends, strict=True))
        self.starts = list(accumulate(lengths, initial=shift))

    def at(self, row: int, column: int) -> int:
        """The place of a point as `ast` has it: a line from 1, a column in bytes."""
        text = self.rows[row - 1] if 0 < row <= len(self.rows) else ""
        if not text.isascii():
            column = len(text.encode()[:column].decode(errors="ignore"))
        return self.starts[min(max(row, 1), len(self.starts)) - 1] + column
