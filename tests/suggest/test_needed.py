"""What a kept cell reads is not skipped; a notebook of which nothing looks like a stage is one."""

from pathlib import Path

import pytest

from nb2prod.notebook.model import Role
from nb2prod.notebook.read import read_notebook
from nb2prod.suggest.suggest import suggestions


def roles(folder: Path, *cells: str) -> list[Role]:
    path = folder / "example.py"
    path.write_text("\n".join(f"# %%\n{cell}\n" for cell in cells))
    return [one.role for one in suggestions(read_notebook(path, require_stages=False))]


TRAIN = (
    "from sklearn.linear_model import LinearRegression",
    "model = LinearRegression()\nmodel.fit([[1], [2]], [1, 2])",
)


@pytest.mark.parametrize(
    ("binds", "setting"),
    [
        ("store = 'sqlite:///a.db'\nprint(store)", "import mlflow\nmlflow.set_tracking_uri(store)"),
        ("level = len('abc')", "import os\nos.environ['LEVEL'] = str(level)"),
        ("width = max(80, 100)", "import pandas as pd\npd.set_option('display.width', width)"),
        ("seed = sum([1, 2])", "import numpy as np\nnp.random.seed(seed)"),
    ],
)
def test_what_a_setting_reads(binds: str, setting: str, tmp_path: Path) -> None:
    found = roles(tmp_path, binds, setting, *TRAIN)
    assert found[0] is not Role.SKIP
    assert found[-1] is Role.TRAIN


def test_what_a_needed_cell_reads_is_needed_too(tmp_path: Path) -> None:
    cells = ("first = len('abc')", "second = first + 1", "import os\nos.environ['N'] = str(second)")
    assert Role.SKIP not in roles(tmp_path, *cells, *TRAIN)


@pytest.mark.parametrize(
    "cell", ["unread = len('abc')", "table = [1, 2]\ntable[:1]", "LinearRegression"]
)
def test_what_nothing_reads_is_skipped(cell: str, tmp_path: Path) -> None:
    assert roles(tmp_path, *TRAIN, cell)[-1] is Role.SKIP


@pytest.mark.parametrize(
    "cells",
    [
        ("import math", "n = math.comb(5, 2)\nprint(n)"),
        ("import math\nn = math.perm(5, 2)\nprint(n)", "import math\nprint(math.pi)"),
        ("import requests", "url = 'http://localhost'\nanswer = requests.post(url).json()"),
        ("def f(n):\n    return n + 1", "f(2)"),
    ],
)
def test_a_notebook_that_looks_like_no_stage(cells: tuple[str, str], tmp_path: Path) -> None:
    assert roles(tmp_path, *cells)[-1] is Role.PREPROCESS


@pytest.mark.parametrize("cells", [("import math", "import os"), ("def f():\n    return 1",)])
def test_a_notebook_that_does_nothing(cells: tuple[str, ...], tmp_path: Path) -> None:
    assert set(roles(tmp_path, *cells)) <= {Role.IMPORTS, Role.FUNCTIONS, Role.SKIP}


JOB = """class Base:
    def run(self, rows):
        self.prepare(rows)
        self.model = LinearRegression().fit([[1], [2]], self.rows)
        return self

    def prepare(self, rows):
        self.rows = rows

    def show(self):
        print(self.rows)


class Job(Base):
    pass
"""


@pytest.mark.parametrize(
    ("made", "called"),
    [
        ("job = Job()", "job.run([1, 2])"),
        ("job = Base()", "done = job.run([1, 2])\nprint(done.model.coef_)"),
        ("n = 1", "Job().run([1, 2])"),
        ("job = Job()\nother = 1", "for rows in [[1, 2], [3, 4]]:\n    job.run(rows)"),
    ],
)
def test_methods_that_are_called_are_looked_into(made: str, called: str, tmp_path: Path) -> None:
    cells = ("from sklearn.linear_model import LinearRegression", JOB, made, called)
    assert roles(tmp_path, *cells)[-1] is Role.TRAIN


@pytest.mark.parametrize("called", ["job.show()", "job.prepare([1])", "job = 1\nprint(job)"])
def test_methods_that_do_not_train(called: str, tmp_path: Path) -> None:
    cells = ("from sklearn.linear_model import LinearRegression", JOB, "job = Job()", called)
    assert Role.TRAIN not in roles(tmp_path, *cells)
