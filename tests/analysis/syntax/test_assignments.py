"""What statements give to which targets."""

import ast

import pytest

from nb2prod.analysis.syntax.assignments import assignments, holding

GIVEN = {
    "a = b = f(x)": ["a: f(x)", "b: f(x)"],
    "a: int = 1": ["a: 1"],
    "a: int": [],
    "a += 1": ["a: 1"],
    "a, b = 1, 2": ["a: 1", "b: 2"],
    "a, (b, c) = 1, (2, 3)": ["a: 1", "b: 2", "c: 3"],
    "a, b = f(x)": ["a: f(x)", "b: f(x)"],
    "a, *b = f(x)": ["a: f(x)", "b: f(x)"],
    "t['k'] = 1": ["t['k']: 1"],
    "print(a)": [],
}
HOLDING = {
    "a = mark()": {"a"},
    "a, b = mark(), 1": {"a"},
    "a = mark()\nb = [a]\nc = len(b)\nd = 2": {"a", "b", "c"},
    "b = a\na = mark()": {"a"},
    "for n in xs:\n    b = a\n    a = mark()": {"a", "b"},
    "for n in mark():\n    pass": {"n"},
    "xs.append(mark())": {"xs"},
    "xs.count(mark())": set(),
    "t['k'] = mark()": {"t"},
    "t = [x for x in xs if (y := mark())]": {"t", "y"},
}


@pytest.mark.parametrize("code", GIVEN)
def test_targets_with_what_they_are_given(code: str) -> None:
    (node,) = ast.parse(code).body
    assert [f"{ast.unparse(t)}: {ast.unparse(v)}" for t, v in assignments(node)] == GIVEN[code]


@pytest.mark.parametrize("code", HOLDING)
def test_names_that_hold_such_values(code: str) -> None:
    def holds(value: ast.expr, known: set[str]) -> bool:
        names = {n.id for n in ast.walk(value) if isinstance(n, ast.Name)}
        return bool(names & {"mark", *known})

    assert holding([[node] for node in ast.parse(code).body], holds) == HOLDING[code]
