"""What `%run` runs, in the place of the line."""

import json
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.read import read_notebook
from nb2prod.suggest.notebook_files import read_suggested, suggest

FILES = {
    "helpers.py": "SCALE = 2\ndef double(x):\n    return SCALE * x\n",
    "show.py": "import numpy as np\ndef show(x):\n    return np.sum(x)\n",
    "counting.py": "N = 0\ndef count():\n    global N\n    N += 1\n",
    "lib/tool.py": "from sibling import f\ny = f(1)\n",
    "lib/sibling.py": "def f(x):\n    return x\n",
    "script.py": "import sys\ndef main():\n    print(sys.argv, __file__)\n"
    "if __name__ == '__main__':\n    sys.exit(main())\n",
    "options.py": "import argparse\np = argparse.ArgumentParser()\n"
    "p.add_argument('--n', type=int)\n"
    "args = p.parse_args()\n",
    "lines.ipy": "x = 1\n%time y = 2\n%run helpers.py\n",
    "old.py": "print 'Python 2'\n",
    "round.ipynb": ["%run round.ipynb"],
    "prep.ipynb": ["import json\n", "rows = json.load(open('data/x.json'))", "rows.append(1)"],
    "julia.ipynb": "{}",
}


def written(folder: Path, *cells: str) -> Path:
    """A notebook whose first cells are tagged `preprocess` and `train`, beside the files."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text if isinstance(text, str) else _ipynb(text))
    tagged = zip(cells, ("preprocess", "train", "evaluate"), strict=False)
    text = "".join(f'# %% tags=["{tag}"]\n{code}\n' for code, tag in tagged)
    (folder / "n.py").write_text(text)
    return folder / "n.py"


def _ipynb(sources: list[str]) -> str:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": one} for one in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


def read(folder: Path, *cells: str) -> Notebook:
    return read_notebook(written(folder, *cells))


def code(notebook: Notebook) -> list[str]:
    """Lines of all cells, without blank ones."""
    return [line for c in notebook.cells for line in c.source.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "%run helpers.py", "%run helpers", "%run ./helpers.py", "%run -i helpers.py",
        "%run 'helpers.py'", "%run -t helpers.py  # the functions", "run helpers.py",
        "get_ipython().run_line_magic('run', 'helpers.py')", "%%time\n%run helpers.py",
    ],
)  # fmt: skip
def test_definitions_are_the_notebook_s(tmp_path: Path, line: str) -> None:
    notebook = read(tmp_path, line)
    assert code(notebook) == FILES["helpers.py"].split("\n")[:-1]
    assert {cell.role for cell in notebook.cells} == {"preprocess"}


def test_lines_around_it_keep_their_numbers_and_order(tmp_path: Path) -> None:
    cells = read(tmp_path, "a = 1\n%run helpers.py\nb = double(a)").cells
    assert [cell.source for cell in cells] == ["a = 1", FILES["helpers.py"], "\n\nb = double(a)"]
    assert [(int(c.number), c.id, c.ran_at) for c in cells] == [
        (1, "", 0), (1, "helpers.py", 2), (1, "", 0),
    ]  # fmt: skip
    assert len({cell.number for cell in cells}) == 3


def test_cells_of_a_notebook(tmp_path: Path) -> None:
    notebook = read(tmp_path, "%run prep.ipynb", "print(rows)")
    assert code(notebook)[-3:] == ["rows = json.load(open('data/x.json'))", "rows.append(1)",
                                   "print(rows)"]  # fmt: skip
    pipeline = convert(tmp_path / "n.py").pipeline
    assert [f.path for stage in pipeline.stages for f in stage.files] == ["data/x.json"]


def test_a_file_may_run_another(tmp_path: Path) -> None:
    assert code(read(tmp_path, "%run lines.ipy"))[:3] == ["x = 1", "y = 2", "SCALE = 2"]


def test_a_file_that_the_notebook_writes(tmp_path: Path) -> None:
    assert code(read(tmp_path, "%%writefile made.py\nz = 3", "%run made.py")) == ["z = 3"]


def test_what_it_knows_of_itself(tmp_path: Path) -> None:
    lines = code(read(tmp_path, "%run script.py a 'b c'"))
    assert lines[2].strip() == "print(['script.py', 'a', 'b c'], 'script.py')"
    assert lines[-1] == "main()"
    assert "args = p.parse_args(['--n', '3'])" in code(read(tmp_path, "%run options --n 3"))
    assert "main()" not in code(read(tmp_path, "%run -n script.py"))


def test_what_it_imports_is_sought_beside_it(tmp_path: Path) -> None:
    assert [one.name for one in read(tmp_path, "%run lib/tool.py").modules] == ["sibling"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["%run gone.py"], "not there"),
        (["%run $name"], "only IPython"),
        (["%run -d helpers.py"], "only IPython"),
        (["%run *.py"], "only IPython"),
        (["%run"], "only IPython"),
        (["%run old.py"], "not Python (line 1: "),
        (["%run julia.ipynb"], "no notebook of Python (is JSON, but not"),
        (["%run round.ipynb"], "runs itself"),
        (["%run helpers.py", "SCALE = 3\nprint(double(1))"], "`SCALE`"),
        (["%run helpers.py", "for SCALE in (1, 2):\n    print(double(1))"], "`SCALE`"),
        (["%run show.py", "np = None\nprint(show([1]))"], "`np`"),
        (["%run show.py", "import math as np\nprint(show([1]))"], "`np`"),
        (["%run counting.py", "count()\nprint(N)"], "`N`"),
        (["if True:\n    %run helpers.py"], "block"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, cells: list[str], words: str) -> None:
    with pytest.raises(ConversionError) as error:
        read(tmp_path, *cells)
    (found,) = error.value.diagnostics
    assert found.code == "NB132" and words in found.message and found.advice


@pytest.mark.parametrize(
    "cells",
    [
        ["%run -i helpers.py", "SCALE = 3\nprint(double(1))"],
        ["%run helpers.py", "print(SCALE)\nother = double(1)"],
        ["%run show.py", "import numpy as np\nprint(np.mean(show([1])))"],
        ["%run helpers.py", "def f(SCALE):\n    return double(SCALE)"],
        ["%run counting.py", "count()"],
        ["# %% tags=['skip']\n%run gone.py", "x = 1"],
    ],
)
def test_what_is_the_same_is_not_refused(tmp_path: Path, cells: list[str]) -> None:
    read(tmp_path, *cells)


def test_findings_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text("x = 1\nprint(unknown_name)\n")
    with pytest.raises(ConversionError) as error:
        convert(written(tmp_path, "%run bad.py"))
    assert str(error.value.diagnostics[0].place) == "cell 1 (bad.py), line 2"


def test_suggested_tags(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_text("# %%\n%run prep.ipynb\n# %%\n%run helpers.py\nprint(double(len(rows)))\n")
    assert [(type(s.cell), s.cell, s.role.value) for s in suggest(path).suggestions][:1] == [
        (int, 1, "preprocess")
    ]
    assert "preprocess" in {cell.role for cell in read_suggested(path).cells}
