"""Random programs, run for real: whatever is seen to happen must be among the facts."""

import copy
import random
import sys
from collections.abc import Iterator
from types import FrameType

import pytest

from tests.analysis.facts_of import analysed

NAMES = ["a", "b", "c", "d", "e"]
PRELUDE = """\
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
a = [1]; b = [[2]]; c = [a, b]; d = {'k': a}; e = Box([5])
""".split("\n")

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


def program(seed: int) -> list[str]:
    """Statements of a random program; not all of them can be run."""
    rng = random.Random(seed)

    def simple() -> str:
        x, y, z = (rng.choice(NAMES) for _ in range(3))
        return rng.choice(SIMPLE).format(x=x, y=y, z=z)

    result = []
    for _ in range(30):
        if rng.random() < 0.7:
            result.append(simple())
            continue
        x, y, z = (rng.choice(NAMES) for _ in range(3))
        parts = {"s": simple(), "t": simple(), "u": simple()}
        parts = {k: v.replace("\n", "\n    ") for k, v in parts.items()}
        result.append(rng.choice(COMPOUND).format(x=x, y=y, z=z, **parts))
    return result


def looks(space: dict[str, object]) -> dict[str, str]:
    """What each name's object looks like."""
    found = {}
    for name in [*NAMES, "store"]:
        if name in space:
            try:
                found[name] = repr(space[name])
            except RecursionError:
                found[name] = "?"
    return found


def runnable(seed: int) -> Iterator[tuple[str, dict[str, object], set[str], set[str]]]:
    """The statements that run, with names seen to be changed in place and to be rebound."""
    space: dict[str, object] = {"copy": copy, "print": lambda *a: None}
    exec("\n".join(PRELUDE), space)
    for statement in program(seed):
        try:
            trial = copy.deepcopy({n: v for n, v in space.items() if n in [*NAMES, "store"]})
        except (RuntimeError, TypeError):
            return  # an iterator that no longer fits its container cannot be copied
        clone = dict(space) | trial
        exec("\n".join(PRELUDE[:-2]), clone)
        clone.update(trial)
        try:
            limited(statement, clone)
            if any(len(text) > 300 or "..." in text for text in looks(clone).values()):
                continue
        except Exception:
            continue
        before, objects = looks(space), {n: space.get(n) for n in before_names(space)}
        exec(statement, space)
        changed = {n for n, text in before.items() if again(objects[n]) != text}
        rebound = {n for n in objects if space.get(n) is not objects[n]}
        yield statement, space, changed, rebound


def limited(statement: str, space: dict[str, object]) -> None:
    """Run a statement, but not for ever."""
    steps = iter(range(500))

    def trace(frame: FrameType, event: str, argument: object) -> object:
        values = [space.get(n) for n in (*NAMES, "store")]
        if next(steps, None) is None or any(isinstance(v, list) and len(v) > 50 for v in values):
            raise TimeoutError
        return trace

    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        exec(statement, space)
    finally:
        sys.settrace(None)


def before_names(space: dict[str, object]) -> list[str]:
    return [n for n in [*NAMES, "store"] if n in space]


def again(value: object) -> str:
    try:
        return repr(value)
    except RecursionError:
        return "?"


@pytest.mark.parametrize("seed", range(60))
def test_what_happens_is_among_the_facts(seed: int) -> None:
    seen = list(runnable(seed))
    assert len(seen) > 3
    analysis = analysed("import copy", "\n".join(PRELUDE), *(s for s, *_ in seen))
    facts = {}
    for found in analysis.statements:
        facts.setdefault(found.statement.cell.number, []).append(found.facts)
    for number, (statement, _, changed, rebound) in enumerate(seen, 3):
        mutates = frozenset().union(*(f.mutates for f in facts[number]))
        may_bind = frozenset().union(*(f.may_bind for f in facts[number]))
        history = [s for s, *_ in seen[: number - 2]]
        assert changed <= mutates | set("y_z_v_"), (statement, changed - mutates, history)
        assert rebound <= may_bind, (statement, rebound - may_bind)
