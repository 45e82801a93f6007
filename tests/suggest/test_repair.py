"""``nb2prod tag --repair``: the fewest other tags with which each stage is one module."""

import json
from pathlib import Path

import pytest

from nb2prod.convert import convert
from tests.support.commands import run

HEAD = """# %%
import os

# %% tags=["preprocess"]
xs = sorted(map(len, os.listdir()))

"""
INTERLEAVED = (
    HEAD
    + """# %% tags=["train", "slow"]
model = [xs]

# %% tags=["evaluate"]
print(len(model))
best = model[0]

# %% tags=["train"]
model = [best]

# %% tags=["evaluate"]
print(model)
"""
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _stages(path: str) -> list[str]:
    return [stage.name for stage in convert(Path(path)).pipeline.stages]


def test_the_part_that_is_needed_earlier_is_split_off() -> None:
    Path("nb.py").write_text(INTERLEAVED)
    assert _stages("nb.py") == ["preprocess", "train", "evaluate", "train_2", "evaluate_2"]
    assert "nb.py: cell 4: to be split:\n    lines 1 to 1: evaluate" in (
        run("tag", "nb.py", "--repair").output
    )
    assert Path("nb.py").read_text() == INTERLEAVED
    assert run("tag", "nb.py", "--repair", "--write", "-q").exit_code == 0
    lines = Path("nb.py").read_text().splitlines()
    assert [line for line in lines if line.startswith("# %% ")] == [
        f"# %% tags=[{tags}]"
        for tags in (
            '"preprocess"', '"train", "slow"', '"evaluate"', '"train"', '"train"', '"evaluate"',
        )
    ]  # fmt: skip
    assert _stages("nb.py") == ["preprocess", "train", "evaluate"]
    assert (
        run("tag", "nb.py", "--repair").output == "nb.py: no other tags would make fewer modules.\n"
    )


def test_a_cell_is_retagged_in_a_notebook_file() -> None:
    sources = {"preprocess": "import os\nxs = os.listdir()", "evaluate": "n = len(xs)",
               "train": "model = n + 1", "predict": "print(model)"}  # fmt: skip
    cells = [
        {"cell_type": "code", "metadata": {"tags": ["x", tag]}, "outputs": [], "source": source,
         "execution_count": None, "id": tag}
        for tag, source in sources.items()
    ]  # fmt: skip
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    Path("nb.ipynb").write_text(json.dumps(notebook, indent=1))
    before = _stages("nb.ipynb")
    assert run("tag", "nb.ipynb", "--repair", "--write").exit_code == 0
    made = json.loads(Path("nb.ipynb").read_text())["cells"]
    tags = [cell["metadata"]["tags"] for cell in made]
    assert all(len(own) == 2 and own[0] == "x" for own in tags)
    assert [own[1] for own in tags] != list(sources)
    assert len(_stages("nb.ipynb")) <= len(before)


def test_what_two_stages_cannot_share_is_brought_together() -> None:
    text = HEAD + (
        '# %% tags=["train"]\nlines = (str(x) for x in xs)\n\n'
        '# %% tags=["predict"]\nprint(next(lines))\n'
    )
    Path("nb.py").write_text(text)
    assert run("check", "nb.py").exit_code == 1
    assert run("tag", "nb.py", "--repair", "--write").exit_code == 0
    assert run("check", "nb.py").exit_code == 0


def test_tags_in_comments_stay() -> None:
    text = INTERLEAVED.replace('# %% tags=["evaluate"]', "# %%\n# nb2prod: evaluate")
    Path("nb.py").write_text(text)
    result = run("tag", "nb.py", "--repair", "--write")
    assert result.exit_code == 0 and "nothing was written" in result.output
    assert Path("nb.py").read_text() == text


def test_wrong_usage() -> None:
    Path("nb.py").write_text(INTERLEAVED)
    assert run("tag", "nb.py", "--repair", "--interactive").exit_code == 2
