"""Tables come back from CSV and schema exactly as they were."""

import datetime
import decimal
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import joblib
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import pandas as hp

from .conftest import module_for
from .same import same

NAN = float("nan")
NEGATIVE_NAN = np.array([0xFFF8000000000001], dtype="uint64").view("float64")
STRINGS = ["a", "", " b ", 'q"uo,te', "new\nline", "re\rturn", "cr\r\nlf", "nul\0", "\\", "\\null"]
LOOKALIKES = ["NA", "NaN", "null", "None", "True", "1", "1.0", "1e5", "-", "#N/A", "2020-01-01"]
TIMES = pd.DatetimeIndex(
    [pd.Timestamp("2020-01-01"), None, pd.Timestamp("1999-12-31 23:59:59.123456789")]
)
DAYS = pd.date_range("2020-02-27", periods=4, freq="D")


def frame(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame(columns)


def objects(*cells: Any) -> pd.Series:
    return pd.Series(list(cells), dtype=object)


def labelled(labels: Any, rows: Any = (0, 1)) -> pd.DataFrame:
    data = np.arange(len(rows) * len(labels)).reshape(len(rows), len(labels))
    made = pd.DataFrame(data, index=rows)
    made.columns = labels
    return made


def with_cells(cells: list[Any], **options: Any) -> pd.DataFrame:
    return frame(x=pd.Series(cells, **options), n=range(len(cells)))


CASES: dict[str, Any] = {
    # numbers
    "float bits": frame(x=[0.1, 1 / 3, -0.0, np.inf, -np.inf, NAN, 5e-324, 1.7976931348623157e308]),
    "negative nan": frame(x=np.append(NEGATIVE_NAN, 1.0)),
    "float32": frame(x=np.array([0.1, 1 / 3, NAN, 1e-45, 3.4e38], dtype="float32")),
    "float16": frame(x=np.array([0.1, 1 / 3, NAN, 6e-8], dtype="float16")),
    "longdouble": frame(x=np.array([0.1, 1 / 3], dtype="longdouble")),
    "complex": frame(x=np.array([1j, complex(NAN, -0.0)])),
    "int64 limits": frame(x=[2**63 - 1, -(2**63)]),
    "uint64 limit": frame(x=np.array([2**64 - 1, 0], dtype="uint64")),
    "small ints": frame(x=np.array([1, -2], "int8"), y=np.array([1, 2], "uint16")),
    "huge ints": frame(x=objects(10**30, 1)),
    "bools": frame(x=[True, False]),
    "Int64": with_cells([2**63 - 1, None, 0], dtype="Int64"),
    "UInt8": with_cells([255, None, 0], dtype="UInt8"),
    "Float64": with_cells([0.1, None, 1 / 3, 1e22, -0.0], dtype="Float64"),
    "Float32": with_cells([0.1, None, 1 / 3], dtype="Float32"),
    "boolean": with_cells([True, None, False], dtype="boolean"),
    "all missing Int64": with_cells([None, None], dtype="Int64"),
    "sparse": frame(x=pd.arrays.SparseArray([0, 0, 1])),
    # text and objects
    "str": frame(x=STRINGS + LOOKALIKES),
    "str and nan": with_cells(["a", None, "", "NaN"], dtype="str"),
    "string dtype": with_cells(["a", None, "", "\\NA"], dtype="string"),
    "object str": frame(x=objects(*STRINGS, *LOOKALIKES)),
    "None, NaN, NA, NaT and blank": frame(x=objects(None, NAN, pd.NA, pd.NaT, "", "a")),
    "None only": frame(x=objects(None, None)),
    "nan in object": frame(x=objects(NAN, "a")),
    "blanks only": frame(x=["", ""]),
    "one blank": frame(x=[""]),
    "mixed scalars": frame(x=objects(1, True, 1.0, "1", -0.0, "True", None)),
    "numpy scalars in object": frame(x=objects(np.int64(1), np.float32(0.1), np.str_("a"))),
    "negative nan in object": frame(a=objects(*NEGATIVE_NAN.tolist(), "x")),
    "lists": frame(x=objects([1, 2], [], [None])),
    "dicts and sets": frame(x=objects({"a": 1}, {1, 2}), y=[1, 2]),
    "arrays in cells": frame(x=objects(np.array([1.0, -0.0]), np.array([], dtype="int8"))),
    "bytes and decimals": frame(x=objects(b"\xff", decimal.Decimal("1.10"))),
    "dates in object": frame(x=objects(datetime.date(2020, 1, 1), pd.Timestamp("2020-01-01"))),
    "lone surrogate": frame(x=objects("\ud800", "\udcff")),
    "surrogate pair": frame(x=objects("\ud83d\ude00", "\U0001f600")),
    "no latin": frame(**{"列名": ["データ", "é", "\u2028", "\ufeff"]}),
    "BOM first": frame(**{"\ufeffa": ["\ufeff", "b"]}),
    "late oddity": with_cells(["a"] * 3000 + ["\\x", "\r", ""]),
    # times
    "naive times": frame(x=TIMES),
    "dates and a time": frame(x=pd.DatetimeIndex([*DAYS, pd.Timestamp(1)])),
    "seconds": frame(x=np.array(["0001-01-01", "9999-12-31", "NaT"], dtype="datetime64[s]")),
    "far years": frame(x=np.array(["-0044-03-15", "12020-01-01"], dtype="datetime64[s]")),
    "milliseconds": frame(x=np.array(["2020-01-01T00:00:00.001"], dtype="datetime64[ms]")),
    "zone": frame(x=pd.to_datetime(["2020-01-01", None]).tz_localize("Asia/Tokyo")),
    "summer time ends": frame(
        x=pd.date_range("2020-10-25", periods=4, freq="h", tz="UTC").tz_convert("Europe/Paris")
    ),
    "UTC": frame(x=pd.to_datetime(["2020-01-01"], utc=True)),
    "fixed offset": frame(x=pd.to_datetime(["2020-01-01T00:00+05:30"])),
    "durations": frame(x=pd.to_timedelta(["1 days", None, "-1 ns"])),
    "periods": frame(x=pd.PeriodIndex(["2020-01", None], freq="M")),
    "intervals": frame(x=pd.interval_range(0, 2)),
    # categories
    "categories": frame(x=pd.Categorical(["b", "a", None], categories=["b", "c", "a"])),
    "ordered": frame(x=pd.Categorical(["b", "a"], categories=["b", "a"], ordered=True)),
    "blank category": frame(x=pd.Categorical(["", None, "\\NaN"])),
    "int categories": frame(x=pd.Categorical([3, 1, None])),
    "float categories": frame(x=pd.Categorical([0.1, -0.0, 1e22])),
    "mixed categories": frame(x=pd.Categorical(objects(1, "1", True))),
    "bool categories": frame(x=pd.Categorical([True, False])),
    "time categories": frame(x=pd.Categorical(DAYS)),
    "zoned categories": frame(x=pd.Categorical(DAYS.tz_localize("Asia/Tokyo"))),
    "cut": frame(x=pd.cut(pd.Series([1, 5, 9]), 3)),
    "no categories": frame(x=pd.Categorical([None, None])),
    # indexes
    "range index": labelled(["a"], pd.RangeIndex(5, 1, -2)),
    "named index": labelled(["a", "b"], pd.Index([5, 3], name="id")),
    "text index": labelled(["a"], ["x", ""]),
    "duplicate index": labelled(["a"], [1, 1]),
    "float index": labelled(["a"], [0.1, NAN]),
    "time index": labelled(["a"], DAYS),
    "time index without freq": labelled(["a"], DAYS[[0, 2, 3]]),
    "zoned index": labelled(["a"], DAYS.tz_localize("America/New_York")),
    "business days": labelled(["a"], pd.date_range("2020-01-03", periods=3, freq="B")),
    "duration index": labelled(["a"], pd.timedelta_range("1h", periods=3, freq="h")),
    "period index": labelled(["a"], pd.period_range("2020-01", periods=2, freq="M")),
    "interval index": labelled(["a"], pd.interval_range(0, 2)),
    "category index": labelled(["a"], pd.CategoricalIndex(["y", "x"], categories=["x", "y"])),
    "Int64 index": labelled(["a"], pd.Index([1, None], dtype="Int64")),
    "rows MultiIndex": labelled(
        ["a"], pd.MultiIndex.from_tuples([("x", 1), ("y", 2)], names=["k", None])
    ),
    "unused levels": labelled(["a"], pd.MultiIndex.from_product([["x", "y"], DAYS])[[1, 6]]),
    "missing in MultiIndex": labelled(
        ["a"], pd.MultiIndex.from_arrays([["x", None], [NAN, 1.0]], names=["k", "k"])
    ),
    "columns MultiIndex": labelled(pd.MultiIndex.from_product([["x", "y"], [1, 2]], names=[*"pq"])),
    "tuple name": labelled(["a"], pd.Index([1, 2], name=("x", 1))),
    # column labels
    "int labels": labelled([0, 1]),
    "range labels": labelled(pd.RangeIndex(2)),
    "mixed labels": labelled([1, "1", None, 1.5, True]),
    "duplicate labels": labelled(["a", "a"]),
    "time labels": labelled(DAYS),
    "bytes labels": labelled([b"a", b"b"]),
    "odd labels": labelled(["", "\\", "a,b", "x\ny", "\r", "index", "Unnamed: 0"]),
    "category labels": labelled(pd.CategoricalIndex(["y", "x"])),
    "named labels": labelled(pd.Index(["a", "b"], name="feature")),
    "one Index for rows and columns": labelled(both := pd.Index(["a", "b"], name="n"), both),
    # shapes
    "nothing": pd.DataFrame(),
    "no rows": frame(a=np.array([], "int8"), b=pd.Series([], dtype="str"), c=pd.Categorical([])),
    "no rows, more kinds": frame(
        a=pd.Series([], dtype="datetime64[ns, UTC]"), b=pd.Series([], dtype="Int64")
    ),
    "no columns": pd.DataFrame(index=range(3)),
    "no columns, text index": pd.DataFrame(index=["x", "y"]),
    "series": pd.Series([1.5, NAN], name="y", index=["a", "b"]),
    "series without name": pd.Series([1, 2]),
    "series, int name": pd.Series(["a"], name=0),
    "series, tuple name": pd.Series([1], name=("a", 1)),
    "series, nan name": pd.Series([1], name=NAN),
    "empty series": pd.Series([], dtype=object),
    "value counts": pd.Series(["a", "b", "a"]).value_counts(),
}


@pytest.mark.parametrize("table", CASES.values(), ids=CASES)
def test_round_trip(storage: ModuleType, tmp_path: Path, table: Any) -> None:
    before = table.copy(deep=True)
    storage.save_table(table, tmp_path / "t.csv")
    found = storage.load_table(tmp_path / "t.csv")
    assert same(table, found)
    assert same(table, before), "writing must not change the table"


WHOLE = {
    *("negative nan", "float16", "longdouble", "complex", "huge ints", "sparse"),
    *("str", "str and nan", "string dtype", "object str", "None, NaN, NA, NaT and blank"),
    *("None only", "nan in object", "mixed scalars", "numpy scalars in object"),
    *("negative nan in object", "lists", "dicts and sets", "arrays in cells"),
    *("bytes and decimals", "dates in object", "lone surrogate", "surrogate pair", "late oddity"),
    *("far years", "intervals", "blank category", "mixed categories", "cut"),
    *("interval index", "rows MultiIndex", "unused levels"),
    *("missing in MultiIndex", "columns MultiIndex", "odd labels", "nothing", "no columns"),
    "series, tuple name",
}


def is_whole(path: Path) -> bool:
    """Whether the whole table lies beside the file, and not only an empty one with its index."""
    return len(joblib.load(path.with_suffix(".joblib"))) == 2


@pytest.mark.parametrize("name", sorted(CASES.keys() - WHOLE))
def test_csv_holds_what_it_can(storage: ModuleType, tmp_path: Path, name: str) -> None:
    storage.save_table(CASES[name], tmp_path / "t.csv")
    assert not is_whole(tmp_path / "t.csv")


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_there_is_always_a_file(storage: ModuleType, tmp_path: Path, name: str) -> None:
    storage.save_table(CASES[name], tmp_path / "t.csv")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["t.csv", "t.joblib"]
    assert is_whole(tmp_path / "t.csv")


def test_csv_looks_plain(storage: ModuleType, tmp_path: Path) -> None:
    table = frame(id=["a", "b"], n=[1, 2], x=[0.5, NAN], day=DAYS[:2])
    table["flag"] = pd.array([True, None], dtype="boolean")
    storage.save_table(table.set_index("id"), tmp_path / "t.csv")
    lines = (tmp_path / "t.csv").read_text().splitlines()
    assert lines == ["id,n,x,day,flag", "a,1,0.5,2020-02-27,True", "b,2,,2020-02-28,"]


def test_what_an_earlier_run_left_is_not_read(storage: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    storage.save_table(frame(a=objects([1])), path)
    storage.save_table(frame(a=[1]), path)
    assert same(storage.load_table(path), frame(a=[1]))
    assert not is_whole(path)


class Subclass(pd.DataFrame):
    @property
    def _constructor(self) -> Any:
        return Subclass


def test_subclasses_are_kept(storage: ModuleType, tmp_path: Path) -> None:
    storage.save_table(Subclass({"a": [1]}), tmp_path / "t.csv")
    assert type(storage.load_table(tmp_path / "t.csv")) is Subclass


def test_attrs_are_kept(storage: ModuleType, tmp_path: Path) -> None:
    table = pd.DataFrame({"a": [1]})
    table.attrs["unit"] = "cm"
    for one in (table, table["a"]):
        storage.save_table(one, tmp_path / "t.csv")
        assert storage.load_table(tmp_path / "t.csv").attrs == {"unit": "cm"}


def test_a_table_that_cannot_be_saved_is_an_error(storage: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="generator"):
        storage.save_table(frame(a=objects(n for n in [1])), tmp_path / "t.csv")


def test_no_warnings(storage: ModuleType, tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    for name, table in CASES.items():
        storage.save_table(table, tmp_path / "t.csv")
        storage.load_table(tmp_path / "t.csv")
        assert [str(w.message) for w in recwarn] == [], name


TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=4)
CELLS = st.one_of(
    TEXT, st.none(), st.floats(), st.integers(), st.booleans(), st.just(pd.NA), st.just(pd.NaT)
)
COLUMNS = [
    hp.column("i", dtype="int64"),
    hp.column("f", elements=st.floats(), dtype="float64"),
    hp.column("f4", elements=st.floats(width=32), dtype="float32"),
    hp.column("b", dtype="bool"),
    hp.column("t", dtype="datetime64[ns]"),
    hp.column("d", dtype="timedelta64[ns]"),
    hp.column("s", elements=TEXT, dtype=object),
    hp.column("o", elements=CELLS, dtype=object),
]
FRAMES = hp.data_frames(COLUMNS, index=hp.range_indexes(max_size=6))
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@QUICK
@given(FRAMES, st.sampled_from([[], ["s"], ["i", "o"], ["t"]]))
def test_any_frame(
    storage: ModuleType, tmp_path: Path, table: pd.DataFrame, index: list[str]
) -> None:
    table = table.set_index(index) if index else table
    storage.save_table(table, tmp_path / "t.csv")
    assert same(table, storage.load_table(tmp_path / "t.csv"))


@QUICK
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_any_labels(storage: ModuleType, tmp_path: Path, labels: list[Any]) -> None:
    table = labelled(pd.Index(labels, dtype=object), pd.Index(labels, dtype=object))
    storage.save_table(table, tmp_path / "t.csv")
    assert same(table, storage.load_table(tmp_path / "t.csv"))


@pytest.mark.parametrize("table", CASES.values(), ids=CASES)
def test_other_formats(other_storage: ModuleType, tmp_path: Path, table: Any) -> None:
    before = table.copy(deep=True)
    other_storage.save_table(table, tmp_path / "t.table")
    assert same(table, other_storage.load_table(tmp_path / "t.table"))
    assert same(table, before), "writing must not change the table"


@QUICK
@given(FRAMES, st.sampled_from([[], ["s"], ["i", "o"], ["t"]]))
def test_any_frame_in_other_formats(
    other_storage: ModuleType, tmp_path: Path, table: pd.DataFrame, index: list[str]
) -> None:
    table = table.set_index(index) if index else table
    other_storage.save_table(table, tmp_path / "t.table")
    assert same(table, other_storage.load_table(tmp_path / "t.table"))


@QUICK
@given(st.lists(CELLS, min_size=1, max_size=4))
def test_any_labels_in_other_formats(
    other_storage: ModuleType, tmp_path: Path, labels: list[Any]
) -> None:
    table = labelled(pd.Index(labels, dtype=object), pd.Index(labels, dtype=object))
    other_storage.save_table(table, tmp_path / "t.table")
    assert same(table, other_storage.load_table(tmp_path / "t.table"))


def test_what_was_there_is_not_read(other_storage: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "t.table"
    other_storage.save_table(frame(a=objects({1}, {2})), path)
    other_storage.save_table(frame(a=[1]), path)
    assert same(other_storage.load_table(path), frame(a=[1]))
    assert not is_whole(path)


def test_what_cannot_be_saved_is_an_error(other_storage: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="generator"):
        other_storage.save_table(frame(a=objects(n for n in [1])), tmp_path / "t.table")


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_what_people_have_is_plain(tmp_path: Path, kind: Any) -> None:
    made = module_for(tmp_path, kind)
    table = frame(a=[1, 2], text=["x", None], blank=["", "x"], day=DAYS[:2], x=[0.1, NAN])
    table["flag"] = pd.array([True, None], dtype="boolean")
    table["colour"] = pd.Categorical(["b", "a"], ["b", "a", "c"], ordered=True)
    table.index = pd.Index([7, 3], name="id")
    made.save_table(table, tmp_path / f"t.{kind}")
    assert same(made.load_table(tmp_path / f"t.{kind}"), table)
    assert not is_whole(tmp_path / f"t.{kind}")


def test_json_lines_look_plain(tmp_path: Path) -> None:
    made = module_for(tmp_path, "jsonl")
    table = frame(n=[1, 2], x=[0.5, np.inf], day=DAYS[:2], words=objects(["a", "b"], []))
    table["flag"] = pd.array([1, None], dtype="Int64")
    table["text"] = ["", None]
    made.save_table(table, tmp_path / "t.jsonl")
    first, second = map(json.loads, (tmp_path / "t.jsonl").read_text().splitlines())
    assert first == {
        **{
            "n": 1,
            "x": 0.5,
            "day": "2020-02-27 00:00:00",
            "words": ["a", "b"],
            "flag": 1,
            "text": "",
        },
    }
    assert [second[key] for key in ("x", "words", "flag")] == ["inf", [], None]
    assert same(made.load_table(tmp_path / "t.jsonl"), table)


def test_parquet_is_what_others_read(tmp_path: Path) -> None:
    made = module_for(tmp_path, "parquet")
    table = frame(n=[1, 2], text=["a", None], day=DAYS[:2]).set_index("n")
    made.save_table(table, tmp_path / "t.parquet")
    assert same(pd.read_parquet(tmp_path / "t.parquet"), table)
    assert not is_whole(tmp_path / "t.parquet")


def test_what_is_loaded_can_be_changed_in_place(
    storage: ModuleType, other_storage: ModuleType, tmp_path: Path
) -> None:
    times = pd.to_datetime(["2020-01-01", "2021-01-01"])
    table = frame(i=[1, 2], f=[0.5, 1.5], b=[True, False], t=["a", "b"], d=times, c=[1j, 2j])
    for module in (storage, other_storage):
        for one in (table, table[["i"]], table["f"]):
            path = tmp_path / "table.csv"
            module.save_table(one, path)
            loaded, wanted = module.load_table(path), one.copy()
            for changed in (loaded, wanted):
                changed.loc[1] = changed.loc[0]
            assert same(loaded, wanted)
