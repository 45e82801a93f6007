"""Lambdas that saved objects keep."""

import pytest

from nb2prod.analysis.rewrites.lambdas import without_kept_lambdas
from nb2prod.notebook.model import Cell, Notebook, Role

# what is special, a cell, the functions made and what becomes of the cell; "" where all stays
LIFTED = [
    ("a step", "t = FunctionTransformer(lambda x: x + 1)",
     "def t_function(x):\n    return x + 1\n", "t = FunctionTransformer(t_function)"),
    ("by keyword, in a pipeline", "p = Pipeline([('a', FunctionTransformer(func=lambda x: x))])",
     "def p_function(x):\n    return x\n",
     "p = Pipeline([('a', FunctionTransformer(func=p_function))])"),
    ("a default", "d = collections.defaultdict(lambda: [0])",
     "def d_function():\n    return [0]\n", "d = collections.defaultdict(d_function)"),
    ("over two lines", "d = defaultdict(lambda: (1,\n    2))",
     "def d_function():\n    return (1, 2)\n", "d = defaultdict((d_function\n))"),
    ("its name is taken", "d_function = 1\nd = defaultdict(lambda: d_function)",
     "def d_function_2():\n    return d_function\n",
     "d_function = 1\nd = defaultdict(d_function_2)"),
    ("in a function", "def f(n): return defaultdict(lambda: n)", "", ""),
    ("in a comprehension", "a = [defaultdict(lambda: n) for n in b]", "", ""),
    ("its own default", "d = defaultdict(lambda n=k: n)", "", ""),
    ("what is done with it at once", "a = b.apply(lambda x: x)", "", ""),
    ("no lambda", "d = defaultdict(list)", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "functions", "wanted"),
    [case[1:] for case in LIFTED],
    ids=[case[0] for case in LIFTED],
)
def test_lifted(source: str, functions: str, wanted: str) -> None:
    book = Notebook("n", (Cell(1, "", Role.TRAIN, source),))
    made = without_kept_lambdas(book).cells
    assert made[-1].source == (wanted or source)
    assert [c.source for c in made[:-1]] == ([functions] if functions else [])
