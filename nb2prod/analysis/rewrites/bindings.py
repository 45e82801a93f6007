"""What binds a name: an import, a definition, a value, or Python itself."""

import ast
from collections.abc import Iterable, Iterator
from enum import Enum

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.model import DefinitionNode
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.import_statements import imported, imports_in
from nb2prod.analysis.syntax.nodes import all_nodes, arguments_of, last_name, stored
from nb2prod.records import dataclass


class Sort(Enum):
    """What sort of thing a name stands for."""

    IMPORT = "an import"
    DEFINITION = "a definition"
    STAR = "what a star import may bind"
    VALUE = "a value"
    OWN = "one of Python's own"
    NOTHING = "nothing yet"


@dataclass(frozen=True, slots=True)
class Binding:
    """One thing that a name stands for.

    Imports of one thing are one binding; a definition is told by its statement, and all values
    are one, as renaming does not tell them apart.
    """

    sort: Sort
    what: str = ""
    at: int = -1


VALUE = Binding(Sort.VALUE)
OWN = Binding(Sort.OWN)
NOTHING = Binding(Sort.NOTHING)
STATIC = frozenset({Sort.IMPORT, Sort.DEFINITION, Sort.STAR, Sort.OWN})

_SHELLS = frozenset({"IPython", "builtins", "__builtin__"})
_SAME = {"ipykernel": "IPython"}


def alike(one: str, other: str) -> bool:
    """The same, or the same thing of one library, as ``tqdm.tqdm`` and ``tqdm.notebook.tqdm``.

    A module exports what its submodules define; `glob` and `glob.glob` are two things all the
    same, and so are `scipy.stats.norm` and `scipy.linalg.norm`.
    """
    first, second = sorted((_path(one), _path(other)), key=len)
    if first == second:
        return True
    module = first[:-1]
    inside = second[: len(first)] == first  # `PIL.Image.Image` is not the module `PIL.Image`
    return (
        bool(module) and first[-1] == second[-1] and second[: len(module)] == module and not inside
    )


def _path(qualified: str) -> list[str]:
    parts = qualified.split(".")
    if parts[:2] == ["tensorflow", "keras"]:
        return parts[1:]
    return [_SAME.get(parts[0], parts[0]), *parts[1:]]


def is_own(qualified: str, name: str) -> bool:
    """Whether an import gives what the name stands for anyway: `display` of IPython."""
    root, _, last = qualified.partition(".")[0], "", qualified.rpartition(".")[2]
    return root in _SHELLS and last == name and name in BUILTINS


def import_sites(node: ast.stmt, name: str) -> list[ast.alias | ast.Name]:
    """Where an import, or a fallback beside it, binds the name."""
    found: list[ast.alias | ast.Name] = [
        alias
        for one in imports_in(node)
        for alias in one.names
        if scope.imported_name(alias) == name and alias.name != "*"
    ]
    stores = (n for n in all_nodes(node) if isinstance(n, ast.Name))
    return found + [n for n in stores if n.id == name and isinstance(n.ctx, ast.Store)]


def qualified_names(node: ast.stmt, name: str) -> list[str]:
    """The qualified names that a statement's imports give a name."""
    return [q for one in imports_in(node) for n, q in imported(one) if n == name]


def always_binds(node: ast.stmt, name: str) -> bool:
    """Whether an import statement binds the name whichever way it goes."""
    match node:
        case ast.Try():
            ways = [[*node.body, *node.orelse], *(h.body for h in node.handlers)]
            return all(_binds_or_raises(way, name) for way in ways)
        case ast.If():
            return all(_binds_or_raises(way, name) for way in (node.body, node.orelse))
        case _:
            return bool(import_sites(node, name))


def _binds_or_raises(way: list[ast.stmt], name: str) -> bool:
    return any(isinstance(n, ast.Raise) or always_binds(n, name) for n in way)


def static_names(node: ast.stmt) -> Iterator[tuple[str, str]]:
    """The names that an import or a definition binds; with the qualified name, or without."""
    if isinstance(node, (*scope.DEFS, ast.ClassDef)):
        yield node.name, ""
    else:
        yield from (pair for each in imports_in(node) for pair in imported(each))
        yield from ((name, "") for name in stored(node))


def shows_name(node: DefinitionNode) -> bool:
    """Whether the text of the class's objects holds the name of the class."""
    if not isinstance(node, ast.ClassDef):
        return False
    bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    decorators = {ast.unparse(d).partition("(")[0].rpartition(".")[2] for d in node.decorator_list}
    shown = {"NamedTuple", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"}
    own = any(isinstance(n, ast.FunctionDef) and n.name == "__repr__" for n in node.body)
    return not own and bool(bases & shown or "dataclass" in decorators)


def asks_names(nodes: Iterable[ast.AST]) -> bool:
    """Whether code asks how functions or classes are called."""
    names = ("__name__", "__qualname__")
    return any(isinstance(n, ast.Attribute) and n.attr in names for n in nodes)


_LABELLING = frozenset(
    {"agg", "aggregate", "pivot_table", "crosstab", "compile", "make_pipeline", "make_union",
     "make_column_transformer"}
)  # fmt: skip


def labelled_names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Names of functions and classes that a library may take for labels: `df.agg([score])`."""
    for call in (n for n in nodes if isinstance(n, ast.Call)):
        if last_name(call.func) in _LABELLING:
            given = arguments_of(call)
            yield from (n.id for part in given for n in all_nodes(part) if isinstance(n, ast.Name))
