"""Functions that make an option parser and call it, written out where they are called."""

import ast
from collections import Counter
from collections.abc import Sequence

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, loads, method_name
from nb2prod.notebook.edits import SourceEdit, applied, in_place_of
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.syntax import body_of
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class _Inlined:
    """A function, the statements that stay of it, and the text of what it parses."""

    node: ast.FunctionDef
    kept: Sequence[ast.stmt]
    parses: ast.Call


def without_parser_functions(notebook: Notebook) -> Notebook:
    """The notebook with the body of ``def get_args()`` in its place, where it is called once.

    ``args = get_args()`` becomes ``args = parser.parse_args([])``; lines keep their numbers.
    """
    live = notebook.live
    if not any("add_argument" in cell.source for cell in live):
        return notebook
    trees = {cell.number: body_of(cell.source) for cell in live}
    nodes = [node for tree in trees.values() for node in tree]
    used = Counter(name for node in nodes for name in loads(node))
    bound = scope.bound_names(nodes)
    sources = {cell.number: cell.source for cell in live}
    for number, tree in trees.items():
        for node in tree:
            one = _inlined(node)
            if one is None or used[one.node.name] != 1 or scope.bound_names(one.kept) & bound:
                continue
            found = _call(trees, one.node.name)
            text = found and _parsing(one, found[1])
            if found and text:
                there, call = found
                sources[there] = applied(sources[there], [in_place_of(call, text)])
                sources[number] = applied(sources[number], [_body(one, sources[number])])
                cells = (replace(c, source=sources.get(c.number, c.source)) for c in notebook.cells)
                return without_parser_functions(replace(notebook, cells=tuple(cells)))
    return notebook


def _inlined(node: ast.stmt) -> _Inlined | None:
    if not isinstance(node, ast.FunctionDef) or node.decorator_list or len(node.args.args) > 1:
        return None
    texts = (n for n in all_nodes(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    body = node.body[ast.get_docstring(node) is not None :]
    match body:
        case [*kept, ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as call),
              ast.Return(value=ast.Name(id=given))] if name == given:  # fmt: skip
            pass
        case [*kept, ast.Return(value=ast.Call() as call)]:
            pass
        case _:
            return None
    plain = all(isinstance(one, ast.Assign | ast.Expr) for one in kept)
    whole = all(text.lineno == text.end_lineno for text in texts)
    made = any("ArgumentParser" in ast.unparse(one) for one in kept)
    parses = method_name(call) == "parse_args"
    return _Inlined(node, kept, call) if plain and whole and made and parses else None


def _call(trees: dict[int, list[ast.stmt]], name: str) -> tuple[int, ast.Call] | None:
    """The one call of the function, where it is all that a statement assigns."""
    for number, tree in trees.items():
        for node in tree:
            match node:
                case ast.Assign(value=ast.Call(func=ast.Name(id=called), keywords=[]) as call):
                    if called == name:
                        return number, call
    return None


def _parsing(one: _Inlined, call: ast.Call) -> str:
    """What the function parses, with the argument that it is given; "" where that is not plain."""
    parameters = [argument.arg for argument in one.node.args.args]
    given = [*call.args, *one.node.args.defaults][: len(parameters)]
    if len(call.args) > len(parameters) or len(given) < len(parameters):
        return ""
    text = ast.unparse(one.parses.func)
    arguments = [ast.unparse(a) for a in one.parses.args]
    values = dict(zip(parameters, map(ast.unparse, given), strict=True))
    if one.parses.keywords or len(arguments) > 1:
        return ""
    return f"{text}({', '.join(values.get(a, a) for a in arguments)})"


def _body(one: _Inlined, source: str) -> SourceEdit:
    """The statements that stay in the place of the function, on the lines where they stand."""
    node = one.node
    lines = source.split("\n")
    kept = {n for s in one.kept for n in range(s.lineno, (s.end_lineno or s.lineno) + 1)}
    indent = one.kept[0].col_offset if one.kept else 0
    last = node.end_lineno or node.lineno
    made = [lines[n - 1][indent:] if n in kept else "" for n in range(node.lineno, last + 1)]
    return SourceEdit((node.lineno, 0), (last, node.end_col_offset or 0), "\n".join(made))
