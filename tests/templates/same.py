"""Equality that sees types, float bits, order and memory layout."""

import struct
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are alike as far as a program can tell."""
    if type(one) is not type(other):
        return False
    if isinstance(one, (pd.DataFrame, pd.Series, pd.Index)):
        return same_table(one, other)
    if isinstance(one, np.ndarray):
        return same_array(one, other)
    if isinstance(one, np.generic):
        return one.dtype == other.dtype and one.tobytes() == other.tobytes()
    if sparse.issparse(one):
        return one.dtype == other.dtype and same_array(one.toarray(), other.toarray())
    if isinstance(one, float):
        return struct.pack("d", one) == struct.pack("d", other)
    if isinstance(one, complex):
        return same(one.real, other.real) and same(one.imag, other.imag)
    if isinstance(one, dict):
        facts = getattr(one, "default_factory", None) is getattr(other, "default_factory", None)
        return facts and same(list(one.items()), list(other.items()))
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (set, frozenset)):
        return one == other and sorted(map(repr, one)) == sorted(map(repr, other))
    if one is pd.NA or one is pd.NaT or one is None:
        return one is other
    if isinstance(one, int):
        return bool(one == other)
    return bool(one == other) and repr(one) == repr(other)


def same_array(one: Any, other: Any) -> bool:
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    if one.flags.f_contiguous != other.flags.f_contiguous:
        return False
    if one.dtype.hasobject:
        return same(one.tolist(), other.tolist())
    return bool(one.tobytes() == other.tobytes())


def same_table(one: Any, other: Any) -> bool:
    if isinstance(one, pd.DataFrame):
        if one.shape != other.shape or not same_table(one.columns, other.columns):
            return False
        pairs = [(one.iloc[:, i], other.iloc[:, i]) for i in range(one.shape[1])]
        return same_table(one.index, other.index) and all(same_values(*p) for p in pairs)
    if isinstance(one, pd.Series):
        return (
            same(one.name, other.name)
            and same_table(one.index, other.index)
            and (same_values(one, other))
        )
    if not same(list(one.names), list(other.names)):
        return False
    if isinstance(one, pd.MultiIndex):
        levels = all(map(same_table, one.levels, other.levels))
        return levels and all(map(np.array_equal, one.codes, other.codes))
    freq = getattr(one, "freq", None) == getattr(other, "freq", None)
    return freq and same_values(one, other)


def same_values(one: Any, other: Any) -> bool:
    if one.dtype != other.dtype or len(one) != len(other):
        return False
    if isinstance(one.dtype, pd.CategoricalDtype):
        codes = [v.codes if isinstance(v, pd.Index) else v.cat.codes for v in (one, other)]
        categories = same_table(one.dtype.categories, other.dtype.categories)
        return np.array_equal(*codes) and categories and one.dtype.ordered == other.dtype.ordered
    if isinstance(one.dtype, np.dtype) and not one.dtype.hasobject:
        return one.to_numpy().tobytes() == other.to_numpy().tobytes()
    return all(map(same, list(one), list(other)))
