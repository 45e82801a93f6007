"""A call is harmless where it changes nothing, and gives nothing that shares with what it gets."""

import copy
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nb2prod.execution.watched_calls import CALLED, HARMFUL, watched


class Box:
    def __init__(self, held: Any) -> None:
        self.held = held

    def sum(self) -> float:
        return float(np.sum(self.held))

    def keep(self, value: Any) -> None:
        self.held = value


def spoil(values: Any) -> int:
    values[0] = 99
    return 0


def counting() -> Callable[[Any], int]:
    calls: list[int] = []

    def count(value: Any) -> int:
        calls.append(1)
        return len(calls)

    return count


def array() -> Any:
    return np.arange(6.0).reshape(3, 2)


def table() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2], "b": [[1], [2]]})


HARMLESS: list[tuple[Callable[..., Any], Callable[[], list[Any]]]] = [
    (np.sum, lambda: [array()]),
    (lambda a: a * 2, lambda: [array()]),
    (lambda a: {"mean": a.mean(), "copy": a.copy()}, lambda: [array()]),
    (lambda t: t[["a"]].copy(), lambda: [table()]),
    (copy.deepcopy, lambda: [[[1], {"a": [2]}]]),
    (lambda box: box.sum(), lambda: [Box([1, 2])]),
    (lambda f, a: f(a), lambda: [np.sum, array()]),
    (partial(np.sum, axis=0), lambda: [array()]),
    (sorted, lambda: [[3, 1]]),
    (lambda a: (a[0], "x"), lambda: [(1, 2)]),
]
HARMFUL_CALLS: list[tuple[Callable[..., Any], Callable[[], list[Any]]]] = [
    (spoil, lambda: [array()]),
    (spoil, lambda: [[1, 2]]),
    (lambda a: a, lambda: [array()]),
    (lambda a: a[1:], lambda: [array()]),
    (lambda a: [0, {"x": a.T}], lambda: [array()]),
    (Box, lambda: [array()]),
    (lambda t: t, lambda: [table()]),
    (lambda t: t["b"].iloc[0], lambda: [table()]),
    (lambda t: t.insert(0, "c", 1), lambda: [table()]),
    (lambda rows: [*rows], lambda: [[[1], [2]]]),
    (lambda rows: (row for row in rows), lambda: [[[1], [2]]]),
    (lambda rows: map(len, rows), lambda: [[[1], [2]]]),
    (lambda a: lambda: a, lambda: [array()]),
    (lambda box, a: box.keep(a), lambda: [Box(0), array()]),
    (next, lambda: [iter([1, 2])]),
    (lambda g: 1, lambda: [(n for n in [1])]),
    (counting(), lambda: [1]),
    (lambda rng: rng.random(), lambda: [np.random.default_rng(0)]),
    (Box([1]).keep, lambda: [2]),
]


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    CALLED.clear()
    HARMFUL.clear()
    yield
    CALLED.clear()
    HARMFUL.clear()


@pytest.mark.parametrize(("function", "values"), HARMLESS)
def test_harmless(function: Callable[..., Any], values: Callable[[], list[Any]]) -> None:
    watched(1, function, *values())
    assert (CALLED, HARMFUL) == ({1}, set())


@pytest.mark.parametrize(("function", "values"), HARMFUL_CALLS)
def test_harmful(function: Callable[..., Any], values: Callable[[], list[Any]]) -> None:
    watched(1, function, *values())
    assert (CALLED, HARMFUL) == ({1}, {1})


def test_one_bad_call_is_enough() -> None:
    for values in ([0, 1], [99, 1], [0, 1]):
        watched(1, spoil, values)
    assert HARMFUL == {1}
    watched(2, spoil, [99, 1])
    assert HARMFUL == {1}, "this time nothing changes"


def test_what_raises_is_not_harmless() -> None:
    with pytest.raises(IndexError):
        watched(1, spoil, [])
    assert HARMFUL == {1}


def test_calls_inside_calls_of_the_same_place() -> None:
    def nested(depth: int, values: list[int]) -> int:
        return spoil(values) if not depth else watched(1, nested, depth - 1, values)

    watched(1, nested, 2, [1])
    assert HARMFUL == {1}
