"""Which statement has to stay behind which."""

import pytest

from nb2prod.analysis.environment import Environment
from nb2prod.graph.depends import Edge, dependences, on_named_figures, together
from nb2prod.graph.plots import shows, touches
from nb2prod.graph.sets import DisjointSets
from nb2prod.graph.versions import names_as_versions
from tests.graph.versions_in import edges, graph

# what is special, source (statements count from 0), edges
CASES: list[tuple[str, str, set[Edge]]] = [
    ("two values", "a = f0\nb = f1", set()),
    ("two readers", "a = f0\nprint(a)\nprint(a)", {(0, 1), (0, 2)}),
    ("bound anew: two values", "a = f0\nprint(a)\na = f1\nprint(a)", {(0, 1), (2, 3)}),
    ("read, then changed in place", "a = [f0]\nprint(a)\na.append(1)", {(0, 1), (0, 2), (1, 2)}),
    ("changed twice", "a = [f0]\na.append(1)\na.append(2)", {(0, 1), (1, 2)}),
    ("made from the one before", "a = f0\nprint(a)\na = a + 1\nprint(a)",
     {(0, 1), (0, 2), (2, 3)}),
    ("changed through an alias", "a = [f0]\nb = a\nb.append(1)\nprint(a)",
     {(0, 1), (0, 2), (1, 2), (2, 3)}),
    ("the other name is bound anew by then", "a = [f0]\nb = a\nprint(a)\na = f1\nb.append(1)",
     {(0, 1), (0, 2), (1, 4), (2, 4), (0, 4)}),
    ("two files are read", "a = pd.read_csv('x.csv')\nb = pd.read_csv('x.csv')", set()),
    ("two files are written", "pd.DataFrame([f0]).to_csv('x.csv')\n"
     "pd.DataFrame([f1]).to_csv('y.csv')", set()),
    ("a file is written, then read", "pd.DataFrame([f0]).to_csv('x.csv')\n"
     "a = pd.read_csv('x.csv')", {(0, 1)}),
    ("a file is read, then written", "a = pd.read_csv('x.csv')\n"
     "pd.DataFrame([f0]).to_csv('x.csv')", {(0, 1)}),
    ("a path that is not known is written: any file", "a = pd.read_csv('x.csv')\n"
     "pd.DataFrame([f0]).to_csv(str(f1))\nb = pd.read_csv('x.csv')", {(0, 1), (1, 2)}),
    ("a path that is not known is read: any file", "pd.DataFrame([f0]).to_csv('x.csv')\n"
     "a = pd.read_csv(str(f1))\npd.DataFrame([f0]).to_csv('y.csv')", {(0, 1), (1, 2)}),
    ("a figure is written to a path that is not known", "a = pd.read_csv('x.csv')\n"
     "plt.savefig(str(f1))\nb = pd.read_csv('x.csv')", set()),
    ("a file of another folder is written", "a = glob.glob('out/*.csv')\n"
     "pd.DataFrame([f0]).to_csv('in/x.csv')", set()),
    ("files are listed, then one of them is written", "a = glob.glob('out/*.csv')\n"
     "pd.DataFrame([f0]).to_csv('out/x.csv')", {(0, 1)}),
    ("a file is written, then its folder is listed", "pd.DataFrame([f0]).to_csv('out/x.csv')\n"
     "a = os.listdir('out')", {(0, 1)}),
    ("a variable of the environment is set beside other work",
     "a = f0\nif a:\n    os.environ['A'] = 'x'\n    b = a\nprint(os.environ['A'])\nprint(2)",
     {(0, 1), (1, 2)}),
    ("a setting of what is shown", "a = f0\npd.set_option('display.width', 9)\nprint(a)",
     {(0, 2), (1, 2)}),
    ("what is printed above a setting stays above it",
     "print(1)\npd.set_option('display.width', f0)\nprint(2)\na = f1", {(0, 1), (1, 2)}),
    ("a setting that changes what is computed", "a = f0\npd.set_option('mode.copy_on_write', True)",
     {(0, 1)}),
    ("a setting of plots concerns what is drawn",
     "print(1)\nplt.rcParams['figure.dpi'] = f0\nplt.plot([1])", {(1, 2)}),
    ("a silent setting", "print(1)\nos.environ['A'] = str(f0)\nprint(2)", set()),
    ("draws from one stream", "np.random.seed(0)\na = np.random.rand()\nb = np.random.rand()",
     {(0, 1), (1, 2)}),
    ("draws from two streams", "a = np.random.rand()\nb = random.random()", set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_dependences(source: str, wanted: set[Edge]) -> None:
    assert edges(source) == wanted


def test_a_name_that_is_one_version_ties_what_binds_it_anew() -> None:
    units, _, program = graph(("t", "a = f0\nprint(a)\na = f1\nprint(a)"))
    assert dependences(units, names_as_versions(units, program)) == {(0, 1), (0, 2), (1, 2), (2, 3)}


# what is special, sources of cells, pairs that draw one figure
FIGURES: list[tuple[str, list[str], list[Edge]]] = [
    ("nothing is drawn", ["a = f0\nprint(a)"], []),
    ("shown between", ["plt.plot([f0])\nplt.show()\nplt.plot([f1])"], [(0, 1)]),
    ("another cell is another figure", ["plt.plot([f0])", "plt.plot([f1])"], []),
    ("until it is shown, past what draws nothing", ["plt.plot([f0])\na = f0\nplt.title('x')\n"
     "plt.show()"], [(0, 2), (2, 3)]),
    ("saved, which is not to draw", ["plt.plot([f0])\na = f0\nplt.savefig('x.png')\nplt.show()"],
     [(0, 2), (2, 3)]),
    ("saved by a function", ["def keep():\n    plt.savefig('x.png')\nplt.plot([f0])\nkeep()"],
     [(0, 1)]),
    ("the figure of the moment", ["plt.plot([f0])\na = plt.gcf()\nprint(f0)\na.savefig('x.png')"],
     [(0, 1), (1, 3)]),
    ("another file is written", ["plt.plot([f0])\npd.DataFrame([f0]).to_csv('x.csv')"], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "wanted"), [case[1:] for case in FIGURES], ids=[case[0] for case in FIGURES]
)
def test_together(sources: list[str], wanted: list[Edge]) -> None:
    units, _, _ = graph(*(("t", source) for source in sources))
    env = Environment({"plt": "matplotlib.pyplot"})
    found = together(
        units,
        lambda unit: touches(unit.analysed, env),
        lambda unit: shows(unit.analysed.statement.nodes, env),
    )
    assert list(found) == wanted


# what is special, sources of cells, pairs that have to do with one figure or axes
NAMED: list[tuple[str, list[str], list[Edge]]] = [
    ("drawn and saved in other cells", ["fig, ax = plt.subplots()", "ax.plot([f0])\na = f0",
     "fig.savefig('x.png')"], [(0, 1), (0, 1), (0, 3)]),
    ("two figures of one name", ["fig = plt.figure()", "fig.savefig('x.png')",
     "fig = plt.figure()", "fig.savefig('y.png')"], [(0, 1), (2, 3)]),
    ("another value", ["a = [f0]", "a.append(1)"], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sources", "wanted"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED]
)
def test_on_named_figures(sources: list[str], wanted: list[Edge]) -> None:
    units, versions, _ = graph(*(("t", source) for source in sources))
    assert list(on_named_figures(units, versions)) == wanted


def test_sets_stand_for_the_member_that_came_first() -> None:
    sets: DisjointSets[str] = DisjointSets()
    assert [sets.find(c) for c in "cab"] == ["c", "a", "b"]
    sets.union("ba")
    sets.union("bc")
    sets.union([])
    assert [sets.find(c) for c in "abcd"] == ["c", "c", "c", "d"]
