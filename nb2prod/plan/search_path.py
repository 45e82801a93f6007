"""Folders that a notebook adds to ``sys.path`` before it imports modules of its own from there.

Scripts import before they run any statement; the package itself adds the folders then.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nb2prod.analysis.aliasing.whole import is_library
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Analysis, Kind
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.graph.program import Program
from nb2prod.graph.surroundings import names_of
from nb2prod.notebook.model import Role


@dataclass(frozen=True, slots=True)
class SearchPath:
    """``folders`` to add, and the top-level ``modules`` that may lie there."""

    folders: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


def search_path(analysis: Analysis, program: Program) -> tuple[SearchPath, Program]:
    """The folders, and the program without the statements that add them.

    Only where all that changes ``sys.path`` is ``sys.path.append`` of a text: what is found
    without such a folder is found where it was, whenever the folder is added.
    """
    running = [u.analysed for u in program.units] + list(program.effects)
    changes = [a for a in running if any(e.startswith("sys.path") for e in a.facts.effects)]
    env = names_of(analysis.imports)
    folders = [_appended(a, env) for a in changes]
    known = tuple(folder for folder in folders if folder is not None)
    if not changes or len(known) != len(changes):
        return SearchPath(), program
    first = min(a.statement.index for a in changes)
    imports = [a for a in analysis.statements if _is_live_import(a)]
    own = [(a, m) for a in imports if a.statement.index > first for m in _own_modules(a)]
    if not own or any(_is_tried(a) for a in imports if a.statement.index < first):
        return SearchPath(), program
    places = {a.statement.index for a in changes}
    units = tuple(u for u in program.units if u.index not in places)
    effects = tuple(a for a in program.effects if a.statement.index not in places)
    modules = tuple(sorted({module for _, module in own}))
    found = SearchPath(tuple(dict.fromkeys(known)), modules, tuple(_notes(own, known)))
    return found, replace(program, units=units, effects=effects)


def _appended(a: Analysed, env: Environment) -> str | None:
    """The folder of ``sys.path.append("folder")``."""
    match a.statement.nodes:
        case [
            ast.Expr(value=ast.Call(args=[ast.Constant(value=str(folder))], keywords=[]) as call)
        ]:
            return folder if env.qualified(call.func) == "sys.path.append" else None
    return None


def _is_live_import(a: Analysed) -> bool:
    return a.kind is Kind.IMPORT and a.statement.cell.role is not Role.SKIP


def _own_modules(a: Analysed) -> Iterator[str]:
    """Top-level names of the modules that are of no known library."""
    for node in (n for top in a.statement.nodes for n in all_nodes(top)):
        names: Sequence[str] = ()
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        yield from (n.partition(".")[0] for n in names if not is_library(n))


def _is_tried(a: Analysed) -> bool:
    """Whether an import that may fail would find what lies in a folder that is added later."""
    plain = all(isinstance(n, ast.Import | ast.ImportFrom) for n in a.statement.nodes)
    return not plain and any(True for _ in _own_modules(a))


def _notes(own: Sequence[tuple[Analysed, str]], folders: Sequence[str]) -> Iterator[Diagnostic]:
    where = ", ".join(f"`{folder}`" for folder in dict.fromkeys(folders))
    first: dict[str, Analysed] = {}
    for a, module in own:
        first.setdefault(module, a)
    for module, a in first.items():
        yield Diagnostic(
            f"`{module}` may lie in {where}: the package adds that to `sys.path`, as the notebook "
            f"does, and does not require a distribution `{module}`.",
            "Start the scripts in the notebook's folder, or install the module as a package and "
            "take the change of `sys.path` out.",
            a.statement.place,
            code="NB217",
            severity=Severity.WARNING,
        )
