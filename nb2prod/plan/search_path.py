"""Folders that a notebook adds to ``sys.path`` before it imports modules of its own from there.

Scripts import before they run any statement; the package itself adds the folders then.
"""

import ast
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from nb2prod.analysis.aliasing.whole import is_library
from nb2prod.analysis.model import Analysed, Analysis, Kind
from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.graph.program import Program
from nb2prod.notebook.folder_values import FolderValues
from nb2prod.notebook.own_modules import imported_tops
from nb2prod.notebook.search_folders import added_folders
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class SearchPath:
    """``folders`` to add, ``first`` those of them to search first, and the top-level ``modules``
    that may lie there."""

    folders: tuple[str, ...] = ()
    first: frozenset[str] = frozenset()
    modules: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


def search_path(analysis: Analysis, program: Program) -> tuple[SearchPath, Program]:
    """The folders, and the program without the statements that add them.

    Only where all that changes ``sys.path`` adds a known folder, and no module that may lie there
    is imported before.
    """
    running = [u.analysed for u in program.units] + list(program.effects)
    changes = [a for a in running if any(e.startswith("sys.path") for e in a.facts.effects)]
    if not changes:
        return SearchPath(), program
    values = _values(analysis)
    added = [_added(a, values[a.statement.index]) for a in changes]
    known = [one for found in added for one in found or ()]
    if None in added:
        return SearchPath(), program
    first = min(a.statement.index for a in changes)
    live = analysis.live
    imports = [a for a in live if a.kind is Kind.IMPORT]
    own = [(a, m) for a in imports if a.statement.index > first for m in _own_modules(a)]
    if not own or any(_is_tried(a) for a in imports if a.statement.index < first):
        return SearchPath(), program
    places = {a.statement.index for a in changes}
    units = tuple(u for u in program.units if u.index not in places)
    effects = tuple(a for a in program.effects if a.statement.index not in places)
    modules = tuple(sorted({module for _, module in own}))
    folders = tuple(dict.fromkeys(folder for folder, _ in known))
    front = frozenset(folder for folder, first in known if first)
    found = SearchPath(folders, front, modules, tuple(_notes(own, folders)))
    return found, replace(program, units=units, effects=effects)


_HERE = Path("/0/1/2/3/4/5/6/7/8/9")
"""Stands for the notebook's folder, from which scripts are started."""


def _values(analysis: Analysis) -> dict[int, FolderValues]:
    """The paths that names hold before each statement."""
    found: dict[int, FolderValues] = {}
    values = FolderValues(_HERE, disk=False)
    for a in analysis.statements:
        found[a.statement.index] = values
        values = values.without(a.facts.may_bind)
        match a.statement.nodes:
            case [ast.Assign() as node]:
                values.assign(node)
    return found


def _added(a: Analysed, values: FolderValues) -> list[tuple[str, bool]] | None:
    """The folders of ``sys.path.append(folder)`` and its like, perhaps under ``if folder not in
    sys.path``, each with whether it is searched first; None where one is not known."""
    match a.statement.nodes:
        case [ast.If(test=ast.Compare(ops=[ast.NotIn()]), body=[node], orelse=[])] | [node]:
            pass
        case _:
            return None
    change = node.value if isinstance(node, ast.Expr) else node
    first = isinstance(change, ast.Call) and ast.unparse(change.func).endswith("insert")
    found: list[tuple[str, bool]] = []
    for one in added_folders(change):
        text = values.text(one)
        if text is None or text.startswith("~"):
            return None
        inside = PurePosixPath(text).is_relative_to("/0")
        found.append((os.path.relpath(text, _HERE) if inside else text, first))
    return found or None


def _own_modules(a: Analysed) -> list[str]:
    """Top-level names of the modules that are of no known library."""
    return [name for name in imported_tops(a.statement.nodes) if not is_library(name)]


def _is_tried(a: Analysed) -> bool:
    """Whether an import that may fail would find what lies in a folder that is added later."""
    plain = all(isinstance(n, ast.Import | ast.ImportFrom) for n in a.statement.nodes)
    return not plain and bool(_own_modules(a))


def _notes(own: Sequence[tuple[Analysed, str]], folders: Sequence[str]) -> Iterator[Diagnostic]:
    where = ", ".join(f"`{folder}`" for folder in dict.fromkeys(folders))
    first: dict[str, Analysed] = {}
    for a, module in own:
        first.setdefault(module, a)
    for module, a in first.items():
        yield Diagnostic(
            f"`{module}` may be in {where}: the package adds that to `sys.path`, as the notebook "
            f"does, and does not require a distribution `{module}`.",
            "Start the scripts in the notebook's folder, or install the module as a package and "
            "take the change of `sys.path` out.",
            a.statement.place,
            code="NB217",
            severity=Severity.WARNING,
        )
