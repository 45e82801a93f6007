"""What is learnt of columns: enough to make others like them, and no row."""

import json
from typing import Any

import pytest

from nb2prod.sample.columns import is_key, kind_of, numbers_of, pool_of


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "2.5", ""], [1, 2.5, None]),
        (["1", " ", "3", "4", "5", "6"], [1, " ", 3, 4, 5, 6]),
        (["007", "012"], ["007", "012"]),
        (["20230101", "20231231"], ["20230101", "20231231"]),
        (["a", "1", "2"], ["a", "1", "2"]),
        (["1e-3", "-2"], [0.001, -2]),
        (["", ""], [None, None]),
    ],
)
def test_numbers_of(cells: list[str], values: list[Any]) -> None:
    assert numbers_of(cells) == values


CATEGORY = {"kind": "category", "values": [["a", 0.75], ["b", 0.25]]}
KINDS: list[tuple[list[Any], dict[str, Any]]] = [
    ([None, None], {"kind": "null"}),
    (["a", "a", "a", "b"] * 2, CATEGORY),
    (["a", "a", "a", "b"] * 2 + [None] * 2, {**CATEGORY, "missing": 0.2}),
    ([0, 1] * 10, {"kind": "category", "values": [[0, 0.5], [1, 0.5]]}),
    (["2023-01-05", "2023-01-01"],
     {"kind": "date", "format": "%Y-%m-%d", "first": "2023-01-01", "last": "2023-01-05"}),
    ([f"2023-01-{n:02}" for n in range(1, 32)],
     {"kind": "date", "format": "%Y-%m-%d", "first": "2023-01-01", "last": "2023-01-31",
      "step": 86400.0}),
    (["some words", "three words here"], {"kind": "text", "words": [2, 3]}),
    (["one", "two"], {"kind": "word", "unique": True}),
    ([[1.25], [2.5, 3.0]],
     {"kind": "list", "length": [1, 2],
      "items": {"kind": "number", "quantiles": [1.25] * 3 + [1.25, 2.5, 3.0] + [3.0] * 3,
                "decimals": 2}}),
    ([{"a": None}, {}], {"kind": "object", "fields": {"a": {"kind": "null", "absent": 0.5}}}),
]  # fmt: skip


@pytest.mark.parametrize(("values", "kind"), KINDS)
def test_kind(values: list[Any], kind: dict[str, Any]) -> None:
    found = kind_of(values)
    if kind["kind"] == "list":
        found["items"].pop("quantiles"), kind["items"].pop("quantiles")
    assert found == kind


@pytest.mark.parametrize(
    ("one", "form"),
    [
        ("01.03.2021 00:00", "%d.%m.%Y %H:%M"),
        ("2021/03/01 10:00", "%Y/%m/%d %H:%M"),
        ("01-Mar-2021", "%d-%b-%Y"),
        ("March 01, 2021", "%B %d, %Y"),
    ],
)
def test_dates_as_people_write_them(one: str, form: str) -> None:
    assert kind_of([one, one.replace("2021", "2022")])["format"] == form


def test_numbers_are_told_by_quantiles() -> None:
    kind = kind_of([float(n) for n in range(101)])
    assert kind == {
        "kind": "number", "decimals": 1,
        "quantiles": [0.0, 1.0, 5.0, 25.0, 50.0, 75.0, 95.0, 99.0, 100.0],
    }  # fmt: skip


def test_words_among_numbers_are_told_if_they_repeat() -> None:
    values = [float(n) for n in range(30)]
    assert kind_of([*values, " ", " ", "private"])["odd"] == [" "]


def test_rare_categories_are_not_told() -> None:
    assert "rare" not in json.dumps(kind_of(["a", "b"] * 30 + ["rare"]))


def test_text_words_and_names_are_not_told() -> None:
    names = [f"Name{chr(65 + n % 26)}{chr(65 + n // 26)}" for n in range(200)]
    texts = [f"secret {n} of {name}" for n, name in enumerate(names)]
    told = json.dumps([kind_of(names), kind_of(texts), kind_of([{"x": t} for t in texts])])
    assert "Name" not in told and "secret" not in told


@pytest.mark.parametrize(
    ("values", "name", "expected"),
    [
        (list(range(50)), "row", True),
        ([3, 7, 12], "id", True),
        ([3, 7, 12], "weight", False),
        (["C1", "C2", "C3"], "customer", True),
        (["red", "green"], "colour", False),
        ([n % 40 for n in range(200)], "user_id", True),
        ([n % 5 for n in range(200)], "user_id", False),
        ([n % 40 for n in range(200)], "age", False),
        ([1.5, 2.5], "id", False),
        ([[1], [2]], "id", False),
        ([], "id", False),
        ([f"what somebody said about visit {n}" for n in range(9)], "review", False),
        ([f"what somebody said about visit {n}" for n in range(9)], "id", False),
        ([f"Visit {n}" for n in range(9)], "visit", True),
        (["a", "b"], "idea", False),
        (["a", "b"], "idClient", True),
        (["a", "b"], "id_client", True),
    ],
)
def test_is_key(values: list[Any], name: str, expected: bool) -> None:
    assert is_key(values, name) is expected


def test_pools() -> None:
    assert pool_of(["C10", "C11"], "c") == {"prefix": "C", "digits": 2, "start": 1, "gap": 1}
    assert pool_of([100, 106, 109], "c") == {"start": 100, "gap": 3}
    assert pool_of(["a@b.c", "d@e.f"], "mail")["prefix"] == "mail-"
