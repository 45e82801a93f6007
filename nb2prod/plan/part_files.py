"""The files that the statements of one part touch."""

from collections.abc import Mapping

from nb2prod.graph.parts import Part
from nb2prod.graph.units import Unit, UnitKey
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

    def definition_uses(self, unit: Unit) -> dict[str, str]:
        """Path parameters that the definitions reached by the statement take."""
        found: dict[str, str] = {}
        for definition in unit.definitions.values():
            found.update(self.lifting.definition_needs.get(definition.key, {}))
        return found

    def place(self, use: Use, unit: Unit) -> Placed | None:
        """What stands for the path in this part."""
        return self.lifting.place(use, self.number, unit)

    def written_here(self, path: str, unit: Unit) -> bool:
        """Whether the part itself wrote the file before the statement reads it."""
        return self.lifting.written_here(path, self.number, unit)
