"""The refusals of the plan: which codes they have, where they stand, in which order."""

import re

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.codes import PLAN_CODES
from nb2prod.diagnostics import ConversionError, Severity
from nb2prod.notebook.model import Cell, Notebook, Role
from nb2prod.plan.build import plan
from nb2prod.plan.passes import PASSES, refused
from nb2prod.plan.refusals.refusals import findings, load
from tests.plan.test_passes import draft

NOTES = {
    "NB220", "NB221", "NB222", "NB223", "NB224", "NB225", "NB226", "NB227", "NB228", "NB229",
    "NB231", "NB232", "NB234", "NB236", "NB237", "NB238", "NB239", "NB240", "NB241",
    "NB242", "NB243", "NB244", "NB245", "NB247", "NB248",
}  # fmt: skip
"""Codes that no plan refuses: what is only told, wherever it is found; NB231 is told by `emit`,
NB243 where notebooks are joined."""


def test_every_code_that_refuses_has_a_file() -> None:
    told = {code for one in load() for code in one.codes}
    assert told == PLAN_CODES.keys() - NOTES, "a code wants a file here, or to be one of NOTES"


def test_a_file_is_named_after_its_codes() -> None:
    codes: dict[str, set[str]] = {}
    for one in load():
        module = one.check.__module__.rpartition(".")[2]
        codes.setdefault(module, set()).update(one.codes)
    for module, found in codes.items():
        assert {code.upper() for code in re.findall(r"nb\d{3}", module)} == found, module


def test_each_says_what_it_finds() -> None:
    assert all(one.check.__doc__ for one in load())


def test_the_order_is_that_of_the_ranks_and_no_two_share_one() -> None:
    ranks = [one.rank for one in load()]
    twice = [rank for rank in set(ranks) if ranks.count(rank) > 1]
    assert not twice, "give each @refusal a rank of its own"
    assert ranks == sorted(ranks)


def test_a_notebook_that_can_be_converted_has_no_errors() -> None:
    now = draft()
    for step in PASSES[: PASSES.index(refused)]:
        now = step(now)
    assert not [found for found in findings(now) if found.severity is Severity.ERROR]


def test_all_refusals_are_told_at_once() -> None:
    cells = (
        Cell(1, "a", Role.PREPROCESS, "import os\nos.chdir('x')\nrows = (n for n in [1])"),
        Cell(2, "b", Role.TRAIN, "print(list(rows), nowhere)\nmain = 1\nprint(main)"),
    )
    notebook = Notebook("test", cells)
    try:
        plan(notebook, analyse(notebook))
    except ConversionError as error:
        assert [d.code for d in error.diagnostics] == ["NB201", "NB217", "NB208"]
    else:
        raise AssertionError("not refused")


@pytest.mark.parametrize(
    ("definition", "missing"),
    [
        ("def f(x, index=index):\n    return x[index]", {"NB201"}),
        ("@cached\ndef f(x):\n    return x", {"NB201"}),
        ("def f(x, index=0):\n    return x[index]", set[str]()),
    ],
)
def test_names_of_headers(definition: str, missing: set[str]) -> None:
    cells = (
        Cell(1, "a", Role.FUNCTIONS, definition),
        Cell(2, "b", Role.TRAIN, "print(f([1, 2]))"),
    )
    notebook = Notebook("test", cells)
    found: set[str] = set()
    try:
        plan(notebook, analyse(notebook))
    except ConversionError as error:
        found = {d.code for d in error.diagnostics}
    assert found == missing
