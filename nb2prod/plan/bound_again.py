"""Names that are bound more than once, each time to a constant, as they stand at a statement."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from nb2prod.analysis.constants.bound_constants import bound_constants
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Analysis, Definition
from nb2prod.graph.units import Unit
from nb2prod.records import dataclass, replace

_Text = str | PurePosixPath
_Values = Mapping[str, _Text]


@dataclass(frozen=True, slots=True)
class Standing:
    """What names stand for: ``env`` in the notebook as a whole, ``before`` at each statement the
    folders among those that it binds more than once."""

    env: Environment
    before: Mapping[int, _Values]

    def at(self, unit: Unit) -> Environment:
        """What names stand for in a statement."""
        return self._with(self._of(unit))

    def where_defined(self, definition: Definition) -> Environment:
        """What names stand for in the default values of a definition."""
        return self._with(self.before.get(definition.statement, {}))

    def within(self, definition: Definition, units: Iterable[Unit]) -> Environment:
        """What names stand for in a definition, where that is one thing whenever it may run."""
        at = [self._of(unit) for unit in units] or [self.before.get(definition.statement, {})]
        found = {
            name: value
            for name, value in at[0].items()
            if all(name in one and str(one[name]) == str(value) for one in at)
        }
        return self._with(found)

    def _of(self, unit: Unit) -> _Values:
        analysed = unit.analysed
        values = self.before.get(analysed.statement.index, {})
        return {n: value for n, value in values.items() if n not in analysed.facts.may_bind}

    def _with(self, values: _Values) -> Environment:
        if not values:
            return self.env
        return replace(self.env, constants={**self.env.constants, **values})


def standing(analysis: Analysis, env: Environment) -> Standing:
    """What names stand for at each statement; cells run in their order."""
    before: dict[int, _Values] = {}
    known: dict[str, _Text] = {}
    for a in analysis.live:
        before[a.statement.index] = known
        lost = known.keys() & (a.facts.may_bind | a.facts.deletes | a.facts.may_delete)
        bound = dict(_bound(a.statement.nodes, env))
        if lost or bound:
            known = {n: v for n, v in known.items() if n not in lost} | bound
    return Standing(env, before)


def _bound(nodes: Iterable[ast.stmt], env: Environment) -> Iterator[tuple[str, _Text]]:
    """Names that have several values, and which of them the statement binds them to."""
    for node in nodes:
        for name, value in bound_constants(node, env):
            if name not in env.constants and isinstance(value, str | PurePosixPath):
                yield name, value
