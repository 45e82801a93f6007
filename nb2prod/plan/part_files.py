"""The files that the statements of one part touch."""

from collections.abc import Mapping

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
        inner = (u for d in unit.definitions.values() for u in self.lifting.inner.get(d.key, ()))
        return [*self.lifting.uses_of(unit), *inner]

    def touched(self, unit: Unit) -> set[str]:
        """Files and folders that a statement touches, by what it calls too; see `files_of`."""
        calls = {id(call.node) for call in unit.analysed.facts.io if call.inside}
        inner = (u for d in unit.definitions.values() for u in self.lifting.inner.get(d.key, ()))
        called = [use for use in inner if use.call and id(use.call.node) in calls]
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
