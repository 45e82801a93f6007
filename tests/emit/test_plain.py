"""Statements as text: the same as by libcst, or none."""

import pytest

from nb2prod.analysis.model import Statement
from nb2prod.emit.plain import plain
from nb2prod.emit.rewrite import lines_of_tree
from nb2prod.plan.model import Code, Edit, Span
from tests.analysis.facts_of import analysed
from tests.emit.test_rewrite import statement


def second(cell: str) -> Statement:
    """The second statement of a cell."""
    return analysed(cell).statements[1].statement


NAMED = (("N", "config.n"),)
FUNCTIONS = (("f", (("k", "k"),)),)
PLAIN = {
    "comments around": Code(second("x = 1\n\n# above\ny = 2  # beside\n\n# below")),
    "block": Code(statement("for x in xs:\n    # why\n    if x:\n      print(x)")),
    "decorated": Code(statement("@cache\ndef h():\n    return 1")),
    "name in a call": Code(statement("y = h(N) + N"), replaced=NAMED),
    "attribute of a name": Code(statement("y = N.bit_length()"), replaced=NAMED),
    "name in a loop": Code(statement("for x in range(N):\n    print(x, N)"), replaced=NAMED),
    "names that it does not have": Code(statement("y = 2"), captured=FUNCTIONS, replaced=NAMED),
    "value with a name": Code(statement("score(y)  # s"), assigned="s", displayed=True),
    "value with names": Code(statement("score(\n  y)"), assigned="s, t", displayed=True),
    "value that is printed": Code(statement("score(\n  y)"), printed=True),
    "edit and name": Code(
        statement("h('ä.csv', N)"), edits=(Edit(Span(1, 2, 1, 10), "a_file"),), replaced=NAMED
    ),
    "edit inside of another": Code(
        statement("h(j('a', 'b'))"),
        edits=(Edit(Span(1, 4, 1, 7), "a"), Edit(Span(1, 2, 1, 13), "b")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", PLAIN.values(), ids=PLAIN.keys())
def test_plain(code: Code) -> None:
    assert plain(code) == lines_of_tree(code)


TREE = {
    "function that is handed something": Code(statement("y = f(1)"), captured=FUNCTIONS),
    "name of an inner scope": Code(statement("y = [N for x in xs]"), replaced=NAMED),
    "name in a text": Code(statement("y = f'{N}'"), replaced=NAMED),
    "name that is bound": Code(statement("x, N = 1, 2"), replaced=NAMED),
    "edit that has the name": Code(
        statement("h('a')"), edits=(Edit(Span(1, 2, 1, 5), "N"),), replaced=NAMED
    ),
    "keyword": Code(statement("h(1)"), edits=(Edit(Span(1, 0, 1, 4), "a", "k"),)),
    "default value": Code(statement("def h(a=1):\n    pass"), edits=(Edit(Span(1, 8, 1, 9), ""),)),
    "parentheses of its own": Code(statement("x = ('a')"), edits=(Edit(Span(1, 5, 1, 8), "a"),)),
    "parentheses after a word": Code(statement("x in('a')"), edits=(Edit(Span(1, 5, 1, 8), "a"),)),
    "comment in a block": Code(statement("if x:\n    pass\n    # end")),
    "other indentation": Code(statement("if x:\n  pass")),
    "printed tuple": Code(statement("a, b"), printed=True),
    "printed value with a comment": Code(statement("score(y)  # s"), printed=True),
    "semicolon behind a value": Code(statement("score(y);"), assigned="s"),
    "import in front": Code(second("import a; a.b()")),
    "deletion": Code(statement("del x"), emptied=frozenset({"x"})),
}


@pytest.mark.parametrize("code", TREE.values(), ids=TREE.keys())
def test_tree(code: Code) -> None:
    assert plain(code) is None
