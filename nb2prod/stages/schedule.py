"""The fewest parts: statements with fixed stages, grouped so that no dependence is reversed.

A group takes every statement of its stage that does not depend on a remaining statement. To take
more is never worse, so a plan is just a sequence of stages. The search for the shortest is breadth
first; of equally short ones, the closest to the document's order is taken.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from nb2prod.graph.depends import Edge
from nb2prod.records import dataclass

_WIDTH = 48
"""How many plans of one length are followed up."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """``done`` are the statements taken, as bits; ``missing`` counts for each statement those that
    have to run before it and are not taken, ``ready`` are those left over that miss none."""

    groups: tuple[tuple[int, tuple[int, ...]], ...]
    done: int
    missing: tuple[int, ...]
    ready: frozenset[int]

    @property
    def rank(self) -> tuple[int, tuple[int, ...]]:
        """Most statements first, then the order of the document."""
        return (-self.done.bit_count(), tuple(members[0] for _, members in self.groups))


def fewest_parts(
    stages: Sequence[int], edges: Iterable[Edge]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Groups of positions in the order in which they run, each with its stage.

    Args:
        stages: of the statements, by position.
        edges: pairs of which the first runs before the second; the first has the lower position.
    """
    after: list[list[int]] = [[] for _ in stages]
    missing = [0] * len(stages)
    for one, other in set(edges):
        after[one].append(other)
        missing[other] += 1
    ready = frozenset(n for n, count in enumerate(missing) if not count)
    plans = [_Plan((), 0, tuple(missing), ready)]
    while True:
        for plan in plans:
            if plan.done.bit_count() == len(stages):
                return plan.groups
        plans = _best(_longer(plan, stages, after) for plan in plans)


def parts_of_blocks(
    stages: Sequence[int], edges: Iterable[Edge], blocks: Sequence[int]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """As `fewest_parts`, for statements that stay together where they share a block.

    Args:
        stages: of the statements, by position.
        edges: pairs of which the first runs before the second.
        blocks: the block of each statement, ascending; each is of one stage.
    """
    members: dict[int, list[int]] = {}
    for position, block in enumerate(blocks):
        members.setdefault(block, []).append(position)
    number = {block: n for n, block in enumerate(members)}
    pairs = {(number[blocks[a]], number[blocks[b]]) for a, b in edges if blocks[a] != blocks[b]}
    groups = fewest_parts([stages[own[0]] for own in members.values()], pairs)
    rows = list(members.values())
    return tuple((stage, tuple(p for n in taken for p in rows[n])) for stage, taken in groups)


def _longer(plan: _Plan, stages: Sequence[int], after: Sequence[Sequence[int]]) -> Iterable[_Plan]:
    for stage in sorted({stages[n] for n in plan.ready}):
        ready = set(plan.ready)
        missing, done = list(plan.missing), plan.done
        own = sorted(n for n in ready if stages[n] == stage)
        taken: list[int] = []
        while own:
            position = heappop(own)
            taken.append(position)
            ready.remove(position)
            done |= 1 << position
            for other in after[position]:
                missing[other] -= 1
                if not missing[other]:
                    ready.add(other)
                    if stages[other] == stage:
                        heappush(own, other)
        groups = (*plan.groups, (stage, tuple(taken)))
        yield _Plan(groups, done, tuple(missing), frozenset(ready))


def _best(found: Iterable[Iterable[_Plan]]) -> list[_Plan]:
    """The plans that have done most, one for each set of statements and last stage."""
    known: dict[tuple[int, int], _Plan] = {}
    # in order of rank, so that of plans that have done the same the best is the one that stays
    for plan in sorted((p for plans in found for p in plans), key=lambda p: p.rank):
        known.setdefault((plan.groups[-1][0], plan.done), plan)
    return list(known.values())[:_WIDTH]
