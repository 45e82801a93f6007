"""The suggestion for a cell, and the reason."""

from nb2prod.knowledge.schema import Act, Value
from nb2prod.notebook.model import Role
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a statement does, at a line of the cell.

    ``weight`` (0..1) is how surely it does that. ``value`` is what is saved, by what saves.
    """

    act: Act
    weight: float
    what: str
    line: int
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines ``first`` to ``last`` of a cell (from 1), and the tag that they should have."""

    first: int
    last: int
    role: Role
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for a code cell without a tag.

    ``role``, ``confidence`` and ``reason`` are for the cell as a whole; ``pieces`` are several
    where it should be split, in order, and together are all its lines.
    """

    cell: int
    cell_id: str
    role: Role
    confidence: float
    reason: str
    pieces: tuple[Piece, ...]
