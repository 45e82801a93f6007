"""Values in the body of a class that one stage changes and a later one reads."""

import pytest

from nb2prod.graph.class_state import changed_through_objects
from nb2prod.stages.numbered import parts_of
from tests.graph.units_of import program

CLASS = "class C:\n    log = []\n    seen = []\nc = C()\nk = len(str(c.log))"


def found(change: str) -> list[str]:
    """What a later stage misses of the class."""
    made = program(("p", CLASS), ("t", change), ("r", "print(c.log, c.seen)"))
    return [one.change.what for one in changed_through_objects(parts_of(made.units, made))]


@pytest.mark.parametrize(
    "change",
    [
        "c.log.append(1)",
        "log = c.log\nlog.append(1)",
        "log: list = c.log\nlog.append(1)",
        "(log := c.log).append(1)",
        "log = c.log\nif k:\n    log = []\nlog.append(1)",
        "if k:\n    log = c.log\n    log.append(1)",
        "log = c.log\nlog += [1]\nlog.append(2)",
        "for row in [c.log]:\n    row.append(1)",
        "n, log = 1, c.log\nlog.append(1)",
    ],
)
def test_changed(change: str) -> None:
    assert found(change) == ["its attribute `log`"]


def test_the_second_of_two_names() -> None:
    assert "its attribute `seen`" in found("a, b = c.log, c.seen\nb.append(1)")


@pytest.mark.parametrize(
    "change",
    [
        "log = c.log\nlog = []\nlog.append(1)",
        "log = list(c.log)\nlog.append(1)",
        "for row in c.log:\n    print(row)",
        "log = c.log\nprint(log)",
        "c.log = [1]",
    ],
)
def test_not_changed(change: str) -> None:
    assert found(change) == []
