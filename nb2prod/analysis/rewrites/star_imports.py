"""Star imports as imports of the names that are used."""

import ast
from collections import Counter
from collections.abc import Iterable, Mapping

from nb2prod.analysis.environment import BUILTINS
from nb2prod.analysis.syntax.import_statements import BOUND_MODULES, star_names
from nb2prod.analysis.syntax.nodes import loaded
from nb2prod.analysis.syntax.scope import bound_names
from nb2prod.analysis.text_names import all_named_in_text
from nb2prod.knowledge.import_tables import ALIASES
from nb2prod.notebook.edits import SourceEdit, edited, instead_of
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.syntax import body_of

_USUAL = {
    **{alias: f"import {module} as {alias}" for module, alias in ALIASES.items()},
    **{alias: f"import {module} as {alias}" for alias, module in BOUND_MODULES.items()},
    "Path": "from pathlib import Path",
}
"""Names that mean the same in every notebook, with the imports that bind them."""


def with_names_of_stars(notebook: Notebook) -> Notebook:
    r"""The notebook without star imports, where it is known what they bind.

    Where another version of the library may bind more, as a name is bound nowhere, they stay, but
    for those that bind what something else binds too: such names have to be told apart.
    What is written as ``pd`` or ``plt`` everywhere is what a star of an unknown module binds so.

    >>> from nb2prod.notebook.model import Cell
    >>> cell = Cell(1, "", None, "from math import *\nprint(ceil(e))\ne = 2")
    >>> with_names_of_stars(Notebook("n", (cell,))).cells[0].source.split("\n")[0]
    'from math import ceil, e'
    >>> cell = Cell(1, "", None, "from fastai.imports import *\npd.read_csv('x.csv')")
    >>> with_names_of_stars(Notebook("n", (cell,))).cells[0].source.split("\n")[0]
    'from fastai.imports import *; import pandas as pd'
    """
    live = notebook.live
    if not any("import *" in cell.source for cell in live):
        return notebook
    bodies = [(cell.number, body_of(cell.source)) for cell in live]
    nodes = [node for _, body in bodies for node in body]
    used = loaded(*nodes) | all_named_in_text(nodes)
    bound = Counter(name for node in nodes for name in _bound(node, used))
    all_known = used <= bound.keys() | BUILTINS
    hidden = used - bound.keys() - BUILTINS
    usual = [_USUAL[name] for name in sorted(hidden & _USUAL.keys())]
    edits: list[tuple[int, SourceEdit]] = []
    for number, body in bodies:
        for node in body:
            names = _of_star(node)
            if usual and not names and _is_star(node):
                edits.append((number, instead_of(node, "; ".join([ast.unparse(node), *usual]))))
                usual = []
            clash = any(bound[name] > 1 for name in names.keys() & used)
            if names.keys() & used and (clash or all_known):
                wanted = {name: names[name] for name in sorted(names.keys() & used)}
                edits.append((number, _instead(node, wanted)))
    return edited(notebook, edits)


def _of_star(node: ast.stmt) -> Mapping[str, str]:
    """What the names of a star import stand for; none where they are not known."""
    module = node.module if isinstance(node, ast.ImportFrom) and _is_star(node) else None
    return star_names(module) or {} if module else {}


def _is_star(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*" and not node.level


def _bound(node: ast.stmt, used: Iterable[str]) -> set[str]:
    if names := _of_star(node):
        return names.keys() & set(used)
    return bound_names([node])


def _instead(node: ast.stmt, names: Mapping[str, str]) -> SourceEdit:
    """Imports of the names, in one line."""
    homes: dict[str, list[str]] = {}
    for name, qualified in names.items():
        module, _, member = qualified.rpartition(".")
        homes.setdefault(module, []).append(name if member == name else f"{member} as {name}")
    text = "; ".join(
        f"from {module} import {', '.join(found)}" if module else f"import {', '.join(found)}"
        for module, found in sorted(homes.items())
    )
    return instead_of(node, text)
