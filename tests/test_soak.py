"""Damaged notebooks are converted or refused by a code; `tests.support.soak` tries many more."""

import json
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.mutate import damaged
from tests.support.soak import data_of, judged, originals

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
SOURCE = st.lists(
    st.sampled_from(
        ["x = 1\n", "y = x\n", "del x\n", "def f(): return x\n", "for x in y: pass\n", "f()\n", "(",
         "import os\n", "with open(x) as y: pass\n", "%time x\n", "!ls\n", "'", "\\", "\n", "    ",
         "x.append(y)\n", "class C: x = y\n", "lambda x=y: x\n", "global x\n", "[x for x in y]\n"]
    ),
    max_size=8,
).map("".join)  # fmt: skip


def check(data: bytes) -> None:
    outcome = judged(data)
    assert not outcome.bad, outcome.text


@pytest.mark.parametrize("number", range(30))
def test_files_of_the_soak(number: int) -> None:
    check(data_of(2, number))


def test_damage_can_be_repeated_and_differs() -> None:
    original = originals()[0]
    made = [damaged(original, random.Random(number)) for number in range(50)]
    assert made == [damaged(original, random.Random(number)) for number in range(50)]
    assert len(set(made)) > 40


def test_a_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("nb2prod.plan.divided.plan", fails)
    outcome = judged(originals()[0])
    assert outcome.bad and outcome.kind.startswith("ZeroDivisionError")


@FEW
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    check(data)


@FEW
@given(JSON, JSON, JSON, JSON)
def test_any_json(cells: Any, metadata: Any, source: Any, tags: Any) -> None:
    cell = {"cell_type": "code", "source": source, "metadata": {"tags": tags}}
    check(json.dumps({"nbformat": 4, "metadata": metadata, "cells": [cell, cells]}).encode())
    check(json.dumps({"nbformat": 4, "metadata": metadata, "cells": cells}).encode())
    check(json.dumps({"nbformat": 3, "worksheets": cells, "metadata": metadata}).encode())


@FEW
@given(st.lists(st.tuples(SOURCE, st.sampled_from(["train", "predict", "skip", ""])), max_size=4))
def test_any_cells(cells: list[tuple[str, str]]) -> None:
    made = [
        {"cell_type": "code", "source": source, "metadata": {"tags": [tag]}}
        for source, tag in cells
    ]
    check(json.dumps({"nbformat": 4, "metadata": {}, "cells": made}).encode())
