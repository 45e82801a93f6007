"""What trains by its form, whatever it is called, and what only looks so."""

from pathlib import Path

import pytest

from nb2prod.suggest.notebook_files import suggest

HEAD = """# %%
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.model_selection import train_test_split
# %%
df = pd.read_csv("a.csv")
A, B, s, t = train_test_split(df[["a", "b"]].to_numpy(), df["y"].to_numpy())
"""
UNIT = """class Unit:
    def __init__(self, n):
        self.v = np.zeros(n)
    def out(self, row):
        return np.sign(self.v @ row)
    def bump(self, row, sign):
        self.v = self.v + 0.1 * sign * row
"""
CENTRES = """class Centres:
    def __init__(self, k):
        self.k = k
    def near(self, rows):
        return np.argmin([((rows - c) ** 2).sum(axis=1) for c in self.points], axis=0)
    def settle(self, rows):
        self.points = rows[: self.k]
        for _ in range(9):
            which = self.near(rows)
            self.points = [rows[which == i].mean(axis=0) for i in range(self.k)]
"""
BAYES = """class Bayes:
    def estimate(self, rows, kinds):
        self.means = {k: rows[kinds == k].mean(axis=0) for k in set(kinds)}
    def most_likely(self, rows):
        return [min(self.means, key=lambda k: ((self.means[k] - r) ** 2).sum()) for r in rows]
"""
STEPPED = """class Slope:
    def __init__(self, rows, wanted):
        self.rows, self.wanted, self.v = rows, wanted, np.zeros(rows.shape[1])
    def slope(self):
        return (self.rows @ self.v - self.wanted) @ self.rows
    def move(self):
        self.v -= 0.01 * self.slope()
    def answer(self, rows):
        return rows @ self.v
"""
AGENT = """class Walker:
    def __init__(self):
        self.table = np.zeros((9, 2))
    def choose(self, place):
        return self.table[place].argmax()
    def remember(self, place, way, gain):
        self.table[place, way] += 0.1 * (gain - self.table[place, way])
"""

# What is special, definitions, the cell that trains.
TRAINS = {
    "own perceptron in a while loop": (
        UNIT, "u = Unit(2)\nwrong = 1\nwhile wrong > 0:\n    wrong = 0\n"
        "    for i in range(len(A)):\n"
        "        miss = s[i] * u.out(A[i])\n        if miss < 0:\n            wrong += 1\n"
        "        u.bump(A[i], s[i])"),
    "one pass over the rows": (
        UNIT, "u = Unit(2)\nfor row, sign in zip(A, s):\n    u.bump(row, sign)"),
    "own k-means": (CENTRES, "c = Centres(3)\nc.settle(A)"),
    "own Bayes, which only takes means": (BAYES, "b = Bayes()\nb.estimate(A, s)"),
    "steps without arguments": (STEPPED, "v = Slope(A, s)\nfor _ in range(99):\n    v.move()"),
    "a table of an agent": (
        AGENT, "w = Walker()\nfor place, gain in zip(A[:, 0].astype(int), s):\n"
        "    w.remember(place, w.choose(place), gain)"),
    "logistic regression in numpy": (
        "", "v, c = np.zeros(2), 0.0\nfor _ in range(99):\n    p = 1 / (1 + np.exp(-(A @ v + c)))\n"
        "    g = p - s\n    v -= 0.1 * g @ A / len(A)\n    c -= 0.1 * g.mean()"),
    "until it is good enough": (
        "", "v = np.zeros(2)\nmiss = 1.0\nwhile miss > 1e-3:\n    gap = A @ v - s\n"
        "    v = v - 0.1 * gap @ A\n    miss = np.abs(gap).mean()"),
    "k-means by hand": (
        "", "c = A[np.random.choice(len(A), 3)] * 1.0\nwhile True:\n"
        "    near = ((A[:, None] - c) ** 2).sum(axis=2).argmin(axis=1)\n"
        "    new = np.array([A[near == k].mean(axis=0) for k in range(3)])\n"
        "    if np.allclose(new, c):\n        break\n    c = new"),
    "matrix factorisation": (
        "", "P, Q = np.random.rand(9, 2), np.random.rand(9, 2)\nfor _ in range(20):\n"
        "    for (u, i), r in zip(A.astype(int), s):\n        gap = r - P[u] @ Q[i]\n"
        "        P[u] += 0.1 * gap * Q[i]\n        Q[i] += 0.1 * gap * P[u]"),
    "Q-learning": (
        "", "table = np.zeros((9, 2))\nfor episode in range(50):\n    place = 0\n"
        "    while place < 8:\n        way = table[place].argmax()\n        new = place + way + 1\n"
        "        table[place, way] = 0.9 * table[place, way] + 0.1 * table[min(new, 8)].max()\n"
        "        place = new"),
    "weights that a function gives": (
        "def moved(v, c, rows, wanted):\n    gap = rows @ v + c - wanted\n"
        "    return v - 0.1 * gap @ rows, c - gap.mean()\n",
        "v, c = np.zeros(2), 0.0\nfor _ in range(99):\n    v, c = moved(v, c, A, s)"),
    "a population": (
        "def fittest(group, marks):\n    return group[np.argsort(marks)[:5]]\n",
        "group = np.random.rand(20, 2)\nfor generation in range(9):\n"
        "    marks = [((A @ one - s) ** 2).mean() for one in group]\n"
        "    best = fittest(group, marks)\n    group = np.concatenate([best, best + 0.1])"),
}  # fmt: skip


def of_last(folder: Path, text: str) -> str:
    path = folder / "nb.py"
    path.write_text(text, encoding="utf-8")
    return suggest(path, divide=False).suggestions[-1].role.value


@pytest.mark.parametrize(("definitions", "cell"), TRAINS.values(), ids=TRAINS)
def test_it_trains(tmp_path: Path, definitions: str, cell: str) -> None:
    defined = f"# %%\n{definitions}" if definitions else ""
    assert of_last(tmp_path, f"{HEAD}{defined}# %%\n{cell}\n") == "train"


METER = """class Meter:
    def __init__(self):
        self.total, self.count = 0.0, 0
    def update(self, value, n):
        self.total += value * n
        self.count += n
    def mean(self):
        return self.total / self.count
"""
LAYER = """class Layer:
    def __init__(self):
        self.v = np.ones(2)
    def through(self, rows):
        self.seen = rows @ self.v
        return self.seen
    def blame(self, gap):
        return gap * self.seen
"""
FITTED = """# %%
from sklearn.linear_model import Ridge
ridge = Ridge().fit(A, s)
# %%
guess = ridge.predict(B)
"""

# What is special, definitions, the cell that trains nothing.
DOES_NOT = {
    "counts of confusion": (
        "", "table = np.zeros((2, 2))\nfor p, q in zip(guess, t):\n"
        "    table[int(p > 0), int(q > 0)] += 1\nprint(table)"),
    "squares added up": (
        "", "total = 0\nfor p, q in zip(guess, t):\n    total += (p - q) ** 2\n"
        "print('mse', total / len(t))"),
    "best threshold": (
        "", "best, at = 0, 0\nfor edge in [0.1, 0.2]:\n    share = ((guess > edge) == t).mean()\n"
        "    if share > best:\n        best, at = share, edge\nprint('accuracy', best, at)"),
    "mean kept by an object": (
        METER, "m = Meter()\nfor p, q in zip(guess, t):\n    m.update(abs(p - q), 1)\n"
        "print('error', m.mean())"),
    "predictions in a list": (
        "", "found = []\nfor row in B:\n    found.append(ridge.predict([row])[0])\n"
        "print('accuracy', (np.array(found) == t).mean())"),
    "predictions of predictions": (
        "", "last = B[0]\nahead = []\nfor _ in range(5):\n    p = ridge.predict([last])\n"
        "    ahead.append(p)\n    last = np.append(last[1:], p)\nprint(ahead)"),
    "a layer that keeps what it saw": (
        LAYER, "layer = Layer()\nfor row in B:\n    print(layer.through(row))"),
    "plots": (
        "", "for i, column in enumerate(B.T):\n    plt.subplot(1, 2, i + 1)\n"
        "    plt.scatter(column, t - guess)\nplt.show()"),
    "a column filled by its own mean": (
        "", "for name in ['a', 'b']:\n    middle = df[name].mean()\n"
        "    df[name] = df[name].fillna(middle)\ndf.to_csv('clean.csv')"),
    "rows put together": (
        "", "parts = pd.DataFrame()\nfor name in ['a.csv', 'b.csv']:\n"
        "    parts = pd.concat([parts, pd.read_csv(name)])\nparts.to_csv('all.csv')"),
    "a smoothed line": (
        "", "smooth = [t[0]]\nlevel = t[0]\nfor value in t:\n"
        "    level = 0.9 * level + 0.1 * value\n"
        "    smooth.append(level)\npd.Series(smooth).to_csv('smooth.csv')"),
}  # fmt: skip


@pytest.mark.parametrize(("definitions", "cell"), DOES_NOT.values(), ids=DOES_NOT)
def test_it_does_not_train(tmp_path: Path, definitions: str, cell: str) -> None:
    defined = f"# %%\n{definitions}" if definitions else ""
    assert of_last(tmp_path, f"{HEAD}{FITTED}{defined}# %%\n{cell}\n") != "train"


def test_what_a_training_loop_gathers_is_a_result(tmp_path: Path) -> None:
    _, cell = TRAINS["until it is good enough"]
    cell = cell.replace("while", "curve = []\nwhile") + "\n    curve.append(miss)"
    assert of_last(tmp_path, f"{HEAD}# %%\n{cell}\n# %%\nplt.plot(curve)\n") == "evaluate"
