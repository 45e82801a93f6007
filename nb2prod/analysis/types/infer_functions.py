"""Types of calls of functions and classes that have a public name."""

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import (
    ARRAY,
    BOOL,
    CSR,
    EXTENSION,
    FLOAT,
    FRAME,
    INDEX,
    INT,
    LIKELY,
    NONE,
    SCALAR,
    SERIES,
    STR,
    TENSOR,
    UNKNOWN,
    either,
    parsed,
)
from nb2prod.analysis.types.infer_arguments import Arguments
from nb2prod.analysis.types.infer_operators import broadcast
from nb2prod.analysis.types.infer_rules import RULES, data_set
from nb2prod.knowledge.shape_tables import (
    BOOL_REDUCTIONS,
    FLOAT_REDUCTIONS,
    INT_REDUCTIONS,
    RANDOM_FLOATS,
    RANDOM_INTEGERS,
    RANDOM_OWNERS,
    SAME_REDUCTIONS,
)
from nb2prod.knowledge.type_tables import (
    BROADCASTING,
    BUNCHES,
    CLASS_LIBRARIES,
    DEFAULT_ONLY,
    ELEMENTWISE,
    KEEPING,
    NO_CLASSES,
    PREDICATES,
    SPARSE_OPTION,
    SWITCHES,
    returned,
)
from nb2prod.patterns import regex

_SPELT_OTHERWISE = """cv2 matplotlib numpy pandas plotly polars seaborn
    ctypes multiprocessing sqlite3 tempfile threading typing""".split()
"""Libraries that are well known: where no row names a class, it has no public name; and modules of
the standard library where such a name may be a function."""
_CLASS = regex(r"(?:[a-z_][a-z0-9_]*\.)+[A-Z]\w*")
_FOREIGN_CLASS = regex(
    rf"(?!(?:{'|'.join(_SPELT_OTHERWISE)})\.)[A-Za-z_]\w*\.(?:[a-z_][a-z0-9_]*\.)*[A-Z][A-Za-z0-9]*"
)
"""``cv2.ORB_create`` is a function."""


def function(name: str, arguments: Arguments) -> Type | None:
    """The type of a call of a public function or class."""
    if "out" in arguments.keywords and name.startswith("numpy."):
        return None
    for rule in (_by_arguments, _switched):
        known, type_ = rule(name, arguments)
        if known:
            return type_
    text = returned(name)
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
    if name in NO_CLASSES or ".applications." in name:
        return None
    owner, _, member = name.rpartition(".")
    if member.startswith("from_") and not owner.rpartition(".")[2].startswith(("Auto", "TFAuto")):
        name = owner  # a class method that makes an instance
    if library not in CLASS_LIBRARIES:
        return Type(LIKELY, (Type(name),)) if _FOREIGN_CLASS.fullmatch(name) else None
    if not _CLASS.fullmatch(name) or (library == "torch" and name.endswith("Tensor")):
        return None
    if name.endswith("SearchCV"):
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
    if name in RULES:
        return True, RULES[name](arguments)
    if name in BUNCHES:
        return True, data_set(name, arguments)
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
    if owner == "torch":
        tensor = of_tensor(member, arguments, 1)
        return tensor is not None, tensor
    if owner == "numpy":
        return reduction(member, arguments, arguments.type_of(0), 1)
    if owner in RANDOM_OWNERS:
        return random(member, arguments)
    return False, None


def _elementwise(name: str, arguments: Arguments) -> Type | None:
    type_ = arguments.type_of(0)
    if type_ is None:
        return None
    if type_ in (FRAME, SERIES, ARRAY, EXTENSION):
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
    if result is None and member not in SAME_REDUCTIONS:
        return False, None
    if arguments.given("out", "returned"):
        return True, None
    if arguments.given("keepdims"):
        return True, ARRAY if over == ARRAY and arguments.value("keepdims", 0) is True else None
    if result is None and over == ARRAY:
        result = SCALAR
    axis = arguments.value("axis", None, first)
    if axis is None:
        spread = "std" in member or "var" in member  # of a table: a column
        plain = (ARRAY, SERIES, INT, FLOAT, *(() if spread else (None,)))
        return True, result if over in plain or (over and over.name == "list") else None
    if over != ARRAY and (over is None or over.name != "list"):
        return True, None
    # along a later axis something must be left, along the first perhaps nothing
    later = isinstance(axis, int) and axis > 0
    return True, ARRAY if later else either(ARRAY, result) if isinstance(axis, int) else None


def of_tensor(member: str, arguments: Arguments, first: int) -> Type | None:
    """Functions and methods of torch that give values with their places, or a tensor alone.

    ``dim`` is the argument at ``first``; what stands there may be another tensor instead.
    """
    pair = Type("tuple", (TENSOR, TENSOR))
    if member in ("topk", "sort", "kthvalue", "mode"):
        return pair
    if member == "type" and first == 0:
        return TENSOR if arguments.node.args or arguments.keywords else STR
    if member not in ("max", "min", "median") or arguments.starred or arguments.open:
        return None
    dim = arguments.expression(first, "dim")
    kind = arguments.type_of(first, "dim")
    if dim is None or kind == TENSOR:
        return TENSOR
    return pair if kind == INT else None


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
            or (
                arguments.node.args[:1]
                and not all(arguments.scope.type_of(a) in (INT, FLOAT) for a in arguments.node.args)
            )
        )
        return True, None if unsure else INT if member in RANDOM_INTEGERS else FLOAT
    size_type = arguments.scope.type_of(size_node)
    return True, ARRAY if size_type and size_type.name in ("int", "tuple", "list") else None
