"""What a thing leads to."""

from nb2prod.reach import reached

LEADS = {1: [2, 3], 2: [4], 3: [1], 4: [4], 5: []}


def test_each_is_found_once_the_nearer_first() -> None:
    assert reached([1], LEADS.__getitem__) == [1, 2, 3, 4]


def test_starts_that_lead_nowhere() -> None:
    assert reached([5, 4, 5], LEADS.__getitem__) == [5, 4]
    assert reached([], LEADS.__getitem__) == []
