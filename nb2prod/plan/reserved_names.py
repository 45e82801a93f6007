"""Names of the notebook that would hide what the scripts use themselves: they get other names."""

import ast
from collections.abc import Iterator

from nb2prod.analysis.model import Statement
from nb2prod.analysis.rewrites.renames import Renaming, everywhere, renamed, renaming_note
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import all_nodes, stored
from nb2prod.analysis.syntax.top_level import statements_in
from nb2prod.analysis.syntax.unscoped import UnclearError
from nb2prod.diagnostics import ConversionError, Place
from nb2prod.naming import fresh
from nb2prod.notebook.model import Notebook, Role
from nb2prod.patterns import regex
from nb2prod.plan.serialisers import imports_of

_PARAMETERS = frozenset({"out_dir", "model_dir", "model_config_file"})
"""Parameters that functions of the scripts may take: any value of the name would be hidden."""

_IMPORTED = {
    "Annotated": "typing.Annotated", "Any": "typing.Any", "NamedTuple": "typing.NamedTuple",
    "Path": "pathlib.Path", "dataclasses": "dataclasses", "functools": "functools",
    "shutil": "shutil", "typer": "typer",
}  # fmt: skip
_WRITTEN = frozenset({"Predictor", "copy", "main"})
_OF_STAGES = regex(r"(?:preprocess|train|predict|evaluate)(?:_\d+)?_from_(?:data|path)")
_PRIVATE = regex(r"__\w*[^\W_]_?$")
_LINES = imports_of("package")
_HELPERS = frozenset(n for n, line in _LINES.items() if line.startswith("from package."))
_NOT_IMPORTED = _PARAMETERS | _HELPERS | (_WRITTEN - {"copy"})
_FIXED = _PARAMETERS | _WRITTEN | _LINES.keys() | _IMPORTED.keys()


def without_reserved_names(notebook: Notebook) -> Notebook:
    """The notebook with `notebook_main` for its own `main`, and a note for each such name."""
    try:
        statements = statements_in(notebook)
    except ConversionError:
        return notebook  # the analysis tells it
    given = {n for s in statements if s.cell.role is Role.PARAMETERS for n in _bound(s)}
    names = {n for s in statements for node in s.nodes for n in _reserved(node)}
    names -= given  # a parameter is a key of the config
    taken = notebook.words() if names else set[str]()
    for name in sorted(names):
        new = fresh(f"notebook_{name.lstrip('_')}", taken)
        try:
            made = tuple(everywhere(name, new, statements))
        except UnclearError:
            continue
        number, first = min(made, key=lambda m: (m[0], m[1].start))
        cell = next(c for c in notebook.cells if c.number == number)
        message = f"`{name}` is a name of the scripts' own; the notebook's is called `{new}` there."
        note = renaming_note(message, Place(number, cell.id, first.start[0]))
        notebook = renamed(notebook, [Renaming(made, (note,), ((new, name),))])
        statements = statements_in(notebook)
        taken.add(new)
    return notebook


def _reserved(node: ast.stmt) -> Iterator[str]:
    """Names that the statement binds on the module level of a script, or as a parameter there."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        for name, qualified in imported(node):
            wanted = _IMPORTED.get(name, qualified)
            if name in _NOT_IMPORTED or qualified != wanted:
                yield name
        return
    if isinstance(node, (*scope.DEFS, ast.ClassDef)):
        if _is_written(node.name):
            yield node.name
        return
    still = isinstance(node, ast.Assign) and not any(
        isinstance(n, ast.Call) for n in all_nodes(node.value)
    )
    for name in stored(node):
        if name in _PARAMETERS or _PRIVATE.match(name) or (still and _is_written(name)):
            yield name


def _bound(statement: Statement) -> Iterator[str]:
    for node in statement.nodes:
        yield from stored(node)


def _is_written(name: str) -> bool:
    """Whether the scripts may bind the name on module level."""
    return name in _FIXED or bool(_OF_STAGES.fullmatch(name))
