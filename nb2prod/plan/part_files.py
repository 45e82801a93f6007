"""The files that the statements of one part touch."""

from collections.abc import Iterator, Mapping

from nb2prod.graph.units import Part, Unit, UnitKey
from nb2prod.plan.lifting import Lifting, Placed
from nb2prod.plan.paths import Use
from nb2prod.records import dataclass


@dataclass(frozen=True)
class PartFiles:
    """A part, its number, what its statements change, and the paths of the notebook."""

    part: Part
    number: int
    mutated: Mapping[UnitKey, frozenset[str]]
    lifting: Lifting

    def uses(self, unit: Unit) -> list[Use]:
        """The paths in a statement, without those of figures."""
        return [use for use in self.lifting.uses_of(unit) if not use.figure]

    def every_use(self, unit: Unit) -> list[Use]:
        """The paths in a statement and in the definitions that it reaches."""
        return [*self.lifting.uses_of(unit), *self._inner(unit)]

    def _inner(self, unit: Unit) -> Iterator[Use]:
        for definition in unit.definitions.values():
            yield from self.lifting.inner.get(definition.key, ())

    def touched(self, unit: Unit) -> set[str]:
        """Files and folders that a statement touches, by what it calls too; see `files_of`."""
        calls = {id(call.node) for call in unit.analysed.facts.io if call.inside}
        called = [u for u in self._inner(unit) if u.call and id(u.call.node) in calls]
        uses = (*self.uses(unit), *called)
        return set[str]().union(*(self.lifting.files_of(use, self.number) for use in uses))

    def definition_uses(self, unit: Unit) -> dict[str, str]:
        """Path parameters that the definitions reached by the statement take."""
        found: dict[str, str] = {}
        for definition in unit.definitions.values():
            found.update(self.lifting.definition_needs.get(definition.key, {}))
        return found

    def place(self, use: Use, unit: Unit) -> Placed | None:
        """What stands for the path in this part."""
        return self.lifting.place(use, self.number, unit)

    def finds_own(self, path: str, unit: Unit) -> bool:
        """Whether what the statement calls finds the file, or the folder, in out_dir."""
        return self.lifting.finds_own(path, self.number, unit)
