"""From a file to suggestions, and tags into the file."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from nb2prod.diagnostics import ConversionError, Diagnostic
from nb2prod.notebook.databricks import is_databricks
from nb2prod.notebook.load import RawCell, decoded, load
from nb2prod.notebook.marimo import is_marimo
from nb2prod.notebook.model import STAGES, Notebook, Role
from nb2prod.notebook.read import BadCells, read_notebook
from nb2prod.notebook.tags import no_suggestion_error
from nb2prod.records import dataclass, replace
from nb2prod.suggest.as_divided import as_divided
from nb2prod.suggest.suggest import suggestions, with_suggestions
from nb2prod.suggest.suggestion import Piece, Suggestion

_FRAMES = 6_000


@dataclass(frozen=True, slots=True)
class Suggested:
    """A notebook with suggestions for its untagged cells.

    ``cells`` are its cells as the file has them, by number; ``problems`` tell which could not
    be read, so that nothing is suggested for them.
    """

    notebook: Notebook
    suggestions: tuple[Suggestion, ...]
    cells: Mapping[int, RawCell]
    problems: tuple[Diagnostic, ...] = ()


def suggest(path: Path, *, divide: bool = True) -> Suggested:
    """Suggest a tag for each untagged code cell of the file. Nothing of it is run.

    Without `divide` the tags are those that cells look like, which takes no plan: some may come
    out otherwise when the stages are fitted together.

    Raises:
        ConversionError: the file cannot be read or is no notebook.
    """
    cells = {cell.number: cell for cell in load(path).cells}
    problems: tuple[Diagnostic, ...] = ()
    try:
        notebook = read_notebook(path, require_stages=False)
    except BadCells as error:
        notebook, problems = error.rest, error.diagnostics
    found = _suggestions(notebook, cells)
    taggable = tuple(_taggable(found, notebook))
    if divide and not problems:
        with suppress(ConversionError):
            taggable = as_divided(taggable, _tagged(path, found), _whole(cells))
    return Suggested(notebook, taggable, cells, problems)


def _taggable(found: Sequence[Suggestion], notebook: Notebook) -> Iterator[Suggestion]:
    """Those for cells of the file: one that runs a file is tagged where all of that is of one
    stage, and left to the conversion otherwise."""
    runs = {int(cell.number) for cell in notebook.cells if cell.file}
    for number, group in groupby(found, key=lambda one: int(one.cell)):
        own = list(group)
        if number not in runs:
            yield from own
            continue
        staged = [piece for one in own for piece in one.pieces if piece.role in STAGES]
        if len({piece.role for piece in staged}) == 1:
            role, sure, reason = staged[0].role, staged[0].confidence, staged[0].reason
            yield Suggestion(number, "", role, sure, reason, (replace(staged[0], first=1, last=1),))


def _suggestions(notebook: Notebook, cells: Mapping[int, RawCell]) -> tuple[Suggestion, ...]:
    # The reader lets 200 levels of nesting through, and the walks take several frames a level.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))
    try:
        return suggestions(notebook, _whole(cells))
    except RecursionError as error:
        message = "the code of the notebook is nested too deeply to be analysed."
        raise ConversionError(Diagnostic(message, code="NB123")) from error


def _whole(cells: Mapping[int, RawCell]) -> frozenset[int]:
    """The cells that a magic holds together."""
    return frozenset(n for n, cell in cells.items() if cell.source.lstrip().startswith("%%"))


def read_suggested(path: Path) -> Notebook:
    """The notebook as if its untagged cells had the suggested tags; the file stays as it is.

    Raises:
        ConversionError: the file cannot be read, or nothing in it belongs to a stage.
        BadCells: cells are not what their tags, or the suggested ones, promise.
    """
    notebook = read_notebook(path, require_stages=False)
    cells = {cell.number: cell for cell in load(path).cells}
    return _tagged(path, _suggestions(notebook, cells))


def _tagged(path: Path, found: Sequence[Suggestion]) -> Notebook:
    # What a magic becomes, and what is refused, depends on the stage.
    notebook = read_notebook(
        path, require_stages=False, untagged={one.cell: one.role for one in found}
    )
    if not {cell.role for cell in notebook.cells} & set(STAGES):
        raise no_suggestion_error()
    return with_suggestions(notebook, found)


def write_tags(path: Path, pieces: Mapping[int, Sequence[Piece]]) -> None:
    """Write tags into the file, and split cells where there are several; all else stays.

    What is written is read back first; the file is replaced in one step.

    Args:
        path: of the notebook.
        pieces: for cells by number the parts with their tags.

    Raises:
        ConversionError: the file cannot be written, or its form does not let tags be added.
    """
    from nb2prod.suggest import write_ipynb, write_percent

    target = path.resolve()
    mark, text, codec = decoded(path)
    if path.suffix not in (".ipynb", ".py") or is_marimo(text) or is_databricks(text):
        message = "tags are written into `.ipynb` and `.py` files of the percent format only."
        advice = "Write `# nb2prod: train` (or another tag) as the first line of each cell."
        raise ConversionError(Diagnostic(message, advice, code="NB301"))
    writer = write_percent if path.suffix == ".py" else write_ipynb
    new = mark + writer.tagged(text, pieces).encode(codec, "surrogatepass")
    _check(path, new, pieces)
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=".nb2prod-", delete=False) as file:
            file.write(new)
        shutil.copymode(target, file.name)
        os.replace(file.name, target)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise ConversionError(Diagnostic(message, code="NB301")) from error


def _check(path: Path, new: bytes, pieces: Mapping[int, Sequence[Piece]]) -> None:
    """Refuse what does not read back as the same notebook with these tags."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(new)
        try:
            cells = load(copy).cells
        except ConversionError:
            cells = ()
    if [(c.kind, c.source.split()) for c in cells] == [*_expected(path, pieces, cells)]:
        return
    message = f"{path} is written in a way that tags cannot be added to."
    advice = "Save it with Jupyter or jupytext first, or use `convert --auto-tag`."
    raise ConversionError(Diagnostic(message, advice, code="NB301"))


def _expected(
    path: Path, pieces: Mapping[int, Sequence[Piece]], cells: Sequence[RawCell]
) -> "list[tuple[str, list[str]]]":
    """Kind and words of the cells that have to come out; none where a tag is missing."""
    expected: list[tuple[str, list[str]]] = []
    roles: list[tuple[int, Role]] = []
    for cell in load(path).cells:
        parts = pieces.get(cell.number, (None,))
        lines = cell.source.split("\n")
        for part in parts:
            if part is not None:
                roles.append((len(expected), part.role))
            kept = lines[part.first - 1 : part.last] if part and len(parts) > 1 else lines
            expected.append((cell.kind, "\n".join(kept).split()))
    if len(cells) != len(expected) or any(r not in cells[i].tags for i, r in roles):
        return []
    return expected
