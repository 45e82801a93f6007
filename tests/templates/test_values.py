"""Values come back exactly as they were, in the format that is chosen for their type."""

import collections
import datetime
import decimal
import enum
import fractions
import math
import uuid
from collections import Counter, OrderedDict, defaultdict, namedtuple
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import sparse

from nb2prod.analysis.model import Type
from nb2prod.plan.serialisers import Serialiser, serialiser_for

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


Pair = namedtuple("Pair", "a b")


class Colour(enum.IntEnum):
    RED = 1


class Text(str):
    pass


SHARED: list[int] = [1]
CYCLE: list[Any] = []
CYCLE.append((CYCLE,))
UNALIGNED = np.dtype({"names": ["a", "b"], "formats": ["i1", "f8"], "offsets": [0, 3]})

VALUES |= {
    "str subclass": [Text("a")],
    "enum": Colour.RED,
    "namedtuple": {1: Pair(1, 2)},
    "decimals and fractions": [decimal.Decimal("1.10"), fractions.Fraction(1, 3)],
    "uuid": uuid.UUID(int=1),
    "deque": collections.deque([1, 2], maxlen=3),
    "zone": datetime.datetime(2020, 1, 1, tzinfo=ZoneInfo("Asia/Tokyo")),
    "fold": datetime.datetime(2020, 1, 1, fold=1),
    "function and class": [len, int],
    "bytearray": bytearray(b"a"),
    "frame in a dict": {"a": pd.DataFrame({"x": [1]})},
    "index": pd.Index(["b", "a"], name="id"),
    "empty index": pd.Index([]),
    "MultiIndex": pd.MultiIndex.from_product([[1, 2], ["a"]], names=["n", "s"]),
    "masked array": np.ma.masked_array([1, 2], mask=[0, 1]),
}
ARRAYS: dict[str, Any] = {
    "floats": np.array([[1.0, -0.0], [np.nan, 2]]),
    "nan's bits": NEGATIVE_NAN,
    "Fortran order": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "0-d": np.array(3),
    "empty": np.zeros((0, 3), dtype="int8"),
    "big endian": np.array([1, 2], dtype=">i4"),
    "structured": np.array([(1, "a")], dtype=[("n", "i4"), ("s", "U3")]),
    "with gaps": np.zeros(2, dtype=UNALIGNED),
    "times": np.array(["2020-01-01", "NaT"], dtype="datetime64[s]"),
    "texts": np.array(["a", "bc", ""]),
    "objects": np.array([None, [1], "a"], dtype=object),
    "longdouble": np.array([0.1], dtype="longdouble"),
    "complex": np.array([1j, -0.0]),
}
SPARSE: dict[str, Any] = {
    form: getattr(sparse, f"{form}_matrix")(np.array([[0, 1.5], [np.nan, -0.0]]))
    for form in ("csr", "csc", "coo", "bsr", "dia")
}
PLAIN: dict[str, Any] = {
    "int": -(10**300),
    "float": 0.1,
    "tiny": 5e-324,
    "minus nothing": -0.0,
    "infinity": math.inf,
    "bool": True,
    "str": 'é\n"\\\0',
    "surrogate": "\ud800",
    "None": None,
}


def round_trip(row: Serialiser, value: Any, folder: Path) -> Any:
    """What comes back when the lines of the row are run."""
    names: dict[str, Any] = {"value": value, "path": folder / f"x{row.suffix}"}
    for line in (*row.load_imports, *row.save_imports):
        exec(line, names)
    exec(row.saving("value", "path"), names)
    return eval(row.loading("path"), names)


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_round_trip(tmp_path: Path, value: Any) -> None:
    assert same(value, round_trip(serialiser_for([None]), value, tmp_path))


@pytest.mark.parametrize("value", ARRAYS.values(), ids=ARRAYS)
def test_arrays(tmp_path: Path, value: Any) -> None:
    row = serialiser_for([Type("numpy.ndarray")])
    assert row.suffix == ".npy" and same(value, round_trip(row, value, tmp_path))


@pytest.mark.parametrize("form", SPARSE)
def test_sparse(tmp_path: Path, form: str) -> None:
    row = serialiser_for([Type(f"scipy.sparse.{form}_matrix")])
    assert row.suffix == ".npz" and same(SPARSE[form], round_trip(row, SPARSE[form], tmp_path))


@pytest.mark.parametrize("value", PLAIN.values(), ids=PLAIN)
def test_plain_values(tmp_path: Path, value: Any) -> None:
    row = serialiser_for([Type(type(value).__name__.removesuffix("Type"))])
    assert row.suffix == ".json" and same(value, round_trip(row, value, tmp_path))


def test_what_is_shared_stays_shared(tmp_path: Path) -> None:
    found = round_trip(serialiser_for([None]), {"a": SHARED, "b": [SHARED]}, tmp_path)
    assert found["a"] is found["b"][0]
    found = round_trip(serialiser_for([None]), CYCLE, tmp_path)
    assert found[0][0] is found


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
def test_any_value(tmp_path: Path, value: Any) -> None:
    assert same(value, round_trip(serialiser_for([None]), value, tmp_path))
