"""A notebook file to a :class:`Notebook`."""

import json
from pathlib import Path
from typing import Any

from nb2prod.diagnostics import ConversionError, Diagnostic, Place
from nb2prod.notebook.magics import to_python
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.notebook.tags import comment_tag, role_of


def read_notebook(path: Path) -> Notebook:
    """Read ``.ipynb`` or py:percent ``.py``.

    Raises:
        ConversionError: the file is missing, is no notebook, or a cell is not Python.
    """
    raw = _load(path)
    cells: list[Cell] = []
    problems: list[Diagnostic] = []
    markdown: list[str] = []
    for number, cell in enumerate(raw.cells, 1):
        if cell.cell_type == "markdown":
            markdown.append(cell.source)
        if cell.cell_type != "code":
            continue
        try:
            converted = _code_cell(number, cell, "\n\n".join(markdown))
        except ConversionError as error:
            problems.extend(error.diagnostics)
        else:
            if converted is not None:
                cells.append(converted)
        markdown = []
    if problems:
        raise ConversionError(*problems)
    return Notebook(path.stem, tuple(cells))


def _code_cell(number: int, cell: Any, markdown: str) -> Cell | None:
    place = Place(number, str(cell.get("id", "")), 1)
    tags = list(cell.metadata.get("tags", []))
    named = comment_tag(cell.source)
    source = cell.source
    if named:
        tags.append(named)
        source = source.replace(source.lstrip("\n").split("\n", 1)[0], "", 1)
    role = role_of(tags, place)
    if not source.strip():
        return None
    try:
        python = to_python(source)
    except SyntaxError as error:
        if role is Role.SKIP:
            return Cell(number, place.cell_id, role, "", markdown)
        line = error.lineno or 1
        raise ConversionError(
            Diagnostic(
                f"this is not Python: {error.msg}.",
                "Mend the cell, or tag it `skip`.",
                Place(number, place.cell_id, line),
            )
        ) from error
    if python is None:
        if role in (Role.UNTAGGED, Role.SKIP):
            return None
        raise ConversionError(
            Diagnostic("the cell is not Python.", "Tag it `skip`, or rewrite it.", place)
        )
    return Cell(number, place.cell_id, role, python, markdown)


def _load(path: Path) -> Any:
    import nbformat

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConversionError(Diagnostic(f"cannot read {path}: {error.strerror}.")) from error
    except UnicodeDecodeError as error:
        raise ConversionError(Diagnostic(f"{path} is not UTF-8 text.")) from error
    if path.suffix == ".py":
        import jupytext

        return jupytext.reads(text, fmt="py:percent")
    try:
        raw = json.loads(text)
        if not isinstance(raw, dict) or "nbformat" not in raw:
            raise ConversionError(Diagnostic(f"{path} is JSON, but not a notebook."))
        return nbformat.convert(nbformat.from_dict(raw), 4) if raw["nbformat"] != 4 else (
            _joined(nbformat.from_dict(raw))
        )
    except json.JSONDecodeError as error:
        raise ConversionError(
            Diagnostic(f"{path} is not JSON (line {error.lineno}: {error.msg}).")
        ) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ConversionError(Diagnostic(f"{path} is not a valid notebook: {error}.")) from error


def _joined(raw: Any) -> Any:
    """Cells' sources as one string each; the file may hold them as lists of lines."""
    for cell in raw.cells:
        if isinstance(cell.source, list):
            cell.source = "".join(cell.source)
    return raw
