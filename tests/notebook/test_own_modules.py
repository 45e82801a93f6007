"""Modules of the notebook's own, in files and in cells."""

import json
from pathlib import Path

import pytest

from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.read import read_notebook


def modules(folder: Path, code: str, files: dict[str, str]) -> dict[str, str]:
    """The files of the modules that a notebook in `folder/work` imports, by name."""
    for name, text in files.items():
        (folder / "work" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "work" / name).write_text(text)
    (folder / "work").mkdir(exist_ok=True)
    (folder / "work/n.py").write_text(f'# %% tags=["train"]\n{code}\n')
    return {one.name: one.file for one in read_notebook(folder / "work/n.py").modules}


@pytest.mark.parametrize(
    ("code", "files", "expected"),
    [
        ("import helpers", {"helpers.py": ""}, {"helpers": "helpers.py"}),
        ("from helpers import *", {"helpers.py": ""}, {"helpers": "helpers.py"}),
        ("def f():\n    import helpers", {"helpers.py": ""}, {"helpers": "helpers.py"}),
        ("from lib.clean import f", {"lib/__init__.py": "", "lib/clean.py": ""},
         {"lib": "lib/__init__.py", "lib.clean": "lib/clean.py"}),
        ("from lib.clean import f", {"lib/clean.py": ""}, {"lib.clean": "lib/clean.py"}),
        ("from lib import clean", {"lib/clean.py": "", "lib/other.py": ""},
         {"lib.clean": "lib/clean.py"}),
        ("import a", {"a.py": "import b", "b.py": "def f():\n    import c", "c.py": ""},
         {"a": "a.py", "b": "b.py", "c": "c.py"}),
        ("import lib", {"lib/__init__.py": "from .x import f", "lib/x.py": "from . import y",
                        "lib/y.py": "", "lib/z.py": ""},
         {"lib": "lib/__init__.py", "lib.x": "lib/x.py", "lib.y": "lib/y.py"}),
        ("import importlib\nm = importlib.import_module('helpers')", {"helpers.py": ""},
         {"helpers": "helpers.py"}),
        ("import a", {"a.py": "import b", "b.py": "import a"}, {"a": "a.py", "b": "b.py"}),
        ("import n", {}, {}),  # the notebook itself
        ("import random, helpers", {"random.py": ""}, {}),
        ("import lib", {"lib/data.csv": ""}, {}),
        ("from datasets import load_dataset", {"datasets/train.csv": "", "datasets/x.py": ""}, {}),
        ("text = 'import helpers'", {"helpers.py": ""}, {}),
    ],
)  # fmt: skip
def test_what_is_imported(
    tmp_path: Path, code: str, files: dict[str, str], expected: dict[str, str]
) -> None:
    assert modules(tmp_path, code, files) == expected


@pytest.mark.parametrize(
    "code",
    [
        "sys.path.append('../src')",
        "sys.path.insert(0, os.path.abspath('../src'))",
        "sys.path.append(os.path.join(os.path.dirname(os.getcwd()), 'src'))",
        "sys.path += [str(Path.cwd().parent / 'src')]",
        "sys.path = ['../src'] + sys.path",
        "here = os.path.abspath(os.path.join('..', 'src'))\n"
        "if here not in sys.path:\n    sys.path.append(here)",
        "root = Path('..').resolve()\nsys.path.insert(1, str(root / 'src'))",
        "sys.path.extend([f'{os.pardir}/src'])",
        "sys.path.append(str(Path().absolute().parents[0].joinpath('src')))",
        "import site\nsite.addsitedir('../src')",
        "import os\nos.chdir('../src')",
    ],
)
def test_folders_of_the_search_path(tmp_path: Path, code: str) -> None:
    start = "import os, sys\nfrom pathlib import Path\n"
    found = modules(tmp_path, f"{start}{code}\nimport helpers", {"../src/helpers.py": ""})
    assert found == {"helpers": "../src/helpers.py"}


@pytest.mark.parametrize(
    "code", ["sys.path.append(input())", "sys.path.remove('../src')", "path.append('../other')"]
)
def test_folders_that_are_not_known(tmp_path: Path, code: str) -> None:
    files = {"../src/helpers.py": ""}
    assert not modules(tmp_path, f"import sys\n{code}\nimport helpers", files)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["%%writefile m.py\nx = 1"], "x = 1\n"),
        (["%%file m.py\nx = 1\n"], "x = 1\n"),
        (["# a comment\n%%writefile ./m.py\nx = 1"], "x = 1\n"),
        (["%%writefile m.py\nx = 1", "%%writefile -a m.py\ny = 2"], "x = 1\ny = 2\n"),
        (["%%writefile m.py\nx = 1", "%%writefile m.py\ny = 2"], "y = 2\n"),
    ],
)
def test_modules_that_cells_write(tmp_path: Path, cells: list[str], expected: str) -> None:
    made = [{"cell_type": "code", "metadata": {}, "source": one} for one in cells]
    made.append({"cell_type": "code", "metadata": {"tags": ["train"]}, "source": "import m"})
    raw = {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (tmp_path / "n.ipynb").write_text(json.dumps(raw))
    assert [one.source for one in read_notebook(tmp_path / "n.ipynb").modules] == [expected]


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("from .helpers import f", "from helpers import f"),
        ("from . import helpers", "import helpers"),
        ("def g():\n    from ..lib.clean import a, b", "from lib.clean import a, b"),
    ],
)
def test_a_relative_import_is_refused(tmp_path: Path, code: str, fix: str) -> None:
    with pytest.raises(ConversionError) as error:
        modules(tmp_path, code, {"helpers.py": ""})
    (found,) = error.value.diagnostics
    assert found.code == "NB125" and f"`{fix}`" in found.advice
