"""Text in columns."""

import pytest

from nb2prod.columns import folded, table

FOLDED = [
    ("", 5, [""]),
    ("one two", 7, ["one two"]),
    ("one two", 6, ["one", "two"]),
    ("a longword", 4, ["a", "long", "word"]),
    ("two\nlines", 9, ["two", "lines"]),
    ("日本語 a", 6, ["日本語", "a"]),
]


@pytest.mark.parametrize(("text", "width", "lines"), FOLDED)
def test_folded(text: str, width: int, lines: list[str]) -> None:
    assert list(folded(text, width)) == lines


def test_as_wide_as_it_needs() -> None:
    assert list(table([("stage", "inputs"), ("train", "x, y\nz")], 80)) == [
        "stage  inputs", "train  x, y", "       z",
    ]  # fmt: skip


def test_the_widest_column_is_folded() -> None:
    lines = list(
        table([("stage", "inputs", "options"), ("train", "some, more", "--a-file: a")], 26)
    )
    assert lines == [
        "stage  inputs    options", "train  some,     --a-file:", "       more      a",
    ]  # fmt: skip
