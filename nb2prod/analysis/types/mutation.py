"""What a call of a library changes in place, and what its result shares memory with."""

import ast
import sys
from enum import Enum

from nb2prod.analysis.model import Type
from nb2prod.analysis.types import kinds
from nb2prod.knowledge.effect_tables import (
    ENTERED_FUNCTIONS,
    FRESH_CLASSES,
    FRESH_FUNCTIONS,
    HOLDING_FUNCTIONS,
    INPLACE_KEYWORD,
    LIBRARIES,
    LOSS_MODULES,
    MEAN_METRICS,
    OTHER_LIBRARIES,
    PURE_BY_TYPE,
    PURE_FUNCTIONS,
    PURE_MODULES,
    SAME_FUNCTIONS,
    VIEW_FUNCTIONS,
)
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.methods import (
    CHANGING_NAMES,
    CONTAINER_METHODS,
    DRAWING_METHODS,
    FITTING_METHODS,
    FRESH_METHODS,
    MAKING_NAMES,
    MUTATING_METHODS,
    PURE_METHODS,
    SELF_METHODS,
    SEPARATE_METHODS,
    SHALLOW_COPY,
    VIEW_METHODS,
    VIEW_NAMES,
)
from nb2prod.knowledge.type_tables import METHOD_RETURNS, METRIC_FUNCTIONS

_FRAME_METHODS = frozenset(
    "apply assign join transform pipe applymap joinpath to_excel to_sql to_hdf".split()
)
_COPYING = tuple("datasets. numpy. pandas. polars. pyspark.sql. scipy.sparse. torch.Tensor".split())
"""Types whose methods give another value of the type, and change nothing."""

_OF_ARGUMENTS = frozenset({"drop", "eval", "query", "rename"})
"""Methods that tables have with arguments only: ``net.eval()`` is one of a network."""

_WRITING = frozenset("bfill clip eval ffill fillna interpolate mask replace where".split())
"""Methods that write into the memory of a table, where others get it new."""

STORING_FUNCTIONS = (
    "setattr", "heapq.", "bisect.", "list.", "dict.", "set.", "operator.", "object.__setattr__",
)  # fmt: skip
"""Prefixes of functions that put their arguments into the first one."""


class Effect(Enum):
    """What a method does to its receiver."""

    NONE = "none"
    SHALLOW = "shallow"
    DEEP = "deep"
    UNKNOWN = "unknown"


def method_effect(name: str, kind: Type | None, call: ast.Call) -> Effect:
    """What the method does to a receiver of that type; UNKNOWN: it may change arguments too."""
    if kinds.contradicts(kind, name):
        kind = None
    if kinds.is_immutable(kind):
        return Effect.NONE
    type_name = kind.name if kind else ""
    if type_name.startswith("matplotlib."):
        reads = name.startswith("get_") or name in ("savefig", "show")
        return Effect.NONE if reads else Effect.DEEP
    bare = name in _OF_ARGUMENTS and not (call.args or call.keywords)
    if name in INPLACE_KEYWORD and not bare:
        if not _inplace(call):
            return Effect.NONE
        moves = kinds.is_frame(kind) and name not in _WRITING
        return Effect.SHALLOW if moves else Effect.DEEP
    if any(type_name.startswith(t) and name in m for t, m in PURE_BY_TYPE.items()):
        return Effect.NONE
    if type_name.startswith(MEAN_METRICS) and name == "result":
        return Effect.NONE
    if kind is None and name in _FRAME_METHODS:
        return Effect.NONE
    if name in MUTATING_METHODS:
        return Effect.SHALLOW if name in CONTAINER_METHODS else Effect.DEEP
    gives = METHOD_RETURNS.get(type_name, {}).get(name, "None")
    if gives == "self" and name not in PURE_METHODS and not type_name.startswith(_COPYING):
        return Effect.DEEP  # ``m.add_seasonality(...)`` gives what it changes
    if name in PURE_METHODS or gives != "None":
        return Effect.NONE
    if type_name.startswith((*kinds.FRAMES, "numpy.ndarray", "str", "dict", "list", "tuple")):
        return Effect.NONE
    if name in METHOD_RETURNS["sklearn"] and (kind is None or type_name.startswith("sklearn")):
        return Effect.NONE
    return Effect.UNKNOWN


def _inplace(call: ast.Call) -> bool:
    return any(
        k.arg == "inplace" and not (isinstance(k.value, ast.Constant) and k.value.value is False)
        for k in call.keywords
    )


def is_pure_function(name: str) -> bool:
    """Whether the function changes none of its arguments (but those of ARGUMENT_MUTATORS)."""
    if name in PURE_FUNCTIONS or name in FRESH_FUNCTIONS:
        return True
    first = name.split(".")[0]
    if first in ("str", "int", "float", "dict", "list", "set") or at_or_below(name, PURE_MODULES):
        return True
    if first in OTHER_LIBRARIES:
        return not may_change(name.rpartition(".")[2])
    return "." not in name and name.endswith(("Error", "Exception", "Warning"))


MEASURE = Type("types.FunctionType", (Type("measure"),))
"""A library's metric or loss, as a value: it only compares what it is given."""


def is_measure(name: str) -> bool:
    """Whether the qualified name is that of a metric or loss, and not of a class."""
    module, _, last = name.rpartition(".")
    return name in METRIC_FUNCTIONS or (module in LOSS_MODULES and last.islower())


def may_change(name: str) -> bool:
    """Whether a function of that name may change its arguments, in a library that is not known."""
    return name.lstrip("_").startswith(CHANGING_NAMES) or name.endswith("_")


def is_class(name: str) -> bool:
    """Whether a qualified name looks like a class."""
    return name.rpartition(".")[2][:1].isupper()


class Tie(Enum):
    """How a result is tied to the receiver or the arguments."""

    NONE = "none"
    SAME = "same"
    INSIDE = "inside"
    VIEW = "view"
    HOLDS = "holds"


def without_copy(call: ast.Call) -> bool:
    """Whether ``copy=False`` (or a value that is not known) lets the result be the argument."""
    copies = next((k.value for k in call.keywords if k.arg in ("copy", "deep")), None)
    return copies is not None and not (isinstance(copies, ast.Constant) and copies.value is True)


def _keeps_objects(dtype: ast.expr | None) -> bool:
    """Whether an array of this dtype holds the objects themselves."""
    match dtype:
        case ast.Constant(value=name) | ast.Name(id=name) | ast.Attribute(attr=name):
            return name in ("object", "O", "object_")
    return False


def function_tie(name: str, call: ast.Call) -> Tie:
    """How the result of a library function is tied to its arguments."""
    keywords = {k.arg: k.value for k in call.keywords}
    if "out" in keywords:
        return Tie.SAME
    if without_copy(call):
        return Tie.VIEW
    if name in VIEW_FUNCTIONS:
        return Tie.VIEW
    if name in ENTERED_FUNCTIONS:
        return Tie.SAME
    if name in HOLDING_FUNCTIONS or name.startswith("itertools."):
        return Tie.HOLDS
    if name in SAME_FUNCTIONS:
        return Tie.INSIDE
    if name in FRESH_FUNCTIONS:
        return Tie.HOLDS if _keeps_objects(keywords.get("dtype")) else Tie.NONE
    first, last = name.partition(".")[0], name.rpartition(".")[2]
    if last in VIEW_NAMES and first in LIBRARIES and first not in sys.stdlib_module_names:
        return Tie.VIEW
    if first in OTHER_LIBRARIES and last.startswith(MAKING_NAMES):
        return Tie.HOLDS
    if is_class(name):
        return Tie.NONE if at_or_below(name, FRESH_CLASSES) else Tie.HOLDS
    return Tie.NONE if is_pure_function(name) else Tie.HOLDS


def method_tie(name: str, kind: Type | None) -> Tie:
    """How the result of a library's method is tied to its receiver."""
    type_name = kind.name if kind else ""
    if name in SHALLOW_COPY:
        return Tie.NONE if kinds.is_frame(kind) or kinds.is_array(kind) else Tie.HOLDS
    if type_name == "pandas.Series" and name == "transpose":
        return Tie.SAME
    if type_name.startswith(MEAN_METRICS) and name == "result":
        return Tie.NONE
    if kinds.is_frame(kind):
        return Tie.VIEW if name == "to_numpy" else Tie.NONE
    if kinds.is_array(kind) or (kind is None and name in VIEW_METHODS):
        return Tie.VIEW if name in VIEW_METHODS and name != "flatten" else Tie.NONE
    if name in DRAWING_METHODS:
        return Tie.NONE
    if name in SELF_METHODS:
        return Tie.SAME
    if kind is None or type_name.startswith(("sklearn.", "imblearn.")):
        if METHOD_RETURNS["sklearn"].get(name, "self") != "self":
            return Tie.NONE
    if name in ("keys", "transform", *FITTING_METHODS - {"fit"}):
        return Tie.NONE
    if name in FRESH_METHODS or name in SEPARATE_METHODS or type_name == "str":
        return Tie.NONE
    return Tie.INSIDE
