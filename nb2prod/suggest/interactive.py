"""``nb2prod tag --interactive``: asks the user about each cell."""

from collections.abc import Callable

from nb2prod.diagnostics import cell_name, harmless
from nb2prod.notebook.model import Role
from nb2prod.suggest.notebook_files import Suggested
from nb2prod.suggest.suggestion import Piece, Suggestion

Chosen = dict[int, tuple[Piece, ...]]

_MOST_LINES = 12
_TAGS = tuple(role.value for role in Role if role is not Role.UNTAGGED)
_HELP = f"Enter accepts, a tag ({', '.join(_TAGS)}) takes that one, n leaves the cell, q ends."


def asked(found: Suggested, answer: Callable[[str], str]) -> Chosen:
    """The tags that the user accepts; those so far when the user ends.

    Args:
        found: the notebook and what is suggested for it.
        answer: shows a prompt and returns what the user types; EOFError ends.
    """
    chosen: Chosen = {}
    print(_HELP)
    for number, one in enumerate(found.suggestions, 1):
        print(f"\n{_shown(one, found)}")
        pieces = _answered(one, found, f"[{number}/{len(found.suggestions)}] ", answer)
        if pieces is None:
            break
        if pieces:
            chosen[one.cell] = pieces
    return chosen


def _answered(
    one: Suggestion, found: Suggested, prompt: str, answer: Callable[[str], str]
) -> tuple[Piece, ...] | None:
    """The pieces that the user wants; none to leave the cell, None to end."""
    while True:
        try:
            text = answer(f"{prompt}{' | '.join(p.role for p in one.pieces)}? ")
        except (EOFError, KeyboardInterrupt):
            return None
        word = text.strip().lower()
        if word in ("", "a", "y", "accept"):
            return one.pieces
        if word in ("n", "no", "-"):
            return ()
        if word in ("q", "quit"):
            return None
        fitting = [tag for tag in _TAGS if tag.startswith(word)]
        if word in _TAGS or len(fitting) == 1:
            role = Role(word if word in _TAGS else fitting[0])
            last = len(found.cells[one.cell].source.split("\n"))
            return (Piece(1, last, role, 1.0, "the user says so"),)
        print(f"Which of {', '.join(fitting)}?" if fitting else _HELP)


def _shown(one: Suggestion, found: Suggested) -> str:
    """The cell as it is read, cut where it is long, and what is suggested."""
    lines = found.cells[one.cell].source.split("\n")
    starts = {piece.first: piece for piece in one.pieces} if len(one.pieces) > 1 else {}
    shown = [cell_name(one.cell, one.cell_id)]
    for number, line in enumerate(lines[:_MOST_LINES], 1):
        if number in starts:
            shown.append(f"  -- {starts[number].role}")
        shown.append(f"  | {line}")
    if len(lines) > _MOST_LINES:
        shown.append(f"  | … {len(lines) - _MOST_LINES} lines more")
    shown.append(f"{one.role} ({one.confidence:.2f}): {one.reason}.")
    return "\n".join(map(harmless, shown))
