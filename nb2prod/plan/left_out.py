"""Notes on what the scripts lack: cells without any code left, files of skipped cells."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from nb2prod.analysis.model import Analysed, Kind
from nb2prod.diagnostics import Diagnostic, note
from nb2prod.notebook.model import STAGES, whole
from nb2prod.plan.model import Pipeline
from nb2prod.plan.pipeline_code import statements_in


def left_out(pipeline: Pipeline, statements: Sequence[Analysed]) -> Iterator[Diagnostic]:
    """The notes, in the order of the notebook."""
    yield from _skipped_writes(pipeline, statements)
    yield from _empty_cells(pipeline, statements)


_WRITES = "the cell is skipped, and it writes "


def lost_files(notes: Iterable[Diagnostic]) -> list[str]:
    """The files that skipped cells write, and no script, by the notes that tell of them."""
    told = (one.message for one in notes if one.code == "NB237")
    return list(dict.fromkeys(text.removeprefix(_WRITES).partition(", ")[0] for text in told))


def _skipped_writes(pipeline: Pipeline, statements: Sequence[Analysed]) -> Iterator[Diagnostic]:
    """Skipped cells that write a file: no script does."""
    read = {file.path: file.parameter for stage in pipeline.stages for file in stage.outside}
    written = {path for stage in pipeline.stages for path, _ in stage.written}
    for a in statements:
        if a.statement.cell.live:
            continue
        for call in a.facts.io:
            if not call.writes or call.path in written:
                continue
            path = f"`{call.path}`" if call.path else "a file"
            message = f"{_WRITES}{path}, which no script writes"
            option = read.get(call.path or "", "")
            message += f"; `--{option.replace('_', '-')}` reads it." if option else "."
            advice = "Tag it as a stage if the file belongs to what is run."
            yield note("NB237", message, a.statement.place, advice)


def _empty_cells(pipeline: Pipeline, statements: Sequence[Analysed]) -> Iterator[Diagnostic]:
    """Cells that somebody tagged as a stage, and of which no script has a statement."""
    made = {stage.role for stage in pipeline.stages}
    kept = {one.index for one in statements_in(pipeline)}
    kept |= _needed(statements, kept)
    left = {whole(a.statement.cell.number) for a in statements if a.statement.index in kept}
    for cell, group in groupby(statements, lambda a: a.statement.cell):
        own = [a for a in group if a.kind is not Kind.IMPORT]
        tagged = cell.role in made and cell.role in STAGES
        looks = all(a.facts.pure for a in own)
        if cell.confidence is not None and (looks or whole(cell.number) in left):
            continue  # a look at values, or a piece of a cell of which the rest is there
        if not own or not tagged or any(a.statement.index in kept for a in own):
            continue
        if looks:
            why = "it only shows values"
        else:
            does = "defines" if all(a.kind is Kind.DEFINITION for a in own) else "makes"
            why = f"no script needs what it {does}"
        yield note("NB236", f"the cell is left out: {why}.", own[0].statement.place)


def _needed(statements: Sequence[Analysed], kept: set[int]) -> set[int]:
    """Statements whose values went into the scripts otherwise, as paths and settings do."""
    read: set[str] = set()
    found: set[int] = set()
    for a in reversed(statements):
        facts = a.facts
        if a.statement.index in kept or facts.may_bind & read or facts.seeds or facts.effects:
            found.add(a.statement.index)
            read |= facts.reads | facts.hidden_reads | facts.mutates | facts.read_inside
    return found
