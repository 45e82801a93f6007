"""Statements that ask whether two names are one object."""

import pytest

from nb2prod.graph.identity import identities
from tests.analysis.facts_of import analysed

CASES = {
    "a is b": "a b",
    "a is not b": "a b",
    "a is None": "",
    "a is Color.RED": "",
    "a == b": "",
    "a.base is b": "a b",
    "d['k'] is a": "a d",
    "id(a) == id(b)": "a b",
    "id(a)": "",
    "np.shares_memory(a, b)": "a b np",
    "any(v is a for v in d)": "a d",
    "same(a, d)": "a d same",
}
HEADER = """\
import numpy as np
a = b = [1]
d = {'k': a}
class Color:
    RED = 1
def same(x, y):
    return x is y
"""


@pytest.mark.parametrize(("expression", "names"), CASES.items())
def test_names_that_are_compared(expression: str, names: str) -> None:
    statement = analysed(HEADER, f"print({expression})").statements[-1]
    assert identities(statement) - {"np"} == set(names.split()) - {"np"}
