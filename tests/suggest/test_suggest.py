"""What single cells are suggested to be, and where cells are split."""

from pathlib import Path

import pytest

from nb2prod.suggest.notebook_files import suggest
from nb2prod.suggest.suggestion import Suggestion

HEAD = """# %% tags=["imports"]
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split, cross_val_score, GridSearchCV
# %% tags=["preprocess"]
df = pd.read_csv("a.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["a", "b"]], df["y"])
"""
FITTED = """# %% tags=["train"]
model = Ridge().fit(X_train, y_train)
"""
PREDICTED = """# %% tags=["predict"]
y_pred = model.predict(X_test)
"""


def suggested(tmp_path: Path, source: str) -> list[Suggestion]:
    path = tmp_path / "nb.py"
    path.write_text(source, encoding="utf-8")
    return list(suggest(path).suggestions)


def roles(suggestion: Suggestion) -> list[str]:
    return [piece.role.value for piece in suggestion.pieces]


AFTER_LOADING = {
    "import only": ("import seaborn as sns", "imports"),
    "import and settings": ("import seaborn as sns\nsns.set()\nnp.random.seed(0)", "imports"),
    "settings only": ("pd.set_option('display.max_rows', 9)", "imports"),
    "definition": ("def f(x):\n    return x + 1", "functions"),
    "definition with its constant": (
        "import re\nWORD = re.compile('a')\ndef f(x):\n    return WORD.sub('', x)", "functions"),
    "look": ("df.head()", "skip"),
    "look by print": ("print(df.shape)", "skip"),
    "plot of data by names that a transformer gives": (
        "names = StandardScaler().fit(df).get_feature_names_out()\ndf[names].hist()", "skip"),
    "plot of raw data": ("df['a'].hist()\nplt.title('a')\nplt.show()", "skip"),
    "table for a plot": ("c = df.corr()\nplt.imshow(c)", "skip"),
    "word of a score for data": ("print('mean score', df['a'].mean())", "skip"),
    "evaluation of a literal": ("import ast\nx = ast.literal_eval('[1]')\nprint(x)", "imports"),
    "value that nobody needs": ("n = len(df)", "skip"),
    "only a comment": ("# nothing yet", "skip"),
    "fit": ("m = Ridge()\nm.fit(X_train, y_train)", "train"),
    "cross validation": ("print(cross_val_score(Ridge(), df[['a']], df['y']).mean())", "evaluate"),
    "import and a folder": ("import os\nos.makedirs('out', exist_ok=True)", "imports"),
    "import and an archive": (
        "import shutil\nshutil.make_archive('a', 'zip', 'images')", "preprocess"),
    "import and a text file": (
        "import platform\nopen('versions.txt', 'w').write(platform.platform())", "preprocess"),
    "file of a table": ("df.to_csv('clean.csv')", "preprocess"),
    "loop of epochs": (
        "w = np.zeros(2)\nfor epoch in range(9):\n"
        "    w -= 0.1 * X_train.T @ (X_train @ w - y_train)", "train"),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "role"), AFTER_LOADING.values(), ids=AFTER_LOADING)
def test_cell_after_loading(tmp_path: Path, cell: str, role: str) -> None:
    # A later stage, so that the notebook has a model in any case.
    found = suggested(tmp_path, f"{HEAD}# %%\n{cell}\n{FITTED}{PREDICTED}")
    assert [roles(one) for one in found] == [[role]]


AFTER_PREDICTING = {
    "score": ("print(mean_squared_error(y_test, y_pred))", ["evaluate"]),
    "score of the model": ("model.score(X_test, y_test)", ["evaluate"]),
    "own metric": ("error = np.abs(y_test - y_pred).mean()\nprint(error)", ["evaluate"]),
    "score by a star": (
        "from sklearn.metrics import *\np = model.predict(X_test)\nprint(r2_score(y_test, p))",
        ["predict", "evaluate"]),
    "plot of predictions": ("plt.scatter(y_test, y_pred)\nplt.xlabel('y')", ["evaluate"]),
    "coefficients": ("pd.Series(model.coef_).plot.bar()", ["evaluate"]),
    "look at predictions": ("y_pred[:5]", ["skip"]),
    "data chosen by the model": (
        "from sklearn.feature_selection import SelectFromModel\n"
        "chosen = SelectFromModel(model, prefit=True)\nX2 = chosen.transform(X_train)\n"
        "m2 = Ridge().fit(X2, y_train)", ["train"]),
    "file of predictions": (
        "out = pd.DataFrame({'id': X_test.index, 'y': y_pred})\nout.to_csv('o.csv')", ["predict"]),
    "new rows": ("new = np.array([[1, 2]])\nprint(model.predict(new))", ["predict"]),
    "model to a path": ("import pickle\nPATH.write_bytes(pickle.dumps(model))", ["train"]),
    "decision": ("if y_pred[0] > 0.5:\n    print('high')\nelse:\n    print('low')", ["predict"]),
    "model to a file": ("import joblib\njoblib.dump(model, 'm.joblib')", ["train"]),
    "predict and score": (
        "p = model.predict(X_train)\nprint(mean_squared_error(y_train, p))",
        ["predict", "evaluate"]),
    "second model": (
        "s = StandardScaler()\nX2 = s.fit_transform(X_train)\nm2 = Ridge().fit(X2, y_train)\n"
        "print(m2.score(s.transform(X_test), y_test))",
        ["preprocess", "train", "evaluate"]),
    "magic on top": (
        "%%time\np = model.predict(X_train)\nprint(mean_squared_error(y_train, p))", ["predict"]),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "wanted"), AFTER_PREDICTING.values(), ids=AFTER_PREDICTING)
def test_cell_after_predicting(tmp_path: Path, cell: str, wanted: list[str]) -> None:
    # jupytext comments magics out in percent files.
    cell = cell.replace("%%time", "# %%time") if cell.startswith("%%") else cell
    found = suggested(tmp_path, f"{HEAD}{FITTED}{PREDICTED}# %%\n{cell}\n")
    assert roles(found[0]) == wanted


# The last cell of a notebook shows a score; what it is computed by stands above.
SHOWN = {
    "rounded": ("rmse = mean_squared_error(y_test, y_pred) ** 0.5", "round(rmse, 3)"),
    "table": ("t = pd.DataFrame({'mse': [mean_squared_error(y_test, y_pred)]})", "t"),
    "bare": ("n = 1", "mean_squared_error(y_test, y_pred)"),
    "of a fit cell": (
        "m = Ridge()\nm.fit(X_train, y_train)\nacc = m.score(X_test, y_test)",
        "print(f'{acc:.3f}')",
    ),
    "of folds": ("scores = cross_val_score(model, X_train, y_train)", "scores.mean()"),
    "of a grid": (
        "grid = GridSearchCV(model, {'alpha': [1]})\ngrid.fit(X_train, y_train)",
        "grid.best_score_",
    ),
    "column of predictions": (
        "new = pd.read_csv('b.csv')\nnew['p'] = model.predict(new[['a']])",
        "print('holdout acc', (new.p == new.y).mean())",
    ),
    "function of the notebook": (
        "def rmse(a, b):\n    return np.sqrt(((a - b) ** 2).mean())\ne = rmse(y_test, y_pred)",
        "print(e)",
    ),
    "cross table": ("t = pd.crosstab(y_test, y_pred)", "t"),
    "of a function that fits": (
        "import ours\ndef run(m):\n    m.fit(X_train, y_train)\n    p = m.predict(X_test)\n"
        "    score = ours.rate(p)\n    return score\ns = run(Ridge())",
        "s",
    ),
    "counted": (
        "n = 0\nfor a, b in zip(y_test, y_pred):\n    n += a == b",
        "print('accuracy:', n / len(y_test))",
    ),
    "table by its name": (
        "rows = [{'m': 'a', 'acc': 1}]\nresults_df = pd.DataFrame(rows)",
        "results_df",
    ),
    "importances": ("i = pd.Series(model.coef_, X_train.columns)", "i.head()"),
}


@pytest.mark.parametrize(("made", "cell"), SHOWN.values(), ids=SHOWN)
def test_a_score_that_is_shown_is_never_skipped(tmp_path: Path, made: str, cell: str) -> None:
    source = f"{HEAD}{FITTED}{PREDICTED}# %%\n{made}\n# %%\n{cell}\n"
    assert roles(suggested(tmp_path, source)[-1]) == ["evaluate"]


def test_parameters_stand_on_top_and_are_literal(tmp_path: Path) -> None:
    source = "# %%\nN = 3\nRATE = 0.1\n# %%\ndata = list(range(N))\n# %%\nM = 4\nm = data * M\n"
    assert roles(suggested(tmp_path, source)[0]) == ["parameters"]


@pytest.mark.parametrize(
    ("cell", "tag"),
    [
        ("class CFG:\n    n = 3", "parameters"),
        ("class CFG:\n    n = 3\nCFG2 = CFG()\nM = 4", "parameters"),
        ("class CFG:\n    n = len('abc')", "functions"),
        ("class CFG:\n    n = 3\ndef f(x):\n    return x", "functions"),
    ],
)
def test_a_class_of_literal_values_holds_parameters(tmp_path: Path, cell: str, tag: str) -> None:
    source = f"# %%\n{cell}\n# %%\ndata = list(range(CFG.n))\nm = data * 2\n{FITTED}"
    assert roles(suggested(tmp_path, source)[0]) == [tag]


def test_a_constant_that_is_changed_is_no_parameter(tmp_path: Path) -> None:
    source = f"# %%\nseen = []\n{HEAD}# %%\nseen.append(len(df))\n{FITTED}# %%\nprint(seen)\n"
    assert roles(suggested(tmp_path, source)[0]) != ["parameters"]


def test_existing_tags_are_taken_as_given(tmp_path: Path) -> None:
    source = '# %%\nN = 3\n# %% tags=["evaluate"]\nprint(N)\n# %%\nx = 1\n'
    found = suggested(tmp_path, source)
    assert [one.cell for one in found] == [1, 3]


def test_what_a_tagged_cell_needs_is_not_skipped(tmp_path: Path) -> None:
    source = f'{HEAD}# %%\nmean = df["a"].mean()\n# %% tags=["train"]\nprint(mean)\n'
    assert roles(suggested(tmp_path, source)[0]) == ["preprocess"]


def test_what_is_read_by_its_text_is_not_skipped(tmp_path: Path) -> None:
    made = "# %%\nfor n in ['low', 'high']: globals()[n] = df.quantile(len(n) / 10)\n"
    kept = "# %%\nfor n in ['low', 'high']: globals()[n].to_csv(n)\n"
    assert [s.role.value for s in suggested(tmp_path, HEAD + made + kept)] == ["preprocess"] * 2


def test_a_cell_that_is_skipped_needs_nothing(tmp_path: Path) -> None:
    source = f'{HEAD}{FITTED}# %%\nn = len(df)\n# %% tags=["skip"]\nprint(n)\n'
    assert roles(suggested(tmp_path, source)[0]) == ["skip"]


def test_split_at_the_borders_of_statements_with_their_comments(tmp_path: Path) -> None:
    cell = "# fit\nm = Ridge()\nm.fit(X_train, y_train)\n\n# predict\np = m.predict(X_test)\n"
    cell += "# score\nprint(mean_squared_error(\n    y_test, p))"
    found = suggested(tmp_path, f"{HEAD}# %%\n{cell}\n")
    pieces = [(p.first, p.last, p.role.value) for p in found[0].pieces]
    assert pieces == [(1, 3, "train"), (4, 6, "predict"), (7, 9, "evaluate")]


def test_no_split_where_a_value_cannot_be_saved(tmp_path: Path) -> None:
    cell = "rows = (r for r in X_test.values)\nm = Ridge().fit(X_train, y_train)\n"
    cell += "print(mean_squared_error(y_test, [m.predict([r])[0] for r in rows]))"
    assert len(suggested(tmp_path, f"{HEAD}# %%\n{cell}\n")[0].pieces) == 1


def test_statements_on_one_line_stay_together(tmp_path: Path) -> None:
    cell = "m = Ridge().fit(X_train, y_train); p = m.predict(X_test)"
    assert roles(suggested(tmp_path, f"{HEAD}# %%\n{cell}\n")[0]) == ["train"]


def test_in_a_notebook_without_a_model_figures_are_the_results(tmp_path: Path) -> None:
    source = "# %%\nimport pandas as pd\n# %%\ndf = pd.read_csv('a.csv')\n# %%\ndf.hist()\n"
    assert [roles(one)[0] for one in suggested(tmp_path, source)] == [
        "imports", "preprocess", "evaluate",
    ]  # fmt: skip


def test_a_seed_is_never_skipped(tmp_path: Path) -> None:
    cell = "np.random.seed(3)\nplt.hist(np.random.rand(9))"
    found = suggested(tmp_path, f"{HEAD}# %%\n{cell}\n{FITTED}")
    assert roles(found[0]) != ["skip"]


LOOK = "plt.plot(np.random.rand(9))"
DRAWS = (
    "model = Ridge().fit(X_train + np.random.rand(), y_train)\nprint(model.score(X_test, y_test))"
)


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (["np.random.seed(1)", LOOK, DRAWS], True),
        ([LOOK, DRAWS], False),
        (["np.random.seed(1)", LOOK, "np.random.seed(2)", DRAWS], False),
        (["np.random.seed(1)", LOOK, FITTED], False),
    ],
    ids=["later numbers follow", "no seed", "a seed follows", "no later draw"],
)
def test_what_draws_from_a_seeded_stream_is_needed(
    tmp_path: Path, cells: list[str], kept: bool
) -> None:
    made = suggested(tmp_path, HEAD + "".join(f"# %%\n{cell}\n" for cell in cells))
    assert (roles(made[cells.index(LOOK)]) != ["skip"]) == kept


def test_a_cell_that_is_not_python_is_told_and_the_rest_suggested(tmp_path: Path) -> None:
    path = tmp_path / "nb.py"
    path.write_text(f"{HEAD}# %%\nprint 'old'\n# %%\ndf.head()\n{FITTED}")
    found = suggest(path)
    assert [p.code for p in found.problems] == ["NB121"]
    assert [roles(one) for one in found.suggestions] == [["skip"]]


OWN_NET = """# %% tags=["imports"]
import numpy as np
# %% tags=["functions"]
class Net:
    def __init__(self, n): self.w = np.zeros(n)
    def {apply}(self, X): return X @ self.w
def mse(p, t): return ((p - t) ** 2).mean()
# %% tags=["preprocess"]
data = np.load("a.npz")
X_train, X_test, y_train, y_test = data["a"], data["b"], data["c"], data["d"]
# %%
net = Net(X_train.shape[1])
for epoch in range(5):
    p = net.{apply}(X_train)
    net.w -= 0.001 * X_train.T @ (p - y_train) / len(p)
    print(epoch, mse(p, y_train))
# %%
p_test = net.{apply}(X_test)
y_hat = p_test.round().astype(int)
# %%
test_loss = mse(p_test, y_test)
test_acc = (y_hat == y_test).mean()
{told}
"""
TOLD = {
    "f-string": 'print(f"test loss {test_loss:.4f}, accuracy {test_acc:.3f}")',
    "text and value": 'print("accuracy:", test_acc)',
    "a dict": 'scores = {"loss": test_loss, "acc": test_acc}\nprint(scores)',
    "a display": "test_acc",
}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_scores_of_a_class_of_the_notebook_are_kept(tmp_path: Path, told: str) -> None:
    source = OWN_NET.replace("{apply}", "forward").replace("{told}", told)
    found = suggested(tmp_path, source)
    assert [roles(one) for one in found] == [["train"], ["predict"], ["evaluate"]]


def test_a_printed_score_is_kept_whatever_the_model_is_called_by(tmp_path: Path) -> None:
    source = OWN_NET.replace("{apply}", "activate").replace("{told}", TOLD["f-string"])
    assert roles(suggested(tmp_path, source)[-1]) == ["evaluate"]


SEGMENTED = """# %% tags=["imports"]
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
# %%
df = pd.read_csv("a.csv")
# %%
df["segment"] = KMeans(4).fit_predict(df[["a"]])
# %%
{table}
table.to_csv("table.csv")
# %%
y = df["b"] * 2 + df["segment"]
X_train, X_test, y_train, y_test = train_test_split(df[["a", "segment"]], y)
# %%
model = Ridge()
model.fit(X_train, y_train)
# %%
y_pred = model.predict(X_test)
"""
TABLES = {
    "groups": "table = df.groupby('segment').size().to_frame('n')",
    "pivot": "table = df.pivot_table(index='segment', values='b')",
    "crosstab": "table = pd.crosstab(df['c'], df['segment'])",
    "describe": "table = df.describe()",
    "counts": "table = df['segment'].value_counts()",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_saved_table_draws_no_fit_out_of_training(tmp_path: Path, table: str) -> None:
    found = suggested(tmp_path, SEGMENTED.replace("{table}", table))
    assert [roles(one) for one in found[3:]] == [["train"], ["train"], ["predict"]]
