"""Minimum cuts of small networks, and of random ones beside a search of all cuts."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nb2prod.stages.mincut import INFINITE, Network

Arc = tuple[int, int, int]
SOURCE, SINK = 0, 1

# what is special, arcs (tail, head, capacity) from node 0 to node 1, the side of the source
CASES: list[tuple[str, list[Arc], set[int]]] = [
    ("no arc at all", [], {0}),
    ("an arc without capacity leads nowhere", [(0, 2, 0), (2, 1, 5)], {0}),
    ("arcs are not walked backwards", [(2, 0, 5), (1, 2, 5)], {0}),
    ("the sink is out of reach", [(0, 2, 5), (2, 3, 5)], {0, 2, 3}),
    ("the narrow arc is cut: the first", [(0, 2, 1), (2, 1, 5)], {0}),
    ("the narrow arc is cut: the last", [(0, 2, 5), (2, 1, 1)], {0, 2}),
    ("of equal cuts that nearest to the source", [(0, 2, 3), (2, 3, 3), (3, 1, 3)], {0}),
    ("two arcs between two nodes add up", [(0, 2, 2), (0, 2, 2), (2, 1, 3)], {0, 2}),
    ("an infinite arc is not cut", [(0, 2, 9), (2, 3, INFINITE), (2, 1, 1), (3, 1, 4)], {0, 2, 3}),
    ("flow that has to be sent back",
     [(0, 2, 1), (0, 3, 1), (2, 3, 1), (2, 1, 1), (3, 1, 1)], {0}),
    ("a circle", [(0, 2, 4), (2, 3, 9), (3, 2, 9), (3, 1, 2)], {0, 2, 3}),
]  # fmt: skip


def source_side(arcs: list[Arc], size: int = 8) -> frozenset[int]:
    network = Network(size)
    for arc in arcs:
        network.add(*arc)
    return network.source_side(SOURCE, SINK)


@pytest.mark.parametrize(
    ("arcs", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_source_side(arcs: list[Arc], wanted: set[int]) -> None:
    assert source_side(arcs) == wanted


def value(side: frozenset[int], arcs: list[Arc]) -> int:
    return sum(room for tail, head, room in arcs if tail in side and head not in side)


def cuts(size: int) -> list[frozenset[int]]:
    others = range(2, size)
    return [
        frozenset({SOURCE, *chosen})
        for count in range(size - 1)
        for chosen in combinations(others, count)
    ]


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[Arc]]:
    size = draw(st.integers(2, 8))
    nodes = st.integers(0, size - 1)
    arc = st.tuples(nodes, nodes, st.integers(0, 4)).filter(lambda one: one[0] != one[1])
    return size, draw(st.lists(arc, max_size=16))


@settings(max_examples=60, deadline=None)
@given(networks())
def test_no_cut_is_cheaper_and_no_cheapest_one_smaller(made: tuple[int, list[Arc]]) -> None:
    size, arcs = made
    found = source_side(arcs, size)
    least = min(value(side, arcs) for side in cuts(size))
    assert value(found, arcs) == least
    cheapest = [side for side in cuts(size) if value(side, arcs) == least]
    assert all(found <= side for side in cheapest)


@settings(max_examples=20, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_arcs_changes_nothing(made: tuple[int, list[Arc]], random: Random) -> None:
    size, arcs = made
    mixed = list(arcs)
    random.shuffle(mixed)
    assert source_side(mixed, size) == source_side(arcs, size)
