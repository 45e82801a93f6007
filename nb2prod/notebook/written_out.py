"""Calls that IPython writes for its own syntax (`get_ipython().run_line_magic(...)`), back as the
lines that they stand for; exported notebooks are full of them."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nb2prod.notebook.asked_names import MENTIONED, asked_names
from nb2prod.notebook.kernel_values import GET
from nb2prod.notebook.magic_table import BODIES, REPEATED
from nb2prod.notebook.shell_escapes import Escape, find_escapes
from nb2prod.notebook.surroundings import ASKS, MAGIC, NO_NAMES, decided
from nb2prod.notebook.syntax import parses, statements
from nb2prod.patterns import regex

_SYSTEM = frozenset({"system", "system_raw", "system_piped", "getoutput", "getoutput_pipe"})
_CELL_MAGIC = regex(r"\s*%%")
_Lines = tuple[int, int, list[str]]


def as_in_a_kernel(
    source: str,
    shells: frozenset[str] = frozenset(),
    names: Mapping[str, ast.expr] = NO_NAMES,
) -> str:
    """The cell with questions about where it runs answered, and with IPython's calls as lines.

    `shells` are the names that the notebook gives to `get_ipython()`, `names` those that hold the
    answer to such a question.
    """
    if not ASKS.search(source) and not shells and not any(name in source for name in names):
        return source
    lines = source.split("\n")
    escapes = find_escapes(source)
    masked = _masked(lines, escapes)
    if masked is None:
        return source
    answered = decided(masked, names)
    if answered != masked:
        lines = _unmasked(answered.split("\n"), lines, escapes)
    for first, end, new in sorted(_magics(answered, shells | shell_names(source)), reverse=True):
        lines[first:end] = new
    return "\n".join(lines)


def questions_of(cells: Iterable[str]) -> dict[str, ast.expr]:
    """The questions about where the code runs whose answers names of the notebook hold."""
    cells = list(cells)
    if not any(map(MENTIONED.search, cells)):
        return {}
    masked = (_masked(source.split("\n"), find_escapes(source)) for source in cells)
    return asked_names(source for source in masked if source is not None)


def shell_names(source: str) -> frozenset[str]:
    """Names that a cell gives to the running shell: ``ip = get_ipython()``."""
    if "get_ipython" not in source:
        return frozenset()
    found = re.findall(r"(?m)^\s*(\w+)\s*=\s*(?:IPython\.)?get_ipython\(\)\s*(?:#.*)?$", source)
    return frozenset(found)


def _masked(lines: list[str], escapes: Sequence[Escape]) -> str | None:
    """The cell as Python, with as many lines; None where its cell magic is more than a `%%time`,
    or it is not Python."""
    masked = list(lines)
    for escape in escapes:
        filler = f"{escape.indent}{MAGIC}"
        masked[escape.first : escape.end] = [filler] + [""] * (escape.end - escape.first - 1)
    for at, line in enumerate(lines):
        if _CELL_MAGIC.match(line):
            if line.strip()[2:].partition(" ")[0] not in BODIES:
                return None
            masked[at] = ""
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    text = "\n".join(masked)
    return text if parses(text) else None


def _unmasked(new: list[str], old: list[str], escapes: Sequence[Escape]) -> list[str]:
    """The lines with IPython's own back, those of branches that are left out excepted."""
    for at, line in enumerate(old):
        if _CELL_MAGIC.match(line) and not new[at]:
            new[at] = line
    for escape in escapes:
        kept = new[escape.first]
        if kept.strip():
            indent = kept[: len(kept) - len(kept.lstrip())]
            new[escape.first] = indent + old[escape.first].lstrip()
            new[escape.first + 1 : escape.end] = old[escape.first + 1 : escape.end]
    return new


def _magics(source: str, shells: frozenset[str]) -> Iterator[_Lines]:
    """Lines from, to (from 0, not included), and what takes their place."""
    if "get_ipython" not in source and not shells:
        return
    body = statements(source)
    lines = source.split("\n")
    taken = [n for top in body for n in ast.walk(top) if isinstance(n, ast.stmt)]
    for node in taken:
        value, target = _value(node)
        if not isinstance(value, ast.Call) or not _alone(node, taken, lines):
            continue
        first, end = node.lineno - 1, node.end_lineno or node.lineno
        indent = lines[first][: node.col_offset]
        if target and GET.fullmatch(ast.unparse(value)):
            if _only_runs(target, body, shells):
                yield first, end, [f"{indent}pass" if indent else ""] + [""] * (end - first - 1)
            continue
        only = len(body) == 1 and body[0] is node
        new = _lines(value, target, shells, only)
        if new is not None:
            yield first, end, [indent + new[0], *(indent + line for line in new[1:])]


def _value(node: ast.stmt) -> tuple[ast.expr | None, str]:
    match node:
        case ast.Expr(value=value):
            return value, ""
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return value, name
    return None, ""


def _alone(node: ast.stmt, others: Sequence[ast.stmt], lines: list[str]) -> bool:
    """Whether no other statement stands on the lines of a statement."""
    if lines[node.lineno - 1][: node.col_offset].strip():
        return False
    tail = lines[(node.end_lineno or 1) - 1].encode()[node.end_col_offset or 0 :].decode()
    return not tail.strip() or tail.strip().startswith("#")


def _only_runs(name: str, body: Sequence[ast.stmt], shells: frozenset[str]) -> bool:
    """Whether a cell uses the name of the shell for magics only."""
    uses = [n for top in body for n in ast.walk(top) if isinstance(n, ast.Name) and n.id == name]
    runs = [n for top in body for n in ast.walk(top) if isinstance(n, ast.Call)]
    magic = [n for n in runs if _lines(n, "", shells, True) is not None]
    return len(uses) == 1 + sum(ast.unparse(n.func).startswith(f"{name}.") for n in magic)


def _lines(call: ast.Call, target: str, shells: frozenset[str], only: bool) -> list[str] | None:
    """The lines that a call stands for, None where it is no such call."""
    if not isinstance(call.func, ast.Attribute):
        return None
    owner = ast.unparse(call.func.value)
    if not GET.fullmatch(owner) and owner not in shells:
        return None
    texts = [_text(argument) for argument in (*call.args, *(k.value for k in call.keywords))]
    given = [text for text in texts if text is not None]
    if len(given) != len(texts) or not given:
        return None
    made = f"{target} = " if target else ""
    method = call.func.attr
    if method == "run_cell_magic" and len(given) == 3:
        return None if target else _cell_magic(given[0], given[1], given[2], only)
    if any("\n" in text for text in given):
        return None
    if method == "run_line_magic" and len(given) <= 2:
        return [f"{made}%{' '.join(given)}".rstrip()]
    if method == "magic" and len(given) == 1:
        return [f"{made}%{given[0].removeprefix('%')}"]
    return [f"{made}!{given[0]}"] if method in _SYSTEM else None


def _cell_magic(name: str, line: str, body: str, only: bool) -> list[str] | None:
    """``%%name`` with its body where nothing else stands in the cell, else the body alone."""
    if only:
        return [f"%%{name} {line}".rstrip(), *body.rstrip("\n").split("\n")]
    plain = name in BODIES and name not in REPEATED and not line.strip()
    return body.rstrip("\n").split("\n") if plain and parses(body) else None


def _text(node: ast.expr) -> str | None:
    """A text as IPython takes it: ``f"pip install {name}"`` is ``pip install {name}``."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            texts = [
                part.value if isinstance(part, ast.Constant) else f"{{{ast.unparse(part.value)}}}"
                for part in parts
                if isinstance(part, ast.Constant | ast.FormattedValue)
            ]
            return "".join(map(str, texts))
    return None
