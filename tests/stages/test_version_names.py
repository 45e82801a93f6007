"""What versions of a name are called where two of them exist side by side."""

import pytest
from hypothesis import given, settings

from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.environment import Environment
from nb2prod.graph.program import program_of
from nb2prod.graph.versions import Version, Versions, versions_of
from nb2prod.stages.version_names import version_names
from nb2prod.stages.version_words import VersionWords
from tests.stages.straight import Cells, cells, notebook

HEAD = (
    "-",
    "import os\nimport pandas as pd\nfrom sklearn import tree\nfrom sklearn.svm import SVC\n"
    "from sklearn.linear_model import LassoCV, LinearRegression\n"
    "from sklearn.cluster import KMeans",
)
F = "len(os.listdir())"


def named(made: Cells) -> tuple[dict[Version, str], Versions]:
    """The new names where each stage is one part, in the order of the stages."""
    program = program_of(analyse(notebook(made)))
    roles = ["ptre".index(made[u.cell - 1][0]) for u in program.units]
    order = {n: (role, n) for n, role in enumerate(roles)}
    versions = versions_of(program.units, program)
    taken = {name for u in program.units for name in u.reads | u.may}
    words = VersionWords(program.units, versions, Environment())
    return version_names(words, order, taken), versions


def names(made: Cells) -> str:
    found, _ = named([HEAD, *made])
    return " ".join(f"{name}@{at}:{new}" for (name, at), new in sorted(found.items()))


USE = ("e", "print(m)")

# what is special, cells after the header, version:new name
NONE = [
    ("one version", [("t", f"m = {F}"), USE], ""),
    ("in one stage, one after the other", [("t", f"m = {F}\nprint(m)\nm = {F}\nprint(m)")], ""),
    ("in two stages, one after the other",
     [("p", f"m = {F}\nprint(m)"), ("t", f"m = {F}\nprint(m)")], ""),
    ("made from the one before", [("p", f"m = {F}"), ("t", "m = m + 1\nprint(m)")], ""),
    ("the first is not read again", [("p", f"m = {F}"), ("t", f"m = {F}"), USE], ""),
]  # fmt: skip
SIDE_BY_SIDE = [
    ("the first keeps its name", [("t", f"m = {F}"), USE, ("t", f"m = {F}"), USE], "m@2:m_2"),
    ("three", [("t", f"m = {F}"), USE, ("t", f"m = {F}"), USE, ("t", f"m = {F}"), USE],
     "m@2:m_2 m@4:m_3"),
    ("a function reads the later: that keeps its name", [("t", f"m = {F}"), USE,
     ("-", "def f():\n    return m"), ("t", f"m = {F}"), ("e", "print(f())")], "m@0:m_2"),
    ("by its class", [("t", "m = SVC()"), USE, ("t", "m = LinearRegression()"), USE],
     "m@2:m_linear"),
    ("by its class in a module", [("t", "m = SVC()"), USE,
     ("t", "m = tree.DecisionTreeClassifier(max_depth=3)"), USE], "m@2:m_decision_tree"),
    ("by its class, fitted at once", [("t", "m = SVC()"), USE,
     ("t", "m = LassoCV().fit([[1]], [1])"), USE], "m@2:m_lasso"),
    ("capitals", [("t", "m = SVC()"), USE, ("t", "m = KMeans()"), USE], "m@2:m_kmeans"),
    ("a class of capitals", [("t", "m = KMeans()"), USE, ("t", "m = SVC()"), USE], "m@2:m_svc"),
    ("by what it is fitted on",
     [("t", "m = KMeans()\nm.fit(part)"), USE, ("t", "m = KMeans()\nm.fit(whole)"), USE,
      ("t", "m.fit(other)")], "m@3:m_whole"),
    ("by the data behind it",
     [("p", "train = os.listdir()\ntest = os.listdir()"), ("t", "x = train.clean()"),
      ("e", "print(x)"), ("t", "x = test.clean()"), ("e", "print(x)")], "x@4:x_test"),
    ("the class of the first twice", [("t", "m = KMeans()"), USE, ("t", "m = KMeans()"), USE],
     "m@2:m_2"),
    ("by the variable it comes from", [("t", f"m = {F}\nx = pd.Series([m])"), USE,
     ("t", "m = x.sum()"), USE], "m@3:m_x"),
    ("by the suffix of what it is made from",
     [("t", "m = SVC()"), ("r", "y = m.predict([[1]])"), ("e", "print(y)"),
      ("t", "m = LinearRegression()"), ("r", "y = m.predict([[1]])"), ("e", "print(y)")],
     "m@3:m_linear y@4:y_linear"),
    ("a step on its way", [("t", f"m = {F}"), USE, ("t", f"m = {F}\nm = m + 1"), USE],
     "m@2:m_2 m@3:m_2"),
    ("a step that is kept",
     [("t", f"m = {F}"), USE, ("t", f"m = {F}"), USE, ("t", "m = m + 1"), USE],
     "m@2:m_2 m@4:m_3"),
    ("the name is taken", [("t", f"m = {F}\nm_2 = {F}"), USE, ("t", f"m = {F}"), USE,
     ("e", "print(m_2)")], "m@3:m_3"),
    ("the third keeps its name where the second does not",
     [("t", f"m = {F}"), USE, ("t", f"m = {F}"), USE, ("e", f"m = {F}\nprint(m)")], "m@2:m_2"),
]  # fmt: skip
ALL = [*NONE, *SIDE_BY_SIDE]


@pytest.mark.parametrize(
    ("made", "wanted"), [case[1:] for case in ALL], ids=[case[0] for case in ALL]
)
def test_names(made: Cells, wanted: str) -> None:
    assert names(made) == wanted


def rising(made: Cells) -> Cells:
    """The cells with the stages moved up to where no dependence falls: the order of the document
    says which, each cell the latest so far or a later one."""
    latest, found = 0, []
    for tag, source in made:
        latest = max(latest, "ptre".index(tag))
        found.append(("ptre"[latest], source))
    return found


@settings(max_examples=30, deadline=None)
@given(cells(plain=True))
def test_the_first_keeps_its_name_and_new_ones_are_free(made: Cells) -> None:
    found, versions = named(made)
    by_name = versions.by_name()
    assert not {all_[0] for all_ in by_name.values()} & found.keys()
    assert not {*found.values()} & by_name.keys()
    before = {v: next((u.read for u in versions.uses[v[1]] if u.name == v[0]), None) for v in found}
    again = [v for v in found if found.get(before[v] or v) == found[v] and before[v]]
    assert len({*found.values()}) == len(found) - len(again)


@settings(max_examples=30, deadline=None)
@given(cells(plain=True))
def test_a_cell_at_the_end_renames_nothing_older(made: Cells) -> None:
    before, _ = named(made)
    after, _ = named([*made, ("e", "print(a, b, c, q, r)\na = 2 * b\nprint(a)")])
    assert before.items() <= after.items()


@settings(max_examples=30, deadline=None)
@given(cells(plain=True))
def test_what_runs_in_the_order_of_the_document_keeps_its_names(made: Cells) -> None:
    assert named(rising(made))[0] == {}
