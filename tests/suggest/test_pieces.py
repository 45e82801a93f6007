"""Where a cell without a tag is split, and the tag of each piece, by what its statements mean."""

from pathlib import Path

import pytest

from nb2prod.notebook.read import read_notebook
from nb2prod.suggest.suggest import suggestions
from tests.suggest.test_suggest import FITTED, HEAD

# What is special in the cell, the cell, what stands before it, the pieces and where they start.
KINDS = {
    "cross validation that chooses": (
        "alphas = [0.1, 1]\n"
        "means = [cross_val_score(Ridge(alpha=a), X_train, y_train).mean() for a in alphas]\n"
        "best = alphas[int(np.argmax(means))]\n"
        "final = Ridge(alpha=best).fit(X_train, y_train)",
        "", [("train", 1)]),
    "comparison by eye before a fit": (
        "for a in [0.1, 1]:\n    print(cross_val_score(Ridge(alpha=a), X_train, y_train).mean())\n"
        "m = Ridge(alpha=1).fit(X_train, y_train)",
        "", [("train", 1)]),
    "cross validation of what is fitted": (
        "cv = cross_val_score(model, X_train, y_train)\nprint(cv.mean())",
        FITTED, [("evaluate", 1)]),
    "the model that is measured is trained on": (
        "model.score(X_test, y_test)\nmodel.fit(X_test, y_test)",
        FITTED, [("evaluate", 1), ("train", 2)]),
    "a score that is saved with the model": (
        "cv = cross_val_score(model, X_train, y_train)\nimport joblib\n"
        "joblib.dump((model, cv), 'm')",
        FITTED, [("evaluate", 1), ("train", 2)]),
    "importances": (
        "imp = pd.Series(model.feature_importances_, index=X_train.columns)\nimp.head()",
        FITTED, [("evaluate", 1)]),
    "names of features": (
        "names = list(X_train.columns)\npd.Series(model.coef_, index=names).plot.bar()",
        FITTED, [("evaluate", 1)]),
    "importances by names that a transformer gives": (
        "imp = pd.Series(model.feature_importances_, index=model[0].get_feature_names_out())\n"
        "imp.plot.bar()",
        FITTED, [("evaluate", 1)]),
    "dump of the settings": (
        "import json\nCONFIG = {'alpha': 1}\nm = Ridge(**CONFIG).fit(X_train, y_train)\n"
        "with open('c.json', 'w') as f:\n    json.dump(CONFIG, f)",
        "", [("train", 1)]),
    "test data prepared as training data is": (
        "s = StandardScaler()\nX2 = s.fit_transform(X_train)\nX3 = s.transform(X_test)\n"
        "m = Ridge().fit(X2, y_train)\np = m.predict(X3)\nprint(mean_squared_error(y_test, p))",
        FITTED, [("preprocess", 1), ("train", 4), ("predict", 5), ("evaluate", 6)]),
    "gradient descent": (
        "w = np.zeros(2)\nfor epoch in range(9):\n    w = w - (X_train @ w - y_train) @ X_train\n"
        "p = X_test @ w\nacc = (p == y_test).mean()\nacc",
        "", [("train", 1), ("predict", 4), ("evaluate", 5)]),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "before", "wanted"), KINDS.values(), ids=KINDS)
def test_kinds(tmp_path: Path, cell: str, before: str, wanted: list[tuple[str, int]]) -> None:
    path = tmp_path / "nb.py"
    path.write_text(f"{HEAD}{before}# %%\n{cell}\n", encoding="utf-8")
    notebook = read_notebook(path, require_stages=False)
    number = notebook.cells[2 + before.count("# %%")].number
    found = next(one for one in suggestions(notebook) if one.cell == number)
    assert [(piece.role, piece.first) for piece in found.pieces] == wanted


# What is special in the first cell, the cell, the pieces and where they start.
SETTINGS_FIRST = {
    "a seed below values": (
        "SEED = 42\nSIZE = 0.25\nnp.random.seed(SEED)", [("parameters", 1), ("imports", 3)]),
    "paths above values": (
        "OUT = Path('o')\nOUT.mkdir(exist_ok=True)\nSEED = 42; SIZE = 0.25",
        [("preprocess", 1), ("parameters", 3)]),
    "values that are printed": (
        "SEED = 42\nSIZE = 0.25\nprint(SEED)", [("parameters", 1), ("skip", 3)]),
    "a value that changes later": ("SEED = 1\nSIZE = 0.25\nnp.random.seed(SEED)\nSEED = 42",
        [("train", 1), ("parameters", 2), ("train", 3)]),
    "values among work": (
        "SEED = 42\nSIZE = 0.25\ndf = pd.read_csv('b.csv', nrows=SEED)", [("preprocess", 1)]),
    "values that only the cell reads": (
        "folder = 'o'\nOUT = Path(folder) / 'p'\nSEED, SIZE = len(folder), 0.25",
        [("preprocess", 1)]),
    "too many pieces": (
        "SEED = 42\nOUT = Path('o')\nA = 1\nP = Path('p')\nSIZE = 0.25", [("preprocess", 1)]),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "wanted"), SETTINGS_FIRST.values(), ids=SETTINGS_FIRST)
def test_literal_values_among_settings(
    tmp_path: Path, cell: str, wanted: list[tuple[str, int]]
) -> None:
    path = tmp_path / "nb.py"
    imports, loaded = HEAD.split('# %% tags=["preprocess"]\n')
    path.write_text(
        f"{imports}from pathlib import Path\n# %%\n{cell}\n# %%\n{loaded}"
        "# %%\ndf.to_csv(OUT / 'x.csv')\nm = Ridge(SIZE, random_state=SEED).fit(df, df)\n"
    )
    found = suggestions(read_notebook(path, require_stages=False))[0]
    assert [(p.role.value, p.first) for p in found.pieces] == wanted
