"""NB235: what the notebook's own modules do, and plain copies in the package cannot."""

import re
from collections.abc import Iterator
from posixpath import normpath

from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.notebook.own_modules import imported_tops
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal


@refusal("NB235", rank=122)
def unreadable(draft: Draft) -> Iterator[Diagnostic]:
    """Modules that are no Python."""
    for module in draft.notebook.modules:
        if module.fault:
            yield Diagnostic(
                f"`{module.name}` is imported from `{module.file}`, which is not Python 3 "
                f"({module.fault}).",
                "Fix the module, or take the import out.",
                _import(module.name, draft),
                code="NB235",
            )


@refusal("NB235", rank=123)
def random(draft: Draft) -> Iterator[Diagnostic]:
    """Modules that seed, or draw, when they are imported: each script imports them again."""
    drawn = {s for a in draft.analysis.statements for s in a.facts.draws}
    for name, streams in draft.analysis.at_import:
        for stream in sorted(streams & drawn):
            yield Diagnostic(
                f"`{name}` sets or uses the random numbers of `{stream}` when it is imported, and "
                "each script imports it at its start.",
                "Set the seed in a cell of the notebook, and put what draws into a function.",
                _import(name, draft),
                code="NB235",
            )


@refusal("NB235", rank=124)
def shared_files(draft: Draft) -> Iterator[Diagnostic]:
    """Files that a module and the notebook pass to each other: the scripts move the notebook's."""
    calls = [(a, call) for a in draft.analysis.statements for call in a.facts.io if call.path]
    for one in draft.analysis.fixed:
        for a, call in calls:
            writes = call.access.may_write
            if normpath(call.path or "") != normpath(one.path) or not (writes or one.writes):
                continue
            yield Diagnostic(
                f"`{one.path}` is also {'written' if one.writes else 'read'} in {one.file}, line "
                f"{one.line}, where it stays as it is; of this cell it becomes an option.",
                f"Give the path to the function of {one.file} as an argument.",
                a.statement.place,
                code="NB235",
            )
            break


@refusal("NB235", rank=320)
def fixed_paths(draft: Draft) -> Iterator[Diagnostic]:
    """Paths that stand in a module."""
    for one in draft.analysis.fixed:
        yield Diagnostic(
            f"`{one.path}` stays as it is in {one.file}, line {one.line}: the copy in the package "
            f"{'writes' if one.writes else 'reads'} it where the scripts are started.",
            f"Give the path to the function of {one.file} as an argument: it becomes an option.",
            code="NB235",
            severity=Severity.WARNING,
        )
    for module in draft.notebook.modules:
        found = re.search(r"\b__file__\b", module.source)
        if found:
            line = module.source.count("\n", 0, found.start()) + 1
            yield Diagnostic(
                f"`__file__` in {module.file}, line {line}, is `{module.file}` below the folder "
                "where the scripts are started: files beside the module are read there.",
                f"Give the path to the function of {module.file} as an argument.",
                code="NB235",
                severity=Severity.WARNING,
            )


def _import(module: str, draft: Draft) -> Place | None:
    """Where the notebook imports the module, or what leads to it."""
    top = module.partition(".")[0]
    first: Place | None = None
    for a in draft.analysis.statements:
        found = imported_tops(a.statement.nodes)
        first = first or (a.statement.place if found else None)
        if top in found:
            return a.statement.place
    return first
