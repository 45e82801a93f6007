"""``nb2prod tag`` and ``convert --auto-tag`` as a user calls them."""

import json
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.notebook.read import read_notebook
from nb2prod.settings import Settings
from tests.support.commands import run
from tests.support.labelled import FOLDER

SOURCE = """# %%
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score

# %%
df = pd.read_csv("a.csv")

# %%
df.head()

# %%
model = Ridge().fit(df[["a"]], df["y"])

# %%
pred = model.predict(df[["a"]])
r2 = r2_score(df["y"], pred)
print(r2)
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "nb.py"
    made.write_text(SOURCE)
    return made


def tags(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line.startswith("# %%")]


def test_nothing_is_written_unasked(path: Path) -> None:
    result = run("tag", "nb.py")
    assert result.exit_code == 0
    assert "nb.py: cell 2: preprocess (0.95): it loads (`pd.read_csv`).\n" in result.output
    assert "nb.py: cell 5: to be split:\n    lines 1 to 1: predict" in result.output
    assert path.read_text() == SOURCE


def test_write(path: Path) -> None:
    result = run("tag", "nb.py", "--write", "-q")
    assert (result.exit_code, result.output) == (0, "")
    assert tags(path) == [
        f'# %% tags=["{tag}"]'
        for tag in ("imports", "preprocess", "skip", "train", "predict", "evaluate")
    ]
    assert run("tag", "nb.py").output == "nb.py: every code cell has a tag.\n"


def test_interactive(path: Path) -> None:
    result = run("tag", "nb.py", "--interactive", text="\nn\neval\nwhat\nt\nq\n")
    assert result.exit_code == 0
    assert "nb.py: 3 cells tagged.\n" in result.output
    assert tags(path) == [
        '# %% tags=["imports"]', "# %%", '# %% tags=["evaluate"]', '# %% tags=["train"]', "# %%",
    ]  # fmt: skip


def test_interactive_ends_with_the_input(path: Path) -> None:
    result = run("tag", "nb.py", "--interactive")
    assert (result.exit_code, path.read_text()) == (0, SOURCE)
    assert "nothing was written" in result.output


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("no.ipynb", None, "NB404"), ("bad.ipynb", "{", "NB103"), ("r.py", "print 'a'\n", "NB121")],
)
def test_bad_input(path: Path, name: str, content: str | None, words: str) -> None:
    if content is not None:
        (path.parent / name).write_text(content)
    result = run("tag", name)
    assert result.exit_code == (2 if content is None else 1)
    assert words in result.output and "Traceback" not in result.output


def test_wrong_usage(path: Path) -> None:
    assert run("tag", "nb.py", "--interactive", "-q").exit_code == 2


def test_auto_tag_converts_and_leaves_the_notebook(path: Path) -> None:
    assert run("convert", "nb.py", "-q").exit_code == 1
    assert run("convert", "nb.py", "--auto-tag", "-q").exit_code == 0
    assert path.read_text() == SOURCE
    stages = {p.stem for p in (path.parent / "nb/nb").glob("*.py")}
    assert {"train", "predict", "evaluate"} <= stages  # preprocess would only read a file
    assert "df.head()" not in (path.parent / "nb/nb/train.py").read_text()


def test_auto_tag_in_pyproject(path: Path) -> None:
    (path.parent / "pyproject.toml").write_text("[tool.nb2prod]\nauto-tag = true\n")
    assert run("check", "nb.py").exit_code == 0
    assert run("check", "nb.py", "--no-auto-tag").exit_code == 1


def test_existing_tags_win(path: Path) -> None:
    path.write_text(SOURCE.replace("# %%\ndf.head()", '# %% tags=["train"]\nprint(len(df))'))
    train = convert(path, Settings(auto_tag=True)).files["nb/train.py"]
    assert "print(len(df))" in train


def test_errors_after_auto_tag_point_at_the_cell_as_it_is(path: Path) -> None:
    bad = "# %%\nm = Ridge().fit(df, df)\nrows = m.predict(df)\nscore = r2_score(1, rows)\n"
    path.write_text(f"{SOURCE}\n{bad}print(missing)\n")
    result = run("convert", "nb.py", "--auto-tag")
    assert result.exit_code == 1
    assert "cell 6, line 4: NB201 `missing`" in result.output


def test_nothing_of_a_stage(path: Path) -> None:
    path.write_text("# %%\nimport os\n")
    result = run("convert", "nb.py", "--auto-tag")
    assert result.exit_code == 1 and "NB108" in result.output


@pytest.mark.parametrize(
    ("name", "moved"),
    [("iris_logreg", False), ("everything_in_few_cells", False), ("keras_mnist", True),
     ("surprise_recommender", True), ("torch_two_nets_compared", False)],
)  # fmt: skip
def test_auto_tag_gives_what_written_tags_give(path: Path, name: str, moved: bool) -> None:
    text = (FOLDER / f"{name}.py").read_text()
    path.write_text("\n".join(
        "# %%" if line.startswith("# %% tags") else line for line in text.splitlines()
    ))  # fmt: skip
    automatic = convert(path, Settings(auto_tag=True)).files
    assert ("with it the stages fit together" in run("tag", "nb.py").output) is moved
    assert run("tag", "nb.py", "--write", "-q").exit_code == 0
    written = convert(path).files
    assert automatic.keys() == written.keys()
    for file in (file for file in written if file.endswith(".py")):
        assert automatic[file].split() == written[file].split()


@pytest.mark.parametrize(
    ("cell", "suggested"),
    [
        ("%%time\nmodel = Ridge().fit(df, df)\nr2 = r2_score(df, model.predict(df))\nprint(r2)",
         "train (0.56)"),
        ("model = Ridge().fit(df, df)\nmodel.coef_", "train (0.95)"),
    ],
    ids=["a magic holds the cell together", "what only shows values"],
)  # fmt: skip
def test_what_is_not_split(path: Path, cell: str, suggested: str) -> None:
    path.write_text(SOURCE[: SOURCE.index("# %%\nmodel")] + f"# %%\n{cell}\n")
    assert f"nb.py: cell 4: {suggested}" in run("tag", "nb.py").output


def test_what_cannot_be_divided_has_the_suggestions_that_its_cells_look_like(path: Path) -> None:
    path.write_text(f"{SOURCE}print(r2_score(missing, pred))\n")
    assert "cell 5: to be split" in run("tag", "nb.py").output
    assert run("check", "nb.py", "--auto-tag").exit_code == 1


def test_tags_that_are_written_are_read(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": "x = sum([1])\nprint(x)", "metadata": {}, "outputs": []}
    made = tmp_path / "a.ipynb"
    made.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "cells": [cell]}))
    assert run("tag", str(made), "--write").exit_code == 0
    assert len(read_notebook(made, require_stages=False).cells) == 1
