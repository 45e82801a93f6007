"""Where a cell leaves Python: lines in IPython's own syntax, found without running anything.

Only a logical line's start counts: ``%`` in brackets, strings, comments and continued lines is
Python's.
"""

from enum import StrEnum

from nb2prod.patterns import regex
from nb2prod.records import dataclass


class Form(StrEnum):
    """The sort of an IPython line."""

    MAGIC = "magic"
    SHELL = "shell"
    HELP = "help"
    ASSIGNED = "assigned"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Escape:
    """Lines ``first`` up to, not including, ``end`` (from 0) that are not Python.

    ``text`` is what follows the escape character, continued lines joined. For
    ``x = !command``, ``target`` is ``x =`` and ``text`` begins with the escape character.
    """

    form: Form
    first: int
    end: int
    indent: str
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class _State:
    """Where a physical line begins: how deep in brackets, in which string, continued or not."""

    depth: int = 0
    quote: str = ""
    continued: bool = False

    @property
    def fresh(self) -> bool:
        return self == _State()


_STARTS = {
    "%": Form.MAGIC,
    "!": Form.SHELL,
    "?": Form.HELP,
    ",": Form.CALL,
    ";": Form.CALL,
    "/": Form.CALL,
}
# Never Python, and IPython takes it as a magic where it is the only line.
_INSTALL = regex(r"(?:pip3?|conda|mamba)\s+install\s+\S")
_ASSIGNED = regex(r"(?<![=<>!+\-*/%&|^@:])=\s*(?=[!%])")
_TOKEN = regex(r"#.*|\"\"\"|'''|[\"'()\[\]{}=?\\]")
_STRING_END = {quote: regex(rf"(?:[^\\]|\\.)*?{quote}") for quote in ('"""', "'''", '"', "'")}


def find_escapes(source: str) -> list[Escape]:
    """The lines of a cell that are IPython's, in order; cell magics are not looked for."""
    lines = source.split("\n")
    found: list[Escape] = []
    state, index = _State(), 0
    while index < len(lines):
        escape = _starting_at(lines, index) if state.fresh else None
        if escape is None:
            scan = _scan(lines[index], state)
            escape = _within(lines, index, scan) if state.fresh else None
            state = scan.state
        if escape is None:
            index += 1
        else:
            found.append(escape)
            state, index = _State(), escape.end
    return found


def _starting_at(lines: list[str], index: int) -> Escape | None:
    stripped = lines[index].lstrip(" \t")
    if _INSTALL.match(stripped):
        end, text = _joined(lines, index, len(lines[index]) - len(stripped))
        return Escape(Form.SHELL, index, end, lines[index][: -len(stripped)], text)
    if not stripped or stripped[0] not in _STARTS:
        return None
    indent = lines[index][: len(lines[index]) - len(stripped)]
    end, text = _joined(lines, index, len(indent) + 1)
    form = _STARTS[stripped[0]]
    if form is Form.MAGIC and text.rstrip().endswith("?"):
        form = Form.HELP
    return Escape(form, index, end, indent, text)


@dataclass(frozen=True, slots=True)
class _Scan:
    state: _State
    assigned: int = -1
    question: bool = False


def _within(lines: list[str], index: int, scan: _Scan) -> Escape | None:
    line = lines[index]
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    if scan.assigned >= 0:
        end, text = _joined(lines, index, scan.assigned)
        target = line[: scan.assigned].strip()
        return Escape(Form.ASSIGNED, index, end, indent, text, target)
    if scan.question:
        return Escape(Form.HELP, index, index + 1, indent, line.strip())
    return None


def _joined(lines: list[str], index: int, column: int) -> tuple[int, str]:
    """The end of a line that backslashes continue, and its text from a column on."""
    end, text = index + 1, lines[index][column:]
    while text.endswith("\\") and end < len(lines):
        text = text[:-1] + " " + lines[end].lstrip()
        end += 1
    return end, text.strip()


def _scan(line: str, state: _State) -> _Scan:
    """Follow brackets and strings through a physical line."""
    depth, quote, column, question = state.depth, state.quote, 0, False
    while column < len(line):
        if quote:
            ended = _STRING_END[quote].match(line, column)
            if ended is None:
                # A string in single quotes goes on only after a backslash.
                goes_on = len(quote) == 3 or line.endswith("\\")
                return _Scan(_State(depth, quote if goes_on else ""))
            quote, column = "", ended.end()
            continue
        match = _TOKEN.search(line, column)
        if match is None:
            break
        token, column = match.group(), match.end()
        if token in _STRING_END:
            quote = token
        elif token in "([{":
            depth += 1
        elif token in ")]}":
            depth = max(0, depth - 1)
        elif token == "\\" and column == len(line):
            return _Scan(_State(depth, "", continued=True))
        elif token == "=" and not depth:
            assigned = _ASSIGNED.match(line, match.start())
            if assigned:
                return _Scan(_State(), assigned=assigned.end())
        elif token == "?":
            question = not line[column:].strip(" \t?")
    return _Scan(_State(depth, quote if len(quote) == 3 else ""), question=question)
