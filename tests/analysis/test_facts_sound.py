"""Random programs over Python's own objects: what happens must be among the facts."""

import pytest

from tests.analysis.sound import Language, check, program, run

DEFINITIONS = """\
class Box:
    def __init__(self, item):
        self.item = item
    def put(self, value):
        self.item = value
        return self
    def fill(self, value):
        self.item.append(value)
    def get(self):
        return self.item
    def __repr__(self):
        return f'Box({self.item!r})'
store = []
def grow(x):
    x.append(1)
def same(x):
    return x
def wrap(x):
    return [x]
def keep(x):
    store.append(x)
def fresh(x):
    x = list(x)
    x.append(2)
    return x
def both(x, y=None):
    grow(x)
    return same(y)
def deep(x):
    for y in x:
        if isinstance(y, list):
            y.append(3)
def again(x, k):
    if k:
        return again(x, k - 1)
    grow(x)
    return x
def make(x):
    def inner(y):
        x.append(y)
        return x
    return inner
def rebind():
    global a
    a = [store]
"""
START = "a = [1]; b = [[2]]; c = [a, b]; d = {'k': a}; e = Box([5])"

SIMPLE = [
    "{x} = {y}", "{x} = [{y}, {z}]", "{x} = {{'k': {y}}}", "{x} = [1, 2]", "{x} = Box({y})",
    "{x} = {y}[0]", "{x} = {y}['k']", "{x} = {y}.item", "{x} = {y}.get()", "{x} = {y}.put({z})",
    "{x}.append({y})", "{x}.append(7)", "{x}[0] = {y}", "{x}['k'] = {y}", "{x}.item = {y}",
    "{x}[0].append(8)", "{x}['k'].append(8)", "{x}.item.append(8)", "{x}.fill(9)", "{x} += [4]",
    "{x}.extend({y})", "{x} = {y}[:]", "{x} = list({y})", "{x} = {y}.copy()", "{x}, {y} = {y}, {x}",
    "{x} = {y} + {z}", "grow({x})", "{x} = same({y})", "{x} = wrap({y})", "keep({x})",
    "{x} = fresh({y})", "{x} = both({y}, {z})", "{x} = both(y={y}, x={z})", "deep({x})",
    "{x} = again({y}, 2)", "{x} = make({y})(6)", "{x} = [y_ for y_ in {y}]",
    "{x} = [wrap(y_) for y_ in {y}]", "[grow(y_) for y_ in {x}]", "list(map(grow, {x}))",
    "{x} = (lambda q: q)({y})", "{x} = {y} if 1 else {z}", "{x} = {y} or {z}",
    "{x} = sorted({y}, key=id)", "{x} = max({y}, key=id)", "{x}.pop()", "{x}.clear()",
    "({x} := {y}).append(1)", "{x} = copy.deepcopy({y})", "{x} = copy.copy({y})",
    "{x} = getattr({y}, 'item')", "setattr({x}, 'item', {y})", "{x} = {y}.setdefault('k', {z})",
    "{x}.update(k={y})", "{x} = dict({y})", "{x} = {y}.get('k')", "{x} = list({y}.values())[0]",
    "{x} = tuple({y})", "{x}, *{y} = {z}", "{x} = {{**{y}}}", "{x} = [*{y}, *{z}]", "rebind()",
    "{x} = [same, grow]; {x}[1]({y})", "{x} = grow; {x}({y})", "f_ = Box({x}).fill; f_(1)",
    "{x} = next(iter({y}))", "{x} = list(zip({y}, {z}))", "{x} = reversed({y})", "{x} = iter({y})",
    "{x} = {y}; {y} = {z}", "del {x}[0]", "print({x})",
    "{x} = [{y}] * 2", "{x} = list(enumerate({y}))", "{x}[0][0] = {y}", "{x} |= {y}",
    "for y_ in {y}:\n    {x}.append(y_)\n    if len({x}) > 9: break",
]  # fmt: skip
COMPOUND = [
    "if {x}:\n    {s}\nelse:\n    {t}",
    "for y_ in [0, 1]:\n    {s}\n    {t}",
    "for y_ in {y}:\n    y_.append(1)",
    "for {x} in {y}:\n    {s}",
    "while True:\n    {s}\n    break",
    "for y_ in {y}:\n    {x} = y_\n{x}.append(2)",
    "try:\n    {s}\n    {t}\nexcept Exception:\n    {u}",
    "try:\n    {s}\nfinally:\n    {t}",
    "match {x}:\n    case [z_, *_]: z_.append(1)\n    case _: {s}",
    "for k_, v_ in {x}.items():\n    v_.append(k_)",
    "for i_, v_ in enumerate({x}):\n    v_.append(i_)",
    "for v_, w_ in zip({x}, {y}):\n    v_.append(w_)",
    "if {x}:\n    def g_(q): q.append({y})\n    g_({z})",
    "for y_ in range(2):\n    {x}, {y} = {y}, {x}\n    {s}",
]

LANGUAGE = Language("import copy", DEFINITIONS, START, SIMPLE, COMPOUND)


@pytest.mark.parametrize("seed", range(60))
def test_what_happens_is_among_the_facts(seed: int) -> None:
    check(LANGUAGE, seed)


def test_the_programs_do_something() -> None:
    steps = [step for seed in range(20) for step in run(LANGUAGE, program(LANGUAGE, seed))]
    assert sum(bool(step.changed) for step in steps) > 50
    assert sum(bool(step.rebound) for step in steps) > 100
