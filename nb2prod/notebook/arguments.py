"""Code that reads its command line or the keyboard: a script gets other input than a notebook."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nb2prod.notebook.edits import SourceEdit, applied, in_place_of, nothing
from nb2prod.notebook.syntax import statements
from nb2prod.patterns import regex

_READS = regex(r"parse_args|parse_known_args|sys\.argv|\binput\b|\bgetpass\b")
_SETS = regex(r"sys\.argv\s*(?:\[[^\]]*\]\s*)?=(?!=)|sys\.argv\.\w+\(|argv\b.*\bimport\b")
_IN_A_KERNEL = ("ipykernel_launcher.py", "-f", "kernel.json")


class Read(NamedTuple):
    """A line that reads such a thing, what it reads, and what takes its place, if anything does."""

    line: int
    what: str
    edit: SourceEdit | None = None


def sets_arguments(source: str) -> bool:
    """Whether a cell sets the arguments itself, so that they are the same in a script."""
    return _SETS.search(source) is not None


def arguments_set(sources: Iterable[str]) -> tuple[str, ...]:
    """The arguments that one statement of the cells sets; none where it is not as simple."""
    setting = [source for source in sources if sets_arguments(source)]
    if len(setting) != 1 or len(_SETS.findall(setting[0])) != 1:
        return ()
    found = [given for node in statements(setting[0]) for given in _set_by(node)]
    return found[0] if found else ()


def _set_by(node: ast.stmt) -> Iterator[tuple[str, ...]]:
    match node:
        case ast.Assign(targets=[target], value=ast.List(elts=parts)) if (
            ast.unparse(target) == "sys.argv"
        ):
            values = [part.value for part in parts if isinstance(part, ast.Constant)]
            texts = tuple(value for value in values if isinstance(value, str))
            if texts and len(texts) == len(parts):
                yield texts
        case ast.Assign(targets=[target], value=value) if (
            ast.unparse(target) == "sys.argv" and ast.unparse(value) == "sys.argv[:1]"
        ):
            yield _IN_A_KERNEL[:1]


def with_arguments(source: str, arguments: Sequence[str]) -> str:
    """The cell with the arguments that the notebook sets, and without setting them."""
    gone = [nothing(node) for node in statements(source) for _ in _set_by(node)]
    lines = {edit.start for edit in gone}
    edits = [one.edit for one in reads_of(source, arguments) if one.edit is not None]
    kept = [edit for edit in edits if not any(line == edit.start[0] for line, _ in lines)]
    return applied(source, [*gone, *kept])


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
