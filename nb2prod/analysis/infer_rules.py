"""Types of calls that follow the arguments, a rule a function."""

import ast
from collections.abc import Callable

from nb2prod.analysis.infer_arguments import (
    Arguments,
)
from nb2prod.analysis.infer_base import (
    ARRAY,
    BOOL,
    CSR,
    FLOAT,
    FRAME,
    GENERATOR,
    INT,
    SERIES,
    STR,
    UNKNOWN,
    element,
    join,
    made,
)
from nb2prod.analysis.model import Type
from nb2prod.knowledge.types import BUNCHES


def data_set(name: str, arguments: Arguments) -> Type | None:
    """What a function of `sklearn.datasets` gives."""
    as_frame, as_pair = arguments.value("as_frame", False), arguments.value("return_X_y", False)
    if UNKNOWN in (as_frame, as_pair):
        return None
    data, target = map(Type, BUNCHES[name])
    if as_frame:
        data, target = FRAME, SERIES
    return made("tuple", data, target) if as_pair else Type("sklearn.utils.Bunch", (data, target))


def _where(arguments: Arguments) -> Type | None:
    if arguments.starred or arguments.open:
        return None
    return Type("tuple") if len(arguments.node.args) == 1 else ARRAY


def _unique(arguments: Arguments) -> Type | None:
    options = ("return_index", "return_inverse", "return_counts")
    values = [arguments.value(option, False, 1 + i) for i, option in enumerate(options)]
    if not all(isinstance(v, bool) for v in values):
        return None
    return Type("tuple", (ARRAY,) * (1 + sum(map(bool, values)))) if any(values) else ARRAY


def _percentile(arguments: Arguments) -> Type | None:
    of, at = arguments.type_of(0), arguments.type_of(1, "q")
    if arguments.given("axis", "keepdims") or len(arguments.node.args) > 2 or at is None:
        return None
    if of is not None and of not in (ARRAY, SERIES) and of.name != "list":
        return None
    return FLOAT if at in (INT, FLOAT) else ARRAY if at.name in ("list", ARRAY.name) else None


def _concat(arguments: Arguments) -> Type | None:
    node = arguments.expression(0, "objs")
    elements = (
        [arguments.scope.type_of(e) for e in node.elts]
        if isinstance(node, ast.List | ast.Tuple)
        and not any(isinstance(e, ast.Starred) for e in node.elts)
        else [_values(arguments.scope.type_of(node))] if node else []
    )  # fmt: skip
    if FRAME in elements or arguments.value("axis", 0, 1) in (1, "columns"):
        return FRAME
    same = bool(elements) and all(e == SERIES for e in elements)
    return SERIES if same and arguments.value("axis", 0, 1) in (0, "index") else None


def _values(type_: Type | None) -> Type | None:
    if type_ is not None and type_.name == "dict":
        return type_.parts[1] if len(type_.parts) == 2 else None
    return element(type_)


def _converted(scalar: Type | None, listed: Type) -> Callable[[Arguments], Type | None]:
    """``pandas.to_numeric`` and its like: columns stay columns."""

    def rule(arguments: Arguments) -> Type | None:
        type_ = arguments.type_of(0)
        if type_ is None:
            return None
        if type_ in (SERIES, FRAME):
            return SERIES
        if type_.name in ("list", ARRAY.name):
            return listed
        return scalar if type_ == STR else None

    return rule


def _cut(arguments: Arguments) -> Type | None:
    column = arguments.type_of(0, "x") == SERIES
    return SERIES if column and not arguments.given("retbins") else None


def _split(arguments: Arguments) -> Type | None:
    if arguments.starred:
        return Type("tuple")
    kept = (FRAME, SERIES, ARRAY, CSR)
    types = [arguments.scope.type_of(a) for a in arguments.node.args]
    halves = [t if t in kept or (t and t.name == "list") else None for t in types]
    return Type("tuple", tuple(half for half in halves for _ in range(2)))


def _subplots(arguments: Arguments) -> Type | None:
    figure, axes = Type("matplotlib.figure.Figure"), Type("matplotlib.axes.Axes")
    one = not arguments.node.args and not arguments.open
    single = one and not arguments.keywords.keys() & {"nrows", "ncols", "squeeze"}
    return made("tuple", figure, axes if single else None)


def _round(arguments: Arguments) -> Type | None:
    type_ = arguments.type_of(0)
    digits = arguments.expression(1, "ndigits")
    if type_ in (SERIES, FRAME, INT):
        return type_
    return (INT if digits is None else FLOAT) if type_ == FLOAT else None


def _sum(arguments: Arguments) -> Type | None:
    if len(arguments.node.args) != 1 or arguments.keywords:
        return None
    each = element(arguments.type_of(0))
    return INT if each == BOOL else each if each in (INT, FLOAT) else None


def _extreme(arguments: Arguments) -> Type | None:
    if arguments.starred or "default" in arguments.keywords:
        return None
    types = [arguments.scope.type_of(a) for a in arguments.node.args]
    return element(types[0]) if len(types) == 1 else join(types)


def _collected(name: str) -> Callable[[Arguments], Type | None]:
    def rule(arguments: Arguments) -> Type | None:
        return made(name, element(arguments.type_of(0)))

    return rule


def _tuple(arguments: Arguments) -> Type | None:
    type_ = arguments.type_of(0)
    return type_ if type_ is not None and type_.name == "tuple" else Type("tuple")


def _dict(arguments: Arguments) -> Type | None:
    if arguments.open or len(arguments.node.args) > 1:
        return Type("dict")
    if not arguments.node.args:
        return made("dict", STR, join(map(arguments.scope.type_of, arguments.keywords.values())))
    type_ = arguments.type_of(0)
    if arguments.keywords or type_ is None:
        return Type("dict")
    if type_.name == "dict":
        return type_
    pair = element(type_)
    known = pair is not None and pair.name == "tuple" and len(pair.parts) == 2
    return made("dict", *pair.parts) if known and pair else Type("dict")


def _zip(arguments: Arguments) -> Type | None:
    if arguments.starred:
        return Type("zip")
    each = [element(arguments.scope.type_of(a)) for a in arguments.node.args]
    return made("zip", made("tuple", *each))


def _enumerate(arguments: Arguments) -> Type | None:
    return made("enumerate", made("tuple", INT, element(arguments.type_of(0))))


def _filter(arguments: Arguments) -> Type | None:
    return made("filter", element(arguments.type_of(1)))


def _progress(arguments: Arguments) -> Type | None:
    return made(GENERATOR, element(arguments.type_of(0)))


def _first(arguments: Arguments) -> Type | None:
    return arguments.type_of(0)


def _abs(arguments: Arguments) -> Type | None:
    type_ = arguments.type_of(0)
    return INT if type_ == BOOL else type_ if type_ in (INT, FLOAT, SERIES, FRAME, ARRAY) else None


def _open(arguments: Arguments) -> Type | None:
    mode = arguments.value("mode", "r", 1)
    if not isinstance(mode, str) or arguments.value("buffering", -1, 2) != -1:
        return None
    if "b" not in mode:
        return Type("_io.TextIOWrapper")
    if "+" in mode:
        return None
    return Type("_io.BufferedReader" if "r" in mode else "_io.BufferedWriter")


def _array(arguments: Arguments) -> Type | None:
    return None if arguments.given("retstep") else ARRAY


RULES: dict[str, Callable[[Arguments], Type | None]] = {
    "abs": _abs, "round": _round, "sum": _sum, "max": _extreme, "min": _extreme, "open": _open,
    "io.open": _open,
    "list": _collected("list"), "sorted": _collected("list"), "set": _collected("set"),
    "frozenset": _collected("frozenset"), "reversed": _collected("reversed"), "tuple": _tuple,
    "dict": _dict, "zip": _zip, "enumerate": _enumerate, "filter": _filter,
    "tqdm.tqdm": _progress, "tqdm.auto.tqdm": _progress, "tqdm.notebook.tqdm": _progress,
    "copy.copy": _first, "copy.deepcopy": _first, "sklearn.base.clone": _first,
    "sklearn.utils.shuffle": lambda a: a.type_of(0) if len(a.node.args) == 1 else None,
    "numpy.where": _where, "numpy.unique": _unique, "numpy.percentile": _percentile,
    "numpy.quantile": _percentile, "numpy.linspace": _array,
    "numpy.linalg.norm": lambda a: FLOAT if len(a.node.args) == 1 and not a.keywords else None,
    "pandas.concat": _concat, "pandas.cut": _cut, "pandas.qcut": _cut,
    "pandas.to_numeric": _converted(None, ARRAY),
    "pandas.to_datetime": _converted(Type("pandas.Timestamp"), Type("pandas.DatetimeIndex")),
    "pandas.to_timedelta": _converted(Type("pandas.Timedelta"), Type("pandas.TimedeltaIndex")),
    "sklearn.model_selection.train_test_split": _split,
    "sklearn.cross_validation.train_test_split": _split,
    "matplotlib.pyplot.subplots": _subplots,
    "sklearn.model_selection.cross_val_predict":
        lambda a: None if a.given("method") else ARRAY,
}  # fmt: skip
"""Functions whose type follows their arguments in a way of their own."""
