"""Versions of names: which bindings are one value, and which have to keep their name."""

import pytest

from tests.graph.versions_in import graph, shape

# what is special, source (statements count from 0), versions with their statements
ONE = [
    ("no name", "print(1)", ""),
    ("bound once", "a = f0\nprint(a)", "a@0: 0 1"),
    ("changed in place", "a = [f0]\na.append(1)\nprint(a)", "a@0: 0 1 2"),
    ("an item is set", "a = [f0]\na[0] = 1\nprint(a)", "a@0: 0 1 2"),
    ("augmented", "a = f0\na += 1\nprint(a)", "a@0: 0 1 2"),
    ("bound on both branches", "if f0:\n    a = 1\nelse:\n    a = f1\nprint(a)", "a@0: 0 1"),
    ("bound on one branch only", "a = f0\nif f1:\n    a = 1\nprint(a)", "a@0: 0 1 2"),
    ("a loop that may not run", "a = f0\nfor n in range(f1):\n    a = n\nprint(a)",
     "a@0: 0 1 2, n@1: 1"),
    ("read and bound by one target", "a = [f0]\na[0], a = 1, f1\nprint(a)", "a@0: 0 1 2"),
    ("a walrus reads nothing older", "a = f0\na = (a := f1) + a\nprint(a)", "a@0: 0, a@1: 1 2"),
    ("a function reads the global: all are one", "a = f0\ndef g():\n    return a\n"
     "print(g())\na = f1\nprint(g())", "a@0!: 0 1 2 3"),
    ("a function assigns the global", "a = f0\ndef g():\n    global a\n    a = 1\n"
     "g()\na = f1\nprint(a)", "a@0!: 0 1 2 3"),
    ("a random stream is state", "np.random.seed(f0)\na = np.random.rand()\nnp.random.seed(f1)\n"
     "b = np.random.rand()", "<numpy>@0!: 0 1 2 3, a@1: 1, b@3: 3"),
    ("read before it is bound", "print(a)\na = f0", "a@-1: 0, a@1: 1"),
]  # fmt: skip
SEVERAL = [
    ("bound anew", "a = f0\nprint(a)\na = f1\nprint(a)", "a@0: 0 1, a@2: 2 3"),
    ("made from the one before", "a = f0\na = a + 1\nprint(a)", "a@0: 0 1, a@1: 1 2"),
    ("each loop has its variable",
     "for n in range(f0):\n    print(n)\nfor n in range(f1):\n    print(n)", "n@0: 0, n@1: 1"),
    ("unpacked", "a, b = f0, f1\nprint(a, b)\na, b = b, a\nprint(a)",
     "a@0: 0 1 2, a@2: 2 3, b@0: 0 1 2, b@2: 2"),
    ("deleted and bound anew", "a = f0\ndel a\na = f1\nprint(a)", "a@0: 0 1, a@2: 2 3"),
    ("a comprehension has its own", "a = f0\nprint([a for a in range(3)])\na = f1\nprint(a)",
     "a@0: 0, a@2: 2 3"),
    ("a comprehension that reads the global", "a = f0\nprint([a + n for n in range(3)])\n"
     "a = f1\nprint(a)", "a@0: 0 1, a@2: 2 3"),
    ("a with block", "with open('x') as h:\n    a = h.read()\nwith open('y') as h:\n"
     "    b = h.read()\nprint(a, b)", "a@0: 0 2, b@1: 1 2, h@0: 0, h@1: 1"),
]  # fmt: skip
FIXED = [
    ("plain uses are renamable", "a = f0\nprint(a)", "a@0: 0 1"),
    ("a lambda that is kept reads it later", "a = f0\ng = [lambda: a]\nprint(g[0]())\na = f1",
     "a@0!: 0 1 2, a@3: 3, g@1: 1 2"),
    ("a lambda that is called at once", "a = [f0]\nprint(sorted(a, key=lambda n: -n))",
     "a@0: 0 1"),
    ("an exception's name", "a = f0\ntry:\n    a = 1 / f1\nexcept ValueError as a:\n    pass",
     "a@0: 0, a@1!: 1"),
    ("a pattern's name", "match f0:\n    case a:\n        print(a)\nprint(a)\na = f1",
     "a@0!: 0 1, a@2: 2"),
    ("a name of a query", "a = f0\nt = pd.DataFrame({'x': [1]})\nprint(t.query('x > @a'))\na = f1",
     "a@0!: 0 2, a@3: 3, t@1: 1 2"),
    ("asked for: a NameError is caught",
     "a = f0\ntry:\n    print(a)\nexcept NameError:\n    pass\na = f1", "a@0!: 0 1 2"),
]  # fmt: skip
ALL = [*ONE, *SEVERAL, *FIXED]


@pytest.mark.parametrize(
    ("source", "wanted"), [case[1:] for case in ALL], ids=[case[0] for case in ALL]
)
def test_versions(source: str, wanted: str) -> None:
    assert shape(graph(("t", source))[1]) == wanted


# what is special, source, versions that the last statement changes beside those of its names
BESIDE = [
    ("no alias", "a = [f0]\nb = f1\na = f1\nprint(a, b)", set()),
    ("the alias still has its name", "a = [f0]\nb = a\nb.append(1)", set()),
    ("nothing is changed", "a = [f0]\nb = a\na = f1\nprint(b)", set()),
    ("the object is known by the other name only", "a = [f0]\nb = a\na = f1\nb.append(1)",
     {("a", 0)}),
    ("through a third name", "a = [f0]\nb = a\nc = b\na = f1\nb = f1\nc.append(1)",
     {("a", 0), ("b", 1)}),
    ("a copy leads elsewhere", "a = [f0]\nb = a.copy()\na = f1\nb.append(1)", set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "wanted"), [case[1:] for case in BESIDE], ids=[case[0] for case in BESIDE]
)
def test_beside(source: str, wanted: set[tuple[str, int]]) -> None:
    assert graph(("t", source))[1].beside[-1] == wanted


def test_versions_of_a_name_come_in_order() -> None:
    _, versions, _ = graph(("p", "a = f0\na = f1"), ("t", "b = f0\na = b"))
    assert versions.by_name()["a"] == [("a", 0), ("a", 1), ("a", 3)]
