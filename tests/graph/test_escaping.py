"""Functions and objects that are kept, and run after what they read is bound anew."""

import pytest

from nb2prod.analysis.environment import Environment
from nb2prod.graph.escaping import late_rebound
from tests.graph.units_of import program

ENV = Environment(imports={"copy": "copy", "lib": "lib"})
MODEL = """
class Model:
    def __init__(self, k):
        self.k = k + rate
    def fit(self, xs):
        return self
    def predict(self, xs):
        return xs + rate
class Other:
    def __repr__(self):
        return 'Other'
    def ask(self, model):
        return model.predict(1)
def report(model):
    return model.k
def used(model):
    return model.predict(1)
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
    "only a value of it": "m = Model(2)\nrate = 3\nprint(m.k)",
    "another method": "m = Model(2)\nrate = 3\nm.fit([1])",
    "another name of it": "m = Model(2)\nrate = 3\nbest = m",
    "in a list": "ms = [Model(1)]\nrate = 3\nprint(len(ms), ms[0].k, ms + [1])",
    "a function that reads a value of it": "m = Model(2)\nrate = 3\nreport(m)",
    "run before": "m = Model(2)\ny = m.predict(1)\nrate = 3\nprint(m.k)",
    "bound to something else": "m = Model(2)\nm = 1\nrate = 3\nprint(m.predict)",
    "a copy": "import copy\nm = Model(2)\nrate = 3\nn = copy.deepcopy(m)",
    "the result is called": "y = maker(2)(3)\nrate = 3\nprint(y)",
    "a lambda that is only called": "f = lambda x: rate\ny = max([1], key=f)\nrate = 3\nf(y)",
    "a function in a dict that is only filled": "d = {'f': scaled}\nrate = 3\nd['k'] = 1\nprint(d)",
    "a generator that is used up": "y = list(generated())\nrate = 3\nlist(y)",
}

LATE = {
    "its method": "m = Model(2)\nrate = 3\nm.predict(1)",
    "its method by its name": "m = Model(2)\nrate = 3\ngetattr(m, 'predict')(1)",
    "its method in a list": "ms = [Model(1)]\nrate = 3\nprint([m.predict(1) for m in ms])",
    "its method, for later": "m = Model(2)\nrate = 3\nf = m.predict",
    "its method by a function": "m = Model(2)\nrate = 3\nused(m)",
    "its method by another object": "m, o = Model(2), Other()\nrate = 3\no.ask(m)",
    "its method by what nobody knows": "import lib\nm = Model(2)\nrate = 3\nlib.score(m)",
    "its method by a variable": "f = used\nm = Model(2)\nrate = 3\nf(m)",
    "a function": "f = scaled\nrate = 3\nf(1)",
    "a function in a dict": "d = {'f': scaled}\nrate = 3\nd['f'](1)",
    "a function that runs when it is read": "d = map(scaled, [1])\nrate = 3\nx, = d",
    "a dict that calls for what is missing": "from collections import defaultdict\n"
    "d = defaultdict(maker(2))\nrate = 3\nx = d['k']",
    "what is made, kept": "f = maker(2)\nrate = 3\nf(1)",
    "what is made makes another": "f = keeper(2)(3)\nrate = 3\nf()",
    "a generator": "g = generated()\nrate = 3\nlist(g)",
}


@pytest.mark.parametrize("source", FINE.values(), ids=FINE)
def test_what_does_not_run_again(source: str) -> None:
    assert not _found(MODEL, source)


@pytest.mark.parametrize("source", LATE.values(), ids=LATE)
def test_what_runs_with_the_new_value(source: str) -> None:
    assert _found(MODEL, source)


def test_what_python_calls_by_itself() -> None:
    shown = MODEL.replace("def fit(self, xs)", "def __str__(self)")
    shown = shown.replace("return self\n", "return str(rate)\n", 1)
    assert _found(shown, "m = Model(2)\nrate = 3\nprint(m)")
    made = "def make():\n    return Model(2)\n"
    assert _found(shown + made, "m = make()\nrate = 3\nprint(m)")
    assert not _found(MODEL + made, "m = make()\nrate = 3\nprint(m)")


def test_a_class_made_from_another() -> None:
    base = MODEL.replace("class Model:", "class Model(Other):")
    assert _found(base, "m = Model(2)\nrate = 3\nprint(m)")


def _found(definitions: str, source: str) -> list[str]:
    made = program(("t", "rate = 1\nrate += 1"), ("-", definitions), ("t", source))
    return [name for _, name, _, _ in late_rebound(made.units, made.state, ENV)]
