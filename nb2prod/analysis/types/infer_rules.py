"""Types of calls that depend on the arguments, one function per rule."""

import ast
from collections.abc import Callable

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import (
    ARRAY,
    BOOL,
    CATEGORICAL,
    CSR,
    EXTENSION,
    FLOAT,
    FRAME,
    GENERATOR,
    INT,
    ITERATOR,
    NEVER,
    NONE,
    PRODUCT,
    SEQUENCE,
    SERIES,
    STR,
    TENSOR,
    UNKNOWN,
    either,
    element,
    join,
    made,
    members,
    parsed,
)
from nb2prod.analysis.types.infer_arguments import Arguments
from nb2prod.analysis.types.infer_loaders import LOADERS
from nb2prod.analysis.types.infer_statistics import STATISTICS
from nb2prod.knowledge.type_tables import BUNCHES


def data_set(name: str, arguments: Arguments) -> Type | None:
    """What a function of `sklearn.datasets` gives."""
    opened = name.endswith("fetch_openml")
    as_frame = arguments.value("as_frame", "auto" if opened else False)
    as_pair = arguments.value("return_X_y", False)
    if UNKNOWN in (as_frame, as_pair):
        return None
    data, target, *names = [parsed(text) if text else None for text in BUNCHES[name]]
    if as_frame:
        data = either(FRAME, CSR) if as_frame == "auto" else FRAME
        one = not opened and not name.endswith("load_linnerud")
        target = SERIES if one else either(FRAME, SERIES)
    if as_pair:
        return made("tuple", data, target)
    return Type("sklearn.utils.Bunch", (data, target, *names, FRAME if as_frame else None))


def _blocks(_: Arguments) -> Type | None:
    """``numpy.meshgrid``: a tuple, and a list before NumPy 2."""
    return Type(SEQUENCE, (ARRAY,))


def _loaded(arguments: Arguments) -> Type | None:
    """``numpy.load``: what the suffix of the file promises."""
    path = str(arguments.value("file", None, 0))
    if path.endswith(".npz"):
        return Type("numpy.lib.npyio.NpzFile")
    plain = path.endswith(".npy") and not arguments.given("mmap_mode")
    return ARRAY if plain and not arguments.given("allow_pickle") else None


def _norm(arguments: Arguments) -> Type | None:
    """``numpy.linalg.norm``: a number unless it is taken along an axis."""
    axis = arguments.value("axis", None, 2)
    if axis is None:
        return FLOAT if not arguments.given("keepdims") else None
    if arguments.type_of(0) != ARRAY or not isinstance(axis, int):
        return None
    return ARRAY if axis or arguments.given("keepdims") else either(ARRAY, FLOAT)


def _dense(arguments: Arguments) -> Type | None:
    """Functions of scikit-learn that give an array, and a sparse matrix for a sparse one."""
    given = arguments.type_of(0, "X")
    return ARRAY if given in (FRAME, SERIES, ARRAY) or (given and given.name == "list") else None


def _iterated(arguments: Arguments) -> Type | None:
    return made(ITERATOR, element(arguments.type_of(0)))


def _evaluated(position: int) -> Callable[[Arguments], Type | None]:
    """A polynomial, or another function of numbers, at the points of an argument."""

    def rule(arguments: Arguments) -> Type | None:
        points = arguments.type_of(position, "x")
        listed = points is not None and points.name == "list"
        return ARRAY if points == ARRAY or listed else None

    return rule


def _looked_up(arguments: Arguments) -> Type | None:
    """``os.getenv``: text, or what is given for a variable that is not set."""
    default = arguments.expression(1, "default")
    return either(STR, arguments.scope.type_of(default) if default else NONE)


def _stacked(arguments: Arguments) -> Type | None:
    """``scipy.sparse.hstack`` of matrices and arrays; with a sparse array it is one."""
    node = arguments.expression(0, "blocks")
    if not isinstance(node, ast.List | ast.Tuple) or arguments.given("format", "dtype"):
        return None
    kinds = {arguments.scope.type_of(each) for each in node.elts}
    matrices = CSR in kinds and kinds <= {CSR, ARRAY}
    return either(CSR, Type("scipy.sparse.coo_matrix")) if matrices else None


def _data_reader(arguments: Arguments) -> Type | None:
    """``pandas_datareader.DataReader``: a table, but of one source."""
    source = arguments.value("data_source", None, 1)
    return FRAME if isinstance(source, str) and source != "famafrench" else None


def _data_sets(arguments: Arguments) -> Type | None:
    """``datasets.load_dataset``: what the parts are that it is asked for."""
    if arguments.given("streaming"):
        return None
    one = Type("datasets.Dataset")
    split = arguments.expression(-1, "split")
    if split is None:
        return None if arguments.open else Type("datasets.DatasetDict")
    if isinstance(split, ast.List):
        return made("list", one)
    return one if arguments.scope.type_of(split) == STR else None


def _mapped(arguments: Arguments) -> Type | None:
    """``map`` of a function over one iterable."""
    if len(arguments.node.args) != 2 or arguments.starred:
        return Type("map")
    scope = arguments.scope.inner({"given ": element(arguments.type_of(1))})
    call = ast.Call(arguments.node.args[0], [ast.Name("given ", ast.Load())], [])
    return made("map", scope.type_of(call))


def _next(arguments: Arguments) -> Type | None:
    return element(arguments.type_of(0)) if len(arguments.node.args) == 1 else None


def _dot(arguments: Arguments) -> Type | None:
    """The product of two arrays, which is a number if they are vectors."""
    sides = arguments.type_of(0), arguments.type_of(1)
    if FRAME in sides or SERIES in sides:
        return None
    listed = {t.name for t in sides if t is not None} <= {ARRAY.name, "list"}
    return PRODUCT if listed and ARRAY in sides else None


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
    if same and arguments.value("axis", 0, 1) in (0, "index"):
        return SERIES
    return either(FRAME, SERIES)


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
    both = arguments.value("retbins", False)
    if both is not True:
        return _binned(arguments) if both is False else None
    edges = ARRAY if INT in (arguments.type_of(1, "bins"), arguments.type_of(1, "q")) else None
    return made("tuple", _binned(arguments), edges)


def _binned(arguments: Arguments) -> Type | None:
    given = arguments.type_of(0, "x")
    if given is None:
        return None
    if given == SERIES:
        return SERIES
    if given != ARRAY and given.name not in (EXTENSION.name, "list"):
        return None
    labels = arguments.value("labels", None)
    return ARRAY if labels is False else None if labels is UNKNOWN else CATEGORICAL


def _split(arguments: Arguments) -> Type | None:
    if arguments.starred:
        return Type("tuple")
    types = [arguments.scope.type_of(a) for a in arguments.node.args]
    halves = [t if all(map(_is_split, members(t))) else None for t in types]
    return Type("tuple", tuple(half for half in halves for _ in range(2)))


def _shuffled(arguments: Arguments) -> Type | None:
    if arguments.starred:
        return None
    types = [arguments.scope.type_of(a) for a in arguments.node.args]
    same = [t if all(map(_is_split, members(t))) else None for t in types]
    return same[0] if len(same) == 1 else Type("tuple", tuple(same))


def _is_split(type_: Type | None) -> bool:
    """Whether a part of such a value is one of its own kind."""
    kept = (FRAME, SERIES, ARRAY, CSR, EXTENSION, TENSOR)
    return type_ in kept or (type_ is not None and type_.name == "list")


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
        empty = not arguments.node.args
        return made(name, NEVER if empty else element(arguments.type_of(0)))

    return rule


def _tuple(arguments: Arguments) -> Type | None:
    type_ = arguments.type_of(0)
    return type_ if type_ is not None and type_.name == "tuple" else Type("tuple")


def _dict(arguments: Arguments) -> Type | None:
    if arguments.open or len(arguments.node.args) > 1:
        return Type("dict")
    if not arguments.node.args and not arguments.keywords:
        return made("dict", NEVER, NEVER)
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


_SCALING = ("maxabs_scale", "minmax_scale", "normalize", "robust_scale", "scale")
RULES: dict[str, Callable[[Arguments], Type | None]] = {
    "abs": _abs, "round": _round, "sum": _sum, "max": _extreme, "min": _extreme, "open": _open,
    "io.open": _open,
    "list": _collected("list"), "sorted": _collected("list"), "set": _collected("set"),
    "frozenset": _collected("frozenset"), "reversed": _collected("reversed"), "tuple": _tuple,
    "dict": _dict, "zip": _zip, "enumerate": _enumerate, "filter": _filter,
    "tqdm.tqdm": _progress, "tqdm.auto.tqdm": _progress, "tqdm.notebook.tqdm": _progress,
    "copy.copy": _first, "copy.deepcopy": _first, "sklearn.base.clone": _first,
    "sklearn.utils.shuffle": _shuffled, "sklearn.utils.resample": _shuffled,
    "numpy.where": _where, "numpy.unique": _unique, "numpy.percentile": _percentile,
    "numpy.quantile": _percentile, "numpy.meshgrid": _blocks, "numpy.load": _loaded,
    "numpy.polyval": _evaluated(1), "numpy.polynomial.polynomial.polyval": _evaluated(0),
    "numpy.interp": _evaluated(0), "numpy.dot": _dot, "numpy.matmul": _dot,
    "os.getenv": _looked_up, "os.environ.get": _looked_up,
    "pandas_datareader.DataReader": _data_reader,
    "pandas_datareader.data.DataReader": _data_reader,
    "datasets.load_dataset": _data_sets,
    "scipy.sparse.hstack": _stacked, "scipy.sparse.vstack": _stacked,
    "map": _mapped,
    "iter": _iterated, "next": _next,
    **STATISTICS,
    **LOADERS,
    **dict.fromkeys((f"sklearn.preprocessing.{n}" for n in _SCALING), _dense),
    "numpy.linspace": _array,
    "numpy.linalg.norm": _norm,
    "pandas.concat": _concat, "pandas.cut": _cut, "pandas.qcut": _cut,
    "pandas.to_numeric": _converted(None, ARRAY),
    "pandas.to_datetime": _converted(Type("pandas.Timestamp"), Type("pandas.DatetimeIndex")),
    "pandas.to_timedelta": _converted(Type("pandas.Timedelta"), Type("pandas.TimedeltaIndex")),
    "sklearn.model_selection.train_test_split": _split,
    "sklearn.cross_validation.train_test_split": _split,
    "pmdarima.model_selection.train_test_split": _split,
    "matplotlib.pyplot.subplots": _subplots,
    "sklearn.model_selection.cross_val_predict":
        lambda a: None if a.given("method") else ARRAY,
}  # fmt: skip
"""Functions whose type follows their arguments in a way of their own."""
