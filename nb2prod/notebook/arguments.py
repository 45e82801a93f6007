"""Code that reads its command line or the keyboard: what a notebook gets there no script gets."""

import ast
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nb2prod.notebook.edits import SourceEdit, applied, in_place_of
from nb2prod.notebook.syntax import statements

_READS = re.compile(r"parse_args|parse_known_args|sys\.argv|\binput\b|\bgetpass\b")
_SETS = re.compile(r"sys\.argv\s*(?:\[[^\]]*\]\s*)?=(?!=)|sys\.argv\.\w+\(|argv\b.*\bimport\b")
_IN_A_KERNEL = ("ipykernel_launcher.py", "-f", "kernel.json")


class Read(NamedTuple):
    """A line that reads such a thing, what it reads, and what takes its place, if anything does."""

    line: int
    what: str
    edit: SourceEdit | None = None


def sets_arguments(source: str) -> bool:
    """Whether a cell sets the arguments itself, so that they are the same in a script."""
    return _SETS.search(source) is not None


def reads_of(source: str, arguments: Sequence[str] = ()) -> Iterator[Read]:
    """Where code reads its arguments, or asks someone at the keyboard.

    `arguments` are those of a file that is run, its name first; those of a kernel are for none.
    """
    given = repr(list(arguments or _IN_A_KERNEL))
    parsed = repr(list(arguments[1:]))
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
                line, end = node.end_lineno or node.lineno, (node.end_col_offset or 1) - 1
                edit = SourceEdit((line, end), (line, end), parsed) if line == node.lineno else None
                yield Read(line, f"{method}()", edit)
            case ast.Attribute(value=ast.Name(id="sys"), attr="argv", ctx=ast.Load()):
                yield Read(node.lineno, "sys.argv", in_place_of(node, given))
            case ast.Call(func=ast.Name(id="input" | "getpass" as name)) if name not in own:
                yield Read(node.lineno, f"{name}()")
            case ast.Call(func=ast.Attribute(value=ast.Name(id="getpass"), attr="getpass")):
                yield Read(node.lineno, "getpass()")


def with_edits(source: str, reads: list[Read]) -> str:
    """The source with what takes the place of each read."""
    return applied(source, [one.edit for one in reads if one.edit is not None])
