"""Settings of the whole process: each stage that follows repeats them, where that is the same."""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nb2prod.analysis.model import Analysed, Analysis, Kind
from nb2prod.analysis.whole import is_library
from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.graph.process import is_setting
from nb2prod.notebook.model import Role
from nb2prod.plan.parts import Part
from nb2prod.plan.program import Program, Unit

_MOVING = frozenset({"os.chdir", "os.fchdir", "contextlib.chdir"})


def repeat_settings(parts: Sequence[Part]) -> list[Diagnostic]:
    """Put into each stage the settings of others that stand above some of its statements.

    Returns those that cannot be said again, as a value that they read is another one by then.
    """
    found: list[Diagnostic] = []
    own = [[unit for unit in part.units if is_setting(unit)] for part in parts]
    changed: dict[int, set[str]] = {}
    wanted: list[list[Unit]] = []
    for number, part in enumerate(parts):
        earlier = [u for units in own[:number] for u in units]
        for unit in earlier:
            if names := changed[unit.index] & unit.reads:
                found.append(_changed_since(unit, names, part))
        later = [u for units in own[number + 1 :] for u in units if not u.reads]
        last = max(u.index for u in part.units)
        wanted.append([u for u in (*earlier, *later) if u.index < last])
        for unit in part.units:
            for name in changed:
                changed[name] |= unit.writes
            if is_setting(unit):
                changed[unit.index] = set()
    for part, others in zip(parts, wanted, strict=True):
        for unit in _once(sorted(others, key=lambda u: u.index)):
            _insert(part, unit)
    return list(dict.fromkeys(found))


def _insert(part: Part, unit: Unit) -> None:
    """Put the setting where it stands in the notebook; one that reads values, at the start."""
    for number, cell in enumerate(part.cells):
        at = next((i for i, other in enumerate(cell) if other.index > unit.index), None)
        if at is None:
            continue
        if at:
            part.cells[number : number + 1] = [cell[:at], [unit], cell[at:]]
        else:
            part.cells.insert(number, [unit])
        return


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


def unrepeated(parts: Sequence[Part]) -> list[Diagnostic]:
    """Settings that stand in statements which do something else as well: none is repeated."""
    found: dict[Diagnostic, None] = {}
    for part, following in pairwise(parts):
        for unit in part.units:
            names = unit.analysed.facts.effects
            if is_setting(unit) or not any(n.startswith(_COMPUTES + _DRAWS) for n in names):
                continue
            heavy = [n for n in names if n.startswith(_COMPUTES)]
            name = (heavy or [n for n in names if n.startswith(_DRAWS)])[0]
            found[_unrepeated(unit, name, following, bool(heavy))] = None
    return list(found)


def _unrepeated(unit: Unit, name: str, following: Part, heavy: bool) -> Diagnostic:
    return Diagnostic(
        f"`{name}` is set here together with other work, so that {following.name} and later "
        "stages, which run as processes of their own, do not have it.",
        f"Give `{name}` a statement of its own: it is repeated in each stage then.",
        unit.analysed.statement.place,
        code="NB217",
        severity=Severity.ERROR if heavy else Severity.WARNING,
    )


def _changed_since(unit: Unit, names: set[str], part: Part) -> Diagnostic:
    listed = ", ".join(f"`{name}`" for name in sorted(names))
    return Diagnostic(
        f"this setting holds for {part.name} too, which would repeat it with another value: "
        f"{listed} changes after it.",
        "Keep the value that is set under a name of its own.",
        unit.analysed.statement.place,
        code="NB217",
    )


def process_problems(analysis: Analysis, program: Program) -> list[Diagnostic]:
    """Changes of the working folder, and modules that only a change of ``sys.path`` finds."""
    running = [u.analysed for u in program.units] + list(program.effects)
    found = [_moved(a) for a in running if _MOVING & set(a.facts.effects)]
    return [*found, *_local_modules(analysis, running)]


def _moved(a: Analysed) -> Diagnostic:
    name = next(effect for effect in a.facts.effects if effect in _MOVING)
    return Diagnostic(
        f"`{name}` changes the folder that paths start from, and scripts may run anywhere.",
        "Take it out, and write the paths as they are from the notebook's folder.",
        a.statement.place,
        code="NB217",
    )


def _local_modules(analysis: Analysis, running: Sequence[Analysed]) -> Iterator[Diagnostic]:
    """Imports of modules that nothing is known of, behind a change of ``sys.path``.

    Scripts import at their top, before any statement of the notebook runs.
    """
    starts = [
        a.statement for a in running if any(e.startswith("sys.path") for e in a.facts.effects)
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
                yield Diagnostic(
                    f"`{module}` may lie in a folder that cell {first.cell.number} adds to "
                    "`sys.path`; scripts import before they run any statement.",
                    f"Install `{module}` as a package, or copy its code into the notebook, and "
                    "take the change of `sys.path` out.",
                    a.statement.place,
                    code="NB217",
                )


def _modules(a: Analysed) -> Iterator[str]:
    for node in (n for top in a.statement.nodes for n in ast.walk(top)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
