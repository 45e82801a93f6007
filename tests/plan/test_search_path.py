"""Modules from folders that the notebook adds to ``sys.path``, there at conversion or later."""

import os
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError
from tests.support import fork_server

NOTEBOOK = """\
# %% tags=["preprocess"]
import sys
sys.path.append("../lib")
from own_helper import double
a = double(4)
# %% tags=["evaluate"]
print(a, double(5))
"""


def _laid_out(folder: Path, source: str) -> Path:
    (folder / "lib").mkdir()
    (folder / "lib/own_helper.py").write_text("def double(x):\n    return 2 * x\n")
    (folder / "notebooks").mkdir()
    notebook = folder / "notebooks/one.py"
    notebook.write_text(source)
    return notebook


def _without_module(folder: Path, source: str) -> Path:
    notebook = _laid_out(folder, source)
    (folder / "lib/own_helper.py").unlink()
    return notebook


@pytest.mark.slow
def test_scripts_find_the_module_in_the_notebooks_folder(tmp_path: Path) -> None:
    notebook = _without_module(tmp_path, NOTEBOOK)
    files = convert(notebook).files
    (tmp_path / "lib/own_helper.py").write_text("def double(x):\n    return 2 * x\n")
    for name, text in files.items():
        target = tmp_path / "out" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    notebook.unlink()
    words = ["-m", "one.pipeline", "--out-dir", str(tmp_path / "runs")]
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "out")}
    run = fork_server.run(words, notebook.parent, env)
    assert run.stdout == "8 10\n", run.stderr


def test_it_is_no_dependency_and_the_reader_is_told(tmp_path: Path) -> None:
    made = convert(_without_module(tmp_path, NOTEBOOK))
    assert "own" not in made.files["pyproject.toml"].partition("dependencies")[2]
    assert "`own_helper` from `../lib`" in made.files["README.md"]
    assert [n.code for n in made.notes if "own_helper" in n.message] == ["NB217"]
    assert "sys.path" not in made.files["one/preprocess.py"]


@pytest.mark.parametrize(
    "change",
    ['sys.path.remove("../lib")', 'sys.path.append(find("lib"))', "sys.path[0] = '../lib'"],
)
def test_other_changes_are_refused(change: str, tmp_path: Path) -> None:
    source = NOTEBOOK.replace('sys.path.append("../lib")', change)
    with pytest.raises(ConversionError, match="sys.path"):
        convert(_without_module(tmp_path, source))


@pytest.mark.parametrize(
    ("change", "folder"),
    [
        ('import os\nsys.path.append(os.path.abspath(os.path.join(os.getcwd(), "..")))', ".."),
        ('import os\nlib = os.path.abspath("../lib")\nsys.path.append(lib)', "../lib"),
        ("import os\nhere = os.getcwd()\nif here not in sys.path:\n    sys.path.append(here)", "."),
        ('from pathlib import Path\nsys.path.append(str(Path.cwd().parent / "lib"))', "../lib"),
        ('import os\nsys.path.append(os.path.abspath("/srv/lib"))', "/srv/lib"),
        ('sys.path.append("../" + "lib"[:])', "../lib"),
        ('sys.path.insert(0, "../lib")', "../lib"),
        ('sys.path += ["../lib"]', "../lib"),
        ('sys.path.extend(["../lib"])', "../lib"),
    ],
)
def test_folders_that_are_computed_from_the_notebooks(
    change: str, folder: str, tmp_path: Path
) -> None:
    source = NOTEBOOK.replace('sys.path.append("../lib")', change)
    made = convert(_without_module(tmp_path, source))
    assert f"`own_helper` from `{folder}`" in made.files["README.md"]
    assert "sys.path" not in made.files["one/preprocess.py"]
    adds = f'sys.path.insert(0, "{folder}")' if "insert" in change else f'append("{folder}")'
    assert adds in made.files["one/__init__.py"]


@pytest.mark.parametrize(
    "change",
    [
        'import os\nsys.path.append(os.environ["LIB"])',
        'import os\nlib = "../lib"\nlib = os.environ["LIB"]\nsys.path.append(lib)',
        'import os\nsys.path.append(os.path.expanduser("~/lib"))',
        'if len("ab") > 1:\n    sys.path.append("../lib")',
        'if "../lib" not in sys.path:\n    sys.path.append("../lib")\nelse:\n    print(1)',
    ],
)
def test_folders_that_a_run_decides_are_refused(change: str, tmp_path: Path) -> None:
    source = NOTEBOOK.replace('sys.path.append("../lib")', change)
    with pytest.raises(ConversionError, match="sys.path"):
        convert(_without_module(tmp_path, source))


@pytest.mark.parametrize("change", ['sys.path.append("../lib")', 'sys.path.insert(0, "../lib")'])
def test_a_module_that_is_there_is_in_the_package(change: str, tmp_path: Path) -> None:
    source = NOTEBOOK.replace('sys.path.append("../lib")', change)
    made = convert(_laid_out(tmp_path, source))
    assert "from one.own_helper import double" in made.files["one/preprocess.py"]
    assert not any("sys.path" in text for text in made.files.values())
    assert not made.notes
