"""Types of methods and attributes, by the type of what they belong to."""

import ast

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import (
    ARRAY,
    CSR,
    EXTENSION,
    FLOAT,
    FRAME,
    FRAME_GROUPS,
    GENERATOR,
    INDEX,
    INT,
    ITERATOR,
    NONE,
    SERIES,
    SERIES_GROUPS,
    STR,
    TABLE,
    UNION,
    UNKNOWN,
    Scope,
    either,
    element,
    made,
    members,
    parsed,
)
from nb2prod.analysis.types.infer_arguments import Arguments
from nb2prod.analysis.types.infer_functions import of_tensor, random, reduction
from nb2prod.analysis.types.infer_subscripts import bunch_part
from nb2prod.knowledge.effect_tables import INPLACE_KEYWORD
from nb2prod.knowledge.schema import words
from nb2prod.knowledge.shape_tables import (
    BOOSTING_ATTRIBUTES,
    BOOSTING_METHODS,
    GROUP_AGGREGATIONS,
    INDEX_STRING_METHODS,
    MASK_METHODS,
    RANDOM_OWNERS,
    RESAMPLE_AGGREGATIONS,
    WINDOW_AGGREGATIONS,
    WINDOWS,
)
from nb2prod.knowledge.type_tables import (
    BOOSTING,
    DEFAULT_ONLY,
    DENSE_FOR_DENSE,
    EITHER_MATRIX,
    SPARSE_TRANSFORMERS,
    UNTYPED_TRANSFORMERS,
    attribute_type,
    method_returned,
)

_STRINGS = "pandas.core.strings.accessor.StringMethods"
_GROUPS = (FRAME_GROUPS.name, SERIES_GROUPS.name)
_FAMILIES = (
    "sklearn", "torch.nn", "torchvision.models", "imblearn", "tensorflow.keras", "keras",
    "feature_engine",
)  # fmt: skip
_TABLES = (FRAME, SERIES)
_READERS = {"_io.TextIOWrapper": STR, "_io.BufferedReader": Type("bytes")}
_MATRIX = either(ARRAY, CSR)
_REDUCTIONS = frozenset({
    "all", "any", "count", "idxmax", "idxmin", "kurt", "kurtosis", "max", "mean", "median", "min",
    "nunique", "prod", "product", "sem", "skew", "std", "sum", "var",
})  # fmt: skip
_ARRAY_REDUCTIONS = frozenset(
    {"mean", "std", "var", "argmax", "argmin", "any", "all", "sum", "prod", "max", "min"}
)
_NUMPY_DTYPES = words("""int float bool numpy.int64 numpy.float64 numpy.float32 numpy.int32
    numpy.int8 numpy.bool_ numpy.uint8""")
_PLAIN = frozenset({"int", "float", "str", "bool", "None"})


def _keys(name: str) -> list[str]:
    """The keys of the tables that hold for a type, the most special first."""
    if name.startswith(BOOSTING):
        return [name]
    if name.endswith("SearchCV"):
        return [name, "sklearn"]
    family = next((f for f in _FAMILIES if name.startswith(f + ".")), None)
    if family == "sklearn" and name == "sklearn.utils.Bunch":
        family = None
    return [name, family] if family else [name]


def attribute(owner: Type, name: str) -> Type | None:
    """The type of an attribute that is no method."""
    if owner.name == "sklearn.utils.Bunch":
        return bunch_part(owner, name) if owner.parts else None
    if owner == INDEX and name == "str":
        return Type(_STRINGS, (INDEX,))
    if name == "best_estimator_" and owner.name.endswith("SearchCV") and owner.parts:
        return owner.parts[0]
    if owner.name.startswith(BOOSTING):
        return ARRAY if name in BOOSTING_ATTRIBUTES else None
    for key in _keys(owner.name):
        text = attribute_type(key, name)
        if text:
            return parsed(text)
    return None


def method(owner: Type, name: str, arguments: Arguments) -> Type | None:
    """The type of a call of a method."""
    if "out" in arguments.keywords or arguments.given(*DEFAULT_ONLY.get(f".{name}", ())):
        return None
    if owner.name in RANDOM_OWNERS:
        return random(name, arguments)[1]
    if owner in _TABLES or owner == INDEX:
        return _of_pandas(owner, name, arguments)
    if owner.name == _STRINGS:
        return _of_strings(owner, name, arguments)
    if owner.name in _GROUPS:
        return _of_groups(owner, name, arguments)
    if owner.name in WINDOWS.values():
        return _of_window(owner, name, arguments)
    if owner == ARRAY and name in _ARRAY_REDUCTIONS:
        return reduction(name, arguments, owner, 0)[1]
    if owner.name in ("dict", "list", "set", ITERATOR):
        return _of_container(owner, name, arguments)
    if owner.name.startswith("sklearn."):
        return _of_estimator(owner, name, arguments)
    if owner.name.startswith("imblearn.") and name == "fit_resample":
        types = map(arguments.type_of, (0, 1))
        kept = [t if set(members(t)) <= {FRAME, SERIES, ARRAY} else None for t in types]
        return made("tuple", *kept)
    if owner.name.startswith(BOOSTING):
        return _of_booster(owner, name)
    if owner.name in _READERS and name in ("read", "readline"):  # which moves on in the file
        return _READERS[owner.name]
    if owner.name == "torch.Tensor":
        return of_tensor(name, arguments, 0) or tabled(owner, name)
    if owner.name.endswith("ResultsWrapper") and name == "predict":
        return _predicted(arguments)
    if owner == EXTENSION and name == "reshape":  # those over an array of numpy have it
        return EXTENSION
    return tabled(owner, name)


def _predicted(arguments: Arguments) -> Type | None:
    """Predictions of a model of statsmodels: a column for a table."""
    given = arguments.type_of(0, "exog")
    return SERIES if given in (FRAME, SERIES) else ARRAY if given == ARRAY else None


def tabled(owner: Type, name: str) -> Type | None:
    """The type of a method's result by the tables alone."""
    for key in _keys(owner.name):
        text = method_returned(key, name)
        if text:
            return owner if text == "self" else parsed(text)
    return None


def _of_booster(owner: Type, name: str) -> Type | None:
    if name not in BOOSTING_METHODS:
        return None
    return tabled(Type("sklearn.base.BaseEstimator"), name) if name not in (
        "fit", "set_params"
    ) else owner  # fmt: skip


def _of_pandas(owner: Type, name: str, arguments: Arguments) -> Type | None:
    inplace = arguments.value("inplace", False) if name in INPLACE_KEYWORD else False
    if inplace is not False:
        return NONE if inplace is True else None
    if owner != INDEX and name in WINDOWS:
        return Type(WINDOWS[name], (owner,))
    if owner == FRAME and name in _REDUCTIONS and arguments.value("axis", 0, 0) in (None, UNKNOWN):
        return None
    if name == "append" and owner != INDEX:  # until pandas 2
        return owner
    if name == "groupby":
        return _groupby(owner, arguments)
    special = _of_series if owner == SERIES else _of_frame if owner == FRAME else None
    known, type_ = special(name, arguments) if special else (False, None)
    return type_ if known else tabled(owner, name)


def _groupby(owner: Type, arguments: Arguments) -> Type:
    as_table = arguments.value("as_index", True) is not True
    groups = FRAME_GROUPS if owner == FRAME else SERIES_GROUPS
    return Type(groups.name, (FRAME,)) if as_table else groups


def _of_both(name: str, arguments: Arguments) -> tuple[bool, Type | None]:
    if name in ("to_csv", "to_json", "to_html", "to_string", "to_markdown"):
        path = arguments.expression(0, "path_or_buf") or arguments.expression(0, "buf")
        unsure = arguments.open or arguments.starred
        return True, None if unsure else NONE if path else STR
    if name == "to_parquet":
        return True, NONE if arguments.expression(0, "path") else None
    return False, None


def _of_series(name: str, arguments: Arguments) -> tuple[bool, Type | None]:
    if name == "reset_index":
        drop = arguments.value("drop", False, 1)
        return True, SERIES if drop is True else FRAME if drop is False else None
    if name == "rename":
        return True, SERIES
    if name == "quantile":
        return True, _quantiles(SERIES, FLOAT, arguments)
    if name in ("apply", "agg", "aggregate"):
        result = _result(arguments.expression(0, "func"), arguments)
        return True, (SERIES if result in _PLAIN else TABLE) if name == "apply" else None
    if name == "to_dict":
        return True, Type("dict") if not arguments.node.args else None
    return _of_both(name, arguments)


def _quantiles(several: Type, one: Type, arguments: Arguments) -> Type | None:
    """``quantile`` of one share, or of several."""
    if isinstance(arguments.value("q", 0.5, 0), int | float):
        return one
    given = arguments.type_of(0, "q")
    listed = given == ARRAY or (given is not None and given.name == "list")
    return several if listed else one if given in (INT, FLOAT) else None


def _result(node: ast.expr | None, arguments: Arguments, first: Type | None = None) -> str | None:
    """The name of the type that a function gives which is passed as an argument.

    ``first`` is the type of what it is given.
    """
    if isinstance(node, ast.Lambda):
        names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
        inner = dict.fromkeys(names) | dict.fromkeys(names[:1], first)
        type_ = arguments.scope.inner(inner).type_of(node.body)
    elif isinstance(node, ast.Name) and node.id in arguments.scope.env.definitions:
        type_ = arguments.scope.env.definitions[node.id].returns
    elif node is not None and arguments.scope.env.qualified(node) in ("len", "int", "float", "str"):
        type_ = INT
    elif node is not None and first is not None and arguments.scope.env.qualified(node):
        type_ = _called_with(node, first, arguments)
    else:
        type_ = None
    if type_ is not None and type_.name == UNION:  # of scalars: as good as one of them
        kinds = {part.name for part in type_.parts if part}
        return min(kinds) if kinds <= _PLAIN else None
    return type_.name if type_ else None


def _called_with(func: ast.expr, given: Type, arguments: Arguments) -> Type | None:
    """What calling a function with a value of this type gives."""
    scope = arguments.scope.inner({"given ": given})
    return scope.type_of(ast.Call(func, [ast.Name("given ", ast.Load())], []))


def _encodes(func: ast.expr | None, arguments: Arguments) -> bool:
    """Whether each column becomes another by ``LabelEncoder().fit_transform`` or its like."""
    if not isinstance(func, ast.Attribute) or func.attr not in ("transform", "fit_transform"):
        return False
    of_columns = arguments.value("axis", 0, 1) in (0, "index") and not arguments.open
    return of_columns and _called_with(func, SERIES, arguments) == ARRAY


def _of_frame(name: str, arguments: Arguments) -> tuple[bool, Type | None]:
    if name in ("apply", "agg", "aggregate"):
        if name != "apply":
            return True, None
        func = None if arguments.given("raw", "result_type") else arguments.expression(0, "func")
        given = _result(func, arguments, SERIES)
        column = given == SERIES.name or _encodes(func, arguments)
        return True, FRAME if column else SERIES if given in _PLAIN else TABLE
    if name == "quantile":
        return True, _quantiles(FRAME, SERIES, arguments)
    if name == "to_dict":
        orient = arguments.value("orient", "dict", 0)
        if orient == "records":
            return True, Type("list", (Type("dict"),))
        return True, Type("dict") if isinstance(orient, str) else None
    return _of_both(name, arguments)


def _of_strings(owner: Type, name: str, arguments: Arguments) -> Type | None:
    if owner.parts == (INDEX,):
        if name in INDEX_STRING_METHODS:
            return INDEX
        return ARRAY if name in MASK_METHODS or name.startswith("is") else None
    if name in ("split", "rsplit", "extract", "partition", "rpartition"):
        default = name not in ("split", "rsplit")
        expand = arguments.value("expand", default)
        if expand is True:
            return FRAME
        return SERIES if expand is False and name != "extract" else None
    return tabled(owner, name)


def _of_groups(owner: Type, name: str, arguments: Arguments) -> Type | None:
    as_table = bool(owner.parts)
    frames = owner.name == FRAME_GROUPS.name
    if name in GROUP_AGGREGATIONS or name == "quantile":
        if name == "quantile" and not isinstance(arguments.value("q", 0.5, 0), int | float):
            return None
        return FRAME if frames or as_table else SERIES
    if name == "size":
        return FRAME if as_table else SERIES
    if name in ("agg", "aggregate"):
        return _aggregated(frames, as_table, arguments)
    if as_table and name in ("value_counts", "describe", "unique"):
        return None
    if name == "rolling":
        return Type(WINDOWS[name], (FRAME if frames else SERIES,))
    return tabled(Type(owner.name), name)


def _aggregated(frames: bool, as_table: bool, arguments: Arguments) -> Type | None:
    node = arguments.expression(0, "func")
    if node is None:
        return FRAME if arguments.keywords and not arguments.open else None
    if isinstance(node, ast.List | ast.Dict):
        return FRAME if frames or isinstance(node, ast.List) else None
    name = arguments.scope.constant(node)
    if not isinstance(name, str) or name not in GROUP_AGGREGATIONS:
        return None
    return FRAME if frames or as_table else SERIES


def _of_window(owner: Type, name: str, arguments: Arguments) -> Type | None:
    if name in ("agg", "aggregate") and owner.parts in ((FRAME,), (SERIES,)):
        return _aggregated(owner.parts[0] == FRAME, False, arguments)
    resampled = owner.name == WINDOWS["resample"]
    names = RESAMPLE_AGGREGATIONS if resampled else WINDOW_AGGREGATIONS
    return owner.parts[0] if owner.parts and name in names else None


def _of_container(owner: Type, name: str, arguments: Arguments) -> Type | None:
    parts = owner.parts
    if name == "copy":
        return owner
    # iterators of loaders have `next` until PyTorch 1.12
    if (owner.name, name) in (("list", "pop"), ("set", "pop"), (ITERATOR, "next")):
        return element(owner)
    if owner.name == "dict" and len(parts) == 2:
        key, value = parts
        views = {"keys": (key,), "values": (value,), "items": (made("tuple", key, value),)}
        if name in views:
            return made(f"dict_{name}", *views[name])
        if name in ("get", "pop", "setdefault"):
            default = arguments.type_of(1)
            certain = default == value or (name == "pop" and len(arguments.node.args) == 1)
            return value if certain else None
    if owner.name == "set" and name in ("union", "symmetric_difference"):
        return Type("set")
    if owner.name == "set" and name in ("intersection", "difference"):
        return owner
    return tabled(owner, name)


def _of_estimator(owner: Type, name: str, arguments: Arguments) -> Type | None:
    if name == "split" and owner.name.startswith("sklearn.model_selection."):
        return Type(GENERATOR, (made("tuple", ARRAY, ARRAY),))
    if name == "set_output":
        output = arguments.value("transform", None)
        parts = {"default": owner.parts, "pandas": (FRAME,)}.get(str(output), (None,))
        return owner if output is None else Type(owner.name, parts)
    if name == "inverse_transform":  # what is sparse may stay sparse
        return tabled(owner, name) if _is_dense(arguments.type_of(0, "X")) else None
    if name not in ("transform", "fit_transform"):
        return tabled(owner, name)
    searched = owner.name.endswith("SearchCV")
    if owner.parts and not searched:
        return owner.parts[0]
    if owner.name in SPARSE_TRANSFORMERS:
        return CSR
    if owner.name in DENSE_FOR_DENSE:
        return ARRAY if _is_dense(arguments.type_of(0, "X")) else _MATRIX
    if owner.name in UNTYPED_TRANSFORMERS:
        return _MATRIX if owner.name in EITHER_MATRIX and not owner.parts else None
    return tabled(owner, name)


def _is_dense(given: Type | None) -> bool:
    return given in (FRAME, SERIES, ARRAY, EXTENSION) or bool(given and given.name == "list")


def casts_to_numpy(node: ast.expr, scope: Scope) -> bool:
    """Whether a column is sure to be held by numpy: ``column.astype(int)``."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    dtype = Arguments(node, scope).expression(0, "dtype")
    if node.func.attr != "astype" or dtype is None:
        return False
    written = scope.constant(dtype)
    return (written if isinstance(written, str) else scope.env.qualified(dtype)) in _NUMPY_DTYPES
