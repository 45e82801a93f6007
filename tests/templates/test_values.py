"""Values come back from JSON exactly as they were, or are refused by name."""

import datetime
import decimal
import enum
import json
import math
import subprocess
import sys
from collections import Counter, OrderedDict, defaultdict, namedtuple
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .same import same

NAN = float("nan")
NEGATIVE_NAN = np.array([0xFFF8000000000001], dtype="uint64").view("float64")
EMPTY: tuple[()] = ()
TUPLE = (1, 2)

VALUES: dict[str, Any] = {
    "None": None,
    "bools": [True, False],
    "ints": [0, -1, 2**63, -(10**300)],
    "a number of 10000 digits": 10**10000,
    "floats": [0.1, 1 / 3, -0.0, 5e-324, 1.7976931348623157e308, 1e22, 1.0],
    "inf and nan": [math.inf, -math.inf, NAN],
    "nan's bits": NEGATIVE_NAN.tolist(),
    "int and float": [1, 1.0, True],
    "texts": ["", "a", 'q"', "\\", "\n", "\0", "\u2028", "\x7f", "データ", "\U0001f600"],
    "lone surrogates": ["\ud800", "\udcff\\n", "é\ud800"],
    "surrogate pair": "\ud83d\ude00",
    "bytes": [b"", b"abc", bytes(range(256))],
    "complex": [1j, complex(-0.0, NAN), complex(math.inf, -0.0)],
    "containers": [[], (), {}, set(), frozenset(), [[]], ((),), [{}]],
    "one tuple twice": [TUPLE, TUPLE, EMPTY, EMPTY],
    "tuple": (1, (2, [3]), "a"),
    "sets": [{1, 2}, {"a", None, (1, 2)}, {frozenset({1})}],
    "dict": {"b": 1, "a": [1, {"c": None}]},
    "int keys": {2: "b", 1: "a"},
    "odd keys": {None: 1, True: 2, 0.5: 3, (1, "a"): 4, b"x": 5, frozenset({1}): 6, "s": 7},
    "keys that JSON would merge": {1: "int", "1": "str"},
    "None and its name": {None: 1, "null": 2, "None": 3},
    "numpy keys": {np.int64(3): 1, np.str_("a"): 2, np.float32(0.1): 3},
    "time keys": {datetime.date(2020, 1, 1): 1, pd.Timestamp("2020-01-02"): 2},
    "surrogate keys": {"\ud800": 1},
    "keys like tags": [{"!tuple": [1]}, {"!": 1}, {"!x": 1, "y": 2}, {"!dict": []}],
    "OrderedDict": OrderedDict(b=1, a=2),
    "Counter": Counter("abca"),
    "negative Counter": Counter({"a": -1, None: 0.5}),
    "defaultdict": defaultdict(list, {"a": [1]}),
    "defaultdict, int keys": defaultdict(int, {1: 2}),
    "defaultdict, no factory": defaultdict(None, a=1),
    "ranges": [range(3), range(5, 1, -2)],
    "slices": [slice(None), slice(1, "a", -1), slice((1, 2))],
    "datetimes": [datetime.datetime(2020, 1, 1), datetime.datetime.max, datetime.datetime.min],
    "aware datetime": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
    "offset": datetime.datetime(1, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=-5))),
    "dates": [datetime.date.min, datetime.date(2020, 2, 29)],
    "times": [datetime.time(), datetime.time(23, 59, 59, 999999)],
    "timedeltas": [datetime.timedelta.min, datetime.timedelta(microseconds=-1)],
    "paths": [Path("a") / "b", Path("/"), Path("."), Path("é\udcff")],
    "pure paths": [PurePosixPath("a/b"), PureWindowsPath("c:\\x")],
    "numpy ints": [np.int8(-1), np.uint64(2**64 - 1), np.int64(1), np.int32(0)],
    "numpy floats": [np.float16(0.1), np.float32(0.1), np.float64(-0.0), np.float32("inf")],
    "numpy nan": [np.float64("nan"), np.float32("nan")],
    "numpy nan's bits": [NEGATIVE_NAN[0], NEGATIVE_NAN.astype("float32")],
    "numpy bools": [np.True_, np.bool_(False)],
    "numpy complex": [np.complex64(1 + 0.1j), np.complex128(complex(NAN, -0.0))],
    "numpy texts": [np.str_("ab"), np.str_(""), np.bytes_(b"ab")],
    "numpy times": [np.datetime64("2020-01-01"), np.datetime64(1, "ns"), np.datetime64("NaT", "s")],
    "numpy durations": [np.timedelta64(1, "D"), np.timedelta64("NaT", "ns")],
    "arrays": [np.array([0.1, -0.0, NAN]), np.array([], dtype="int8"), np.zeros((0, 3))],
    "matrix": np.arange(6, dtype="int16").reshape(2, 3),
    "0-d array": np.array(1.5),
    "bool array": np.array([[True], [False]]),
    "text array": np.array(["a", "", "longer"]),
    "time array": np.array(["2020-01-01", "NaT"], dtype="datetime64[ns]"),
    "duration array": np.array([1, 2], dtype="timedelta64[s]"),
    "complex array": np.array([1j, -0.0]),
    "array in a dict": {"mean": np.array([0.5]), "labels": ["a"]},
    "Timestamp": pd.Timestamp("2020-01-01 00:00:00.123456789"),
    "Timestamp units": [pd.Timestamp("2020-01-01").as_unit(u) for u in ("s", "ms", "us", "ns")],
    "Timestamp in a zone": pd.Timestamp("2020-10-26 02:30", tz="Europe/Paris"),
    "Timestamp, fold": pd.Timestamp("2020-10-25 01:30Z").tz_convert("Europe/Paris"),
    "Timestamp UTC": pd.Timestamp("2020-01-01", tz="UTC"),
    "Timedelta": [pd.Timedelta("1ns"), pd.Timedelta("-3 days").as_unit("s")],
    "pandas missing": [pd.NaT, pd.NA],
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_round_trip(values: ModuleType, tmp_path: Path, value: Any) -> None:
    values.write_json(value, tmp_path / "v.json")
    assert same(value, values.read_json(tmp_path / "v.json"))


def test_plain_values_look_plain(values: ModuleType, tmp_path: Path) -> None:
    value = {"a": 1, "b": [True, None, 0.5], "名": "データ", "c": {"d": []}}
    values.write_json(value, tmp_path / "v.json")
    text = (tmp_path / "v.json").read_text(encoding="utf-8")
    assert json.loads(text) == value
    assert text == json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def test_tags_name_the_type(values: ModuleType, tmp_path: Path) -> None:
    values.write_json([(1,), {2: np.float32(0.5)}], tmp_path / "v.json")
    assert json.loads((tmp_path / "v.json").read_text()) == [
        {"!tuple": [1]},
        {"!dict": [[2, {"!numpy": ["float32", 0.5]}]]},
    ]


class Foo:
    pass


class Text(str):
    pass


class Colour(enum.IntEnum):
    RED = 1


Pair = namedtuple("Pair", "a b")
A_LIST: list[int] = [1]
AN_ARRAY = np.arange(3.0)
CYCLE: list[Any] = []
CYCLE.append((CYCLE,))
DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]

REFUSED: dict[str, tuple[Any, str]] = {
    "object": ({"a": [1, 2, 3, Foo()]}, r'^value\["a"\]\[3\] is a Foo'),
    "str subclass": ([Text("a")], r"^value\[0\] is a Text"),
    "enum": (Colour.RED, "^value is a Colour"),
    "namedtuple": ({1: Pair(1, 2)}, r"^value\[1\] is a Pair"),
    "key": ({Pair(1, 2): 1}, r"^the key Pair\(a=1, b=2\) of value is a Pair"),
    "decimal": (decimal.Decimal(1), "Decimal"),
    "bytearray": (bytearray(b"a"), "bytearray"),
    "function": (len, "builtin_function"),
    "generator": ((n for n in [1]), "generator"),
    "class": (int, "is a type"),
    "ellipsis": (..., "ellipsis"),
    "lambda factory": (defaultdict(lambda: 1), "value is a defaultdict, whose factory"),
    "dict subclass": (type("Config", (dict,), {})(a=1), "is a Config"),
    "list twice": ({"a": A_LIST, "b": [A_LIST]}, r'^value\["b"\]\[0\] is a list.*twice'),
    "list twice in tuples": ([(A_LIST,), (A_LIST,)], r"^value\[1\]\[0\] is a list.*twice"),
    "cycle": (CYCLE, r"^value\[0\]\[0\] is a list.*twice"),
    "views of one array": ([AN_ARRAY, AN_ARRAY[:1]], r"^value\[1\] is a ndarray.*twice"),
    "too deep": (DEEP, "nested too deeply"),
    "zone": (datetime.datetime(2020, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")), "time zone"),
    "fold": ([datetime.datetime(2020, 1, 1, fold=1)], r"^value\[0\] is a datetime"),
    "named offset": (
        datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(0), "X")),
        "time zone",
    ),
    "object array": (np.array([None]), "ndarray"),
    "structured array": (np.zeros(1, dtype=[("a", "i4")]), "ndarray"),
    "Fortran order": (np.zeros((2, 2), order="F"), "ndarray"),
    "big array": (np.zeros(10_001), "more than 10000"),
    "array subclass": (np.ma.masked_array([1]), "MaskedArray"),
    "longdouble": (np.longdouble(0.1), "longdouble"),
    "structured scalar": (np.zeros(1, dtype=[("a", "i4")])[0], "void"),
    "Series": ({"s": pd.Series([1])}, r'value\["s"\] is a Series'),
    "pure path": (type("MyPath", (PurePosixPath,), {})("a"), "MyPath"),
}


@pytest.mark.parametrize(("value", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(values: ModuleType, tmp_path: Path, value: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        values.write_json(value, tmp_path / "v.json")
    assert not (tmp_path / "v.json").exists()


def test_a_path_keeps_its_class(values: ModuleType, tmp_path: Path) -> None:
    assert type(PurePath("a")) in (PurePosixPath, PureWindowsPath)
    for path in (Path("a"), PurePath("a")):
        values.write_json(path, tmp_path / "v.json")
        assert type(values.read_json(tmp_path / "v.json")) is type(path)


def test_neither_pandas_nor_numpy_is_imported(package: Path) -> None:
    code = f"import sys; import {package.name}.values as v, pathlib; p = pathlib.Path('v.json')\n"
    code += "v.write_json({1: (2, b'')}, p); assert v.read_json(p) == {1: (2, b'')}\n"
    code += "assert not {'numpy', 'pandas', 'joblib', 'scipy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=package.parent, check=True)


KEYS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=())),
    st.binary(max_size=3),
    st.dates(),
    st.tuples(st.integers(), st.text(max_size=2)),
)
SCALARS = st.one_of(
    KEYS,
    st.floats(),
    st.complex_numbers(),
    st.datetimes().map(lambda moment: moment.replace(fold=0)),
    st.timedeltas(),
    st.integers(-5, 5).map(np.int16),
    st.floats(width=32, allow_nan=False).map(np.float32),
)
ANY = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(KEYS, inner, max_size=3),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
        st.dictionaries(st.sampled_from(["!tuple", "!dict", "!str", "a"]), inner, max_size=1),
        st.sets(KEYS, max_size=3),
    ),
    max_leaves=8,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ANY)
def test_any_value(values: ModuleType, tmp_path: Path, value: Any) -> None:
    values.write_json(value, tmp_path / "v.json")
    assert same(value, values.read_json(tmp_path / "v.json"))
