"""Code that reads its command line or the keyboard: what a notebook gets there no script gets."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from nb2prod.notebook.syntax import statements

_READS = re.compile(r"parse_args|parse_known_args|sys\.argv|\binput\b|\bgetpass\b")
_SETS = re.compile(r"sys\.argv\s*(?:\[[^\]]*\]\s*)?=(?!=)|sys\.argv\.\w+\(|argv\b.*\bimport\b")
_IN_A_KERNEL = "['ipykernel_launcher.py', '-f', 'kernel.json']"


class Read(NamedTuple):
    """A line that reads such a thing, what it reads, and what takes its place (start, end, text,
    in bytes of that line), if anything does."""

    line: int
    what: str
    edit: tuple[int, int, str] | None = None


def sets_arguments(source: str) -> bool:
    """Whether a cell sets the arguments itself, so that they are the same in a script."""
    return _SETS.search(source) is not None


def reads_of(source: str) -> Iterator[Read]:
    """Where a cell reads its arguments, or asks someone at the keyboard."""
    if not _READS.search(source):
        return
    nodes = [n for top in statements(source) for n in ast.walk(top)]
    own = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    own |= {n.name for n in nodes if isinstance(n, ast.FunctionDef)}
    for node in nodes:
        match node:
            case ast.Call(
                func=ast.Attribute(attr="parse_args" | "parse_known_args" as method),
                args=[],
                keywords=[],
            ):
                end = node.end_col_offset or 0
                edit = (end - 1, end - 1, "[]") if node.end_lineno == node.lineno else None
                yield Read(node.end_lineno or node.lineno, f"{method}()", edit)
            case ast.Attribute(value=ast.Name(id="sys"), attr="argv", ctx=ast.Load()):
                place = (node.col_offset, node.end_col_offset or 0, _IN_A_KERNEL)
                yield Read(node.lineno, "sys.argv", place)
            case ast.Call(func=ast.Name(id="input" | "getpass" as name)) if name not in own:
                yield Read(node.lineno, f"{name}()")
            case ast.Call(func=ast.Attribute(value=ast.Name(id="getpass"), attr="getpass")):
                yield Read(node.lineno, "getpass()")


def with_edits(source: str, reads: list[Read]) -> str:
    """The source with what takes the place of each read."""
    lines = source.split("\n")
    made = [(one.line, *one.edit) for one in reads if one.edit is not None]
    for number, start, end, text in sorted(made, reverse=True):
        line = lines[number - 1].encode()
        lines[number - 1] = (line[:start] + text.encode() + line[end:]).decode()
    return "\n".join(lines)
