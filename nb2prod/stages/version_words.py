"""What distinguishes two versions of a name, in words: what they are made from, or fitted on."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.scores.told_apart import difference, words_in
from nb2prod.analysis.syntax.nodes import assignments, method_name, nodes_of, root_name
from nb2prod.graph.units import Unit
from nb2prod.graph.versions import Version, Versions, positions_of
from nb2prod.knowledge.methods import FITTING_METHODS
from nb2prod.naming import slug
from nb2prod.records import dataclass


@dataclass(frozen=True)
class VersionWords:
    """Asks what made versions of the names that statements, in document order, touch."""

    units: Sequence[Unit]
    versions: Versions
    env: Environment

    @cached_property
    def places(self) -> Mapping[Version, Sequence[int]]:
        """Where each version is touched, by position."""
        return positions_of(self.versions)

    def apart(self, first: Version, later: Version) -> str:
        """What one is made from and not the other, or what made that."""
        one, other, seen = {first}, {later}, set[Version]()
        known = set(slug(later[0]).split("_"))
        while other:
            known.update(self._words(one))
            if set(found := self._words(other)) - known:
                return difference(found, known)
            seen |= one | other
            one, other = self._read(one), self._read(other)
            one, other = one - other - seen, other - one - seen
        return ""

    def _words(self, those: Iterable[Version]) -> list[str]:
        values = (value for one in sorted(those) for value in self._made(one))
        return [word for value in values for word in words_in(value, self.env)]

    def _made(self, version: Version) -> Iterator[ast.expr]:
        """What an assignment gives the version, and what that is fitted on first."""
        name, at = version
        if at >= 0 and (value := value_of(self.units[at], name)) is not None:
            yield value
        for place in self.places.get(version, ()):
            calls = nodes_of(ast.Call, self.units[place].analysed.statement.nodes)
            if fits := [c for c in calls if _fits(c, name)]:
                yield from fits[0].args
                return

    def _read(self, those: Iterable[Version]) -> set[Version]:
        made = (at for name, at in those if at >= 0 and value_of(self.units[at], name) is not None)
        return {use.read for at in made for use in self.versions.uses[at] if use.read is not None}


def value_of(unit: Unit, name: str) -> ast.expr | None:
    """What an assignment gives the name."""
    for node in unit.analysed.statement.nodes:
        for target, value in assignments(node):
            if isinstance(target, ast.Name) and target.id == name:
                return value
    return None


def _fits(call: ast.Call, name: str) -> bool:
    return method_name(call) in FITTING_METHODS and root_name(call.func) == name
