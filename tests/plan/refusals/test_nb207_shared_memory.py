"""Arrays and views of them in one value, of which a stage changes one: files would part them."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError

HEAD = """# %% tags=["imports"]
import numpy as np
from types import SimpleNamespace
from sklearn.linear_model import LinearRegression

# %% tags=["functions"]
class Data:
    def __init__(self, X):
        self.X = X
        self.first = X[:, 0]
class Own:
    def __init__(self):
        self.X = np.ones((6, 2))
        self.head = self.X[:3]
    def scale(self):
        self.X -= 1
class Parts:
    def __init__(self):
        self.parts = {}
    def add(self, name, X):
        self.parts[name] = X
        self.parts[name + "_head"] = X[:2]
class Words:
    def __init__(self, words):
        self.words = sorted(words)
        self.top = self.words[:2]
        self.counts = {}
def both(X):
    return {"X": X, "first": X[:, 0]}
def halves(X):
    return {"a": X[:3], "b": X[3:]}
def pair(X):
    return X, X[:3]
"""
MADE = "X = np.ones((6, 2))\n"
# what preprocess makes, what train does with it, what evaluate looks at
PARTED = {
    "list": (f"{MADE}t = [X, X[:1]]", "t[0][0] = 5", "t[1]"),
    "list, by the other name": (f"{MADE}t = [X, X[:1]]", "X[0] = 5", "t[1]"),
    "list that is filled": (f"{MADE}t = [X]\nfor i in range(3):\n    t.append(X[i:])",
                            "t[0] -= 1", "t[2]"),
    "list in a loop": (f"{MADE}t = [X[:3], X]", "for f in t[:1]:\n    f -= 1", "t[1]"),
    "dict": (f"{MADE}t = {{'X': X, 'head': X[:3]}}", "t['X'] -= 1", "t['head']"),
    "dict, of what is in it": ("t = {'X': np.ones((6, 2))}\nt['head'] = t['X'][:, 0]",
                               "t['X'][0] = 7", "t['head']"),
    "namespace": (f"{MADE}t = SimpleNamespace(X=X, head=X[:3])", "X[0] = 7", "t.head"),
    "object": (f"{MADE}t = Data(X)", "t.X[0] = 7", "t.first"),
    "object with an array that has no name": ("t = Data(np.ones((6, 2)))", "t.X -= 1", "t.first"),
    "object that makes the array": ("t = Own()", "t.scale()", "t.head"),
    "method that puts both in": ("t = Parts()\nt.add('a', np.ones((6, 2)))",
                                 "t.parts['a'][0] = 9", "t.parts['a_head']"),
    "result of a function": ("t = both(np.ones((6, 2)))", "t['X'][0] = 7", "t['first']"),
    "results of a function": (f"{MADE}t, u = pair(X)", "t[0] = 7", "u"),
    "a second name": (f"{MADE}t = [X, X[:1]]", "u = t\nu[0] += 1", "t[1]"),
}  # fmt: skip
KEPT = {
    "parts beside each other": (f"{MADE}t = [X[:3], X[3:]]", "t[0] -= 1", "t[1]"),
    "the same of a function": ("t = halves(np.ones((6, 2)))", "t['a'] -= 1", "t['b']"),
    "a copy": (f"{MADE}t = [X, X[:1].copy()]", "t[0] -= 1", "t[1]"),
    "another value is put in": (f"{MADE}t = {{'X': X, 'head': X[:3]}}",
                                "t['mean'] = t['head'].mean()", "t['mean']"),
    "all in one stage": (MADE, "t = [X, X[:1]]\nt[0] -= 1", "t[1]"),
    "a model is fitted": (f"{MADE}t = {{'X': X, 'y': X[:, 0]}}",
                          "t['m'] = LinearRegression()\nt['m'].fit(t['X'], t['y'])", "t['y']"),
    "lists": ("t = Words(['a', 'b', 'c'])", "t.counts['a'] = 1", "t.top"),
}  # fmt: skip


def _converted(cells: tuple[str, str, str], folder: Path) -> object:
    made, change, look = cells
    path = folder / "one.py"
    stages = {"preprocess": made, "train": change, "evaluate": f"print({look})"}
    text = "".join(f'# %% tags=["{tag}"]\n{code}\n' for tag, code in stages.items())
    path.write_text(HEAD + text)
    return convert(path)


@pytest.mark.parametrize("cells", PARTED.values(), ids=PARTED)
def test_parted(cells: tuple[str, str, str], tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match="share memory since cell 3") as caught:
        _converted(cells, tmp_path)
    assert {one.code for one in caught.value.diagnostics} == {"NB207"}


@pytest.mark.parametrize("cells", KEPT.values(), ids=KEPT)
def test_kept(cells: tuple[str, str, str], tmp_path: Path) -> None:
    assert _converted(cells, tmp_path)
