"""Notes and warnings about the dependencies of a package."""

import ast
from collections.abc import Collection, Iterator, Mapping

from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.emit.dependencies import imported, unknown_modules, without_version
from nb2prod.notebook.model import Notebook
from nb2prod.plan.model import Pipeline


def not_pinned(pipeline: Pipeline, files: Mapping[str, str]) -> list[Diagnostic]:
    """NB229: dependencies whose version is not known."""
    return [
        Diagnostic(
            f"`{name}` is not installed in the environment of nb2prod, so its version is not "
            "pinned.",
            "Run nb2prod in the notebook's environment, or write the version in the notebook: "
            f"`%pip install {name}==...`.",
            code="NB229",
            severity=Severity.WARNING,
        )
        for name in without_version(pipeline, files)
    ]


def unknown(
    pipeline: Pipeline, files: Mapping[str, str], notebook: Notebook
) -> Iterator[Diagnostic]:
    """NB233: imports for which no requirement is written."""
    modules = unknown_modules(pipeline, files)
    if not modules:
        return
    listed = ", ".join(f"`{one}`" for one in modules)
    one = len(modules) == 1
    yield Diagnostic(
        f"{listed} {'is' if one else 'are'} imported, and it is not known what brings "
        f"{'it' if one else 'them'}: no file beside the notebook, no library that nb2prod knows. "
        "`dependencies` in pyproject.toml names nothing for that.",
        f"Put `{modules[0]}.py` beside the notebook if it is yours; else write "
        "`%pip install NAME` in the notebook, with the name that the package index has for it.",
        _place(modules, notebook),
        code="NB233",
        severity=Severity.WARNING,
    )


def _place(modules: Collection[str], notebook: Notebook) -> Place | None:
    """Where the first of the modules is imported."""
    for cell in notebook.cells:
        for statement in ast.parse(cell.source).body:
            tops = {one.partition(".")[0] for one in imported(ast.unparse(statement))}
            if not tops.isdisjoint(modules):
                return Place(cell.number, cell.id, statement.lineno)
    return None
