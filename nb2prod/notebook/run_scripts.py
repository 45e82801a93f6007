"""A Python file that ``%run`` runs, as lines of the notebook.

It runs in names of its own, which are the notebook's when it is through. As lines of the notebook
it means the same, unless a function of it reads a name that the notebook binds to something else.
"""

import ast
import symtable
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from nb2prod.notebook.arguments import reads_of
from nb2prod.notebook.edits import SourceEdit, applied, in_place_of
from nb2prod.notebook.shell_escapes import find_escapes
from nb2prod.notebook.syntax import body_of
from nb2prod.patterns import regex
from nb2prod.records import dataclass

_EXITS = frozenset({"sys.exit", "exit", "quit"})
_WORD = regex(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class RunScript:
    """A file, and how it is run: with which arguments, whether as ``__main__``, and whether in
    the notebook's own names."""

    file: str
    text: str
    arguments: tuple[str, ...] = ()
    main: bool = True
    shared: bool = False


def as_run(run: RunScript) -> str:
    """The text with what it asks about its file and its arguments; an exit at its end is none."""
    body = body_of(run.text)
    nodes = [node for statement in body for node in ast.walk(statement)]
    given = [run.file, *run.arguments]
    edits = [read.edit for read in reads_of(run.text, given) if read.edit is not None]
    for node in nodes:
        match node:
            case ast.Name(id="__file__", ctx=ast.Load()):
                edits.append(in_place_of(node, repr(run.file)))
            case ast.Name(id="__name__", ctx=ast.Load()) if not run.main:
                edits.append(in_place_of(node, repr(PurePosixPath(run.file).stem)))
    return applied(run.text, [*edits, *_exit_at_end(run.text, body)])


def _exit_at_end(text: str, body: Sequence[ast.stmt]) -> Iterator[SourceEdit]:
    """``sys.exit(main())`` on the last line is ``main()``: it would end the notebook's process."""
    match body[-1:]:
        case [ast.If(body=inner)]:
            yield from _exit_at_end(text, inner)
        case [ast.Expr(ast.Call(func, args) as call)] if ast.unparse(func) in _EXITS:
            code = ast.get_source_segment(text, args[0]) if args else ""
            yield in_place_of(call, code or "pass")


def kept_values(text: str, others: Sequence[str]) -> tuple[str, ...]:
    """Names whose values in functions of the file are not those that the notebook has.

    Args:
        text: of the file.
        others: the notebook's other code, as it was written.
    """
    own, found = _names(text), set[str]()
    for other in others:
        there = _names(other)
        anew = own.bound & own.read_inside & there.bound
        for name in anew:
            imported = name not in own.assigned | there.assigned
            if not imported or own.imports.get(name) != there.imports.get(name):
                found.add(name)
        found |= own.declared & set(_WORD.findall(other))
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of code: those that it binds, by anything but an import too, as `global` inside of a
    function; those that functions read; what imports bind."""

    bound: frozenset[str]
    assigned: frozenset[str]
    declared: frozenset[str]
    read_inside: frozenset[str]
    imports: dict[str, str]


@lru_cache(maxsize=256)
def _names(text: str) -> _Names:
    lines = text.split("\n")
    for escape in find_escapes(text):
        lines[escape.first] = f"{escape.indent}pass"
        lines[escape.first + 1 : escape.end] = [""] * (escape.end - escape.first - 1)
    plain = "\n".join("" if line.startswith("%%") else line for line in lines)
    body = body_of(plain)
    if not body:
        return _Names(frozenset(), frozenset(), frozenset(), frozenset(), {})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = symtable.symtable(plain, "<cell>", "exec")
    inside = [one for child in table.get_children() for one in _symbols(child)]
    declared = frozenset(s.get_name() for s in inside if s.is_declared_global() and _binds(s))
    top = table.get_symbols()
    assigned = declared | {s.get_name() for s in top if s.is_assigned()}
    imports = {
        alias.asname or alias.name.partition(".")[0]: f"{getattr(node, 'module', '')} {alias.name}"
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    bound = declared | {s.get_name() for s in top if _binds(s)}
    read = frozenset(s.get_name() for s in inside if s.is_global())
    return _Names(bound, assigned, declared, read, imports)


def _binds(symbol: symtable.Symbol) -> bool:
    return symbol.is_assigned() or symbol.is_imported()


def _symbols(table: symtable.SymbolTable) -> Iterator[symtable.Symbol]:
    yield from table.get_symbols()
    for child in table.get_children():
        yield from _symbols(child)
