"""The tag of each statement by what it means, whatever cell it stands in."""

from pathlib import Path

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.notebook.model import Notebook, Role
from nb2prod.notebook.read import read_notebook
from nb2prod.suggest.suggest import statement_roles
from tests.suggest.test_suggest import FITTED, HEAD

CELL = """import math
LIMIT = 3
X2 = X_train[:LIMIT]
m2 = Ridge()
m2.fit(X2, y_train[:LIMIT])
df.head()
p2 = m2.predict(X_test)
score = mean_squared_error(
    y_test, p2)
print(score)
def f(x):
    return x
"""


AFTER = "# %%\nm2 = Ridge().fit(X2, y_train)\n"


def notebook(tmp_path: Path, source: str) -> Notebook:
    path = tmp_path / "nb.py"
    path.write_text(source, encoding="utf-8")
    return read_notebook(path, require_stages=False)


def by_line(tmp_path: Path, cell: str, before: str = "", after: str = "") -> dict[int, Role | None]:
    """The roles of the statements of one cell, by line."""
    found = notebook(tmp_path, f"{HEAD}{before}# %%\n{cell}\n{after}")
    number = found.cells[2 + before.count("# %%")].number
    roles = statement_roles(found)
    return {line: role for (at, line), (role, _) in roles.items() if at == number}


def test_every_statement_has_its_own_tag(tmp_path: Path) -> None:
    assert by_line(tmp_path, CELL) == {
        1: "imports", 2: "preprocess", 3: "preprocess", 4: "train", 5: "train", 6: None,
        7: "predict", 8: "evaluate", 10: "evaluate", 11: "functions",
    }  # fmt: skip


def test_tags_of_the_user_are_certain(tmp_path: Path) -> None:
    found = notebook(tmp_path, f"{HEAD}{FITTED}# %%\ny_pred = model.predict(X_test)\n")
    roles = statement_roles(found)
    assert {roles[3, 1], roles[2, 1]} == {("train", 1.0), ("preprocess", 1.0)}
    assert 0 < roles[4, 1][1] < 1


def test_a_cell_may_have_any_number_of_pieces(tmp_path: Path) -> None:
    cell = (
        "m = Ridge().fit(X_train, y_train)\np = m.predict(X_test)\n"
        "print(mean_squared_error(y_test, p))\n"
    ) * 3
    assert [*by_line(tmp_path, cell).values()] == ["train", "predict", "evaluate"] * 3


def test_the_analysis_that_there_is_serves(tmp_path: Path) -> None:
    found = notebook(tmp_path, f"{HEAD}# %%\n{CELL}")
    assert statement_roles(found, analyse(found)) == statement_roles(found)


def test_a_statement_counts_before_an_import_on_its_line(tmp_path: Path) -> None:
    assert by_line(tmp_path, "import math; X2 = X_train + 1", after=AFTER) == {1: "preprocess"}


# What is special in the cell, the cell, what stands before it and after it, the roles.
KINDS = {
    "cross validation that chooses": (
        "alphas = [0.1, 1]\n"
        "means = [cross_val_score(Ridge(alpha=a), X_train, y_train).mean() for a in alphas]\n"
        "best = alphas[int(np.argmax(means))]\n"
        "final = Ridge(alpha=best).fit(X_train, y_train)",
        "", ["train"] * 4),
    "comparison by eye before a fit": (
        "for a in [0.1, 1]:\n    print(cross_val_score(Ridge(alpha=a), X_train, y_train).mean())\n"
        "m = Ridge(alpha=1).fit(X_train, y_train)",
        "", ["train", "train"]),
    "cross validation of what is fitted": (
        "cv = cross_val_score(model, X_train, y_train)\nprint(cv.mean())",
        FITTED, ["evaluate", "evaluate"]),
    "the model that is measured is trained on": (
        "model.score(X_test, y_test)\nmodel.fit(X_test, y_test)",
        FITTED, ["evaluate", "train"]),
    "a score that is saved with the model": (
        "cv = cross_val_score(model, X_train, y_train)\nimport joblib\n"
        "joblib.dump((model, cv), 'm')",
        FITTED, ["evaluate", "imports", "train"]),
    "importances": (
        "imp = pd.Series(model.feature_importances_, index=X_train.columns)\nimp.head()",
        FITTED, ["evaluate", "evaluate"]),
    "names of features": (
        "names = list(X_train.columns)\npd.Series(model.coef_, index=names).plot.bar()",
        FITTED, ["evaluate", "evaluate"]),
    "dump of the settings": (
        "import json\nCONFIG = {'alpha': 1}\nm = Ridge(**CONFIG).fit(X_train, y_train)\n"
        "with open('c.json', 'w') as f:\n    json.dump(CONFIG, f)",
        "", ["imports", "train", "train", "train"]),
    "test data prepared as training data is": (
        "s = StandardScaler()\nX2 = s.fit_transform(X_train)\nX3 = s.transform(X_test)\n"
        "m = Ridge().fit(X2, y_train)\np = m.predict(X3)\nprint(mean_squared_error(y_test, p))",
        FITTED, [*["preprocess"] * 3, "train", "predict", "evaluate"]),
    "gradient descent": (
        "w = np.zeros(2)\nfor epoch in range(9):\n    w = w - (X_train @ w - y_train) @ X_train\n"
        "p = X_test @ w\nacc = (p == y_test).mean()\nacc",
        "", ["train", "train", "predict", "evaluate", "evaluate"]),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "before", "wanted"), KINDS.values(), ids=KINDS)
def test_kinds(tmp_path: Path, cell: str, before: str, wanted: list[str | None]) -> None:
    assert [*by_line(tmp_path, cell, before).values()] == wanted
