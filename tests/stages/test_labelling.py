"""The cheapest labelling: small ones by hand, random ones beside a search of all."""

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nb2prod.graph.depends import Edge
from nb2prod.stages.labelling import FIXED, Wish, cheapest

# what is special, (stage, cost) of each statement, edges, equal pairs, labels
CASES: list[tuple[str, list[tuple[int, int]], list[Edge], list[Edge], tuple[int, ...]]] = [
    ("nothing to label", [], [], [], ()),
    ("no edge: each its wish", [(3, 1), (0, 1), (2, 1)], [], [], (3, 0, 2)),
    ("an edge that rises changes nothing", [(0, 1), (3, 1)], [(0, 1)], [], (0, 3)),
    ("an edge within a stage changes nothing", [(2, 1), (2, 1)], [(0, 1)], [], (2, 2)),
    ("a fixed one stays, the other rises", [(1, FIXED), (0, 90)], [(0, 1)], [], (1, 1)),
    ("a fixed one stays, the other falls", [(1, 90), (0, FIXED)], [(0, 1)], [], (0, 0)),
    ("the cheaper one moves", [(1, 2), (0, 3)], [(0, 1)], [], (0, 0)),
    ("equally cheap: towards the earlier stage", [(2, 5), (0, 5)], [(0, 1)], [], (0, 0)),
    ("two readers outvote one writer", [(2, 5), (1, 3), (1, 3)], [(0, 1), (0, 2)], [], (1, 1, 1)),
    ("the cost counts each step", [(3, 2), (0, 5)], [(0, 1)], [], (0, 0)),
    ("both meet half way only if that is as cheap",
     [(3, 2), (1, 9), (0, 1)], [(0, 1), (1, 2)], [], (1, 1, 1)),
    ("what has no cost goes where it may", [(0, 0), (2, 4), (1, 0)], [(0, 1), (1, 2)], [],
     (0, 2, 2)),
    ("equal pairs follow the dearer", [(0, 1), (3, 9)], [], [(0, 1)], (3, 3)),
    ("equal pairs the other way round", [(0, 1), (3, 9)], [], [(1, 0)], (3, 3)),
    ("equal through a third", [(0, 4), (1, 1), (3, 1)], [], [(0, 1), (1, 2)], (0, 0, 0)),
    ("where all is fixed one is paid for", [(1, FIXED), (0, FIXED)], [(0, 1)], [], (0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wishes", "edges", "equal", "wanted"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_labels(
    wishes: list[tuple[int, int]], edges: list[Edge], equal: list[Edge], wanted: tuple[int, ...]
) -> None:
    assert cheapest([Wish(*one) for one in wishes], edges, equal) == wanted


def test_edges_and_pairs_may_come_from_generators() -> None:
    wishes = [Wish(0, 9), Wish(3, 1), Wish(2, 1)]
    found = cheapest(wishes, (e for e in [(1, 2)]), (e for e in [(0, 1)]))
    assert found == (0, 0, 2)


Task = tuple[list[Wish], list[Edge], list[Edge]]


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    size = draw(st.integers(1, 6))
    wishes = draw(
        st.lists(
            st.builds(Wish, st.integers(0, 3), st.integers(0, 5)), min_size=size, max_size=size
        )
    )
    positions = st.integers(0, size - 1)
    edge = st.tuples(positions, positions).filter(lambda e: e[0] < e[1])
    if size == 1:
        return wishes, [], []
    return wishes, draw(st.lists(edge, max_size=8)), draw(st.lists(edge, max_size=2))


def allowed(labels: tuple[int, ...], edges: list[Edge], equal: list[Edge]) -> bool:
    falls = any(labels[a] > labels[b] for a, b in edges)
    return not falls and all(labels[a] == labels[b] for a, b in equal)


def cost(labels: tuple[int, ...], wishes: list[Wish]) -> int:
    return sum(w.cost * abs(w.stage - label) for w, label in zip(wishes, labels, strict=True))


@settings(max_examples=60, deadline=None)
@given(tasks())
def test_none_is_cheaper_and_no_label_falls(task: Task) -> None:
    wishes, edges, equal = task
    found = cheapest(wishes, edges, equal)
    assert allowed(found, edges, equal)
    every = (one for one in product(range(4), repeat=len(wishes)) if allowed(one, edges, equal))
    assert cost(found, wishes) == min(cost(one, wishes) for one in every)


@settings(max_examples=30, deadline=None)
@given(tasks(), st.randoms(use_true_random=False))
def test_the_order_of_edges_changes_nothing(task: Task, random: Random) -> None:
    wishes, edges, equal = task
    mixed = list(edges)
    random.shuffle(mixed)
    turned = [(b, a) for a, b in reversed(equal)]
    assert cheapest(wishes, mixed, turned) == cheapest(wishes, edges, equal)
