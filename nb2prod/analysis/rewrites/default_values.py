"""Default values that read variables of the notebook, given by each call instead.

``def load(path=PATH)`` takes the value of `PATH` where it is defined, which a script does before
any stage runs. Where `PATH` is bound once, ``load()`` means ``load(path=PATH)``.
"""

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, child_nodes, defaults_of
from nb2prod.notebook.edits import SourceEdit, edited, in_place_of
from nb2prod.notebook.model import Cell, Notebook
from nb2prod.notebook.syntax import body_of
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class _Default:
    """A parameter whose default is a variable; ``position`` is None where it has none."""

    parameter: str
    position: int | None
    node: ast.Name


@dataclass(frozen=True, slots=True)
class _Use:
    """A place where a name is read; ``hidden`` are names that are something else there.

    ``call`` is the call that it is the function of, if each argument of that can be told.
    """

    cell: Cell
    call: ast.Call | None
    hidden: frozenset[str]


def with_defaults_at_calls(notebook: Notebook) -> Notebook:
    """The notebook with such defaults given by the calls, where each use of the function is one.

    The default is None then, which no call leaves it at. Where there is nothing to change, the
    notebook itself is given back.
    """
    live = notebook.live
    trees = [(cell, body_of(cell.source)) for cell in live]
    every = [node for _, nodes in trees for node in nodes]
    counts = _bindings(every)
    variables = frozenset(name for name in _assigned(every) if counts[name] == 1)
    uses: dict[str, list[_Use]] = {}
    for cell, nodes in trees:
        for name, use in (found for node in nodes for found in _uses(node, cell, frozenset())):
            uses.setdefault(name, []).append(use)
    edits: list[tuple[int, SourceEdit]] = []
    for cell, nodes in trees:
        for node in (n for n in nodes if counts[getattr(n, "name", "")] == 1):
            moved = _moved(node, cell, uses, variables)
            edits += [(other.number, edit) for other, edit in moved]
    return edited(notebook, edits) if edits else notebook


def _bindings(nodes: Iterable[ast.stmt]) -> Counter[str]:
    """How often each name is bound, anywhere."""
    counts: Counter[str] = Counter()
    for node in (n for top in nodes for n in all_nodes(top)):
        if isinstance(node, ast.Global):
            counts.update(node.names)
        elif not isinstance(node, ast.arg):
            counts.update(scope.binds(node))
    return counts


def _assigned(nodes: Iterable[ast.stmt]) -> Iterator[str]:
    """Names that a plain assignment on module level binds."""
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name


def _uses(node: ast.AST, cell: Cell, hidden: frozenset[str]) -> Iterator[tuple[str, _Use]]:
    """The names that are read below a node, with how."""
    if isinstance(node, (*scope.DEFS, ast.ClassDef, ast.Lambda, *scope.COMPREHENSIONS)):
        hidden |= scope.bound_inside(node)
    called = node.func if isinstance(node, ast.Call) else None
    for child in child_nodes(node):
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load):
            plain = isinstance(node, ast.Call) and child is called and _is_plain(node)
            yield child.id, _Use(cell, node if plain else None, hidden)  # type: ignore[arg-type]
        # before Python 3.12 nobody tells where something stands in an f-string
        elif isinstance(child, ast.JoinedStr):
            for inner in (n for n in all_nodes(child) if isinstance(n, ast.Name)):
                yield inner.id, _Use(cell, None, hidden)
        else:
            yield from _uses(child, cell, hidden)


def _is_plain(call: ast.Call) -> bool:
    unclear = any(isinstance(given, ast.Starred | ast.GeneratorExp) for given in call.args)
    return not unclear and all(keyword.arg is not None for keyword in call.keywords)


def _moved(
    node: ast.stmt, cell: Cell, uses: Mapping[str, Sequence[_Use]], variables: frozenset[str]
) -> Iterator[tuple[Cell, SourceEdit]]:
    """What to change so that the calls of a function, or of a class, give its defaults."""
    defaults = list(_defaults(node, variables))
    found = uses.get(getattr(node, "name", ""), ())
    if not defaults or any(use.call is None for use in found):
        return
    if any(default.node.id in use.hidden for default in defaults for use in found):
        return
    for default in defaults:
        yield cell, in_place_of(default.node, "None")
    for use in found:
        assert use.call is not None
        given = {keyword.arg for keyword in use.call.keywords}
        left = [
            f"{d.parameter}={d.node.id}"
            for d in defaults
            if d.parameter not in given and (d.position is None or d.position >= len(use.call.args))
        ]
        if left:
            yield use.cell, _added(use.call, use.cell, left)


def _defaults(node: ast.stmt, variables: frozenset[str]) -> Iterator[_Default]:
    """The parameters of a function, or of a class's own constructor, with a variable as default."""
    function, first = node, 0
    if isinstance(node, ast.ClassDef):
        inits = (n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__")
        function, first = next(inits, node), 1
    if not isinstance(function, ast.FunctionDef) or function.decorator_list:
        return
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    for argument, value in defaults_of(arguments):
        if isinstance(value, ast.Name) and value.id in variables:
            if argument not in arguments.posonlyargs:
                place = positional.index(argument) - first if argument in positional else None
                yield _Default(argument.arg, place, value)


def _added(call: ast.Call, cell: Cell, arguments: Iterable[str]) -> SourceEdit:
    """The arguments, put after the last one of the call."""
    source = ast.get_source_segment(cell.source, call) or ""
    tokens = [
        token
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.string.strip() and token.type != tokenize.COMMENT
    ]
    last = tokens[-2]  # before the bracket that closes the call
    (row, column), line = last.end, source.split("\n")[last.end[0] - 1]
    at = len(line[:column].encode()) + (call.col_offset if row == 1 else 0)
    text = ("" if last.string == "(" else " " if last.string == "," else ", ") + ", ".join(
        arguments
    )
    return SourceEdit((call.lineno + row - 1, at), (call.lineno + row - 1, at), text)
