"""The imports that a module needs, for the notebook's names and for synthetic lines."""

import ast
import builtins
import re
import symtable
from collections.abc import Collection, Mapping, Sequence

from nb2prod.analysis.model import Import
from nb2prod.analysis.syntax.import_statements import star_names
from nb2prod.analysis.syntax.nodes import arguments_of, nodes_of
from nb2prod.analysis.syntax.scope import imported_name
from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.global_names import global_reads, scopes
from nb2prod.graph.name_errors import asked_for
from nb2prod.knowledge.import_tables import ACCESSORS, EXTENDING
from nb2prod.plan.model import Pipeline
from nb2prod.plan.pipeline_code import statements_in
from nb2prod.plan.serialisers import STORAGE, imports_of

OWN = {
    "Annotated": "from typing import Annotated",
    "Any": "from typing import Any",
    "NamedTuple": "from typing import NamedTuple",
    "Iterable": "from collections.abc import Iterable",
    "Path": "from pathlib import Path",
    "typer": "import typer",
    "json": "import json",
    "functools": "import functools",
    "copy": "import copy",
    "copy_module": "import copy as copy_module",
    "shutil": "import shutil",
    "dataclasses": "import dataclasses",
}
"""Names that generated lines use, and their imports; beside those of `plan.serialisers`."""


_OFTEN_HIDDEN = frozenset({
    "abs", "all", "any", "bool", "bytes", "complex", "divmod", "filter", "float", "hash", "hex",
    "int", "max", "min", "open", "pow", "round", "set", "slice", "str", "sum",
})  # fmt: skip
"""Builtins that star imports of libraries hide, pyspark's and sympy's among them."""


def import_block(
    code: str,
    pipeline: Pipeline,
    common: Sequence[str],
    extra: Mapping[str, str],
    in_text: Collection[str] = (),
) -> str:
    """Import lines for the free names of `code`; `common` names come from common.py.

    Names `in_text` stand in strings: a linter would take their imports for unused.
    Sorting and merging is left to the formatter.
    """
    shown = free_names(code)
    found = _lines(shown, code, pipeline, common, extra)
    imported = {*common, *dict(pipeline.flags), *(one.name for one in pipeline.imports)}
    hidden = set(in_text) & imported - shown - _bound(code) if in_text else set[str]()
    for line in _lines(hidden, "", pipeline, common, extra) if hidden else ():
        found.append(f"{line}  # noqa: F401" if line not in found and "\n" not in line else line)
    return "\n".join(dict.fromkeys(found))


def _lines(
    names: set[str],
    code: str,
    pipeline: Pipeline,
    common: Sequence[str],
    extra: Mapping[str, str],
) -> list[str]:
    sources = dict(pipeline.import_sources)
    names, guarded = _with_guarded(names, pipeline, {*common, *extra, *STORAGE})
    lines: dict[str, None] = {}
    by_name: dict[str, list[Import]] = {}
    for one in pipeline.imports:
        if one.qualified.startswith("__future__"):
            lines[sources[one.statement].strip()] = None
        elif not one.star:
            by_name.setdefault(one.name, []).append(one)
    saving = imports_of(pipeline.package)
    left: set[str] = set()
    for name in sorted(names):
        if name in common:
            lines[f"from {pipeline.package}.common import {name}"] = None
        elif f"from {pipeline.package}." in saving.get(name, ""):
            lines[saving[name]] = None
        elif name in extra:
            lines[extra[name]] = None
        elif bound := _by_star(name, by_name.get(name, ()), pipeline.imports):
            lines[bound] = None
        elif name in by_name:
            wanted = (one for one in _wanted(by_name[name]) if not one.guarded)
            lines |= {_line(one, sources[one.statement]): None for one in wanted}
        elif name in OWN or name in saving:
            lines[OWN.get(name) or saving[name]] = None
        elif not hasattr(builtins, name):
            left.add(name)
    left -= {n for n, at in (*pipeline.flags, *pipeline.constants) if at in guarded}
    if left:
        left -= set(asked_for(ast.parse(code).body))
    unknown = {one for one in pipeline.imports if one.star and star_names(one.name) is None}
    hidden = _OFTEN_HIDDEN & _in_calls(code) - by_name.keys() if unknown else set[str]()
    stars = [o for o in pipeline.imports if o.star and (left or (hidden and o in unknown))]
    if left and not stars:
        raise ConversionError(*(_not_found(name, pipeline) for name in sorted(left)))
    for one in stars:
        lines[f"from {one.name} import *"] = None
    used = {one.qualified.split(".")[0] for n in names & by_name.keys() for one in by_name[n]}
    for one in pipeline.imports:
        if one.name not in names and not one.star and _registers(one, used, code):
            lines[f"{_line(one, sources[one.statement])}  # noqa: F401"] = None
    return [*lines, *(sources[n].strip("\n") for n in guarded)]


def _in_calls(code: str) -> set[str]:
    """Names that are called or given to a call: those of annotations are never hidden ones."""
    calls = nodes_of(ast.Call, [ast.parse(code)])
    given = (part for n in calls for part in (n.func, *arguments_of(n)))
    return {part.id for part in given if isinstance(part, ast.Name)}


def _with_guarded(
    names: set[str], pipeline: Pipeline, elsewhere: set[str]
) -> tuple[set[str], list[int]]:
    """The names with those that imports inside ``try`` and ``if`` read, and these statements."""
    behind = {one.name: one.statement for one in pipeline.imports if not one.star}
    behind |= dict(pipeline.flags)
    plain = {one.statement for one in pipeline.imports if not one.guarded}
    sources = dict(pipeline.import_sources)
    found: set[int] = set()
    pending, names = set(names), set(names)
    while pending:
        more = {behind[n] for n in pending - elsewhere if n in behind} - plain - found
        found |= more
        pending = {n for one in more for n in free_names(sources[one])} - names
        names |= pending
        behind = dict(pipeline.constants) | behind  # which only these statements may read
    return names, sorted(found)


def _by_star(name: str, others: Sequence[Import], imports: Sequence[Import]) -> str | None:
    """The import of a name that a star import binds, unless another import binds it later."""
    last = max((one.statement for one in others), default=-1)
    stars = [one for one in imports if one.star and not one.guarded and one.statement > last]
    known = (star_names(one.name) or {} for one in reversed(stars))
    qualified = next((names[name] for names in known if name in names), None)
    if qualified is None:
        return None
    module, _, member = qualified.rpartition(".")
    if member == name:
        return f"from {module} import {name}"
    return f"import {qualified} as {name}"


def _not_found(name: str, pipeline: Pipeline) -> Diagnostic:
    place = _first_use(name, pipeline)
    if name == "get_ipython":
        message = "a script has no `get_ipython`, which is IPython's."
        return Diagnostic(message, "Take it out, or tag the cell `skip`.", place, code="NB231")
    return Diagnostic(
        f"a script would not find `{name}`, which the notebook takes from elsewhere.",
        "Bind it at the top level of a tagged cell, under a name of its own.",
        place,
        code="NB231",
    )


def names_of_modules(pipeline: Pipeline) -> dict[str, str]:
    """How the notebook writes what it imports, qualified name -> written name.

    ``import a.b`` makes ``a.b`` known beside ``a``; what only a guarded import binds is empty.
    """
    sources = dict(pipeline.import_sources)
    found = {one.qualified: "" for one in pipeline.imports if one.guarded and not one.star}
    for one in pipeline.imports:
        if not one.star and not one.guarded:
            found[one.qualified] = one.name
            for node in ast.walk(ast.parse(sources[one.statement])):
                if isinstance(node, ast.Import):
                    plain = [a.name for a in node.names if not a.asname]
                    found.update((n, n) for n in plain if n.startswith(f"{one.name}."))
    return found


def _registers(one: Import, used: set[str], code: str) -> bool:
    """Whether the import changes one of the libraries in `used`, so that it counts unread."""
    for module, library in EXTENDING.items():
        if library in used and f"{one.qualified}.".startswith(f"{module}."):
            added = ACCESSORS.get(module.partition(".")[0], ())
            return not added or any(re.search(rf"\.{name}\b", code) for name in added)
    return False


def _bound(code: str) -> set[str]:
    """Names that the code binds in whatever scope."""
    names = (n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Name | ast.arg))
    return {
        n.arg if isinstance(n, ast.arg) else n.id
        for n in names
        if isinstance(n, ast.arg) or not isinstance(n.ctx, ast.Load)
    }


def _first_use(name: str, pipeline: Pipeline) -> Place | None:
    """Where the notebook uses a name first, as far as the scripts hold it."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    places = [one.place for one in statements_in(pipeline) if word.search(one.source)]
    return min(places, key=lambda place: place.cell, default=None)


def _wanted(found: Sequence[Import]) -> list[Import]:
    """The last import of a name, and all of `import a.b`, `import a.c`, which bind one name."""
    last = found[-1]
    if last.guarded:
        return [last]
    same = [one for one in found if one.qualified == last.qualified and not one.guarded]
    return list(same) or [last]


def _line(one: Import, source: str) -> str:
    """The import of one name, out of a statement that may import more."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                if imported_name(alias) == one.name:
                    node.names = [alias]
                    return ast.unparse(node)
    return f"import {one.qualified}"


def free_names(code: str) -> set[str]:
    """Global names that the module's code reads and does not bind itself."""
    table = symtable.symtable(code, "module", "exec")
    bound = {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_namespace()}
    classes = (scope for scope in scopes(table) if scope.get_type() == "class")
    fields = {  # which may read their own name outside
        symbol.get_name()
        for scope in classes
        for symbol in scope.get_symbols()
        if symbol.is_annotated() and symbol.is_referenced()
    }
    found = (global_reads(table) | fields) - bound
    return {name for name in found if not (name.startswith("__") and name.endswith("__"))}
