"""The cheapest labelling: a stage for each statement, never against a dependence.

Stages are ordered: preprocess < train < predict < evaluate. For each threshold of the order one
minimum cut chooses the statements whose stage is at least that. A statement that leaves the side
of its suggested stage costs its confidence; an edge that would fall costs more than all of them.
The smallest cuts of the three thresholds are nested, so that together they are one labelling, and
no other is cheaper. Ties are broken towards the earlier stage.

Source: Ishikawa, "Exact optimization for Markov random fields with convex priors" (2003).
"""

from collections.abc import Iterable, Sequence

from nb2prod.graph.depends import Edge
from nb2prod.records import dataclass
from nb2prod.stages.mincut import INFINITE, Network

# More than all suggestions together, less than `INFINITE`: where tags contradict a dependence there
# is a cut all the same, and `divide` puts the statements back into the stages that the user wrote.
FIXED = 1 << 30
"""The cost of leaving a stage that the user wrote."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The stage that a statement should have, by number, and what it costs to leave it.

    The cost counts once for each step away from the stage.
    """

    stage: int
    cost: int


def cheapest(
    wishes: Sequence[Wish], edges: Iterable[Edge], equal: Iterable[Edge] = (), stages: int = 4
) -> tuple[int, ...]:
    """The stage of each statement.

    Args:
        wishes: of the statements, by position.
        edges: pairs of which the second may not be in an earlier stage than the first.
        equal: pairs that are in one stage.
        stages: how many there are.
    """
    pairs = list(equal)
    arcs = [*edges, *pairs, *((b, a) for a, b in pairs)]
    label = [0] * len(wishes)
    source, sink = len(wishes), len(wishes) + 1
    above: Sequence[int] = range(len(wishes))
    for threshold in range(1, stages):
        network = Network(len(wishes) + 2)
        for position in above:
            wish = wishes[position]
            if wish.stage >= threshold:
                network.add(source, position, wish.cost)
            else:
                network.add(position, sink, wish.cost)
        for one, other in arcs:
            # with the first, the second is on the side of the later stages
            network.add(one, other, INFINITE)
        # the cuts are nested: what is below this threshold is below all that follow
        above = sorted(network.source_side(source, sink) - {source})
        for position in above:
            label[position] = threshold
        # an arc from below the threshold is kept already, wherever its head goes
        arcs = [arc for arc in arcs if label[arc[0]] == threshold]
    return tuple(label)
