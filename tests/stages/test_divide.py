"""Notebooks as they are divided into stages: tags, parts of cells, names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nb2prod.analysis.analyse import analyse
from nb2prod.notebook.model import Notebook
from nb2prod.stages.divide import divide, statements_at
from tests.graph.units_of import LETTERS
from tests.stages.straight import (
    Cells,
    cells,
    in_document_order,
    in_part_order,
    notebook,
    printed,
    statements_of_scripts,
)

HEAD = (
    "-",
    "import os\nimport pandas as pd\nimport matplotlib.pyplot as plt\n"
    "from sklearn.tree import DecisionTreeRegressor\nfrom sklearn.svm import SVC",
)
F = "len(os.listdir())"
SAVE = "pd.DataFrame(a).to_csv('a.csv')"


def divided(book: Notebook, strict: bool = False) -> Notebook:
    return divide(book, analyse(book), strict=strict)


def shape(book: Notebook) -> list[str]:
    """Tag and code of each cell but the first, lines joined by a semicolon."""
    letters = {role: letter for letter, role in LETTERS.items()}
    rows = [(letters[c.role], filter(None, c.source.split("\n"))) for c in book.cells[1:]]
    return [f"{letter} {'; '.join(lines)}" for letter, lines in rows]


# what is special, cells after the header (`p7`: suggested, 0.7 sure), tag and code of each cell
SAME = [
    ("no stage", [("-", "print(1)")], ["- print(1)"]),
    ("tags of the user stay, wherever they lead",
     [("p", f"a = {F}"), ("t", "b = a"), ("p", "print(b)")],
     [f"p a = {F}", "t b = a", "p print(b)"]),
    ("suggested tags that fit stay", [("p7", f"a = {F}"), ("t5", "print(a)")],
     [f"p a = {F}", "t print(a)"]),
    ("bound anew one after the other",
     [("p", f"a = {F}\nprint(a)"), ("t", f"a = {F}\nprint(a)")],
     [f"p a = {F}; print(a)", f"t a = {F}; print(a)"]),
    ("a stage of the user that only saves", [("t", f"a = [{F}]"), ("r", SAVE)],
     [f"t a = [{F}]", f"r {SAVE}"]),
    ("code without a tag that nothing needs", [("-", f"a = {F}\nprint(a)"), ("t", "print(1)")],
     [f"- a = {F}; print(a)", "t print(1)"]),
    ("imports and definitions without a tag",
     [("-", "def f():\n    return 1"), ("t", "print(f())")],
     ["- def f():;     return 1", "t print(f())"]),
]  # fmt: skip
DIVIDED = [
    ("a suggested stage that would only save what others make",
     [("t9", f"a = [{F}]"), ("r9", SAVE)], [f"t a = [{F}]", f"t {SAVE}"]),
    ("the surer suggestion stays", [("t9", f"a = {F}"), ("p5", "print(a)")],
     [f"t a = {F}", "t print(a)"]),
    ("the user's tag stays, the suggestion goes", [("t9", f"a = {F}"), ("p", "print(a)")],
     [f"p a = {F}", "p print(a)"]),
    ("only the statement that has to moves", [("t9", f"a = {F}"), ("p5", f"print(a)\nb = {F}")],
     [f"t a = {F}", "t print(a)", f"p b = {F}"]),
    ("code without a tag joins its first reader",
     [("-", f"a = {F}"), ("t", "print(a)"), ("e", "print(a)")],
     [f"t a = {F}", "t print(a)", "e print(a)"]),
    ("what it needs comes along",
     [("-", f"a = {F}\nb = a"), ("r", "print(b)")], [f"r a = {F}; b = a", "r print(b)"]),
    ("what no stage needs stays behind", [("-", f"a = {F}\nprint(7)\nb = a"), ("r", "print(b)")],
     [f"r a = {F}", "- print(7)", "r b = a", "r print(b)"]),
    ("one figure stays in one stage",
     [("p9", f"a = {F}"), ("e5", "plt.plot([a])\nplt.title('x')"), ("t9", "print(a)")],
     [f"p a = {F}", "e plt.plot([a]); plt.title('x')", "t print(a)"]),
    ("the file of a figure, too",
     [("p9", f"a = {F}"), ("e5", "plt.plot([a])\nplt.savefig('a.png')"), ("t9", "a += 1"),
      ("t9", "print(a)")],
     [f"p a = {F}", "t plt.plot([a]); plt.savefig('a.png')", "t a += 1", "t print(a)"]),
    ("a figure with a name, in several cells",
     [("p9", f"a = [{F}]"), ("e5", "fig, ax = plt.subplots()"), ("e5", "ax.plot(a)"),
      ("e5", "fig.savefig('a.png')"), ("t9", "a.append(1)\nprint(a)\nprint(a, a)")],
     [f"p a = [{F}]", "t fig, ax = plt.subplots()", "t ax.plot(a)", "t fig.savefig('a.png')",
      "t a.append(1); print(a); print(a, a)"]),
    ("a fit stays in training, whatever has to give way",
     [("p9", f"a = [{F}]"), ("e9", "print(a)\nprint(a, a)\nprint(len(a))"),
      ("t9", "a.append(1)\nm = SVC().fit([a], [0])")],
     [f"p a = [{F}]", "t print(a); print(a, a); print(len(a))",
      "t a.append(1); m = SVC().fit([a], [0])"]),
    ("a fit that is but supposed to be one goes",
     [("p9", f"a = [{F}]"), ("e9", "print(a)\nprint(a, a)\nprint(len(a))"),
      ("t5", "a.append(1)\nm = SVC().fit([a], [0])")],
     [f"p a = [{F}]", "e print(a); print(a, a); print(len(a))",
      "e a.append(1); m = SVC().fit([a], [0])"]),
    ("a text goes with what it announces",
     [("t9", f"a = {F}"), ("p5", f"print('one')\nprint(a)\nprint('two')\nb = {F}\nprint('end')")],
     [f"t a = {F}", "t print('one'); print(a)", f"p print('two'); b = {F}; print('end')"]),
    ("a text whose tag is the user's stays",
     [("t9", f"a = {F}"), ("p", "print('one')"), ("t9", "print(a)")],
     [f"t a = {F}", "p print('one')", "t print(a)"]),
    ("two models of one name",
     [("t", "m = SVC()\nm.fit([[1], [2]], [0, 1])"), ("r", "y = m.predict([[1]])"),
      ("e", "print(y)"), ("t", "m = DecisionTreeRegressor()\nm.fit([[1]], [0])"),
      ("r", "y = m.predict([[1]])"), ("e", "print(y)")],
     ["t m = SVC(); m.fit([[1], [2]], [0, 1])", "r y = m.predict([[1]])",
      "e print(y)", "t m_decision_tree = DecisionTreeRegressor(); m_decision_tree.fit([[1]], [0])",
      "r y_decision_tree = m_decision_tree.predict([[1]])", "e print(y_decision_tree)"]),
    ("in an f-string", [("p", f"a = {F}"), ("t", "print(a)"), ("p", f"a = 2 * {F}"),
                        ("t", "print(f'{a:>3} a', {'a': a}, dict(a=a))")],
     [f"p a = {F}", "t print(a)", f"p a_2 = 2 * {F}",
      "t print(f'{a_2:>3} a', {'a': a_2}, dict(a=a_2))"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given_cells", "wanted"),
    [case[1:] for case in [*SAME, *DIVIDED]],
    ids=[case[0] for case in [*SAME, *DIVIDED]],
)
def test_divided(given_cells: Cells, wanted: list[str]) -> None:
    assert shape(divided(notebook([HEAD, *given_cells]))) == wanted


def test_strict_leaves_code_without_a_tag_out() -> None:
    book = notebook([HEAD, ("-", f"a = {F}"), ("t", "print(a)")])
    assert divided(book, strict=True).cells == book.cells


def test_pieces_keep_number_and_lines_and_the_first_has_the_text_above() -> None:
    book = notebook([HEAD, ("t9", f"a = {F}"), ("p5", f"# here\nprint(a)\n# there\nb = {F}\n")])
    pieces = divided(book).cells[2:]
    assert [int(cell.number) for cell in pieces] == [3, 3]
    assert len({cell.number for cell in pieces}) == 2
    assert [cell.source for cell in pieces] == ["# here\nprint(a)", f"\n\n# there\nb = {F}\n"]


def test_pairs_that_have_to_be_in_one_stage() -> None:
    book = notebook([HEAD, ("p5", f"a = {F}"), ("t9", f"b = {F}")])
    analysis = analyse(book)
    places = [a.statement.place for a in analysis.statements[-2:]]
    pair = tuple(statements_at(places, analysis))
    assert [c.role.value for c in divide(book, analysis, [pair]).cells[1:]] == ["train", "train"]


def test_a_note_says_the_new_name() -> None:
    book = notebook([HEAD, ("p", f"a = {F}"), ("t", "print(a)"), ("p", f"a = {F}\nprint(a)")])
    (note,) = divided(book).notes
    assert (note.code, note.place and note.place.cell) == ("NB225", 4)
    assert note.message.endswith("the one from here on is called `a_2` there.")


# what is special, cells after the header, notes on code without a tag
ADOPTED: list[tuple[str, Cells, list[str]]] = [
    ("every cell has a tag", [("p", f"a = {F}"), ("t", "print(a)")], []),
    ("nothing is read", [("-", f"a = {F}"), ("t", "print(1)")], []),
    ("a constant that two stages share",
     [("-", "a = 1"), ("t", "print(a)"), ("e", "print(a)")],
     ["2: `a` to train"]),
    ("one note a cell", [("-", f"a = {F}\nb = {F}\nc = 7 * {F}"), ("t", "print(a, b)")],
     ["2: `a` to train, `b` to train"]),
    ("to two stages", [("-", f"a = {F}\nb = {F}"), ("t", "print(a)"), ("e", "print(b)")],
     ["2: `a` to train, `b` to evaluate"]),
    ("two cells", [("-", f"a = {F}"), ("-", "b = [a]\nb.append(1)"), ("t", "print(b)")],
     ["2: `a` to train", "3: `b` to train"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given_cells", "wanted"), [case[1:] for case in ADOPTED], ids=[case[0] for case in ADOPTED]
)
def test_a_note_says_where_code_without_a_tag_went(given_cells: Cells, wanted: list[str]) -> None:
    notes = [n for n in divided(notebook([HEAD, *given_cells])).notes if n.code == "NB232"]
    told = [f"{n.place and n.place.cell}: {n.message.partition('reads it: ')[2]}" for n in notes]
    assert told == [f"{one}." for one in wanted]


def lines(book: Notebook) -> list[tuple[int, int]]:
    return [(int(a.statement.cell.number), a.statement.line) for a in analyse(book).statements]


USER = ("p", "t", "r", "e")
MIXED = (*USER, "p3", "t7", "r5", "e9", "-")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([USER, MIXED]).flatmap(cells))
def test_the_divided_notebook_does_what_the_notebook_does(made: Cells) -> None:
    book = notebook(made)
    found = divided(book)
    assert lines(found) == lines(book)
    expected = printed(in_document_order(book))
    assert printed(in_document_order(found)) == expected
    # a name may be taken that was given up the first time, but nothing else changes
    assert printed(in_document_order(divided(found))) == expected
    scripts, converted = printed(in_part_order(found)), printed(statements_of_scripts(found))
    assert sorted(scripts) == sorted(converted)
    if all(tag != "-" for tag, _ in made):
        assert converted == expected
