"""Predictions that a notebook only shows."""

import pytest

from nb2prod.analysis.rewrites.shown_predictions import with_shown_predictions
from nb2prod.notebook.model import Cell, Notebook, Role

# what is special, the cells of predict, and what becomes of them; "" where all stays
SHOWN = [
    ("at the end of a cell", ["m.predict(X)"], "predictions = (m.predict(X))"),
    ("with a semicolon", ["m.predict(X);"], "predictions = (m.predict(X));"),
    ("probabilities", ["m.predict_proba(X)[:, 1]"], "probabilities = (m.predict_proba(X)[:, 1])"),
    ("in a table", ["pd.DataFrame(m.predict(X)).head()"],
     "predictions = (pd.DataFrame(m.predict(X)).head())"),
    ("over lines", ["(\n    m\n    .predict(X)\n)"], "predictions = (m\n    .predict(X))"),
    ("printed", ["print(m.predict(X))\n1"], "predictions = (m.predict(X)); print(predictions)\n1"),
    ("two", ["m.predict(X)", "m.predict(Z)"],
     "predictions = (m.predict(X))|predictions_z = (m.predict(Z))"),
    ("the name is taken", ["predictions\nm.predict(X)"],
     "predictions\npredictions_2 = (m.predict(X))"),
    ("printed with words", ["print('p', m.predict(X))"], ""),
    ("in a text", ["f'{m.predict(X)}'"], ""),
    ("not at the end", ["m.predict(X)\na = 1"], ""),
    ("another is bound", ["m.predict(X)", "p = m.predict(Z)"],
     "predictions = (m.predict(X))|p = m.predict(Z)"),
    ("printed, and another is bound", ["print(m.predict(X))", "p = m.predict(Z)"], ""),
    ("printed, others are collected",
     ["for x in X:\n    ps.append(m.predict(x))", "print(m.predict(Z))"], ""),
    ("by a function", ["def ask(m, x):\n    return m.predict(x)\nask(m, X)"],
     "def ask(m, x):\n    return m.predict(x)\npredictions = (ask(m, X))"),
    ("by a function that only shows", ["def ask(m, x):\n    print(m.predict(x))\nask(m, X)"], ""),
    ("no prediction", ["m.score(X, y)"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("special", "cells", "expected"), SHOWN, ids=[row[0] for row in SHOWN])
def test_shown_predictions(special: str, cells: list[str], expected: str) -> None:
    given = tuple(Cell(n, "", Role.PREDICT, text) for n, text in enumerate(cells, 1))
    found = with_shown_predictions(Notebook("n", given))
    assert "|".join(c.source for c in found.cells) == (expected or "|".join(cells))


def test_what_other_stages_show_stays() -> None:
    notebook = Notebook("n", (Cell(1, "", Role.TRAIN, "m.predict(X)"),))
    assert with_shown_predictions(notebook) is notebook
