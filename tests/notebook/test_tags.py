"""Tags in metadata and comments, their contradictions and misspellings."""

import json
from pathlib import Path
from typing import Any

import pytest

from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.model import Role
from nb2prod.notebook.read import read_notebook


def roles(path: Path) -> list[Role]:
    return [cell.role for cell in read_notebook(path).cells]


@pytest.mark.parametrize(
    "tags",
    ["train", ["Train"], ["train", "train"], ["hide-input", "train"], "x, train", ["train", 3]],
)
def test_forms_of_metadata(write: Any, tags: Any) -> None:
    path = write((None, "x = 1"))
    raw = json.loads(path.read_text())
    raw["cells"][0]["metadata"]["tags"] = tags
    path.write_text(json.dumps(raw))
    assert roles(path) == [Role.TRAIN]


@pytest.mark.parametrize("metadata", [None, {}, {"tags": None}, {"tags": {}}, "absent"])
def test_missing_metadata_means_untagged(write: Any, metadata: Any) -> None:
    path = write(("train", "x = 1"), (None, "y = 1"))
    raw = json.loads(path.read_text())
    raw["cells"][1]["metadata"] = metadata
    if metadata == "absent":
        del raw["cells"][1]["metadata"]
    path.write_text(json.dumps(raw))
    assert roles(path) == [Role.TRAIN, Role.UNTAGGED]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("# nb2prod: train\nx = 1", "\nx = 1"),
        ("\n#nb2prod:Train\nx = 1", "\n\nx = 1"),
        ("%%time\n# nb2prod: train\nx = 1", "\n\nx = 1"),
        ("# nb2prod: train\n%%time\nx = 1", "\n\nx = 1"),
        ('# %% tags=["train"]\nx = 1', "\nx = 1"),
        ("#| tags: [train]\n#| echo: false\nx = 1", "\n\nx = 1"),
        ("#| label: fit\n\n#| tags: ['train', big]\nx = 1", "\n\n\nx = 1"),
        ("#| export\n# nb2prod: train\nx = 1\n#| no option", "\n\nx = 1\n#| no option"),
    ],
)
def test_comment(write: Any, source: str, left: str) -> None:
    (cell,) = read_notebook(write((None, source))).cells
    assert (cell.role, cell.source) == (Role.TRAIN, left)


def test_comment_further_down_is_a_comment(write: Any) -> None:
    path = write(("train", "x = 1\n# nb2prod: predict"))
    assert roles(path) == [Role.TRAIN]


def test_percent_file(tmp_path: Path) -> None:
    path = tmp_path / "n.py"
    path.write_text(
        '# %% [markdown]\n# # Title\n\n# %% tags=["train"]\n# %matplotlib inline\nx = 1\n\n'
        "# %%\n# nb2prod: predict\ny = x\n"
    )
    notebook = read_notebook(path)
    assert [(c.role, c.source.strip()) for c in notebook.cells] == [
        (Role.TRAIN, "x = 1"),
        (Role.PREDICT, "y = x"),
    ]
    assert notebook.cells[0].markdown == "# Title"
    # jupytext draws ids at random; messages have to be the same in each run.
    assert read_notebook(path) == notebook


@pytest.mark.parametrize("tags", [["train", "skip"], ["skip"]])
def test_skip_wins_and_keeps_the_cell(write: Any, tags: list[str]) -> None:
    assert roles(write(("train", "x = 1"), (tags, "y = 1"))) == [Role.TRAIN, Role.SKIP]


def test_papermill_injected_parameters(write: Any) -> None:
    path = write(("parameters", "a = 1"), ("injected-parameters", "a = 2"), ("train", "a"))
    assert roles(path) == [Role.PARAMETERS, Role.PARAMETERS, Role.TRAIN]


@pytest.mark.parametrize(
    ("tags", "source", "message"),
    [
        (["train", "predict"], "x = 1", "the cell has the tags `predict` and `train`"),
        (["train"], "# nb2prod: predict\nx = 1", "the comment says `predict`"),
        ([], "# nb2prod: train, predict\nx = 1", "the cell has the tags `predict` and `train`"),
        ([], "# nb2prod: training\nx = 1", "`training` is not a tag. Did you mean `train`?"),
        ([], "# nb2prod: zzz\nx = 1", "`zzz` is not a tag. The tags are preprocess,"),
        ([], "# nb2prod:\nx = 1", "the comment names no tag"),
    ],
)
def test_contradictions(write: Any, tags: Any, source: str, message: str) -> None:
    with pytest.raises(ConversionError) as error:
        read_notebook(write(("train", "z = 1"), (tags, source)))
    assert f"cell 2 (c2), line 1: {message}" in str(error.value)


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("preprocessing", "preprocess"),
        ("pre-process", "preprocess"),
        ("Training", "train"),
        ("prediction", "predict"),
        ("evaluation", "evaluate"),
        ("eval", "evaluate"),
        ("evalute", "evaluate"),
        ("param", "parameters"),
        ("import", "imports"),
        ("function", "functions"),
    ],
)
def test_near_miss_is_asked_about(write: Any, tag: str, meant: str) -> None:
    notebook = read_notebook(write(("train", "z = 1"), (tag, "x = 1")))
    (note,) = notebook.notes
    assert (note.code, note.advice) == ("NB112", f"Did you mean `{meant}`?")
    assert notebook.cells[1].role is Role.UNTAGGED


@pytest.mark.parametrize("tag", ["hide-input", "remove_cell", "todo", "slideshow"])
def test_foreign_tags_are_ignored(write: Any, tag: str) -> None:
    assert read_notebook(write(("train", "z = 1"), (tag, "x = 1"))).notes == ()


def test_no_stage_says_how_to_tag(write: Any) -> None:
    path = write(("imports", "import os"), ("training", "x = 1"))
    with pytest.raises(ConversionError) as error:
        read_notebook(path)
    text = str(error.value)
    commands = (f"`nb2prod convert --auto-tag {path}`", f"nb2prod tag {path}")
    for part in (*commands, "Jupyter", "VS Code", "# nb2prod: train", "Did you mean `train`?"):
        assert part in text
    assert len(read_notebook(path, require_stages=False).cells) == 2
