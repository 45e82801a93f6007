"""Types as text, and what a run adds to them."""

import pytest

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import parsed
from nb2prod.trace.seen_types import merged, type_from, type_text
from tests.support.agreement import agree

TEXTS = ["int", "pandas.DataFrame", "dict[str, list[numpy.ndarray]]", "tuple[int, ?]", "notebook.M"]


@pytest.mark.parametrize("text", TEXTS)
def test_there_and_back(text: str) -> None:
    assert type_text(type_from(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "?", "int]", "list[", "list[int", "int; import os", "a.b()", "f'x'", "a b", "[int]"],
)
def test_no_types(text: str) -> None:
    with pytest.raises(ValueError, match="not a type"):
        type_from(text)


@pytest.mark.parametrize(
    ("known", "traced", "result"),
    [
        (None, "int", "int"),
        ("object", "int", "int"),
        ("pandas.DataFrame", "pandas.Series", "pandas.DataFrame"),
        ("dict", "dict[str, int]", "dict[str, int]"),
        ("dict[str, ?]", "dict[str, int]", "dict[str, int]"),
        ("list[int]", "list", "list[int]"),
        ("tuple[int, int]", "tuple[int]", "tuple[int, int]"),
        (None, "types.FunctionType", None),
        ("int", None, "int"),
    ],
)
def test_merged(known: str | None, traced: str | None, result: str | None) -> None:
    types = [type_from(text) if text else None for text in (known, traced, result)]
    assert merged(types[0], types[1]) == types[2]


def test_agree() -> None:
    assert agree(type_from("float"), type_from("numpy.float64"))
    assert agree(Type("_io.TextIOWrapper"), Type("io.TextIOWrapper"))
    assert agree(None, Type("int")) and not agree(Type("int"), Type("float"))
    assert not agree(type_from("list[int]"), type_from("list[str]"))
    either = parsed("int | None")
    assert agree(either, Type("None")) and not agree(either, Type("str"))
    number = Type("numpy.generic")
    assert agree(number, Type("numpy.int64")) and not agree(number, Type("numpy.ndarray"))
