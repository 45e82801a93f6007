"""Code that asks whether a name is bound at all."""

import ast

import pytest

from nb2prod.graph.name_errors import asked_for

CASES = {
    "try:\n    a\nexcept NameError:\n    b": "a",
    "try:\n    a\nexcept (KeyError, NameError):\n    b": "a",
    "try:\n    a\nexcept Exception:\n    b": "a",
    "try:\n    a\nexcept:\n    b": "a",
    "try:\n    a\nexcept KeyError:\n    b": "",
    "with suppress(NameError):\n    a": "a NameError suppress",
    "with contextlib.suppress(KeyError):\n    a": "",
    "if c:\n    a": "",
}


@pytest.mark.parametrize(("source", "names"), CASES.items())
def test_names_that_may_be_unbound(source: str, names: str) -> None:
    known = {"suppress", "NameError"}
    assert set(asked_for(ast.parse(source).body)) - known == set(names.split()) - known
