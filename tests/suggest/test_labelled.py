"""The suggestions for notebooks of many authors, against the tags that a person gave them."""

import itertools
from collections import Counter

import pytest

from tests.support.labelled import FOLDER, Labelled, labelled


@pytest.fixture(scope="module")
def cells() -> list[Labelled]:
    return list(labelled())


def test_at_least_nine_of_ten_cells_are_right(cells: list[Labelled]) -> None:
    wrong = [f"{c.notebook} {c.suggestion.cell}" for c in cells if not c.right]
    assert len(list(FOLDER.glob("*.py"))) >= 30
    assert 1 - len(wrong) / len(cells) >= 0.9, wrong


@pytest.mark.parametrize("tag", ["preprocess", "train", "predict", "evaluate", "skip"])
def test_no_tag_is_right_much_less_often(cells: list[Labelled], tag: str) -> None:
    wanted = [c for c in cells if tag in c.wanted]
    assert sum(c.right for c in wanted) / len(wanted) >= 0.85


def test_sure_suggestions_are_right_more_often(cells: list[Labelled]) -> None:
    sure = Counter(c.right for c in cells if c.suggestion.confidence >= 0.9)
    assert sure[True] / sure.total() >= 0.97


def test_confidences_and_lines(cells: list[Labelled]) -> None:
    for cell in cells:
        pieces = cell.suggestion.pieces
        assert all(0 < p.confidence <= 1 and p.reason for p in pieces)
        assert pieces[0].first == 1
        assert all(a.last + 1 == b.first for a, b in itertools.pairwise(pieces))
