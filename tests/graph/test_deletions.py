"""Names that a path takes away: which may be None instead."""

import ast

import pytest

from nb2prod.graph.deletions import can_be_none
from tests.graph.versions_in import graph

CASES = [
    ("if f0:\n    del a", True),
    ("if f0:\n    del a, b", False),
    ("try:\n    f0()\nexcept ValueError as a:\n    pass", False),
    ("try:\n    print(a)\nexcept NameError:\n    pass", False),
    ("try:\n    print(a)\nexcept ValueError:\n    pass", True),
]


@pytest.mark.parametrize(("source", "wanted"), CASES)
def test_can_be_none(source: str, wanted: bool) -> None:
    ast.parse(source)
    units, _, _ = graph(("p", "a = f0\nb = f1"), ("t", source), ("e", "print(a)"))
    assert can_be_none("a", units) is wanted
