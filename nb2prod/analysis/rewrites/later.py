"""Bodies of functions and classes, which run later: what their names mean at that time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from typing import Generic, TypeVar

from nb2prod.analysis.rewrites.bindings import Binding
from nb2prod.records import dataclass

Meanings = frozenset[Binding]
U = TypeVar("U")
_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class Later(Generic[U]):
    """A body that runs later: uses in it, the functions that it calls and those that it keeps.

    Without an owner it may run at any time from the moment on.
    """

    owner: str | None
    uses: tuple[U, ...]
    calls: frozenset[str]
    keeps: frozenset[str]
    moment: int


@dataclass
class Runs(Generic[U]):
    """When the bodies run. ``called``: what the name stands for at the calls of a function,
    ``start``: the first moment at which it may run, ``kept``: from which on it may run at any
    time. What is ``lasting`` goes on after a call: generators, and the methods of a class."""

    later: list[Later[U]] = field(default_factory=list)
    called: dict[str, Meanings] = field(default_factory=dict)
    start: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    lasting: set[str] = field(default_factory=set)

    def call(self, owner: str, meanings: Meanings, moment: int) -> None:
        """A function is called at a moment when the name stands for these."""
        self.called[owner] = self.called.get(owner, frozenset()) | meanings
        self.start[owner] = min(self.start.get(owner, _NEVER), moment)

    def keep(self, owner: str, moment: int) -> None:
        """A function is referred to: from now on it may be called at any time."""
        self.kept[owner] = min(self.kept.get(owner, _NEVER), moment)

    def uses(
        self,
        owners: Callable[[str, Meanings], Iterable[str]],
        since: Callable[[int], Meanings],
    ) -> Iterator[tuple[U, Meanings]]:
        """Each use in a body with all that the name may stand for when the body runs."""
        before: object = None
        while before != (self.called, self.start, self.kept):  # calls reach calls
            before = (dict(self.called), dict(self.start), dict(self.kept))
            for one in self.later:
                start, here = self._first(one), self._meanings(one, since)
                if start == _NEVER:
                    continue
                for owner in (o for name in one.calls for o in owners(name, here)):
                    self.call(owner, here, start)
                for owner in (o for name in one.keeps for o in owners(name, here)):
                    self.keep(owner, start)
        for one in self.later:
            meanings = self._meanings(one, since)
            yield from ((use, meanings) for use in one.uses)

    def _first(self, one: Later[U]) -> int:
        if one.owner is None:
            return one.moment
        return min(self.start.get(one.owner, _NEVER), self.kept.get(one.owner, _NEVER))

    def _meanings(self, one: Later[U], since: Callable[[int], Meanings]) -> Meanings:
        """What the name stands for whenever a body runs."""
        if one.owner is None:
            return since(one.moment)
        lasts = one.owner in self.lasting
        start = self._first(one) if lasts else self.kept.get(one.owner, _NEVER)
        found = since(start) if start != _NEVER else frozenset[Binding]()
        return found | self.called.get(one.owner, frozenset())
