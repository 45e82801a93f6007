"""Functions and objects that are kept, and used after what they read is bound anew."""

import pytest

from nb2prod.graph.escaping import late_rebound
from tests.graph.units_of import program

MODEL = """
class Model:
    def __init__(self, k):
        self.k = k + rate
    def fit(self, xs):
        return self
    def predict(self, xs):
        return xs + rate
class Other:
    def __init__(self):
        self.k = rate
def scaled(x):
    return x * rate
def maker(k):
    def inner(x):
        return x * k + rate
    return inner
def keeper(k):
    def inner(x):
        return lambda: x + rate
    return inner
def generated():
    yield rate
"""

FINE = {
    "never used again": "m = Model(2)\nrate = 3\ndel m",
    "bound to something else": "m = Model(2)\nm = 1\nrate = 3\nprint(m.predict)",
    "only what it gave": "m = Model(2)\ny = m.predict(1)\nrate = 3\nprint(y)",
    "a lambda that is only called": "f = lambda x: rate\ny = max([1], key=f)\nrate = 3\nprint(y)",
    "a class that reads when it makes": "o = Other()\nrate = 3\nprint(o)",
}

LATE = {
    "its method": "m = Model(2)\nrate = 3\nm.predict(1)",
    "its method in a list": "ms = [Model(1)]\nrate = 3\nprint([m.predict(1) for m in ms])",
    "its method by another name": "m = Model(2)\nn = m\nm = 1\nrate = 3\nn.predict(1)",
    "its method in a copy": "import copy\nm = Model(2)\nn = copy.deepcopy(m)\nm = 1\nrate = 3\n"
    "n.predict(1)",
    "a value of it": "m = Model(2)\nrate = 3\nprint(m.k)",
    "in the next turn": "for rate in [1, 2]:\n    m = Model(2)",
    "a function": "f = scaled\nrate = 3\nf(1)",
    "a function in a dict": "d = {'f': scaled}\nrate = 3\nd['f'](1)",
    "a function that runs when it is read": "d = map(scaled, [1])\nrate = 3\nx, = d",
    "what is made, kept": "f = maker(2)\nrate = 3\nf(1)",
    "what is made makes another": "f = keeper(2)(3)\nrate = 3\nf()",
    "a generator": "g = generated()\nrate = 3\nlist(g)",
}


@pytest.mark.parametrize("source", FINE.values(), ids=FINE)
def test_what_is_not_used_again(source: str) -> None:
    assert not _found(MODEL, source)


@pytest.mark.parametrize("source", LATE.values(), ids=LATE)
def test_what_may_run_with_the_new_value(source: str) -> None:
    assert _found(MODEL, source)


def _found(definitions: str, source: str) -> list[str]:
    made = program(("t", "rate = 1\nrate += 1"), ("-", definitions), ("t", source))
    return [name for _, name, _, _ in late_rebound(made.units, made.state)]
