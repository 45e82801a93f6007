"""Progress bars that are notebook widgets: scripts use ``tqdm.auto``, which fits the terminal."""

import ast
import re
from collections.abc import Iterator, Mapping

from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.notebook.edits import SourceEdit, edited, start_of
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.syntax import body_of

_WIDGETS = ("tqdm.notebook", "tqdm._tqdm_notebook", "tqdm.autonotebook")
_SHORT = {"tqdm_notebook": "tqdm", "tnrange": "trange", "tqdm": "tqdm", "trange": "trange"}
"""What `tqdm.auto` calls them."""


def without_widget_bars(notebook: Notebook) -> Notebook:
    """The notebook with ``tqdm.auto`` in the place of ``tqdm.notebook``, which needs ipywidgets.

    >>> from nb2prod.notebook.model import Cell
    >>> cell = Cell(1, "", Role.TRAIN, "from tqdm import tqdm_notebook as bar")
    >>> without_widget_bars(Notebook("n", (cell,))).cells[0].source
    'from tqdm.auto import tqdm as bar'
    """
    if not any("tqdm" in cell.source for cell in notebook.cells):
        return notebook
    live = notebook.live
    trees = [(cell, ast.Module(body_of(cell.source), [])) for cell in live]
    modules = dict(pair for _, tree in trees for pair in _modules(tree))
    changed = ((c.number, e) for c, tree in trees for e in _edits(c.source, tree, modules))
    return edited(notebook, changed)


def _modules(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names that stand for ``tqdm`` or one of its modules, and for which."""
    for node in all_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name, what in imported(node):
                if (what == "tqdm" and isinstance(node, ast.Import)) or what in _WIDGETS:
                    yield name, what


def _edits(source: str, tree: ast.Module, modules: Mapping[str, str]) -> list[SourceEdit]:
    edits: list[SourceEdit] = []
    for node in all_nodes(tree):
        if isinstance(node, ast.Import):
            edits += [_alias(one, one.name, "tqdm.auto") for one in node.names if _is(one.name)]
        elif isinstance(node, ast.ImportFrom):
            edits += _from(node, source)
        elif isinstance(node, ast.Attribute) and (name := _attribute(node, modules)):
            end = (node.end_lineno or node.lineno, node.end_col_offset or 0)
            start = (end[0], end[1] - len(node.attr))
            edits.append(SourceEdit(start, end, name))
    return edits


def _is(module: str) -> bool:
    return module in _WIDGETS


def _alias(alias: ast.alias, old: str, new: str) -> SourceEdit:
    return SourceEdit(start_of(alias), (alias.lineno, alias.col_offset + len(old.encode())), new)


def _from(node: ast.ImportFrom, source: str) -> Iterator[SourceEdit]:
    """``from tqdm.notebook import …``, and what ``tqdm`` itself has for notebooks."""
    names = [alias.name for alias in node.names]
    widgets = node.module is not None and not node.level and _is(node.module)
    if node.module == "tqdm" and not node.level and "notebook" in names:
        yield from (_alias(a, a.name, "auto" if a.asname else "auto as notebook")
                    for a in node.names if a.name == "notebook")  # fmt: skip
        return
    old = node.module == "tqdm" and not node.level and {"tqdm_notebook", "tnrange"} & set(names)
    if not (widgets or old) or not set(names) <= _SHORT.keys():
        return
    line = source.split("\n")[node.lineno - 1].encode()
    found = re.compile(rb"from\s+([\w.]+)").match(line, node.col_offset)
    if found is None:  # the name stands in another line
        return
    yield SourceEdit((node.lineno, found.start(1)), (node.lineno, found.end(1)), "tqdm.auto")
    for alias in node.names:
        short = _SHORT[alias.name]
        if short != alias.name:
            yield _alias(alias, alias.name, short if alias.asname else f"{short} as {alias.name}")


def _attribute(node: ast.Attribute, modules: Mapping[str, str]) -> str:
    """What the last name of ``tqdm.notebook``, ``tqdm.tqdm_notebook`` is to be; "" for as it is."""
    if isinstance(node.value, ast.Name):
        module = modules.get(node.value.id)
        if module == "tqdm" and f"tqdm.{node.attr}" in _WIDGETS:
            return "auto"
        return _SHORT.get(node.attr, "") if module is not None else ""
    match node.value:
        case ast.Attribute(value=ast.Name(id=name), attr=attr):
            if modules.get(name) == "tqdm" and f"tqdm.{attr}" in _WIDGETS:
                return _SHORT.get(node.attr, "")
    return ""
