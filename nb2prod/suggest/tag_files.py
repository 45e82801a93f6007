"""``nb2prod tag``: what is printed, what is asked, what is written."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from nb2prod.diagnostics import (
    ConversionError,
    Diagnostic,
    cell_name,
    exit_code,
    harmless,
    tell,
    unforeseen,
)
from nb2prod.findings.report_formats import answer_text
from nb2prod.notebook.tags import comment_tags
from nb2prod.suggest.interactive import Chosen, asked
from nb2prod.suggest.notebook_files import Suggested, suggest, write_tags
from nb2prod.suggest.suggestion import Suggestion


def tag_notebook(
    path: Path,
    *,
    write: bool = False,
    interactive: bool = False,
    repair: bool = False,
    json: bool = False,
    quiet: bool = False,
) -> int:
    """Suggest tags, and write them if that is asked for; returns the exit code."""
    quiet = quiet or json
    told: list[Diagnostic] = []
    more: dict[str, object] = {"suggestions": [], "written": []}

    def problem(one: Diagnostic) -> None:
        told.append(one)
        if not json:
            tell(one, str(path))

    try:
        found = _repairs(path) if repair else suggest(path)
        more["suggestions"] = as_data(found.suggestions)
        for one in found.problems:
            problem(one)
        if interactive:
            chosen: Chosen = asked(found, input)
        else:
            wanted = [one for one in found.suggestions if not repair or not _by_comment(one, found)]
            chosen = {one.cell: one.pieces for one in wanted} if write else {}
            if not quiet:
                print("\n".join(report(path, found, repair)))
        if chosen:
            write_tags(path, chosen)
            more["written"] = list(map(int, chosen))
        if (write or interactive) and not quiet:
            print(written(path, chosen))
    except ConversionError as error:
        for one in error.diagnostics:
            problem(one)
    except BrokenPipeError:
        raise  # whoever reads what is printed has read enough
    except Exception as error:
        problem(unforeseen(error))
    if json:
        print(answer_text(path, told, **more))
    return exit_code(told)


def as_data(found: Iterable[Suggestion]) -> list[dict[str, object]]:
    """The suggestions, for JSON; a cell that is to be split has ``parts``."""
    return [
        {
            "cell": int(one.cell),
            "cell_id": one.cell_id or None,
            "tag": one.role.value,
            "confidence": round(one.confidence, 2),
            "reason": one.reason,
            "parts": [
                {
                    "lines": [part.first, part.last],
                    "tag": part.role.value,
                    "confidence": round(part.confidence, 2),
                    "reason": part.reason,
                }
                for part in (one.pieces if len(one.pieces) > 1 else ())
            ],
        }
        for one in found
    ]


def _repairs(path: Path) -> Suggested:
    from nb2prod.suggest.repair import repairs

    return repairs(path)


def _by_comment(one: Suggestion, found: Suggested) -> bool:
    """Whether the tag stands in the code of the cell, which is never changed."""
    return comment_tags(found.cells[one.cell].source) is not None


def report(path: Path, found: Suggested, repair: bool = False) -> Iterator[str]:
    """A line for each suggestion, and for each part of a cell that is to be split."""
    if not found.suggestions and repair:
        yield f"{path}: no other tags would make fewer modules."
        return
    if not found.suggestions:
        yield f"{path}: every code cell has a tag."
        return
    for one in found.suggestions:
        yield from lines_of(one, str(path))


def lines_of(one: Suggestion, name: str) -> Iterator[str]:
    """What is suggested for a cell."""
    where = cell_name(one.cell, one.cell_id)
    if len(one.pieces) == 1:
        yield harmless(f"{name}: {where}: {one.role} ({one.confidence:.2f}): {one.reason}.")
        return
    yield harmless(f"{name}: {where}: to be split:")
    for piece in one.pieces:
        lines = f"lines {piece.first} to {piece.last}"
        yield harmless(f"    {lines}: {piece.role} ({piece.confidence:.2f}): {piece.reason}.")


def written(path: Path, chosen: Chosen) -> str:
    """What was written, in a line."""
    if not chosen:
        return f"{path}: nothing was written."
    split = sum(len(pieces) > 1 for pieces in chosen.values())
    cells = "1 cell" if len(chosen) == 1 else f"{len(chosen)} cells"
    return f"{path}: {cells} tagged" + (f", {split} of them split." if split else ".")
