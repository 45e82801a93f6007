"""Values that are computed again in the parts that need them, so that they do not cross."""

import ast
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.import_statements import is_import
from nb2prod.graph.policy import (
    completed,
    is_function,
    makes_again,
    makes_function,
    may_repeat,
    only_opens_file,
    only_reads_files,
)
from nb2prod.graph.units import Part, Unit, UnitKey
from nb2prod.knowledge.schema import Access
from nb2prod.notebook.model import Role
from nb2prod.records import dataclass, replace

SESSION = "pyspark.sql.SparkSession"


def repeat_values(
    parts: Sequence[Part], env: Environment, config: Iterable[str] = ()
) -> tuple[Part, ...]:
    """The parts, each with the statements that make the cheap values it takes from earlier ones.

    A part that does nothing but read files and make cheap values goes: those that need them do so
    themselves.

    Args:
        parts: in run order.
        env: what imported names stand for.
        config: names of parameters, which are at hand everywhere.
    """
    reading = _reading(parts, env)
    flow = _Flow(parts, env, frozenset(config), reading)
    made: list[Part] = []
    moved = {u.key: u for part in parts for u in part.units if u.key in reading}
    for part in parts:
        idle = all(u.key in reading or may_repeat(u, env) for u in part.units)
        if idle and part.role is not Role.EVALUATE:
            moved |= {u.key: u for u in part.units}
    for number, part in enumerate(parts):
        copies = {
            unit.key: unit for name in flow.exposed(number) for unit in flow.maker(name, number)
        }
        for unit in sorted(copies.values(), key=lambda u: u.index):
            part = part.with_copy(unit)
        moved |= copies
        made.append(part)
    # from below: when a user of a value has gone, what makes the value may go as well
    for unit in sorted(moved.values(), key=lambda u: u.index, reverse=True):
        made = [_without(unit, n, made) for n in range(len(made))]
    return _renamed([part for part in made if part.units]) or tuple(parts)


def _reading(parts: Sequence[Part], env: Environment) -> frozenset[UnitKey]:
    """The statements of parts that do nothing but read files that no statement writes, and those
    that only open such a file."""
    calls = [c for part in parts for u in part.units for c in u.analysed.facts.io]
    opened = {c.path for c in calls if c.access is Access.OPEN}
    written = {c.path for c in calls if c.access not in (Access.READ, Access.OPEN)}
    # a write to an unknown path may be to any of the files
    if None in written:
        return frozenset()
    found = {u.key for part in parts for u in part.units if only_opens_file(u, written)}
    written |= opened
    if None in opened:
        return frozenset(found)
    for part in parts:
        reads = {u.key for u in part.units if only_reads_files(u, written)}
        if all(u.key in reads or may_repeat(u, env) for u in part.units):
            found |= reads
    return frozenset(found)


def _renamed(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, numbered again."""
    made: list[Part] = []
    for part in parts:
        before = sum(other.role is part.role for other in made)
        name = f"{part.role.value}_{before + 1}" if before else part.role.value
        cells = [
            [replace(u, copied_to=name) if u.copied_to else u for u in cell] for cell in part.cells
        ]
        made.append(replace(part.with_cells(cells), name=name))
    return tuple(made)


def _without(unit: Unit, number: int, parts: Sequence[Part]) -> Part:
    """The part without a statement whose values only other parts need, which have copies of it."""
    part = parts[number]
    if unit not in part.units:
        return part
    rest = [other for other in part.units if other.key != unit.key]
    used = {name for other in rest for name in other.reads | other.mutates}
    made = unit.must or unit.writes
    bound: set[str] = set()
    for other in (u for later in parts[number + 1 :] for u in later.units):
        used |= other.reads - bound
        bound |= other.must
    if used & made:
        return part
    return part.with_cells([[o for o in cell if o.key != unit.key] for cell in part.cells])


@dataclass(frozen=True, slots=True)
class _Write:
    position: int
    unit: Unit


class _Flow:
    """Who writes what, in run order."""

    def __init__(
        self,
        parts: Sequence[Part],
        env: Environment,
        config: frozenset[str],
        reading: frozenset[UnitKey],
    ) -> None:
        self.parts, self.env, self.reading = parts, env, reading
        self.writes: dict[str, list[_Write]] = {}
        self.starts: list[int] = []
        self.near: dict[str, list[tuple[int, str]]] = {}
        position = 0
        for part in parts:
            self.starts.append(position)
            for unit in part.units:
                for name in unit.writes | unit.may_delete:
                    self.writes.setdefault(name, []).append(_Write(position, unit))
                for share in unit.shares:
                    self.near.setdefault(share.name, []).append((position, share.source))
                    self.near.setdefault(share.source, []).append((position, share.name))
                position += 1
        self.starts.append(position)
        self.config = config - self.writes.keys()
        typed = (t for part in parts for u in part.units for t in u.analysed.facts.types)
        self.sessions = {name for name, kind in typed if kind and kind.name == SESSION}

    def exposed(self, number: int) -> list[str]:
        """Names that a part reads before it binds them."""
        bound: set[str] = set()
        found: dict[str, None] = {}
        for unit in self.parts[number].units:
            found.update(dict.fromkeys(sorted(unit.reads - bound)))
            bound |= unit.must
        if any(self._needs_session(name, self.starts[number]) for name in found):
            found.update(dict.fromkeys(sorted(self.sessions)))
        return list(found)

    def _needs_session(self, name: str, start: int) -> bool:
        """Whether the value of a name is read back by a session, as the notebook configures it."""
        last = self._last(name, start)
        kind = dict(last.unit.analysed.facts.types).get(name) if last else None
        return kind is not None and kind.name.startswith("pyspark.")

    def maker(self, name: str, number: int) -> list[Unit]:
        """The statements to repeat in the part so that it has the value; none where it is saved."""
        start = self.starts[number]
        return list(self._maker(name, start, start) or ())

    def _maker(self, name: str, before: int, start: int) -> list[Unit] | None:
        """What makes the value that a name has before a position, if that can be done at `start`
        too."""
        last = self._last(name, before)
        # made in the part itself, or given from outside
        if last is None or last.position >= start:
            return None
        if completed(last.unit, self.env) == name:
            return self._completed(name, last, start)
        if last.unit.key not in self.reading and not may_repeat(last.unit, self.env):
            return None
        alone = len(self._of(name)) == 1  # an import that is tried binds it, or nothing does
        if not (name in last.unit.must or alone) or self._led_to(name, last, start):
            return None
        needed = self._inputs(last, start)
        return None if needed is None else [*needed, last.unit]

    def _completed(self, name: str, last: _Write, start: int) -> list[Unit] | None:
        """What makes a value that no file holds, and the statement that fits it in place."""
        made = self._maker(name, last.position, start)
        if made is None or not _reads_values(made[-1], self.env):
            return None
        for other in sorted(last.unit.reads - self.config - {name}):
            if any(last.position < w.position < start for w in self._of(other)):
                return None
        return [*made, last.unit]

    def _inputs(self, made: _Write, start: int) -> list[Unit] | None:
        """What has to be repeated for what the statement reads; None where that is not the same."""
        found: list[Unit] = []
        remade = _reads_values(made.unit, self.env)
        end = start
        if is_function(_value(made.unit)):
            remade, end = True, self.starts[-1]  # it reads when it is called
        for name in sorted(made.unit.reads - self.config):
            if any(made.position < w.position < end for w in self._of(name)):
                return None
            more = self._maker(name, made.position, start)
            if more is not None:
                found += more
            elif not remade:
                return None
        return found

    def _last(self, name: str, before: int) -> _Write | None:
        rows = self._of(name)
        # strictly before: `x = f(x)` takes what another statement has made
        at = bisect_right(rows, before - 1, key=lambda w: w.position)
        return rows[at - 1] if at else None

    def _of(self, name: str) -> list[_Write]:
        return self.writes.get(name, [])

    def _led_to(self, name: str, made: _Write, start: int) -> bool:
        """Whether something else leads to the value at `start`: there would be two of it.

        What the statement itself reads does not count: the copy leads there again. Nor does what
        else is made of that, where no file holds the value: nobody has a `DMatrix` inside.
        """
        value = _value(made.unit)
        fixed = value is not None and self.env.qualified(value) is not None
        if fixed or is_function(value) or is_import(made.unit.analysed.statement.nodes[0]):
            return False  # a module, or what it holds, is one object in each process
        near = self._near([name], made.position, start) - made.unit.reads
        if near and _reads_values(made.unit, self.env):
            near -= self._near(made.unit.reads, 0, start)
        return bool(near)

    def _near(self, names: Iterable[str], first: int, end: int) -> set[str]:
        """What shares with one of the names since a statement from `first` to before `end`."""
        rows = (row for name in names for row in self.near.get(name, ()))
        return {other for at, other in rows if first <= at < end}


def _reads_values(unit: Unit, env: Environment) -> bool:
    """Whether it is worth having what the statement reads, to make again what no file holds."""
    return makes_again(unit, env) or makes_function(unit, env)


def _value(unit: Unit) -> ast.expr | None:
    (node,) = unit.analysed.statement.nodes
    return node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
