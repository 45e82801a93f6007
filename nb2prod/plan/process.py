"""Settings of the whole process: each stage that follows repeats them, where that is the same."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nb2prod.analysis.model import Analysed, Analysis, Kind, Statement
from nb2prod.analysis.whole import is_library
from nb2prod.graph.process import is_setting
from nb2prod.notebook.model import Role
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Program, Unit, UnitKey

_MOVING = frozenset({"os.chdir", "os.fchdir", "contextlib.chdir"})


@dataclass(frozen=True, slots=True)
class Stale:
    """A setting that cannot be said again in `part`: the names that it reads have changed."""

    unit: Unit
    names: frozenset[str]
    part: str


def repeat_settings(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Stale, ...]]:
    """The parts, each with those settings of others that stand above some of its statements.

    Returns also those that cannot be said again, as what they read has changed by then.
    """
    own = [[unit for unit in part.units if is_setting(unit)] for part in parts]
    found: list[Stale] = []
    made: list[Part] = []
    changed: dict[UnitKey, set[str]] = {}
    for number, part in enumerate(parts):
        earlier = [u for units in own[:number] for u in units]
        later = [u for units in own[number + 1 :] for u in units if not u.reads]
        for unit in earlier:
            if names := changed[unit.key] & unit.reads:
                found.append(Stale(unit, frozenset(names), part.name))
        for unit in part.units:
            for names in changed.values():
                names |= unit.writes
            if unit in own[number]:
                changed[unit.key] = set()
        last = max(u.index for u in part.units)
        wanted = [u for u in (*earlier, *later) if u.index < last]
        for unit in _once(sorted(wanted, key=lambda u: u.index)):
            part = part.with_copy(unit)
        made.append(part)
    return tuple(made), tuple(found)


def _once(settings: Sequence[Unit]) -> list[Unit]:
    """The settings without those that the next one only says again."""
    kept = [one for one, other in pairwise(settings) if not _same_setting(one, other)]
    return [*kept, *settings[-1:]]


def _same_setting(one: Unit, other: Unit) -> bool:
    """Whether `other` sets the same again; ``+=`` and a longer ``sys.path`` are no such thing."""
    if any(e.startswith("sys.path") for e in one.analysed.facts.effects):
        return False
    nodes, others = one.analysed.statement.nodes, other.analysed.statement.nodes
    if any(isinstance(node, ast.AugAssign) for top in nodes for node in ast.walk(top)):
        return False
    return list(map(ast.dump, nodes)) == list(map(ast.dump, others))


_COMPUTES = (
    *("pandas.", "numpy.", "polars.", "sklearn.set_config", "xgboost.set_config", "decimal."),
    *("torch.set_", "keras.backend.set", "keras.config", "keras.mixed_precision", "locale."),
    *("tensorflow.keras.backend.set", "tensorflow.keras.mixed", "tensorflow.compat.v1.disable"),
    "time.tzset",
)
"""Settings that change what is computed or printed."""

_DRAWS = ("os.environ", "matplotlib.", "seaborn.", "torch.backends", "tensorflow.config")
"""Settings that change how it is done, and what figures look like."""


@dataclass(frozen=True, slots=True)
class Unrepeated:
    """A setting in a statement that does something else as well, and the part that lacks it.

    ``heavy``: it changes what is computed or printed.
    """

    unit: Unit
    name: str
    following: str
    heavy: bool


def unrepeated(parts: Sequence[Part]) -> Iterator[Unrepeated]:
    """Settings that stand in statements which do something else as well: none is repeated."""
    for part, following in pairwise(parts):
        for unit in part.units:
            names = unit.analysed.facts.effects
            if is_setting(unit) or not any(n.startswith(_COMPUTES + _DRAWS) for n in names):
                continue
            heavy = [n for n in names if n.startswith(_COMPUTES)]
            name = (heavy or [n for n in names if n.startswith(_DRAWS)])[0]
            yield Unrepeated(unit, name, following.name, bool(heavy))


def running(program: Program) -> list[Analysed]:
    """The statements that run in the scripts, settings of other cells among them."""
    return [u.analysed for u in program.units] + list(program.effects)


def moving(program: Program) -> Iterator[tuple[Analysed, str]]:
    """Statements that change the working folder, and what they call."""
    for a in running(program):
        if _MOVING & set(a.facts.effects):
            yield a, next(effect for effect in a.facts.effects if effect in _MOVING)


def local_modules(
    analysis: Analysis, program: Program
) -> Iterator[tuple[str, Analysed, Statement]]:
    """Modules that nothing is known of, which are imported behind a change of ``sys.path``.

    Each with the import, and the statement that changes the path first: scripts import at their
    top, before any statement of the notebook runs.
    """
    starts = [
        a.statement
        for a in running(program)
        if any(e.startswith("sys.path") for e in a.facts.effects)
    ]
    if not starts:
        return
    first = min(starts, key=lambda statement: statement.index)
    told: set[str] = set()
    for a in analysis.statements:
        if a.statement.index < first.index or a.statement.cell.role is Role.SKIP:
            continue
        for module in _modules(a) if a.kind is Kind.IMPORT else ():
            if module not in told and not is_library(module):
                told.add(module)
                yield module, a, first


def _modules(a: Analysed) -> Iterator[str]:
    for node in (n for top in a.statement.nodes for n in ast.walk(top)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
