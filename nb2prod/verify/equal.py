"""How two values differ, in words; only the standard library is imported."""

import math
import sys
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import partial
from types import FunctionType, ModuleType
from typing import Any

from nb2prod.execution.describe import type_name

_MANY = 60
UNKNOWN = object()
_OF_THE_PROCESS = frozenset({"_sklearn_version", "_stop_words_id", "refit_time_"})
_SEARCH_TREES = ("KDTree", "BallTree", "KDTree64", "BallTree64", "KDTree32", "BallTree32")
"""They count their own searches, in threads that do not wait for each other."""
_OF_STATSMODELS = frozenset({"_cache", "frame"})
"""What was computed on the way, and the table that a formula's model was made of: the notebook's
own, which later cells may change."""
_SECONDS = frozenset({"mean_fit_time", "std_fit_time", "mean_score_time", "std_score_time"})


def difference(
    found: Any,
    wanted: Any,
    rtol: float = 0.0,
    given: Mapping[str, Mapping[str, Any]] | None = None,
) -> str | None:
    """How `found`, of the package, differs from `wanted`, of the notebook; None: it does not.

    Floats are equal bit for bit, NaN included, or within `rtol` relative to `wanted`; types and
    dtypes, the order of rows, columns and keys, and the index are compared too. `given` names,
    by class, attributes that hold what was a global in the notebook, with the global's value, or
    `UNKNOWN`. Functions are compared by name: in the package they take globals as arguments.
    """
    return _Comparison(rtol, given or {}).compare(found, wanted, "")


class _Comparison:
    def __init__(self, rtol: float, given: Mapping[str, Mapping[str, Any]]) -> None:
        self.rtol = rtol
        self.given = given
        self.seen: set[tuple[int, int]] = set()
        self.kept: list[Any] = []

    def compare(self, found: Any, wanted: Any, where: str) -> str | None:
        if found is wanted or (id(found), id(wanted)) in self.seen:
            return None
        if isinstance(wanted, FunctionType) and isinstance(found, partial):
            found = found.func
        if type_name(wanted) == "IPython.SList":  # a list of lines, which a shell line gave
            wanted = list(wanted)
        if type(found) is not type(wanted):
            return _told(where, f"a {type_name(wanted)} in the notebook, a {type_name(found)} here")
        if not isinstance(wanted, (int, float, str, bytes, complex)):
            self.seen.add((id(found), id(wanted)))
            self.kept += [found, wanted]  # an id is that of one object while that lives
        told: str | None = self.method_for(wanted)(found, wanted, where)
        return told

    def method_for(self, value: Any) -> Any:
        pandas, numpy = sys.modules.get("pandas"), sys.modules.get("numpy")
        torch, sparse = sys.modules.get("torch"), sys.modules.get("scipy.sparse")
        if pandas is not None:
            if isinstance(value, pandas.DataFrame):
                return self.frames
            if isinstance(value, (pandas.Series, pandas.Index)):
                return self.columns
        if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
            return self.arrays
        if sparse is not None and sparse.issparse(value):
            return self.matrices
        if torch is not None and isinstance(value, torch.Tensor):
            return self.tensors
        for kinds, method in self.METHODS:
            if isinstance(value, kinds):
                return method.__get__(self)
        return self.objects

    def scalars(self, found: Any, wanted: Any, where: str) -> str | None:
        if _same_number(found, wanted, self.rtol):
            return None
        return _told(where, f"{_shown(wanted)} in the notebook, {_shown(found)} here")

    def mappings(self, found: Any, wanted: Any, where: str) -> str | None:
        if list(map(repr, found)) != list(map(repr, wanted)):
            missing = [k for k in wanted if k not in found]
            extra = [k for k in found if k not in wanted]
            what = "the keys have another order"
            if missing or extra:
                what = f"key {missing[0]!r} is missing" if missing else f"key {extra[0]!r} is new"
            return _told(where, what)
        for (key, value), other in zip(found.items(), wanted.values(), strict=True):
            if told := self.compare(value, other, f"{where}[{key!r}]"):
                return told
        return self.attributes(found, wanted, where)

    def sequences(self, found: Any, wanted: Any, where: str) -> str | None:
        if len(found) != len(wanted):
            return _told(where, f"length {len(wanted)} in the notebook, {len(found)} here")
        for n, (one, other) in enumerate(zip(found, wanted, strict=True)):
            if told := self.compare(one, other, f"{where}[{n}]"):
                return told
        return self.attributes(found, wanted, where)

    def sets(self, found: Any, wanted: Any, where: str) -> str | None:
        if found == wanted:
            return None
        odd = next(iter(sorted(found ^ wanted, key=repr)), None)
        holder = "the notebook" if odd in wanted else "the package"
        return _told(where, f"{_shown(odd)} is only in {holder}'s set")

    def attributes(self, found: Any, wanted: Any, where: str) -> str | None:
        """What a subclass of a container has besides."""
        if type(wanted).__module__ in ("builtins", "collections") or not hasattr(
            wanted, "__dict__"
        ):
            return None
        return self.compare(vars(found), vars(wanted), where)

    def arrays(self, found: Any, wanted: Any, where: str) -> str | None:
        import numpy as np

        if found.dtype != wanted.dtype:
            return _told(where, f"dtype {wanted.dtype} in the notebook, {found.dtype} here")
        if found.shape != wanted.shape:
            return _told(where, f"shape {wanted.shape} in the notebook, {found.shape} here")
        if wanted.dtype.names:  # bytes between the fields mean nothing
            for name in wanted.dtype.names:
                if told := self.arrays(found[name], wanted[name], f"{where}[{name!r}]"):
                    return told
            return None
        if wanted.dtype.hasobject:
            return self.sequences(list(found.ravel()), list(wanted.ravel()), where)
        same = _same_elements(found, wanted, self.rtol)
        if bool(np.all(same)):
            return None
        at = tuple(int(i[0]) for i in np.nonzero(~np.atleast_1d(same)))
        one, other = np.atleast_1d(found)[at], np.atleast_1d(wanted)[at]
        place = f"{where}[{', '.join(map(str, at))}]" if wanted.shape else where
        count = int(np.size(same) - np.sum(same))
        return _told(place, f"{other!s} in the notebook, {one!s} here{_others(count)}")

    def columns(self, found: Any, wanted: Any, where: str) -> str | None:
        """Series and indices."""
        import pandas as pd

        if isinstance(wanted, pd.Series):
            if told := self.columns(found.index, wanted.index, f"{where} index".lstrip()):
                return told
        if str(found.dtype) != str(wanted.dtype) or found.dtype != wanted.dtype:
            return _told(where, f"dtype {wanted.dtype} in the notebook, {found.dtype} here")
        if len(found) != len(wanted):
            return _told(where, f"{len(wanted)} rows in the notebook, {len(found)} here")
        names = (found.names, wanted.names) if isinstance(wanted, pd.Index) else None
        names = names or ([found.name], [wanted.name])
        if list(names[0]) != list(names[1]):
            return _told(where, f"named {names[1]} in the notebook, {names[0]} here")
        for row, (one, other) in self.differing(found, wanted):
            label = f" ({_shown(wanted.index[row])})" if isinstance(wanted, pd.Series) else ""
            told = f"{_shown(other)} in the notebook, {_shown(one)} here"
            return _told(f"{where} row {row}{label}".lstrip(), told)
        return None

    def differing(self, found: Any, wanted: Any) -> Any:
        """Rows that differ, with both values; the common case is told from the whole at once."""
        import numpy as np

        kind = getattr(wanted.dtype, "kind", "O")
        if isinstance(wanted.dtype, np.dtype) and kind in "biufc":
            same = _same_elements(found.to_numpy(), wanted.to_numpy(), self.rtol)
            rows: Iterable[int] = np.nonzero(~same)[0].tolist()
        else:
            rows = range(len(wanted))
        for row in rows:
            one, other = _at(found, row), _at(wanted, row)
            if self.compare(one, other, "") is not None:
                yield row, (one, other)

    def frames(self, found: Any, wanted: Any, where: str) -> str | None:
        if found.shape != wanted.shape:
            return _told(where, f"shape {wanted.shape} in the notebook, {found.shape} here")
        if told := self.columns(found.columns, wanted.columns, f"{where} columns".lstrip()):
            return told
        if told := self.columns(found.index, wanted.index, f"{where} index".lstrip()):
            return told
        first: tuple[int, str] | None = None
        for n, label in enumerate(wanted.columns):
            one, other = found.iloc[:, n], wanted.iloc[:, n]
            if one.dtype != other.dtype:
                told = f"dtype {other.dtype} in the notebook, {one.dtype} here"
                return _told(f"{where} column {label!r}".lstrip(), told)
            for row, (a, b) in self.differing(one, other):
                if first is None or row < first[0]:
                    at = f"row {row} ({_shown(wanted.index[row])}), column {label!r}"
                    place = f"{where} {at}".lstrip()
                    told = f"{_shown(b)} in the notebook, {_shown(a)} here"
                    first = (row, _told(place, told))
                break
        return first[1] if first else None

    def tensors(self, found: Any, wanted: Any, where: str) -> str | None:
        if (found.dtype, found.requires_grad) != (wanted.dtype, wanted.requires_grad):
            return _told(where, f"dtype {wanted.dtype} in the notebook, {found.dtype} here")
        return self.arrays(found.detach().cpu().numpy(), wanted.detach().cpu().numpy(), where)

    def functions(self, found: Any, wanted: Any, where: str) -> str | None:
        if found.__name__ == wanted.__name__:
            return None
        return _told(where, f"function {wanted.__name__} in the notebook, {found.__name__} here")

    def by_name(self, found: Any, wanted: Any, where: str) -> str | None:
        if getattr(found, "__name__", "") == getattr(wanted, "__name__", ""):
            return None
        return _told(where, f"{wanted!r} in the notebook, {found!r} here")

    def objects(self, found: Any, wanted: Any, where: str) -> str | None:
        """By what pickle would keep of them."""
        if type(found) is type(wanted) and wanted is _global_stream():
            return None  # its state is that of the process, at whatever time it was saved
        try:
            one, other = found.__reduce_ex__(4), wanted.__reduce_ex__(4)
        except Exception as error:  # it runs the code of any class
            equal = _plainly_equal(found, wanted)
            return None if equal else _told(where, f"cannot be compared ({error})")
        if isinstance(one, str) or isinstance(other, str):
            return (
                None if one == other else _told(where, f"{other!r} in the notebook, {one!r} here")
            )
        for n in range(1, max(len(one), len(other))):
            a, b = ([*parts, None, None][n] for parts in (one, other))
            if n >= 3 and a is not None and b is not None:  # iterators over items
                a, b = list(a), list(b)
            place = where or f"of {type_name(wanted)}"
            a, b = self.state(a, b, wanted), _state(b)
            if type_name(wanted).startswith("statsmodels.") and isinstance(b, dict):
                a, b = ({k: v for k, v in d.items() if k not in _OF_STATSMODELS} for d in (a, b))
            if type_name(wanted).endswith(_SEARCH_TREES) and isinstance(a, tuple):
                a, b = (state[:7] + state[11:] for state in (a, b))
            if told := self.compare(a, b, place):
                return told
        return None

    def state(self, found: Any, wanted: Any, owner: Any) -> Any:
        """The state that `found` has; what it holds and `wanted` reads from globals is as there."""
        given = self.given.get(type(owner).__name__, {})
        if given and isinstance(found, dict) and isinstance(wanted, dict):
            own = {k: v for k, v in found.items() if k in wanted or k not in given}
            for name in found.keys() - own.keys():
                known = given[name]
                if known is not UNKNOWN and self.compare(found[name], known, "") is not None:
                    own[name] = found[name]  # told as a key that is new
            found = {k: found[k] for k in found if k in own}
        return _state(found)

    def matrices(self, found: Any, wanted: Any, where: str) -> str | None:
        """Sparse: the stored elements, not what scipy has found out about them on the way."""
        if found.shape != wanted.shape or found.dtype != wanted.dtype:
            was, now = (f"{m.shape} of {m.dtype}" for m in (wanted, found))
            return _told(where, f"{was} in the notebook, {now} here")
        one, other = found.tocoo(), wanted.tocoo()
        for name in ("row", "col", "data"):
            if told := self.arrays(getattr(one, name), getattr(other, name), f"{where} {name}"):
                return told.strip()
        return None

    METHODS: Sequence[tuple[Any, Any]] = (
        ((int, float, complex, str, bytes, type(None)), scalars),
        (Mapping, mappings),
        (Set, sets),
        ((list, tuple), sequences),
        (FunctionType, functions),
        ((type, ModuleType), by_name),
    )


def _state(value: Any) -> Any:
    """The state of an object without what tells of the process only, or of its speed."""
    if not isinstance(value, dict):
        return value
    state = {k: v for k, v in value.items() if k not in _OF_THE_PROCESS}
    if isinstance(results := state.get("cv_results_"), dict):  # of a search for parameters
        state["cv_results_"] = {k: v for k, v in results.items() if k not in _SECONDS}
    if isinstance(model := state.get("__model"), bytes) and model.startswith(b"CBM1"):
        state["__model"] = _undated(model)
    return state


def _undated(model: bytes) -> bytes:
    """A model of CatBoost without the time when it was made, and the identifier made of that."""
    import importlib

    catboost = importlib.import_module("catboost").CatBoost()
    catboost.load_model(blob=model)
    told = catboost.get_metadata()
    for name in {"model_guid", "train_finish_time"} & set(told.keys()):
        told[name] = ""
    made: bytes = catboost._serialize_model()
    return made


def _same_number(one: Any, other: Any, rtol: float) -> bool:
    if isinstance(other, float):
        if math.isnan(other):
            return math.isnan(one)
        if one == other:
            return math.copysign(1, one) == math.copysign(1, other)
        return rtol > 0 and math.isclose(one, other, rel_tol=rtol, abs_tol=0.0)
    if isinstance(other, complex):
        parts = ((one.real, other.real), (one.imag, other.imag))
        return all(_same_number(a, b, rtol) for a, b in parts)
    return bool(one == other)


def _same_elements(found: Any, wanted: Any, rtol: float) -> Any:
    import numpy as np

    if wanted.dtype.kind not in "fc":
        if wanted.dtype.kind in "mM":
            return found.astype("int64") == wanted.astype("int64")
        return found == wanted
    same = (found == wanted) | ((found != found) & (wanted != wanted))
    if rtol > 0:
        return same | np.isclose(found, wanted, rtol=rtol, atol=0.0, equal_nan=True)
    if wanted.dtype.kind == "f":  # 0.0 and -0.0
        same = same & ((np.signbit(found) == np.signbit(wanted)) | (wanted != wanted))
    return same


def _at(values: Any, row: int) -> Any:
    return values.iloc[row] if hasattr(values, "iloc") else values[row]


def _plainly_equal(one: Any, other: Any) -> bool:
    try:
        return bool(one == other)
    except Exception:  # runs the code of any class
        return False


def _shown(value: Any) -> str:
    scalar = hasattr(value, "dtype") and getattr(value, "shape", None) == ()
    text = repr(value.item() if scalar else value)  # not np.float64(1.0)
    return text if len(text) <= _MANY else text[: _MANY - 1] + "…"


def _others(count: int) -> str:
    return f" ({count} elements differ)" if count > 1 else ""


def _told(where: str, what: str) -> str:
    where = where.strip()
    return f"{where}: {what}" if where else what


def _global_stream() -> Any:
    """The stream of numpy that models hold where no seed is given."""
    return getattr(sys.modules.get("numpy.random.mtrand"), "_rand", None)
