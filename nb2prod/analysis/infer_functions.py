"""Types of calls of functions and classes that have a public name."""

import ast
import re
from collections.abc import Callable

from nb2prod.analysis.infer_base import (
    ARRAY,
    BOOL,
    CSR,
    FLOAT,
    FRAME,
    GENERATOR,
    INDEX,
    INT,
    NONE,
    SERIES,
    STR,
    UNKNOWN,
    Scope,
    element,
    join,
    made,
    parsed,
)
from nb2prod.analysis.infer_operators import broadcast
from nb2prod.analysis.model import Type
from nb2prod.analysis.tables.types import RETURNS
from nb2prod.analysis.tables.types_shapes import (
    BOOL_REDUCTIONS,
    BROADCASTING,
    BUNCHES,
    CLASS_LIBRARIES,
    DEFAULT_ONLY,
    ELEMENTWISE,
    FLOAT_REDUCTIONS,
    INT_REDUCTIONS,
    KEEPING,
    NO_CLASSES,
    PARTS_OF_FUNCTIONS,
    PREDICATES,
    RANDOM_FLOATS,
    RANDOM_INTEGERS,
    RANDOM_OWNERS,
    SPARSE_OPTION,
    SWITCHES,
)

_CLASS = re.compile(r"(?:[a-z_][a-z0-9_]*\.)+[A-Z]\w*")


class Arguments:
    """The arguments of a call."""

    def __init__(self, node: ast.Call, scope: Scope) -> None:
        self.node = node
        self.scope = scope
        self.keywords = {k.arg: k.value for k in node.keywords if k.arg}
        self.open = any(k.arg is None for k in node.keywords)
        self.starred = any(isinstance(a, ast.Starred) for a in node.args)

    def expression(self, position: int, keyword: str = "") -> ast.expr | None:
        """The argument at a position (-1: none) or of a keyword."""
        if keyword in self.keywords:
            return self.keywords[keyword]
        if self.starred or not 0 <= position < len(self.node.args):
            return None
        return self.node.args[position]

    def type_of(self, position: int, keyword: str = "") -> Type | None:
        """The type of an argument; None also where it is missing."""
        node = self.expression(position, keyword)
        return None if node is None else self.scope.type_of(node)

    def value(self, keyword: str, default: object, position: int = -1) -> object:
        """The constant value of an argument, or ``UNKNOWN``."""
        node = self.expression(position, keyword)
        if node is not None:
            return self.scope.constant(node)
        return UNKNOWN if self.open or (self.starred and position >= 0) else default

    def given(self, *keywords: str) -> bool:
        """Whether one of the keywords is given, or may be, with another value than None."""
        return any(self.value(k, None) not in (None, False) for k in keywords)


def function(name: str, arguments: Arguments) -> Type | None:
    """The type of a call of a public function or class."""
    if "out" in arguments.keywords and name.startswith("numpy."):
        return None
    for rule in (_by_arguments, _switched):
        known, type_ = rule(name, arguments)
        if known:
            return type_
    text = PARTS_OF_FUNCTIONS.get(name) or RETURNS.get(name)
    return parsed(text) if text else constructed(name, arguments)


def _switched(name: str, arguments: Arguments) -> tuple[bool, Type | None]:
    """Options that decide on the type."""
    if arguments.given(*DEFAULT_ONLY.get(name, ())):
        return True, None
    for keyword, types in SWITCHES.get(name, {}).items():
        node = arguments.expression(-1, keyword)
        if node is None:
            continue
        value = arguments.scope.constant(node)
        if value is UNKNOWN or isinstance(value, list | dict):
            plain = keyword == "sheet_name" and arguments.scope.type_of(node) in (STR, INT)
            return not plain, None
        if value in types:
            return True, parsed(types[value])
    return False, None


def constructed(name: str, arguments: Arguments) -> Type | None:
    """An instance of a class of a known library."""
    library = name.partition(".")[0]
    if name in NO_CLASSES or ".applications." in name or library not in CLASS_LIBRARIES:
        return None
    if not _CLASS.fullmatch(name) or (library == "torch" and name.endswith("Tensor")):
        return None
    if name.startswith("sklearn.model_selection.") and name.endswith("SearchCV"):
        best = arguments.type_of(0, "estimator")
        return Type(name, (best,) if best else ())
    if name in SPARSE_OPTION:
        return Type(name, _output(arguments))
    return Type(name)


def _output(arguments: Arguments) -> tuple[Type | None, ...]:
    """What ``transform`` gives, as parts: () where the default of the class holds."""
    for keyword in ("sparse_output", "sparse"):
        node = arguments.expression(-1, keyword)
        if node is not None:
            value = arguments.scope.constant(node)
            return ((CSR if value else ARRAY) if isinstance(value, bool) else None,)
    return (None,) if arguments.open else ()


def _by_arguments(name: str, arguments: Arguments) -> tuple[bool, Type | None]:
    """Functions whose result follows their arguments; false if the tables know better."""
    if name in _RULES:
        return True, _RULES[name](arguments)
    if name in BUNCHES:
        return True, _data_set(name, arguments)
    if name in ELEMENTWISE or name in PREDICATES or name in KEEPING:
        return True, _elementwise(name, arguments)
    if name in BROADCASTING:
        left, right = arguments.type_of(0), arguments.type_of(1)
        if left is None or right is None:
            return True, None
        if {left, right} <= {INT, FLOAT}:
            return True, FLOAT if FLOAT in (left, right) else INT
        return True, broadcast(left, right)
    owner, _, member = name.rpartition(".")
    if owner == "numpy":
        return reduction(member, arguments, arguments.type_of(0), 1)
    if owner in RANDOM_OWNERS:
        return random(member, arguments)
    return False, None


def _elementwise(name: str, arguments: Arguments) -> Type | None:
    type_ = arguments.type_of(0)
    if type_ is None:
        return None
    if type_ in (FRAME, SERIES, ARRAY):
        return type_
    if type_.name in ("list", "tuple"):
        return ARRAY
    if type_ == INDEX:
        return ARRAY if name in PREDICATES else INDEX
    if type_ not in (INT, FLOAT, BOOL):
        return None
    if name in PREDICATES:
        return BOOL
    return FLOAT if name in ELEMENTWISE else type_ if type_ != BOOL else None


def reduction(
    member: str, arguments: Arguments, over: Type | None, first: int
) -> tuple[bool, Type | None]:
    """Reductions of numpy over a value of a type, ``axis`` being the argument at ``first``."""
    result = (
        FLOAT if member in FLOAT_REDUCTIONS
        else INT if member in INT_REDUCTIONS
        else BOOL if member in BOOL_REDUCTIONS
        else None
    )  # fmt: skip
    if result is None:
        return False, None
    if arguments.given("keepdims", "out", "returned"):
        return True, None
    axis = arguments.value("axis", None, first)
    if axis is None:
        plain = (None, ARRAY, SERIES, INT, FLOAT)
        return True, result if over in plain or (over and over.name == "list") else None
    # along a later axis something must be left, along the first perhaps nothing
    return True, ARRAY if over == ARRAY and isinstance(axis, int) and axis > 0 else None


def random(member: str, arguments: Arguments) -> tuple[bool, Type | None]:
    """Samplers of ``numpy.random`` and of its generators."""
    if member in ("rand", "randn"):
        count = len(arguments.node.args)
        return True, None if arguments.starred else ARRAY if count else FLOAT
    if member == "permutation":
        return True, ARRAY
    if member in ("choice", "multivariate_normal", "shuffle"):
        if member == "shuffle":
            return True, NONE
        size = arguments.value("size", None, 1 if member == "choice" else 2)
        sized = member == "multivariate_normal" or isinstance(size, int)
        return True, ARRAY if sized else None
    if member not in RANDOM_FLOATS:
        return False, None
    place = RANDOM_FLOATS[member]
    size_node = arguments.expression(place, "size")
    if size_node is None:
        unsure = (
            arguments.open
            or arguments.starred
            or arguments.node.args[:1]
            and not all(arguments.scope.type_of(a) in (INT, FLOAT) for a in arguments.node.args)
        )
        return True, None if unsure else INT if member in RANDOM_INTEGERS else FLOAT
    size_type = arguments.scope.type_of(size_node)
    return True, ARRAY if size_type and size_type.name in ("int", "tuple", "list") else None


def _data_set(name: str, arguments: Arguments) -> Type | None:
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
    text = isinstance(mode, str) and "b" not in mode
    return Type("_io.TextIOWrapper") if text else None


def _array(arguments: Arguments) -> Type | None:
    return None if arguments.given("retstep") else ARRAY


_RULES: dict[str, Callable[[Arguments], Type | None]] = {
    "abs": _abs, "round": _round, "sum": _sum, "max": _extreme, "min": _extreme, "open": _open,
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
