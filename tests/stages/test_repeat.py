"""Values are made again in a later part only where that gives what the notebook has there."""

import pytest

from nb2prod.analysis.environment import Environment
from nb2prod.stages.numbered import parts_of
from nb2prod.stages.repeat import repeat_values
from tests.graph.units_of import program

KDE = "statsmodels.nonparametric.kde"
ENV = Environment(imports={"xgb": "xgboost", "copy": "copy", "kde": KDE, "svm": "sklearn.svm"})
HEAD = (
    "-",
    "import copy\nimport xgboost as xgb\nfrom statsmodels.nonparametric import kde\n"
    "from sklearn import svm",
)

# what is special, cells after the header, the sources that each part has as copies
CASES = [
    ("it is computed", [("p", "a = [n for n in f0]"), ("t", "print(a)")], [[], []]),
    ("it is changed before", [("p", "a = [1]\na.append(f0)"), ("t", "print(a)")], [[], []]),
    ("another name leads to it",
     [("p", "a = [1]\nb = [a, len(f0)]"), ("t", "print(a, b)")], [[], []]),
    ("what it is made of is bound anew",
     [("p", "k = 1\ns = k + 1\nk = k + len(f0)"), ("t", "print(k, s)")], [[], []]),
    ("a parameter that a stage binds anew",
     [("c", "k = 1"), ("p", "s = [k]\nk += 1"), ("t", "print(s, k)")], [[], []]),
    ("data that is changed before", [("p", "X = [f0]\nd = xgb.DMatrix(X)\nX.append(1)"),
     ("t", "print(d)")], [[], []]),
    ("a constant", [("p", "a = [1]\nprint(a)"), ("t", "a.append(2)")], [[], ["a = [1]"]]),
    ("changed in the part that has it again",
     [("p", "a = [1]\nprint(a)"), ("t", "a.append(2)"), ("e", "print(a)")],
     [[], ["a = [1]"], []]),
    ("of a parameter", [("c", "k = 1"), ("p", "s = [k]\nprint(s)"), ("t", "s.append(k)")],
     [[], ["s = [k]"]]),
    ("one of another", [("p", "a = [1]\nb = a + [2]\nprint(a, b)"), ("t", "b.append(f0)")],
     [[], ["a = [1]", "b = a + [2]"]]),
    ("fitted in place",
     [("p", "X = len(f0)\nk = kde.KDEUnivariate(X)\nk.fit()"), ("t", "print(k)")],
     [[], ["k = kde.KDEUnivariate(X)", "k.fit()"]]),
    ("fitted in place, of which files hold the like",
     [("p", "X = [f0]\nk = svm.SVC()\nk.fit(X)"), ("t", "print(k)")], [[], []]),
    ("fitted in place by what is bound anew",
     [("p", "X = [f0]\nw = [1]\nk = kde.KDEUnivariate(X)\nk.fit(w)\nw = [len(f0)]"),
      ("t", "print(k, w)")], [[], []]),
    ("changed behind that",
     [("p", "X = [f0]\nk = kde.KDEUnivariate(X)\nk.fit()\nk.endog = 3"), ("t", "print(k)")],
     [[], []]),
    ("a function, twice",
     [("p", "f = lambda v: v\nf = lambda v: v * 2\nx = f(f0)"), ("t", "print(f(x))")],
     [[], ["f = lambda v: v * 2"]]),
    ("a function that reads a value",
     [("p", "f = 1\nk = len(f0)\nf = lambda v: v * k\nx = list(map(f, f0))"),
      ("t", "print(f(x))")], [[], ["f = lambda v: v * k"]]),
    ("a function that reads a value that is bound anew",
     [("p", "f = 1\nk = len(f0)\nf = lambda v: v * k\nx = f(f0)\nk = k + 1"),
      ("t", "print(f(x))")], [[], []]),
    ("data of a library", [("p", "X = [f0]\nd = xgb.DMatrix(X)\nprint(d)"), ("t", "print(d)")],
     [[], ["d = xgb.DMatrix(X)"]]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_repeated(cells: list[tuple[str, str]], wanted: list[list[str]]) -> None:
    made = program(HEAD, *cells)
    config = [name for name, _ in made.config]
    parts = repeat_values(parts_of(made.units, made), ENV, config)
    copies = [[u for u in part.units if u.copied_to] for part in parts]
    assert [[u.analysed.statement.source.strip() for u in own] for own in copies] == wanted


READING = [
    ("one that only reads goes", [("p", "d = pd.read_csv('a.csv')"), ("t", "print(d)")],
     {"train": ["d = pd.read_csv('a.csv')", "print(d)"]}),
    ("by two stages",
     [("p", "d = pd.read_csv('a.csv')"), ("t", "print(d)"), ("e", "print(len(d))")],
     {"train": ["d = pd.read_csv('a.csv')", "print(d)"],
      "evaluate": ["d = pd.read_csv('a.csv')", "print(len(d))"]}),
    ("with what cheap values need", [("p", "k = [1]\nd = pd.read_csv('a.csv', header=k)"),
     ("t", "k.append(2)\nprint(d)")],
     {"train": ["k = [1]", "d = pd.read_csv('a.csv', header=k)", "k.append(2)", "print(d)"]}),
    ("read in vain", [("p", "d = pd.read_csv('a.csv')"), ("t", "print(1)")],
     {"train": ["print(1)"]}),
    ("numbers follow", [("p", "d = pd.read_csv('a.csv')"), ("t", "m = len(d)\nprint(m)"),
     ("p", "m = m + f0\nprint(m)"), ("t", "print(m, d)")],
     {"train": ["d = pd.read_csv('a.csv')", "m = len(d)", "print(m)"],
      "preprocess": ["m = m + f0", "print(m)"],
      "train_2": ["d = pd.read_csv('a.csv')", "print(m, d)"]}),
    ("an open file", [("p", "with open('a.json') as f:\n    d = json.load(f)\n"
      "with open('b.json') as f:\n    k = json.load(f)"), ("t", "print(d)"), ("e", "print(k)")],
     {"train": ["with open('a.json') as f:\n    d = json.load(f)", "print(d)"],
      "evaluate": ["with open('b.json') as f:\n    k = json.load(f)", "print(k)"]}),
    ("an open file that is written",
     [("p", "with open('a.json', 'w') as f:\n    d = f.write('1')"), ("t", "print(d)")],
     {"preprocess": ["with open('a.json', 'w') as f:\n    d = f.write('1')"],
      "train": ["print(d)"]}),
    ("two names of what a file holds", [("p", "with open('a.json') as f:\n    d = json.load(f)\n"
      "s = d"), ("t", "d['k'] = 1\nprint(d, s)")],
     {"preprocess": ["with open('a.json') as f:\n    d = json.load(f)", "s = d"],
      "train": ["d['k'] = 1", "print(d, s)"]}),
    ("more in the block",
     [("p", "with open('a.json') as f:\n    d = json.load(f)\n    d.pop('k')"),
      ("t", "print(d)")],
     {"preprocess": ["with open('a.json') as f:\n    d = json.load(f)\n    d.pop('k')"],
      "train": ["print(d)"]}),
    ("a flag that nothing reads",
     [("p", "k = True\nd = pd.read_csv('a.csv')"), ("t", "print(d)")],
     {"train": ["d = pd.read_csv('a.csv')", "print(d)"]}),
    ("nothing but a flag", [("p", "k = True"), ("t", "print(f0)")], {"train": ["print(f0)"]}),
    ("a value of evaluate stays", [("t", "print(f0)"), ("e", "k = 0.5")],
     {"train": ["print(f0)"], "evaluate": ["k = 0.5"]}),
    ("it does more", [("p", "d = pd.read_csv('a.csv')\nprint(1)"), ("t", "print(d)")],
     {"preprocess": ["d = pd.read_csv('a.csv')", "print(1)"], "train": ["print(d)"]}),
    ("it computes", [("p", "d = pd.read_csv('a.csv').dropna()"), ("t", "print(d)")],
     {"preprocess": ["d = pd.read_csv('a.csv').dropna()"], "train": ["print(d)"]}),
    ("the file is written", [("p", "d = pd.read_csv('a.csv')"), ("t", "d.to_csv('a.csv')")],
     {"preprocess": ["d = pd.read_csv('a.csv')"], "train": ["d.to_csv('a.csv')"]}),
    ("some file is written", [("p", "d = pd.read_csv('a.csv')"), ("t", "d.to_csv(input())")],
     {"preprocess": ["d = pd.read_csv('a.csv')"], "train": ["d.to_csv(input())"]}),
    ("changed before", [("p", "d = pd.read_csv('a.csv')"), ("t", "d['k'] = 1\nprint(d)"),
     ("e", "print(d)")],
     {"train": ["d = pd.read_csv('a.csv')", "d['k'] = 1", "print(d)"], "evaluate": ["print(d)"]}),
    ("nothing else is there", [("p", "d = pd.read_csv('a.csv')")],
     {"preprocess": ["d = pd.read_csv('a.csv')"]}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "wanted"), [case[1:] for case in READING], ids=[case[0] for case in READING]
)
def test_parts_that_only_read_files(
    cells: list[tuple[str, str]], wanted: dict[str, list[str]]
) -> None:
    made = program(("-", "import copy, json\nimport pandas as pd\nf0 = len(copy.__doc__)"), *cells)
    parts = repeat_values(parts_of(made.units, made), ENV)
    sources = {p.name: [u.analysed.statement.source.strip() for u in p.units] for p in parts}
    assert sources == wanted
