"""Tables that people bring: of another origin, or of a stage and edited."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from .same import same
from .test_tables import DAYS, NAN, frame


def test_a_table_of_another_origin(storage: ModuleType, tmp_path: Path) -> None:
    """What people bring to predict on: nothing lies beside it."""
    (tmp_path / "new.csv").write_text("a,b\n1,x\n2,y\n")
    assert same(frame(a=[1, 2], b=["x", "y"]), storage.load_table(tmp_path / "new.csv"))


def test_some_rows_of_a_table_keep_their_labels(storage: ModuleType, tmp_path: Path) -> None:
    table = frame(a=[1.5, 2.5, 3.5]).set_axis(pd.Index([7, 3, 5]), axis=0)
    storage.save_table(table, tmp_path / "all.csv")
    head = "".join((tmp_path / "all.csv").read_text().splitlines(keepends=True)[:3])
    (tmp_path / "some.csv").write_text(head)
    pd.testing.assert_frame_equal(storage.load_table(tmp_path / "some.csv"), table[:2])


@pytest.mark.parametrize("cells", [["a", "b"], ["a", b"b"]], ids=["csv", "whole"])
def test_a_table_with_other_columns_is_what_is_read(
    storage: ModuleType, tmp_path: Path, cells: list[Any]
) -> None:
    storage.save_table(frame(x=cells), file := tmp_path / "t.csv")
    file.write_text("x,y\nc,1\n")
    pd.testing.assert_frame_equal(storage.load_table(file), frame(x=["c"], y=[1]))


def test_a_table_that_was_edited_keeps_its_types(storage: ModuleType, tmp_path: Path) -> None:
    table = frame(plot=["004", "010", "005"], day=DAYS[:3], n=pd.Categorical(["x", "y", "x"]))
    storage.save_table(table, file := tmp_path / "t.csv")
    file.write_text("\r\n".join(file.read_text().replace("004", "007").splitlines()[:3]))
    pd.testing.assert_frame_equal(storage.load_table(file), table[:2].replace("004", "007"))


def test_a_column_that_was_edited_stays_one(storage: ModuleType, tmp_path: Path) -> None:
    storage.save_table(pd.Series([1.5, 2.5], name="y"), file := tmp_path / "y.csv")
    file.write_text(file.read_text().replace("2.5", "4"))
    pd.testing.assert_series_equal(storage.load_table(file), pd.Series([1.5, 4], name="y"))


def test_a_column_that_is_called_unnamed_is_no_label(storage: ModuleType, tmp_path: Path) -> None:
    frame(**{"Unnamed: 0": [4, 2], "a": [1, 2]}).to_csv(tmp_path / "other.csv", index=False)
    assert [*storage.load_table(tmp_path / "other.csv").columns] == ["Unnamed: 0", "a"]


INTS = frame(n=[1, 2], code=["004", "NA"])
EDITS: dict[str, tuple[Any, str, str, Any]] = {
    "a row more": (INTS, "2,NA\n", "2,NA\n3,7\n", frame(n=[1, 2, 3], code=["004", "NA", "7"])),
    "no number": (INTS, "2,NA", ",NA", frame(n=[1, NAN], code=["004", "NA"])),
    "a word for a number": (INTS, "2,NA", "?,NA", frame(n=["1", "?"], code=["004", "NA"])),
    "part of a number": (INTS, "2,NA", "2.5,NA", frame(n=[1, 2.5], code=["004", "NA"])),
    "a number too large": (frame(n=pd.Series([1, 2], dtype="int8")), "2", "300", frame(n=[1, 300])),
    "a row more of a part": (INTS[1:], "NA\n", "NA\n3,7\n", frame(n=[2, 3], code=["NA", "7"])),
    "a label more": (
        INTS.set_axis(["a", "b"]), "NA\n", "NA\nc,3,7\n",
        frame(n=[1, 2, 3], code=["004", "NA", "7"]).set_axis(["a", "b", "c"]),
    ),
    "a day that is left out": (
        frame(n=[1, 2, 3]).set_axis(DAYS[:3]), f"{DAYS[1].date()},2\n", "",
        frame(n=[1, 3]).set_axis(DAYS[[0, 2]]),
    ),
    "a column": (pd.Series([1, 2], name="y"), "2", "2\n3", pd.Series([1, 2, 3], name="y")),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_edits_are_read(storage: ModuleType, tmp_path: Path, name: str) -> None:
    table, old, new, wanted = EDITS[name]
    storage.save_table(table, file := tmp_path / "t.csv")
    text = file.read_text()
    assert old in text
    file.write_text(new.join(text.rsplit(old, 1)))
    found = storage.load_table(file)
    check = pd.testing.assert_series_equal if wanted.ndim == 1 else pd.testing.assert_frame_equal
    check(found.reset_index(drop=True), wanted.reset_index(drop=True))
    assert [*found.index] == [*range(1, 3)] if name.endswith("part") else [*wanted.index]
