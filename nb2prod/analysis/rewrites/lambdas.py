"""Functions that are saved inside other objects get a name at module level.

What pickles an object finds its functions by their names there: a lambda has none, nor has a
function that is defined inside an ``if``.
"""

import ast
import textwrap
from collections.abc import Collection, Iterable, Iterator

from nb2prod.analysis.rewrites.bindings import asks_names, labelled_names
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, arguments_of, last_name, outside, stored
from nb2prod.diagnostics import Place
from nb2prod.naming import claimed
from nb2prod.notebook.edits import SourceEdit, edited, in_place_of, instead_of
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.notebook.syntax import body_of
from nb2prod.patterns import regex
from nb2prod.records import replace

_KEEPING = frozenset({"FunctionTransformer", "defaultdict"})
_MENTIONED = regex(r"\b(?:FunctionTransformer|defaultdict)\s*\(")

_INNER = (*scope.FUNCTIONS, ast.ClassDef, *scope.COMPREHENSIONS)
"""What is not evaluated on module level, or has variables of its own."""
_Function = ast.Lambda | ast.FunctionDef
_Found = tuple[Cell, str, _Function]


def without_kept_lambdas(notebook: Notebook) -> Notebook:
    """The notebook with ``def transform`` for ``FunctionTransformer(lambda x: …)``.

    Taken are those on module level, that read no name of a comprehension around them.
    """
    live = notebook.live
    if not any(_MENTIONED.search(cell.source) for cell in live):
        return notebook
    return _lifted(notebook, ((c, stem, node) for c in live for stem, node in _kept(c)))


def with_functions_named(notebook: Notebook, places: Collection[Place]) -> Notebook:
    """The notebook with a name for each function that a statement at these places makes.

    Where there is nothing to change, the notebook itself is given back.
    """
    found: list[_Found] = []
    for cell in notebook.cells:
        lines = {p.line for p in places if (int(p.cell), p.cell_id) == (int(cell.number), cell.id)}
        for node in body_of(cell.source) if lines else ():
            every = list(all_nodes(node))
            if node.lineno in lines and not isinstance(node, (*scope.DEFS, ast.ClassDef)):
                if not asks_names(every) and not any(labelled_names(every)):
                    stem = _stem(node)
                    found += ((cell, getattr(one, "name", stem), one) for one in _inside(node))
    return _lifted(notebook, found)


def _lifted(notebook: Notebook, found: Iterable[_Found]) -> Notebook:
    """The notebook with the functions in its first cell, and names in their places."""
    taken = notebook.words()
    made: list[str] = []
    edits: list[tuple[int, SourceEdit]] = []
    for cell, stem, node in found:
        name = claimed(f"{stem}_function", taken)
        if isinstance(node, ast.Lambda):
            body = ast.unparse(node.body)
            made.append(f"def {name}({ast.unparse(node.args)}):\n    return {body}\n")
            edit = in_place_of(node, name)
        else:
            text = _text(node, cell.source)
            made.append(text.replace(f"def {node.name}", f"def {name}", 1) + "\n")
            edit = instead_of(node, f"{node.name} = {name}")
        edits.append((cell.number, edit))
    if not made:
        return notebook
    cells = edited(notebook, edits).cells
    if cells[0].number == 0:  # of those that were found before
        made, cells = [cells[0].source, *made], cells[1:]
    functions = Cell(0, "", Role.FUNCTIONS, "\n\n".join(made))
    return replace(notebook, cells=(functions, *cells))


def _text(node: ast.FunctionDef, source: str) -> str:
    """The source of a function, from the margin on; texts of several lines stay as they are."""
    texts = (n for n in all_nodes(node) if isinstance(n, ast.Constant | ast.JoinedStr))
    if any(n.end_lineno != n.lineno for n in texts):
        return ast.unparse(node)
    return textwrap.dedent("\n".join(source.split("\n")[node.lineno - 1 : node.end_lineno]))


def _kept(cell: Cell) -> Iterator[tuple[str, ast.Lambda]]:
    """The lambdas of a cell that are kept, each with the name that its statement binds."""
    for statement in body_of(cell.source):
        if isinstance(statement, (*scope.DEFS, ast.ClassDef)):
            continue
        for call in (n for n in outside(statement, _INNER) if isinstance(n, ast.Call)):
            if last_name(call.func) in _KEEPING:
                for given in arguments_of(call):
                    if isinstance(given, ast.Lambda) and _is_plain(given):
                        yield _stem(statement), given


def _inside(statement: ast.stmt) -> Iterator[_Function]:
    """The functions that a statement makes, without those inside of others."""
    for node in outside(statement, _INNER):
        if isinstance(node, ast.Lambda | ast.FunctionDef) and _is_plain(node):
            yield node


def _stem(statement: ast.stmt) -> str:
    return next(iter(stored(statement)), "value").lower()


def _is_plain(node: _Function) -> bool:
    """Whether a function evaluates nothing where it stands."""
    busy = [*node.args.defaults, *node.args.kw_defaults, *getattr(node, "decorator_list", ())]
    return not busy or all(isinstance(one, ast.Constant | None) for one in busy)
