"""Fewest parts: small plans by hand, random ones beside a search of all."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nb2prod.graph.depends import Edge
from nb2prod.stages.schedule import fewest_parts, parts_of_blocks

# what is special, stages by position, edges, groups as "stage: positions"
CASES: list[tuple[str, list[int], list[Edge], str]] = [
    ("nothing", [], [], ""),
    ("one stage is one part, in the document's order", [1, 1, 1], [(0, 2)], "1: 0 1 2"),
    ("no edge: a part a stage", [0, 1, 0, 1], [], "0: 0 2, 1: 1 3"),
    ("edges that rise split nothing", [0, 1, 0, 1], [(0, 1), (2, 3)], "0: 0 2, 1: 1 3"),
    ("an edge that falls puts the later stage first", [1, 0], [(0, 1)], "1: 0, 0: 1"),
    ("there and back", [0, 1, 0], [(0, 1), (1, 2)], "0: 0, 1: 1, 0: 2"),
    ("what is free waits for its own stage", [0, 1, 0, 0], [(0, 1), (1, 2)],
     "0: 0 3, 1: 1, 0: 2"),
    ("the earlier moves down where that joins", [3, 0, 3], [(1, 2)], "0: 1, 3: 0 2"),
    ("two that stand between", [0, 1, 2, 0], [(0, 1), (1, 3), (2, 3)], "0: 0, 1: 1, 2: 2, 0: 3"),
    ("starting elsewhere saves a part", [0, 1, 0, 1], [(1, 2), (2, 3)], "1: 1, 0: 0 2, 1: 3"),
]  # fmt: skip


def shape(groups: Sequence[tuple[int, tuple[int, ...]]]) -> str:
    return ", ".join(f"{stage}: {' '.join(map(str, members))}" for stage, members in groups)


@pytest.mark.parametrize(
    ("stages", "edges", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_groups(stages: list[int], edges: list[Edge], wanted: str) -> None:
    assert shape(fewest_parts(stages, edges)) == wanted


# what is special, stages, edges, blocks, groups
BLOCKS: list[tuple[str, list[int], list[Edge], list[int], str]] = [
    ("a block of its own each", [0, 1, 0], [(0, 1)], [0, 1, 2], "0: 0 2, 1: 1"),
    ("edges inside of a block do not count", [0, 0, 1], [(0, 1)], [5, 5, 7], "0: 0 1, 1: 2"),
    ("a block moves as a whole", [0, 1, 0, 0], [(1, 3)], [0, 1, 2, 2], "1: 1, 0: 0 2 3"),
    ("one dependence holds back the whole block", [0, 1, 0, 0], [(0, 1), (1, 3)], [0, 1, 2, 2],
     "0: 0, 1: 1, 0: 2 3"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stages", "edges", "blocks", "wanted"),
    [case[1:] for case in BLOCKS],
    ids=[case[0] for case in BLOCKS],
)
def test_blocks(stages: list[int], edges: list[Edge], blocks: list[int], wanted: str) -> None:
    assert shape(parts_of_blocks(stages, edges, blocks)) == wanted


Task = tuple[list[int], list[Edge]]


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    size = draw(st.integers(1, 7))
    stages = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    pairs = [(a, b) for b in range(size) for a in range(b)]
    edges = draw(st.lists(st.sampled_from(pairs), max_size=10, unique=True)) if pairs else []
    return stages, edges


def fewest(stages: list[int], edges: list[Edge]) -> int:
    """The fewest parts of any order that keeps the edges, one statement after the other."""
    level = {(frozenset[int](), -1): 0}
    for _ in stages:
        following: dict[tuple[frozenset[int], int], int] = {}
        for (done, last), count in level.items():
            for position, stage in enumerate(stages):
                if position in done or any(a not in done for a, b in edges if b == position):
                    continue
                key, now = (done | {position}, stage), count + (stage != last)
                following[key] = min(now, following.get(key, now))
        level = following
    return min(level.values())


@settings(max_examples=60, deadline=None)
@given(tasks())
def test_none_has_fewer_parts_and_every_edge_is_kept(task: Task) -> None:
    stages, edges = task
    groups = fewest_parts(stages, edges)
    order = [p for _, members in groups for p in members]
    assert sorted(order) == list(range(len(stages)))
    assert all(order.index(a) < order.index(b) for a, b in edges)
    assert all(stages[p] == stage for stage, members in groups for p in members)
    assert len(groups) == fewest(stages, edges)


@settings(max_examples=30, deadline=None)
@given(tasks(), st.randoms(use_true_random=False))
def test_the_order_of_edges_changes_nothing(task: Task, random: Random) -> None:
    stages, edges = task
    mixed = list(edges)
    random.shuffle(mixed)
    assert fewest_parts(stages, mixed) == fewest_parts(stages, edges)
