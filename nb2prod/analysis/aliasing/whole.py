"""What holds for the whole notebook: which attributes it stores, what it imports."""

import ast
import sys
from collections.abc import Iterable, Iterator

from nb2prod.analysis.syntax.nodes import all_nodes, last_name
from nb2prod.knowledge.effect_tables import LIBRARIES
from nb2prod.records import dataclass

_FRAMES = frozenset({"columns", "index"})
"""Attributes that notebooks assign to tables, which make them again from what they get."""


@dataclass(frozen=True, slots=True)
class Whole:
    """``stored``: attributes that the notebook may give to objects itself, by an assignment, a
    class body, a keyword or a text; ``fields``: those that may be new on a table, and are no column
    then; ``libraries``: nothing is imported but known libraries; ``bases``: names of classes that
    others are made from.
    """

    stored: frozenset[str] = frozenset()
    libraries: bool = False
    fields: frozenset[str] = frozenset()
    bases: frozenset[str] = frozenset()


def whole_of(nodes: Iterable[ast.stmt]) -> Whole:
    """What holds for all the statements."""
    stored: set[str] = set()
    fields: set[str] = set()
    bases: set[str] = set()
    libraries = True
    for top in nodes:
        for node in all_nodes(top):
            if not isinstance(node, _TELLING):
                continue
            stored |= set(_stored(node))
            fields |= set(_fields(node))
            if isinstance(node, ast.ClassDef):
                bases |= {n.id for b in node.bases for n in all_nodes(b) if isinstance(n, ast.Name)}
                stored |= {n for part in all_nodes(node) for n in _in_class(part)}
            libraries = libraries and all(map(is_library, _modules(node)))
    return Whole(frozenset(stored), libraries, frozenset(fields), frozenset(bases))


_TELLING = (
    *(ast.Assign, ast.AnnAssign, ast.Attribute, ast.Call, ast.ClassDef, ast.For),
    *(ast.Import, ast.ImportFrom),
)


def is_library(module: str) -> bool:
    """Whether the module is Python's own, or of a known library; not a file of the user's."""
    top = module.partition(".")[0]
    return top in sys.stdlib_module_names or top in LIBRARIES


def _modules(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=module, level=level):
            yield module if module and not level else "."
        case ast.Call(func=ast.Name(id="exec" | "eval" | "__import__")):
            yield "."
        case ast.Call(func=ast.Attribute(attr="import_module" | "run_path" | "run_module")):
            yield "."


def _stored(node: ast.AST) -> Iterator[str]:
    """Attributes set on anything but what looks like a table."""
    match node:
        case ast.Attribute(attr=name, ctx=ast.Store()) if name not in _FRAMES:
            yield name
        case ast.Call(func=function, keywords=keywords) if last_name(function) in _MAKERS:
            yield from (k.arg for k in keywords if k.arg is not None)
            for text in all_nodes(node):
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield from text.value.replace(",", " ").split()


def _fields(node: ast.AST) -> Iterator[str]:
    """Attributes that a statement may give to a table; not those that it reads there first."""
    match node:
        case ast.Assign(targets=targets, value=value):
            read = {ast.unparse(n) for n in all_nodes(value) if isinstance(n, ast.Attribute)}
        case ast.For(target=target) | ast.AnnAssign(target=target):
            targets, read = [target], set()
        case ast.Call(func=ast.Name(id="setattr"), args=[_, name, *_]):
            if isinstance(name, ast.Constant):
                yield str(name.value)
            return
        case _:
            return
    for part in (n for target in targets for n in all_nodes(target)):
        if isinstance(part, ast.Attribute) and ast.unparse(part) not in read:
            if not (isinstance(part.value, ast.Name) and part.value.id == "self"):
                yield part.attr


_MAKERS = frozenset({
    "Bunch", "Namespace", "SimpleNamespace", "make_dataclass", "namedtuple", "setattr", "type",
})  # fmt: skip


def _in_class(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(attr=name, ctx=ast.Store()) | ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield name
