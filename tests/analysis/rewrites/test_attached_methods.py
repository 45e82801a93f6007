"""Methods that are attached behind their class."""

from pathlib import Path

import pytest

from nb2prod.analysis.rewrites.attached_methods import with_attached_methods
from nb2prod.convert import convert
from nb2prod.notebook.model import Cell, Notebook, Role

CLASS = "class P:\n    a = 1"
ADD_TO = "def add_to(cls):\n    def add(f):\n        setattr(cls, f.__name__, f)\n"
ADD_TO += "        return f\n    return add"
ADD = 'def add(f):\n    """To `P`."""\n    setattr(P, f.__name__, f)'
FORWARD = "import torch\nclass N(torch.nn.Module):\n    pass"

# what is special, the cells, what the class gets behind its own body, what the last cell becomes
MOVED = [
    ("a function", [CLASS, "def m(self):\n    return self.a\nP.m = m"],
     "\n    def m(self):\n        return self.a", "\n\n"),
    ("under another name", [CLASS, "def _m(self):\n    return 1\nP.m = _m"],
     "\n    def m(self):\n        return 1", "\n\n"),
    ("a lambda", [CLASS, "P.m = lambda self, k=2: self.a * k"],
     "\n    def m(self, k=2):\n        return self.a * k", ""),
    ("a constant", [CLASS, "P.unit = 'cm'"], "\n    unit = 'cm'", ""),
    ("by setattr", [CLASS, "setattr(P, 'unit', -1)"], "\n    unit = -1", ""),
    ("a property", [CLASS, "P.m = property(lambda self: 1)"],
     "\n    @property\n    def m(self):\n        return 1", ""),
    ("a static method", [CLASS, "def m(x):\n    return x\nP.m = staticmethod(m)"],
     "\n    @staticmethod\n    def m(x):\n        return x", "\n\n"),
    ("by a decorator of the class", [CLASS, ADD_TO, "@add_to(P)\ndef m(self):\n    return 1"],
     "\n    def m(self):\n        return 1", "\n\n"),
    ("by a decorator that gives nothing", [CLASS, ADD, "@add\ndef m(self):\n    return 1"],
     "\n    def m(self):\n        return 1", "\n\n"),
    ("by fastcore", ["from fastcore.basics import patch", CLASS,
     "@patch\ndef m(self: P, other: 'P') -> P:\n    return self"],
     '\n    def m(self, other: \'P\') -> "P":\n        return self', "\n\n"),
    ("by d2l", ["from d2l import torch as d2l", CLASS,
     "@d2l.add_to_class(P)  #@save\ndef m(self):\n    return 1"],
     "\n    def m(self):\n        return 1", "\n\n"),
    ("another decorator stays", ["import functools", CLASS, ADD_TO,
     "@add_to(P)\n@functools.cache\ndef m(self):\n    return 1"],
     "\n    @functools.cache\n    def m(self):\n        return 1", "\n\n\n"),
    ("the function is used by itself", [CLASS, "def m(self):\n    return 1\nP.m = m\nm(2)"],
     "\n    def m(self):\n        return 1", "def m(self):\n    return 1\n\nm(2)"),
    ("so is a decorated one", [CLASS, ADD_TO, "@add_to(P)\ndef m(self):\n    return 1\nm(2)"],
     "\n    def m(self):\n        return 1", "\ndef m(self):\n    return 1\nm(2)"),
    ("with its comment", [CLASS, "# one\ndef m(self):\n    # two\n    return 1\n\nP.m = m"],
     "\n    # one\n    def m(self):\n        # two\n        return 1", "\n\n\n\n\n"),
    ("a text over lines", [CLASS, "def m(self):\n    return '''a\n  b'''\nP.m = m"],
     "\n    def m(self):\n        return '''a\n  b'''", "\n\n\n"),
    ("two, one after the other", [CLASS, "P.x = 1\nP.y = 2"],
     "\n    x = 1\n\n    y = 2", "\n"),
    ("values run between that do not ask", [CLASS, "p = P()", "P.m = lambda self: 1"],
     "\n    def m(self):\n        return 1", ""),
    ("a method of a library's class, before it is used", [FORWARD, "x = 1",
     "N.forward = lambda self, x: x"],
     "\n    def forward(self, x):\n        return x", ""),
]  # fmt: skip


def _cells(sources: list[str]) -> list[str]:
    cells = (Cell(n, "", Role.UNTAGGED, s) for n, s in enumerate(sources, 1))
    return [cell.source for cell in with_attached_methods(Notebook("n", tuple(cells))).cells]


@pytest.mark.parametrize(
    ("sources", "members", "last"), [c[1:] for c in MOVED], ids=[c[0] for c in MOVED]
)
def test_moved(sources: list[str], members: str, last: str) -> None:
    made = _cells(sources)
    owner = next(source for source in sources if "class " in source)
    own = made[sources.index(owner)]
    body = owner.removesuffix("\n    pass")
    assert own in {f"{body}\n{members}", f"{body}{members}"}
    assert made[-1] == last


KEPT = {
    "asked for between": [CLASS, "hasattr(P, 'm')", "P.m = lambda self: 1"],
    "attached twice": [CLASS, "P.m = lambda self: 1", "P.m = lambda self: 2"],
    "another value before, and objects": ["class P:\n    def m(self): return 1", "P().m()",
                                          "P.m = lambda self: 2"],
    "a method of a library's class, behind its use": [FORWARD, "n = N()",
                                                      "N.forward = lambda self, x: x"],
    "used by way of a function": [FORWARD, "def make(): return N()", "n = make()",
                                  "N.forward = lambda self, x: x"],
    "computed": [CLASS, "k = len('ab')", "P.k = k + 1"],
    "a default that is not there yet": [CLASS, "K = 1", "P.m = lambda self, k=K: k"],
    "a default that the class hides": ["a = 5", CLASS, "P.m = lambda self, k=a: k"],
    "a private name": [CLASS, "P.m = lambda self: self.__x"],
    "a metaclass": ["class P(metaclass=M):\n    a = 1", "P.m = lambda self: 1"],
    "a decorated class": ["@register\nclass P:\n    a = 1", "P.m = lambda self: 1"],
    "equality, which takes the hash": [CLASS, "P.__eq__ = lambda self, o: True"],
    "a constant of a library's class": ["import lib\nclass P(lib.B):\n    a = 1", "P.b = 2"],
    "a decorator that wraps": [CLASS, "def add(f):\n    g = lambda s: f(s)\n"
                               "    setattr(P, f.__name__, g)\n    return g",
                               "@add\ndef m(self): return 1"],
    "two classes of one name": [CLASS, CLASS, "P.m = lambda self: 1"],
    "before the class": ["P = 1\nP.m = 2", CLASS],
    "in a loop": [CLASS, "for n in 'ab':\n    setattr(P, n, 1)"],
    "a property that methods set": ["class P:\n    def __init__(self): self.m = 1",
                                    "P.m = property(lambda self: 1)"],
    "an object": [CLASS, "p = P()\np.m = 1"],
    "on the line of another": [CLASS, "x = 1; P.m = 2"],
}  # fmt: skip


@pytest.mark.parametrize("sources", KEPT.values(), ids=KEPT)
def test_kept(sources: list[str]) -> None:
    assert _cells(sources) == sources


def test_what_stands_behind_the_class_keeps_its_lines() -> None:
    first, rest, last = _cells(["class P: pass\n\nx = P()", "P.m = lambda self: 1"])
    assert first == "class P:\n    def m(self):\n        return 1"
    assert (rest, last) == ("\n\nx = P()", "")


def test_findings_tell_where_the_method_stood(tmp_path: Path) -> None:
    path = tmp_path / "n.py"
    path.write_text(
        "# %%\nclass P:\n    a = 1\n# %%\n\ndef m(self):\n    exec(input())\nP.m = m\n"
        '# %% tags=["train"]\nprint(P().m())\n'
    )
    found = {(d.code, d.place.cell, d.place.line) for d in convert(path).notes if d.place}
    assert ("NB230", 2, 3) in found
