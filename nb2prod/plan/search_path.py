"""Folders that a notebook adds to ``sys.path`` before it imports modules of its own from there.

Scripts import before they run any statement; the package itself adds the folders then.
"""

import ast
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from nb2prod.analysis.aliasing.whole import is_library
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed, Analysis, Kind
from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.graph.program import Program
from nb2prod.graph.surroundings import names_of
from nb2prod.notebook.own_modules import imported_tops
from nb2prod.notebook.search_folders import path_text
from nb2prod.records import dataclass, replace


@dataclass(frozen=True, slots=True)
class SearchPath:
    """``folders`` to add, and the top-level ``modules`` that may lie there."""

    folders: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()


def search_path(analysis: Analysis, program: Program) -> tuple[SearchPath, Program]:
    """The folders, and the program without the statements that add them.

    Only where all that changes ``sys.path`` is ``sys.path.append`` of a known folder: what is
    found without such a folder is found where it was, whenever the folder is added.
    """
    running = [u.analysed for u in program.units] + list(program.effects)
    changes = [a for a in running if any(e.startswith("sys.path") for e in a.facts.effects)]
    env = names_of(analysis.imports)
    texts = _texts(analysis)
    folders = [_appended(a, env, texts[a.statement.index]) for a in changes]
    known = tuple(folder for folder in folders if folder is not None)
    if not changes or len(known) != len(changes):
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
    found = SearchPath(tuple(dict.fromkeys(known)), modules, tuple(_notes(own, known)))
    return found, replace(program, units=units, effects=effects)


_HERE = Path("/0/1/2/3/4/5/6/7/8/9")
"""Stands for the notebook's folder, from which scripts are started."""


def _texts(analysis: Analysis) -> dict[int, Mapping[str, str]]:
    """The names that hold a path before each statement, with its text."""
    found: dict[int, Mapping[str, str]] = {}
    names: dict[str, str] = {}
    for a in analysis.statements:
        found[a.statement.index] = names
        names = {name: text for name, text in names.items() if name not in a.facts.may_bind}
        match a.statement.nodes:
            case [ast.Assign(targets=[ast.Name(id=name)], value=value)]:
                text = path_text(value, _HERE, names)
                names |= {name: text} if text is not None else {}
    return found


def _appended(a: Analysed, env: Environment, texts: Mapping[str, str]) -> str | None:
    """The folder of ``sys.path.append(folder)``, perhaps behind ``if folder not in sys.path``."""
    match a.statement.nodes:
        case [ast.Expr(value=ast.Call(args=[argument], keywords=[]) as call)]:
            pass
        case [
            ast.If(
                test=ast.Compare(ops=[ast.NotIn()]),
                body=[ast.Expr(value=ast.Call(args=[argument], keywords=[]) as call)],
                orelse=[],
            )
        ]:
            pass
        case _:
            return None
    text = path_text(argument, _HERE, texts)
    if text is None or text.startswith("~") or env.qualified(call.func) != "sys.path.append":
        return None
    inside = PurePosixPath(text).is_relative_to("/0")
    return os.path.relpath(text, _HERE) if inside else text


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
            f"`{module}` may lie in {where}: the package adds that to `sys.path`, as the notebook "
            f"does, and does not require a distribution `{module}`.",
            "Start the scripts in the notebook's folder, or install the module as a package and "
            "take the change of `sys.path` out.",
            a.statement.place,
            code="NB217",
            severity=Severity.WARNING,
        )
