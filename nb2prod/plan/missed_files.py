"""Files that the notebook opened and the analysis did not see."""

from collections.abc import Iterator
from fnmatch import fnmatch
from posixpath import basename, normpath

from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.notebook.model import Notebook
from nb2prod.plan.model import Pipeline
from nb2prod.plan.pipeline_code import codes_of
from nb2prod.trace.traced import Trace

_HOW = {"read": "reads", "write": "writes", "both": "reads and writes"}


def missed_files(pipeline: Pipeline, trace: Trace, notebook: Notebook) -> Iterator[Diagnostic]:
    """A finding for each file that a stage opened and that no option or output stands for.

    One that is read is a warning: the scripts look for it where they are started.
    """
    staged = {int(number) for stage in pipeline.stages for number in stage.cells}
    cells = notebook.live
    known = _known(pipeline)
    text = "\n".join(_texts(pipeline))
    for file in trace.files:
        cell = cells[file.cell - 1] if 0 < file.cell <= len(cells) else None
        if cell is None or cell.number not in staged:
            continue
        if _stands(file.path, known) or basename(file.path) in text:
            continue
        yield Diagnostic(
            f"the cell {_HOW[file.access]} the file `{file.path}`, as its run showed, but no "
            "option of the scripts stands for it.",
            "Write its path as a literal where it is opened, or hand it over as an argument.",
            Place(cell.number, cell.id, 1),
            code="NB240",
            severity=Severity.NOTE if file.access == "write" else Severity.WARNING,
        )


def _known(pipeline: Pipeline) -> set[str]:
    found = {normpath(f.path) for stage in pipeline.stages for f in stage.files}
    return found | {normpath(path) for stage in pipeline.stages for path, _ in stage.written}


def _stands(path: str, known: set[str]) -> bool:
    whole = normpath(path)
    return any(
        whole == one or fnmatch(whole, one) or (one != "." and whole.startswith(one + "/"))
        for one in known
    )


def _texts(pipeline: Pipeline) -> Iterator[str]:
    """The code that the plan makes for paths, where names of written figures stand."""
    for code in codes_of(pipeline):
        yield code.text
        yield from (edit.code for edit in code.edits)
