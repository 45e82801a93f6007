"""A notebook to suggestions, one for each untagged code cell."""

from collections import Counter
from collections.abc import Iterator, Sequence

from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysed
from nb2prod.analysis.rewrites.namespaces import without_namespaces
from nb2prod.analysis.rewrites.star_imports import with_names_of_stars
from nb2prod.notebook.model import STAGES, Cell, Notebook, Role, part_of
from nb2prod.records import replace
from nb2prod.suggest.cells import Context, suggestion
from nb2prod.suggest.def_use import Placed, placed
from nb2prod.suggest.needed import with_needed
from nb2prod.suggest.parsed import doings
from nb2prod.suggest.suggestion import Piece, Suggestion
from nb2prod.suggest.words import role_by_heading


def suggestions(notebook: Notebook, whole: frozenset[int] = frozenset()) -> tuple[Suggestion, ...]:
    """What is suggested for each cell without a tag, in document order.

    Args:
        notebook: read with ``require_stages=False``; tags that it has are taken as given.
        whole: numbers of cells that must not be split (those under a cell magic).

    Raises:
        ConversionError: a cell is not Python.
    """
    seen: list[tuple[Analysed, Environment]] = []
    plain = with_names_of_stars(without_namespaces(notebook))
    analyse(plain, lambda a, env: seen.append((a, env)))
    statements = [a for a, _ in seen]
    suggested = _suggested(notebook, placed(doings(seen)), whole, _changed(statements))
    return with_needed(statements, tuple(suggested))


def _suggested(
    notebook: Notebook, found: Sequence[Placed], whole: frozenset[int], changed: frozenset[str]
) -> Iterator[Suggestion]:
    by_cell: dict[int, list[Placed]] = {}
    for one in found:
        by_cell.setdefault(one.doing.cell, []).append(one)
    heading: Role | None = None
    before: Role | None = None
    top = True
    for cell in notebook.cells:
        heading = role_by_heading(cell.markdown) if cell.markdown.strip() else heading
        own = tuple(by_cell.get(cell.number, ()))
        context = Context(heading, before, top, cell.number in whole, changed)
        untagged = cell.role is Role.UNTAGGED
        suggested = _with_failure(cell, own, context) if untagged else None
        if suggested is not None:
            yield suggested
        role = suggested.role if suggested else cell.role
        before = role if role in STAGES else before
        top = top and not any(p.doing.role in STAGES for p in own)


def _with_failure(cell: Cell, own: Sequence[Placed], context: Context) -> Suggestion:
    """The suggestion, without what an error kept from being done, where nothing needs that."""
    failed = [p for p in own if p.doing.failed]
    if not failed or any(p.needed for p in failed) or (context.whole and len(failed) < len(own)):
        return suggestion(cell, own, context)
    error = cell.failure.error if cell.failure else ""
    tag = Role.SKIP, 0.9, f"it ended with `{error}` when it was run last, and no cell needs it"
    first, last = failed[0].doing.analysed.statement.first_line, cell.source.count("\n") + 1
    before = own[: -len(failed)]
    done = suggestion(part_of(cell, 0, first - 1, 0), before, context) if before else None
    if done is None or done.role is Role.SKIP:
        return Suggestion(cell.number, cell.id, *tag, (Piece(1, last, *tag),))
    return replace(done, pieces=(*done.pieces, Piece(first, last, *tag)))


def _changed(statements: Sequence[Analysed]) -> frozenset[str]:
    """Names that several statements bind, or whose values are changed in place."""
    facts = [a.facts for a in statements]
    bound = Counter(name for one in facts for name in one.may_bind)
    mutated = frozenset(name for one in facts for name in one.mutates)
    return mutated | {name for name, count in bound.items() if count > 1}


def with_suggestions(notebook: Notebook, suggested: Sequence[Suggestion]) -> Notebook:
    """The notebook as if its cells were tagged as suggested, and split where that is suggested.

    Lines of cells keep their numbers, so that messages point at the notebook as it is.
    """
    by_cell = {one.cell: one for one in suggested}
    cells: list[Cell] = []
    for cell in notebook.cells:
        one = by_cell.get(cell.number)
        if one is None:
            cells.append(cell)
            continue
        for number, piece in enumerate(one.pieces):
            part = part_of(cell, piece.first - 1, piece.last, number)
            cells.append(replace(part, role=piece.role, confidence=piece.confidence))
    return replace(notebook, cells=tuple(cells))
