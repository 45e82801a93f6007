"""What is suggested for a cell, and the vocabulary of what statements do and values are."""

from dataclasses import dataclass
from enum import StrEnum

from nb2prod.notebook.model import Role


class Act(StrEnum):
    """What a call does, as far as stages go."""

    LOAD = "loads"
    PREPARE = "prepares"
    BUILD = "builds"
    FIT = "fits"
    RESTORE = "restores"
    PREDICT = "predicts"
    MEASURE = "measures"
    SAVE = "saves"
    PLOT = "plots"
    INSPECT = "shows"
    SETTING = "sets"


class Value(StrEnum):
    """What a value is in the life of a model.

    ``STREAM`` is data that no file can hold (a generator, a native matrix), ``NEW`` data that is
    written out in the notebook, ``RESULT`` what is known about a model: scores, histories,
    coefficients.
    """

    DATA = "data"
    NEW = "new"
    STREAM = "stream"
    TRANSFORMER = "transformer"
    MODEL = "model"
    PREDICTION = "prediction"
    RESULT = "result"


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
