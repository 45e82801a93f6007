"""Which statements of a part may run after the data layer, and which values they need there."""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property

from nb2prod.analysis.model import Type
from nb2prod.graph.function_state import keeps_state, looked_at
from nb2prod.graph.units import Unit, UnitKey
from nb2prod.naming import claimed, slug
from nb2prod.plan.forms import only_touches_files
from nb2prod.plan.lines import Line
from nb2prod.plan.part_files import PartFiles
from nb2prod.plan.paths import Use
from nb2prod.plan.predicted_rows import asks_model

_COPIED_BY_METHOD = ("pandas.DataFrame", "pandas.Series", "numpy.ndarray")
_COPIED_DEEP = ("list", "dict", "set")


class Saves:
    """Finds the saves of a part; adds the names that it makes to `taken`.

    ``found`` maps each save to the names of the values that it sees then; ``types`` are theirs.
    """

    def __init__(self, files: PartFiles, live_after: frozenset[str], taken: set[str]) -> None:
        self.files, self.live_after, self.taken = files, live_after, taken
        self.found: dict[UnitKey, dict[str, str]] = {}

    def run(self, units: Sequence[Unit]) -> "Saves":
        """Look at the statements, from the last one up."""
        rebound: set[str] = set()
        changed: set[str] = set()
        read: set[str] = set(self.live_after)
        touched_files: set[str] = set()
        # upwards: a save may go below all that it has been compared with
        for unit in reversed(units):
            names = self._is_save(unit, rebound, changed, read, touched_files)
            if names is not None:
                self.found[unit.key] = names
                continue
            rebound |= unit.may | unit.deletes | unit.may_delete | unit.taken_away
            changed |= self.files.mutated[unit.key]
            read |= unit.reads
            touched_files |= self.files.touched(unit)
            # a function that writes the file too has to find it written
            touched_files |= {call.path for call in unit.analysed.facts.io if call.path is not None}
        return self

    @cached_property
    def _looked_at(self) -> frozenset[str]:
        return looked_at(self.files.part.units)

    def _is_save(
        self,
        unit: Unit,
        rebound: Set[str],
        changed: Set[str],
        read: Set[str],
        touched_files: Set[str],
    ) -> dict[str, str] | None:
        uses = self.files.uses(unit)
        inner = self.files.definition_uses(unit)
        figures = any(use.saves_figure for use in self.files.every_use(unit))
        if (not uses and not inner) or figures or unit.nested is not None:
            return None
        if any(not use.writes or self.files.place(use, unit) is None for use in uses):
            return None
        calls = unit.analysed.facts.io
        if not all(c.writes for c in calls) or asks_model(unit.analysed.statement.nodes):
            return None  # to predict is what the stage does, not how it saves
        written = {c.path for c in calls} | self.files.touched(unit)
        # a later read of the file has to find it; what it binds may not be read before it runs
        if written & touched_files or unit.may & (read | unit.reads):
            return None
        if unit.mutates - unit.may or not only_touches_files(unit):
            return None
        if unit.deletes | unit.may_delete or (inner and keeps_state(unit, self._looked_at)):
            return None
        if any("." in name for name in unit.analysed.facts.mutates):  # what a function keeps
            return None
        names: dict[str, str] = {}
        for name in sorted(unit.reads - unit.may):
            # the same object, unchanged, is still there at the end
            if name not in rebound and name not in changed:
                continue
            # bound again, a second name is enough; changed in place, it takes a copy
            if name in changed and not self._copy(unit, name):
                return None
            names[name] = self._snapshot_name(name, uses)
        return names

    def _snapshot_name(self, name: str, uses: Sequence[Use]) -> str:
        stem = slug((uses[0].path or name).rsplit("/", 1)[-1].split(".")[0]) if uses else name
        return claimed(stem if stem != name else f"{name}_saved", self.taken)

    def _copy(self, unit: Unit, name: str) -> str | None:
        known = self._type_before(unit, name)
        if known is None:
            return None
        if known.name in _COPIED_BY_METHOD:
            return f"{name}.copy()"
        return f"copy.deepcopy({name})" if known.name in _COPIED_DEEP else None

    def _type_before(self, unit: Unit, name: str) -> Type | None:
        found: Type | None = None
        for other in self.files.part.units:
            if other is unit:
                break
            facts = other.analysed.facts
            if name in facts.may_bind:
                found = dict(facts.types).get(name)
        return found

    def snapshot_types(self, unit: Unit, names: Mapping[str, str]) -> dict[str, Type | None]:
        """The types of the values that are kept for the save, by the names for them."""
        return {kept: self._type_before(unit, name) for name, kept in names.items()}

    def snapshots(self, unit: Unit, names: Mapping[str, str]) -> Iterator[Line]:
        """Lines that keep the values as they are here, for a save further down."""
        changed = self._changed_after(unit) if names else set()
        for name, kept in names.items():
            value = self._copy(unit, name) if name in changed else name
            yield Line(text=f"{kept} = {value}")

    def _changed_after(self, unit: Unit) -> set[str]:
        found: set[str] = set()
        for other in reversed(self.files.part.units):
            if other is unit:
                break
            found |= self.files.mutated[other.key]
        return found
