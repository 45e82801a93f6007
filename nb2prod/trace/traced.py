"""A trace: what is kept of a run of the notebook."""

from collections.abc import Mapping
from dataclasses import field

from nb2prod.analysis.model import Type
from nb2prod.notebook.model import CallKey
from nb2prod.records import dataclass

Dtypes = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TracedValue:
    """``dtype`` is that of an array, or by column of a table; ``shape`` is empty for values
    without one; ``saved`` is ``json`` or ``pickle``, or starts with ``not:`` and tells why.
    """

    type: Type | None
    dtype: Dtypes = ""
    shape: tuple[int, ...] = ()
    saved: str = ""


@dataclass(frozen=True, slots=True)
class TracedStage:
    """``arguments`` are values as they were read from files, ``values`` those that a stage had
    at its end; by name."""

    arguments: Mapping[str, TracedValue] = field(default_factory=dict)
    values: Mapping[str, TracedValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TracedFile:
    """A file in or around the notebook's folder; ``cell`` counts the code cells that run."""

    path: str
    access: str
    cell: int


@dataclass(frozen=True, slots=True)
class Trace:
    """``code`` is the hash of the cells that ran; ``stages`` are by name, in run order.

    ``harmless`` are calls of which the analysis knows nothing, and without which the notebook
    would be refused: each time they changed nothing that they got, and gave nothing that
    shares with it. Their cells count as those of files do.
    """

    code: str
    stages: Mapping[str, TracedStage] = field(default_factory=dict)
    files: tuple[TracedFile, ...] = ()
    harmless: tuple[CallKey, ...] = ()

    def value(self, stage: str, name: str) -> TracedValue | None:
        """A value at the end of a stage."""
        found = self.stages.get(stage)
        return found.values.get(name) if found else None

    def argument(self, stage: str, name: str) -> TracedValue | None:
        """A value that a stage reads from a file."""
        found = self.stages.get(stage)
        return found.arguments.get(name) if found else None
