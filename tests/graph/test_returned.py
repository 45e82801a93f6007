"""What functions that a call gives back read later on."""

import pytest

from nb2prod.graph.returned import given_back
from tests.graph.units_of import program

CASES = {
    "def f(k):\n    return k + limit": "",
    "def f(k):\n    return lambda v: v + limit": "limit",
    "def f(limit):\n    return lambda v: v + limit": "",
    "def f(k):\n    def g(v):\n        return v + limit\n    return g": "limit",
    "def f(k):\n    def g(v):\n        return v + limit\n    return g(k)": "",
    "def f(k):\n    yield limit": "limit",
    "def f(k):\n    return (v + limit for v in k)": "limit",
    "def f(k):\n    return sum(v + limit for v in k)": "",
    "def f(k):\n    return sorted(k, key=lambda v: v + limit)": "",
    "def f(k):\n    return k.apply(lambda v: v + limit)": "",
    "def f(k):\n    return list(map(lambda v: v + limit, k))": "",
    "def f(k):\n    return map(lambda v: v + limit, k)": "limit",
    "def f(k):\n    return other\ndef other(v):\n    return v + limit": "limit",
    "def f(k):\n    return other(k)\ndef other(v):\n    return v + limit": "",
    "def f(k):\n    return other(k)\ndef other(v):\n    return lambda: limit": "limit",
    "f = lambda k: lambda v: v + limit": "limit",
    "f = lambda k: k + limit": "",
}


@pytest.mark.parametrize(("source", "names"), CASES.items())
def test_what_is_read_later(source: str, names: str) -> None:
    made = program(("t", "limit = 1\nlimit += 1"), ("-", source), ("t", "x = f(1)"))
    unit = made.units[-1]
    assert given_back(unit.definitions["f"], unit.definitions, made.state) == set(names.split())
