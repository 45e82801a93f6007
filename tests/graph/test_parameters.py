"""Which statements of a cell tagged `parameters` are parameters, and with what values."""

import datetime
from pathlib import Path

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.graph.program import program_of
from nb2prod.notebook.read import read_notebook

HEAD = (
    "# %%\nimport datetime as dt\nimport os\nfrom datetime import date\n# %% tags=['parameters']\n"
)
TAIL = "\n# %% tags=['train']\nprint(1)\n"


def config(text: str, folder: Path) -> dict[str, object]:
    path = folder / "book.py"
    path.write_text(HEAD + text + TAIL, encoding="utf-8")
    return dict(program_of(analyse(read_notebook(path))).config)


@pytest.mark.parametrize(
    "text",
    [
        "a = []; b = a",
        "a = b = []",
        "a = {'x': (1, 2), 'y': [1]}",
        "a = {'x': np.log, 'y': 1}",
        "a = {'x': 1j}",
        "a = {'x': range(3)}",
        "a = 1j",
        "a, *b = 1, 2",
        "a, b = (1, object())",
        "a = os.getenv('A', '1')",
        "a = {1.5: 2}",
        "a = date(2020, 13, 1)",
        "a = dt.datetime.now()",
        "a = dt.date(year=2020, month=1, day=2)",
        "__a = 1",
        "a = print('x')",
        "a += 1",
    ],
)
def test_what_is_no_parameter(text: str, tmp_path: Path) -> None:
    assert config(text, tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a = 1; b = 'x'", {"a": 1, "b": "x"}),
        ("a, b = 1, 2", {"a": 1, "b": 2}),
        ("[a, b] = [1, 2]", {"a": 1, "b": 2}),
        ("a = b = 3", {"a": 3, "b": 3}),
        ("a: int = 2 ** 10", {"a": 1024}),
        ("a = -0.5", {"a": -0.5}),
        ("a = [(1, 2), (3, 4)]", {"a": [(1, 2), (3, 4)]}),
        ("a = {'x': (64, 64), 'y': 1e-3}", {"a": {"x": (64, 64), "y": 1e-3}}),
        ("a = {'x': {1, 2}, 'y': -3}", {"a": {"x": {1, 2}, "y": -3}}),
        ("a = {'x': [(1, 2)], 'y': dict(z=None)}", {"a": {"x": [(1, 2)], "y": {"z": None}}}),
        ("a = dict(x=1, y=dict(z=[2]))", {"a": {"x": 1, "y": {"z": [2]}}}),
        ("a = {'x', 'y'}", {"a": {"x", "y"}}),
        ("a = date(2020, 1, 2)", {"a": datetime.date(2020, 1, 2)}),
        ("a = dt.datetime(2020, 1, 2, 3)", {"a": datetime.datetime(2020, 1, 2, 3)}),
        ("a = 'one ' 'two'\nb = a + '!'", {"a": "one two"}),
        ("a = 1\na = 2", {"a": 2}),
    ],
)
def test_parameters(text: str, values: dict[str, object], tmp_path: Path) -> None:
    assert config(text, tmp_path) == values
