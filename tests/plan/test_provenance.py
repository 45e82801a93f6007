"""``--provenance``: comments that name the cells, and nothing else."""

import json
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.settings import Settings
from tests.support.samples import SAMPLES

CELLS = [
    ("lib", [], "import json\n\n\ndef twice(x):\n    return 2 * x"),
    ("prep-1", ["preprocess"], "# first\nrows = [1, 2]\nrows.append(3)"),
    ("two\nimport os #", ["preprocess"], "rows.append(twice(4))"),
    ("", ["train"], "print(twice(sum(rows)))"),
]


def stored(folder: Path) -> Path:
    path = folder / "n.ipynb"
    cells = [
        {"cell_type": "code", "id": name, "metadata": {"tags": tags}, "source": source}
        for name, tags, source in CELLS
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    path.write_text(json.dumps(notebook))
    return path


def test_comment_above_each_block(tmp_path: Path) -> None:
    files = convert(stored(tmp_path), Settings(provenance=True)).files
    assert "# cell 1 (lib)\ndef twice(x):\n" in files["n/common.py"]
    assert (
        "    # cell 2 (prep-1)\n    # first\n    rows = [1, 2]\n    rows.append(3)\n\n"
        "    # cell 3 (twoimport os #)\n    rows.append(twice(4))\n" in files["n/preprocess.py"]
    )
    assert "    # cell 4\n    print(twice(sum(rows)))\n" in files["n/train.py"]


def test_off_by_default(tmp_path: Path) -> None:
    assert not any("# cell" in text for text in convert(stored(tmp_path)).files.values())


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.ipynb")), ids=lambda p: p.stem)
def test_adds_nothing_but_comments(path: Path) -> None:
    plain, named = convert(path).files, convert(path, Settings(provenance=True)).files
    assert plain.keys() == named.keys()
    for name, text in named.items():
        kept = [line for line in text.splitlines() if not line.lstrip().startswith("# cell ")]
        assert [k for k in kept if k] == [k for k in plain[name].splitlines() if k]
    assert sum(text.count("# cell ") for text in named.values()) >= 5


RENAMED = """# %% tags=["train"]
xs = [1]
xs.append(2)
# %% tags=["evaluate"]
print(xs)
# %% tags=["train"]
xs = [3]
xs.append(4)
# %% tags=["evaluate"]
print(xs)
"""


def test_names_of_the_notebook_are_told(tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text(RENAMED)
    files = convert(tmp_path / "n.py", Settings(provenance=True)).files
    assert "    # cell 1\n    xs = [1]\n" in files["n/train.py"]
    told = "    # cell 3, where `xs_2` is called `xs`\n"
    assert f"{told}    xs_2 = [3]\n    xs_2.append(4)\n" in files["n/train.py"]
    assert "    # cell 4, where `xs_2` is called `xs`\n    print(xs_2)\n" in files["n/evaluate.py"]
