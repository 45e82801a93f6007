"""NB217: process-wide settings that have no effect on the next stage."""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nb2prod.analysis.aliasing.whole import is_library
from nb2prod.analysis.model import Analysed, Analysis, Kind, Statement
from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.graph.depends import concerned, is_shown_only
from nb2prod.graph.process_settings import is_setting
from nb2prod.graph.program import Program
from nb2prod.graph.units import Part, Unit
from nb2prod.notebook.model import file_of
from nb2prod.notebook.own_modules import imported_tops, tops
from nb2prod.plan.draft import Draft
from nb2prod.plan.refusals.refusals import refusal
from nb2prod.records import dataclass

_MOVING = frozenset({"os.chdir", "os.fchdir", "contextlib.chdir"})


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


@refusal("NB217", rank=120)
def moved(draft: Draft) -> Iterator[Diagnostic]:
    """Changes of the working folder."""
    for a, name in moving(draft.program):
        yield Diagnostic(
            f"`{name}` changes the folder that paths start from, and scripts may run anywhere.",
            "Take it out, and write the paths as they are from the notebook's folder.",
            a.statement.place,
            code="NB217",
        )


@refusal("NB217", rank=121)
def modules(draft: Draft) -> Iterator[Diagnostic]:
    """Imports of modules that only a change of ``sys.path`` finds."""
    brought = tops(draft.notebook.modules)
    for module, a, first in local_modules(draft.analysis, draft.program):
        if module in brought:
            continue
        yield Diagnostic(
            f"`{module}` may be in a folder that cell {first.cell.number} adds to "
            "`sys.path`; scripts import before they run any statement.",
            f"Install `{module}` as a package, or copy its code into the notebook, and "
            "take the change of `sys.path` out.",
            a.statement.place,
            code="NB217",
        )


@refusal("NB217", rank=150)
def unrepeated(draft: Draft) -> Iterator[Diagnostic]:
    """Settings that stand in statements which do something else as well: none is repeated."""
    found: dict[Diagnostic, None] = {}
    for one in unrepeated_settings(draft.parts):
        later = tuple(u.place for u in draft.units if u.index > one.unit.index)
        found[_unrepeated(one, later)] = None
    yield from found


def _unrepeated(one: Unrepeated, later: tuple[Place, ...]) -> Diagnostic:
    return Diagnostic(
        f"`{one.name}` is set here together with other work, so that {one.following} and later "
        "stages, which run as processes of their own, do not have it.",
        f"Give `{one.name}` a statement of its own: it is repeated in each stage then.",
        one.unit.place,
        code="NB217",
        severity=Severity.ERROR if one.heavy else Severity.WARNING,
        apart=(one.unit.place, *later),
    )


@refusal("NB217", rank=151)
def beyond(draft: Draft) -> Iterator[Diagnostic]:
    """Settings that another notebook lacks, whose stages run in the same process in the end."""
    code = running(draft.program)
    for a in code:
        names = [n for n in a.facts.effects if n.startswith(_COMPUTES + _DRAWS)]
        if not names:
            continue
        concerns = concerned(a, names)
        file = file_of(a.statement.cell.number)
        others = {file_of(one.statement.cell.number) for one in code if concerns(one)}
        if not others - {file}:
            continue
        alike = list(map(ast.dump, a.statement.nodes))
        for one in code:
            if list(map(ast.dump, one.statement.nodes)) == alike:
                others.discard(file_of(one.statement.cell.number))
        if others - {file}:
            light = is_shown_only(a, names) or all(n.startswith(_DRAWS) for n in names)
            yield Diagnostic(
                f"`{names[0]}` holds for {' and '.join(sorted(others - {file}))} too when the "
                "pipeline runs the stages in one process, and is not set there.",
                "Write the same line there, or take it out here.",
                a.statement.place,
                code="NB217",
                severity=Severity.WARNING if light else Severity.ERROR,
            )


@refusal("NB217", rank=220)
def stale(draft: Draft) -> Iterator[Diagnostic]:
    """Settings that a later stage would repeat with another value."""
    found: dict[Diagnostic, None] = {}
    for one in draft.stale_settings:
        listed = ", ".join(f"`{name}`" for name in sorted(one.names))
        message = f"this setting holds for {one.part} too, which would repeat it with another "
        message += f"value: {listed} changes after it."
        advice = "Keep the value that is set under a name of its own."
        found[Diagnostic(message, advice, one.unit.place, code="NB217")] = None
    yield from found


def unrepeated_settings(parts: Sequence[Part]) -> Iterator[Unrepeated]:
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
    """Modules that nothing is known of, which are imported after a change of ``sys.path``.

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
        if a.statement.index < first.index or not a.statement.cell.live:
            continue
        for module in imported_tops(a.statement.nodes) if a.kind is Kind.IMPORT else ():
            if module not in told and not is_library(module):
                told.add(module)
                yield module, a, first
