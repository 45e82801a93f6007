"""What it costs to take a statement out of the stage of its tag."""

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.graph.program import program_of
from nb2prod.stages.labelling import FIXED, Wish
from nb2prod.stages.wishes import wish
from tests.stages.straight import notebook

HEAD = """import os
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline

def train(model, rows):
    for row in rows:
        model.step(row)
        loss.backward()

def descend(w, rows):
    for row in rows:
        w -= row
    return w

def double(rows):
    return [row * 2 for row in rows]

class Net:
    def fit(self, rows):
        self.seen = rows
        return self

xs = sorted(os.listdir())
"""
FITS = {
    "a model": "m = Ridge().fit(xs, xs)",
    "a pipeline": "m = make_pipeline(Ridge())\nm.fit(xs, xs)",
    "a search": "m = GridSearchCV(Ridge(), {'alpha': [1]})\nm.fit(xs, xs)",
    "in a loop": "ms = []\nfor a in xs:\n    ms.append(Ridge(a).fit(xs, xs))",
    "in a function": "train(xs, xs)",
    "a class of the notebook": "m = Net().fit(xs)",
    "a loop that goes on from what it has": "w = len(xs)\nfor epoch in xs:\n    w -= len(epoch)",
    "the same in a function": "w = descend(len(xs), xs)",
}
OTHERS = {
    "a model is made": "m = Ridge()",
    "a function that makes data": "ys = double(xs)",
    "a loop that prints": "for x in xs:\n    print(x)",
}


def _last(tag: str, source: str) -> Wish:
    book = notebook([("p", HEAD), (tag, source)])
    return wish(program_of(analyse(book)).units[-1])


@pytest.mark.parametrize("source", FITS.values(), ids=FITS)
def test_what_trains_is_dear_in_training_only(source: str) -> None:
    assert _last("t9", source).stage == 1
    assert _last("t9", source).cost >= 1000
    assert _last("e9", source) == Wish(3, 90)
    assert _last("t3", source) == Wish(1, 30)
    assert _last("t", source) == Wish(1, FIXED)


@pytest.mark.parametrize("source", OTHERS.values(), ids=OTHERS)
def test_all_else_costs_what_it_is_sure(source: str) -> None:
    assert _last("t9", source) == Wish(1, 90)
