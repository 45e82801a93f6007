"""Printed text is compared line by line."""

from collections.abc import Mapping

import pytest

from nb2prod.execution.runs import Printed
from nb2prod.verify.printed_text import compare_printed, lines_of

CELLS = {"train": frozenset({1, 3}), "evaluate": frozenset({2, 3})}
NOTEBOOK = {1: "a 1\nb 2\n", 2: "acc 0.9\n", 3: "last\n"}
SAME = {"train": "a 1\nb 2\n", "evaluate": "acc 0.9\nlast\n"}


def differences(
    texts: Mapping[str, str], notebook: Mapping[int, str] = NOTEBOOK, **more: Mapping[int, str]
) -> dict[str, str]:
    """By stage, what is told of it."""
    printed = [
        Printed(n, text, more.get("displayed", {}).get(n, ""), n in more.get("magic", {}))
        for n, text in notebook.items()
    ]
    shown = more.get("displayed again", {})
    again = [Printed(n, text, shown.get(n, "")) for n, text in more.get("again", {}).items()]
    found = compare_printed(CELLS, printed, texts, again)
    return {f.stage: f.difference for f in found if f.difference}


@pytest.mark.parametrize(
    ("texts", "more"),
    [
        (SAME, {}),
        ({**SAME, "train": "a 1\n\nb 2\x1b[0m\n"}, {}),  # colours, empty lines
        ({"train": "a 1\nb 2\nlast\n", "evaluate": "acc 0.9\n"}, {}),  # moved with its cell
        ({"train": "a 1\nb 2\nacc 0.9\n", "evaluate": "last\n"}, {}),  # of another stage's cell
        ({**SAME, "evaluate": "acc 0.9\nlast\n7\n"}, {"displayed": {2: "7"}}),
        (
            {**SAME, "evaluate": "acc 0.9\nlast\n[0.9  0.95]\n"},
            {"displayed": {2: "array([0.9 , 0.95])"}},
        ),
        (
            {**SAME, "evaluate": "acc 0.9\nlast\n[[1 2]\n [3 4]]\n"},
            {"displayed": {2: "array([[1, 2],\n       [3, 4]], dtype=int32)"}},
        ),
        (  # one whose lines end elsewhere
            {
                **SAME,
                "evaluate": "acc 0.9\nlast\n[[ 1.5 -2.   3.   4. ]\n [ 5.    6.   7.   8. ]]\n",
            },
            {
                "displayed": {
                    2: "array([[ 1.5, -2. ,\n         3. ,  4. ],\n       [ 5. ,\n 6., 7., 8. ]])"
                }
            },
        ),
        (
            {**SAME, "evaluate": "acc 0.9\nlast\n5.5\n"},
            {"displayed": {2: "7.25"}, "again": NOTEBOOK, "displayed again": {2: "8.75"}},
        ),
        (  # one that takes several lines there
            {**SAME, "evaluate": "acc 0.9\nlast\n{'a': [1], 'b': array([[2],\n [3]])}\n"},
            {"displayed": {2: "{'a': [1],\n 'b': array([[2],\n [3]])}"}},
        ),
        (  # a text that is displayed
            {**SAME, "evaluate": "acc 0.9\nlast\nit's 5\n"},
            {"displayed": {2: '"it\'s 5"'}},
        ),
        (  # a table whose numbers are never the same makes room for them
            {**SAME, "train": "a    1.25\nb 2\n"},
            {
                "notebook": {**NOTEBOOK, 1: "a  15.125\nb 2"},
                "again": {**NOTEBOOK, 1: "a   3.5\nb 2"},
            },
        ),
        ({**SAME, "train": "a 5\nb 2\n"}, {"again": {**NOTEBOOK, 1: "a 3\nb 2"}}),  # a clock
        ({**SAME, "evaluate": "acc 0.9\n"}, {"magic": {3: ""}}),  # `!ls`
        (  # one line of two that look alike is never the same
            {**SAME, "train": "a 1\na 7\n"},
            {"notebook": {**NOTEBOOK, 1: "a 1\na 5"}, "again": {**NOTEBOOK, 1: "a 1\na 3"}},
        ),
        (  # one of two that move is the same in two runs, by chance
            {**SAME, "train": "a 7\nb 8\n"},
            {"again": {**NOTEBOOK, 1: "a 5\nb 2"}},
        ),
        (  # more than its numbers changes
            {**SAME, "train": "set {'z', 'y'} of 2\nb 2\n"},
            {
                "notebook": {**NOTEBOOK, 1: "set {'x', 'y'} of 2\nb 2"},
                "again": {**NOTEBOOK, 1: "set {'y', 'x'} of 2\nb 2"},
            },
        ),
        (  # a loop that ends earlier or later
            {**SAME, "train": "epoch 1\nepoch 2\nepoch 3\nb 2\n"},
            {
                "notebook": {**NOTEBOOK, 1: "epoch 1\nb 2"},
                "again": {**NOTEBOOK, 1: "epoch 1\nepoch 2\nb 2"},
            },
        ),
        (  # the same, printed by another stage
            {"train": "", "evaluate": "acc 0.9\na 7\na 1\nlast\n"},
            {"notebook": {**NOTEBOOK, 1: "a 1\na 5"}, "again": {**NOTEBOOK, 1: "a 1\na 3"}},
        ),
    ],
)
def test_equal(texts: Mapping[str, str], more: dict[str, Mapping[int, str]]) -> None:
    assert differences(texts, **more) == {}


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({**SAME, "train": "a 1\n"}, {"train": "'b 2' of cell 1 is not printed"}),
        ({**SAME, "train": "b 2\na 1\n"}, {"train": "the lines have another order"}),
        (
            {**SAME, "evaluate": "acc 0.8\nlast\n"},
            {"evaluate": "'acc 0.9' of cell 2 in the notebook, 'acc 0.8' here"},
        ),
        ({**SAME, "train": "a 1\nb 2\nb 2\n"}, {"train": "'b 2' is printed here only"}),
        (
            {"train": "", "evaluate": ""},
            {
                "train": "'a 1' of cell 1 is not printed, and 2 more",
                "evaluate": "'acc 0.9' of cell 2 is not printed",
            },
        ),
    ],
)
def test_different(texts: Mapping[str, str], told: dict[str, str]) -> None:
    assert differences(texts) == told


@pytest.mark.parametrize("line", ["{'a': 1, 'b': 3}", "'b': 2}", "{'a': 1, 'b': 2}\nx", "2"])
def test_other_than_what_is_displayed(line: str) -> None:
    text = {**SAME, "evaluate": f"acc 0.9\nlast\n{line}\n"}
    assert differences(text, displayed={2: "{'a': 1,\n 'b': 2}"}) != {}


@pytest.mark.parametrize(
    ("first", "again", "train"),
    [
        ("a 1", "a 3", "x 5"),
        ("set {'x'} of 1", "set {'y'} of 1", "set {'y'} of one"),
        ("epoch 1\nepoch 2", "epoch 1", "epoch 1\nlast 1"),
    ],
)
def test_a_line_that_moves_is_compared_where_it_does_not(
    first: str, again: str, train: str
) -> None:
    notebook, other = ({**NOTEBOOK, 1: f"{text}\nb 2"} for text in (first, again))
    assert differences({**SAME, "train": f"{train}\nb 2\n"}, notebook, again=other)


def test_cells_of_no_stage_are_told_as_not_compared() -> None:
    assert differences(SAME, {**NOTEBOOK, 9: "version 1.2"}) == {}
    printed = [Printed(n, text) for n, text in {**NOTEBOOK, 9: "version 1.2"}.items()]
    last = [*compare_printed(CELLS, printed, SAME)][-1]
    assert (last.compared, last.cause) == (False, "of cell 9, left out of the scripts")


def test_cells_of_which_something_is_left_out_may_print_less() -> None:
    printed = [Printed(n, text) for n, text in NOTEBOOK.items()]
    texts = {**SAME, "train": "b 2\n"}
    first, second, last = compare_printed(CELLS, printed, texts, left_out=frozenset({1}))
    assert not first.difference and not second.difference
    assert (last.compared, last.shape) == (False, "1 line")


def test_what_stands_on_the_screen() -> None:
    text = "1/2\r2/2 done\n<A at 0x7f0011223344>\nCPU times: user 3 ms\nWall time: 4 ms\n"
    assert lines_of(text) == ["2/2 done", "<A at 0x…>"]


def test_lines_that_change_at_each_run_are_told() -> None:
    """Only their words are compared: nobody should read that their numbers are equal."""
    printed = [Printed(1, "loss -0.5\nend\n", ""), Printed(2, "acc 0.9\n", "")]
    again = [Printed(1, "loss 0.7\nend\n", ""), Printed(2, "acc 0.9\n", "")]
    texts = {"train": "loss 1.25\nend\n", "evaluate": "acc 0.9\n"}
    train, evaluate = compare_printed(CELLS, printed, texts, again)
    assert (train.difference, evaluate.difference) == ("", "")
    assert train.cause == "1 without their numbers, which change at each run"
    assert evaluate.cause == ""
