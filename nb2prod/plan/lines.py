"""Lines of the three layers of a stage, as the passes see them."""

from collections.abc import Mapping
from dataclasses import field

from nb2prod.analysis.model import Type
from nb2prod.graph.units import Unit
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import Use
from nb2prod.records import dataclass


@dataclass(frozen=True)
class Line:
    """One entry of a layer: a statement of the notebook, or a synthetic line.

    ``more_reads`` and ``no_reads`` are the names that the edits made it read, or not read.
    ``assigned`` is the metric that a synthetic line binds, and the notebook only prints.
    """

    unit: Unit | None = None
    text: str = ""
    edits: tuple[Edit, ...] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)
    more_reads: frozenset[str] = frozenset()
    no_reads: frozenset[str] = frozenset()
    assigned: str = ""


@dataclass(frozen=True)
class Layers:
    """``needs`` are the path parameters that the data layer has to take; ``bound`` what the
    loads bind; ``kept`` explains each file access that stays in the data layer. ``taken`` are
    the names in use now, those that the layers made among them."""

    loads: tuple[Line, ...] = ()
    body: tuple[Line, ...] = ()
    saves: tuple[Line, ...] = ()
    bound: Mapping[str, Type | None] = field(default_factory=dict)
    path_parameters: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    snapshots: Mapping[str, Type | None] = field(default_factory=dict)
    kept: tuple[tuple[Unit, str], ...] = ()
    unlifted: tuple[tuple[Unit, Use], ...] = ()
    taken: frozenset[str] = frozenset()
