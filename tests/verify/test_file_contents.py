"""Files that the notebook writes are compared by what is in them, where their bytes differ."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import joblib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from nb2prod.verify.file_contents import compare_files

Write = Callable[[Path], Any]


def fitted(slope: float) -> LinearRegression:
    return LinearRegression().fit([[0.0], [1.0]], [0.0, slope])


def dump(value: Any, protocol: int) -> Write:
    return lambda path: path.write_bytes(pickle.dumps(value, protocol))


def joblibbed(value: Any, compress: int) -> Write:
    return lambda path: joblib.dump(value, path, compress=compress)


def text(content: str) -> Write:
    return lambda path: path.write_text(content)


def drawn(values: list[int], name: str = "figure_1") -> Write:
    def write(path: Path) -> None:
        figure, axes = plt.subplots()
        figure.set_gid(name)
        axes.plot(values)
        figure.savefig(path)
        plt.close(figure)

    return write


EQUAL: list[tuple[str, Write, Write]] = [
    ("m.pkl", dump({"a": [1, 2.5]}, 2), dump({"a": [1, 2.5]}, 5)),
    ("m.joblib", joblibbed(np.arange(3), 0), joblibbed(np.arange(3), 3)),
    ("m.sav", dump(fitted(2.0), 4), dump(fitted(2.0), 5)),
    ("m.json", text('{"a": 1}'), text('{ "a": 1 }')),
    ("m.csv", text("a,b\n1,2\n"), text("a,b\n1,2")),
    ("m.svg", drawn([1, 2]), drawn([1, 2])),
    ("m.svg", drawn([1, 2]), drawn([1, 2], "kept")),
    ("m.html", text(f'<div id="{uuid4()}">1</div>'), text(f'<div id="{uuid4()}">1</div>')),
]
DIFFERENT: list[tuple[str, Write, Write, str]] = [
    ("m.pkl", dump({"a": 1}, 2), dump({"a": 2}, 5), "['a']: 2 in the notebook, 1 here"),
    ("m.sav", dump(fitted(2.0), 4), dump(fitted(3.0), 4), "coef_"),
    ("m.joblib", joblibbed([1], 0), joblibbed([1, 2], 0), "length 2 in the notebook"),
    ("m.txt", text("a"), text("b"), "the text differs"),
    ("m.txt", text(str(uuid4())), text(str(uuid4())), "the text differs"),
    ("m.html", text(f"{uuid4()} 1"), text(f"{uuid4()} 2"), "the text differs"),
    ("m.svg", drawn([1, 2]), drawn([2, 1]), " "),
    ("m.csv", text("units\n164.34\n"), text("units\n164.35\n"), "column 'units'"),
    ("m.csv", text("a;b\n1,5;2\n"), text("a;b\n1,5;3\n"), "column 'b'"),
]


def compared(folder: Path, name: str, one: Write, other: Write) -> dict[str, Any]:
    for part, write in (("here", one), ("there", other)):
        (folder / part).mkdir()
        write(folder / part / name)
    paths = {"path": str(folder / "here" / name), "original": str(folder / "there" / name)}
    return compare_files(paths, {"rtol": 0.0, "modules": [], "given": {"Kept": ["LIMIT"]}})


@pytest.mark.parametrize(("name", "one", "other"), EQUAL)
def test_equal(name: str, one: Write, other: Write, tmp_path: Path) -> None:
    found = compared(tmp_path, name, one, other)
    assert not found.get("difference") and found.get("compared", True), found


@pytest.mark.parametrize(("name", "one", "other", "told"), DIFFERENT)
def test_different(name: str, one: Write, other: Write, told: str, tmp_path: Path) -> None:
    assert told in compared(tmp_path, name, one, other)["difference"]


class Kept:
    def __init__(self, **values: int) -> None:
        vars(self).update(values)


def test_what_stands_for_a_global_is_no_difference(tmp_path: Path) -> None:
    found = compared(tmp_path, "m.pkl", dump(Kept(a=1, LIMIT=3), 5), dump(Kept(a=1), 5))
    assert not found["difference"]


def test_what_cannot_be_read_is_not_compared(tmp_path: Path) -> None:
    found = compared(tmp_path, "m.pkl", text("no pickle"), text("none"))
    assert not found["compared"] and "cannot be read" in found["cause"]
