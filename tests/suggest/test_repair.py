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


FIGURES = {
    "pyplot": ["plt.figure()\nplt.plot(xs)\nplt.title('a')\nplt.savefig('a.png')\nplt.show()"],
    "axes": ["fig, ax = plt.subplots()\nax.plot(xs)\nax.set_title('a')\nfig.savefig('a.png')"],
    "seaborn": ["ax = sns.lineplot(xs)\nax.set(title='a')\nax.figure.savefig('a.png')"],
    "the figure of the moment": ["plt.plot(xs)\nfig = plt.gcf()\nfig.savefig('a.png')"],
    "a function": ["def keep():\n    plt.savefig('a.png')\n\nplt.plot(xs)\nkeep()"],
    "two cells": ["fig, ax = plt.subplots()\nax.plot(xs)", "ax.set_title('a')\nfig.savefig('a')"],
    "three cells": ["fig, ax = plt.subplots()", "ax.plot(xs)", "fig.savefig('a.png')"],
}  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_one_figure_stays_one_and_fits_stay_in_training(figure: list[str]) -> None:
    cells = [
        'tags=["imports"]\nimport matplotlib.pyplot as plt\nimport seaborn as sns\n'
        "from sklearn.linear_model import Ridge",
        'tags=["train"]\nfirst = Ridge().fit([[1], [2]], xs[:2])',
        *(f'tags=["evaluate"]\n{source}' for source in figure),
        'tags=["train"]\nxs.append(first.coef_[0])\nmodel = Ridge().fit([[x] for x in xs], xs)',
        'tags=["train"]\nprint(model.coef_)',
        'tags=["predict"]\ny = model.predict([[1]])',
        'tags=["evaluate"]\nprint(y[0] - xs[0])',
    ]
    Path("nb.py").write_text(HEAD + "\n".join(f"# %% {cell}\n" for cell in cells))
    assert "evaluate_2" in _stages("nb.py")
    assert run("tag", "nb.py", "--repair", "--write", "-q").exit_code == 0
    tags = [line[4:] for line in Path("nb.py").read_text().splitlines() if "# %% tags" in line]
    train = ["train"] * (3 + len(figure))
    roles = ["preprocess", "imports", *train, "predict", "evaluate"]
    assert tags == [f' tags=["{role}"]' for role in roles]
    assert _stages("nb.py") == ["preprocess", "train", "predict", "evaluate"]


def test_wrong_usage() -> None:
    Path("nb.py").write_text(INTERLEAVED)
    assert run("tag", "nb.py", "--repair", "--interactive").exit_code == 2
