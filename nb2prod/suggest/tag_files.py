"""``nb2prod tag``: what is printed, what is asked, what is written."""

from collections.abc import Iterator
from pathlib import Path

from nb2prod.diagnostics import ConversionError, harmless, internal_error, tell
from nb2prod.notebook.tags import comment_tags
from nb2prod.suggest.interactive import Chosen, asked
from nb2prod.suggest.notebook_files import Suggested, suggest, write_tags
from nb2prod.suggest.suggestion import Suggestion


def tag_notebook(
    path: Path, *, write: bool, interactive: bool, quiet: bool, repair: bool = False
) -> int:
    """Suggest tags, and write them if that is asked for; returns the exit code."""
    try:
        found = _repairs(path) if repair else suggest(path)
        for problem in found.problems:
            tell(problem, str(path))
        if interactive:
            chosen: Chosen = asked(found, input)
        else:
            wanted = [one for one in found.suggestions if not repair or not _by_comment(one, found)]
            chosen = {one.cell: one.pieces for one in wanted} if write else {}
            if not quiet:
                print("\n".join(report(path, found, repair)))
        if chosen:
            write_tags(path, chosen)
        if (write or interactive) and not quiet:
            print(written(path, chosen))
    except ConversionError as error:
        for diagnostic in error.diagnostics:
            tell(diagnostic, str(path))
        return 1
    except BrokenPipeError:
        raise  # whoever reads what is printed has read enough
    except Exception as error:
        tell(internal_error(error), str(path))
        return 1
    return 1 if found.problems else 0


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
    where = f"cell {one.cell} ({one.cell_id})" if one.cell_id else f"cell {one.cell}"
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
