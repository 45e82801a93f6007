"""Bounds and choices of forms."""

import pytest

from nb2prod.notebook.model import Cell, Role
from nb2prod.plan.limits import Limit, limits_of

FORMS = [
    ('a = 3 #@param {type: "slider", min: 0, max: 9, step: 1}', 3, Limit("a", 0, 9)),
    ("a = 0.5 # @param {min:-1.5}", 0.5, Limit("a", -1.5, None)),
    ('a: float = 1e3  #@param {type:"number", max: 1e4}', 1e3, Limit("a", None, 1e4)),
    ('a = "x" #@param ["x", "y"]', "x", Limit("a", choices=("x", "y"))),
    ('a = "x" #@param ["x", "y"] {type:"string"}', "x", Limit("a", choices=("x", "y"))),
    ('a = 2 #@param ["1", "2"] {type:"raw"}', 2, Limit("a", choices=(1, 2))),
]
NONE = [
    ('a = 3 #@param {type: "integer"}', 3),
    ('a = "x" #@param ["x", "y"] {allow-input: true}', "x"),
    ('a = "z" #@param ["x", "y"]', "z"),  # the notebook's own value is another
    ("a = 10 #@param {min: 0, max: 9}", 10),
    ("a = True #@param {min: 0, max: 9}", True),
    ("a = 3 # min: 0, max: 9", 3),
    ('a = "x" #@param [x, y]', "x"),
    ("b = 3 #@param {min: 0}", 3),  # no parameter of any stage
]


@pytest.mark.parametrize(("source", "value", "wanted"), FORMS)
def test_limits(source: str, value: object, wanted: Limit) -> None:
    assert limits_of([Cell(1, "", Role.PARAMETERS, source)], {"a": value}) == (wanted,)


@pytest.mark.parametrize(("source", "value"), NONE)
def test_no_limits(source: str, value: object) -> None:
    assert limits_of([Cell(1, "", Role.PARAMETERS, source)], {"a": value}) == ()


def test_other_cells_have_no_forms() -> None:
    assert limits_of([Cell(1, "", Role.TRAIN, "a = 3 #@param {min: 0}")], {"a": 3}) == ()
