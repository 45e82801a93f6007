"""A notebook file to the text of its package; writes nothing."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nb2prod.diagnostics import ConversionError, Diagnostic
from nb2prod.emit.ahead import emit_files
from nb2prod.plan.model import Pipeline
from nb2prod.settings import Settings

if TYPE_CHECKING:
    from nb2prod.notebook.read import BadCells

_FRAMES = 6_000


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a notebook became: ``files`` map paths below the output folder to text."""

    pipeline: Pipeline
    files: dict[str, str]
    notes: tuple[Diagnostic, ...] = ()


def convert(
    path: Path,
    settings: Settings | None = None,
    emit: Callable[[Pipeline], dict[str, str]] | None = None,
) -> Conversion:
    """Convert the notebook at `path`.

    Args:
        path: ``.ipynb``, or ``.py`` in the percent format.
        settings: the user's choices.
        emit: makes the files; by default `emit.ahead.emit_files`.

    Raises:
        ConversionError: the notebook cannot be converted as it stands.
    """
    from nb2prod.analysis.analyse import analyse
    from nb2prod.analysis.distinct import distinct
    from nb2prod.analysis.secrets import without_secrets
    from nb2prod.locate import located
    from nb2prod.notebook.read import BadCells, read_notebook
    from nb2prod.plan.build import plan

    settings = settings or Settings()
    # The reader lets 200 levels of nesting through, and the walks take several frames a level.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))
    try:
        notebook = read_notebook(path)
    except BadCells as error:
        raise ConversionError(*error.diagnostics, *_further(error, settings)) from error
    try:
        notebook = without_secrets(notebook)
        clear = distinct(notebook)
        pipeline = plan(clear, analyse(clear), settings)
        files = emit(pipeline) if emit else emit_files(pipeline)
    except ConversionError as error:
        raise ConversionError(*(located(d, notebook) for d in error.diagnostics)) from error
    except RecursionError as error:
        message = "the code of the notebook is nested too deeply to be analysed."
        advice = "Split its deepest expression, literal or `elif` chain."
        raise ConversionError(Diagnostic(message, advice, code="NB123")) from error
    return Conversion(pipeline, files, tuple(located(d, notebook) for d in pipeline.notes))


_MISSING = frozenset({"NB201", "NB203", "NB204"})


def _further(error: "BadCells", settings: Settings) -> list[Diagnostic]:
    """Problems of the cells that can be read; none that may come of the names of bad cells."""
    from nb2prod.analysis.analyse import analyse
    from nb2prod.analysis.distinct import distinct
    from nb2prod.analysis.secrets import without_secrets
    from nb2prod.locate import located, names
    from nb2prod.plan.build import plan

    try:
        rest = without_secrets(error.rest)
        clear = distinct(rest)
        plan(clear, analyse(clear), settings)
    except ConversionError as further:
        found = [d for d in further.diagnostics if d.place and not error.words & names(d)]
        if any(d.code == "NB132" for d in error.diagnostics):  # `%run` may bind any name
            found = [d for d in found if d.code not in _MISSING]
        return [located(d, rest) for d in found]
    except Exception:  # half a notebook is no input that the analysis promises to take
        pass
    return []
