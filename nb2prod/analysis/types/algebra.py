"""The algebra of types: joining, parts, elements; and the scope that expressions are typed in."""

import ast
import builtins
import itertools
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Protocol

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, Type
from nb2prod.knowledge.type_tables import public_names
from nb2prod.records import replace

INT, FLOAT, BOOL, STR, NONE = (Type(n) for n in ("int", "float", "bool", "str", "None"))
FRAME, SERIES, INDEX = (Type(f"pandas.{n}") for n in ("DataFrame", "Series", "Index"))
ARRAY, CSR = Type("numpy.ndarray"), Type("scipy.sparse.csr_matrix")
TENSOR = Type("torch.Tensor")
SCALAR = Type("numpy.generic")
"""A number of whatever dtype, as a union of all of them: the largest of an array."""
EXTENSION, CATEGORICAL = Type("pandas.api.extensions.ExtensionArray"), Type("pandas.Categorical")
FRAME_GROUPS = Type("pandas.core.groupby.DataFrameGroupBy")
SERIES_GROUPS = Type("pandas.core.groupby.SeriesGroupBy")
ESTIMATOR = Type("sklearn.base.BaseEstimator")
"""What a value is called that may be of more classifiers or regressors than a union has."""
_PREDICTORS = (
    *(f"sklearn.{module}." for module in (
        "discriminant_analysis", "dummy", "ensemble", "linear_model", "naive_bayes", "neighbors",
        "neural_network", "svm", "tree",
    )),
    "lightgbm.LGBM", "xgboost.XGB",
)  # fmt: skip
GENERATOR = "generator"
ITERATOR = "collections.abc.Iterator"
LOADER = "torch.utils.data.DataLoader"
"""Its part is the batch that it gives."""
SEQUENCE = "collections.abc.Sequence"
T_TEST = "scipy.stats._stats_py.TtestResult"  # a pair of numbers, which no file holds
NEVER = Type("Never")
"""What an empty container holds: it joins to whatever is put in, and no expression gives it."""
UNION = "union"
"""The name of a type that is one of its parts. It steers nothing: who decides asks `certain`.
What a container holds may be one too."""
LIKELY = "likely"
"""The name of a type that holds another: what looks like a class, of a library that is not known.
It is written in annotations, and steers nothing."""
REFERENCE = "reference"
"""The name of a type that holds what a dotted name stands for: ``layers = keras.layers``."""
_UNSURE = frozenset({UNION, LIKELY, REFERENCE, SCALAR.name})
PRODUCT = Type(UNION, (ARRAY, SCALAR))
"""What two arrays multiply to: a number, if they are vectors."""
VALUES = Type(UNION, (ARRAY, EXTENSION))
"""What holds the values of a column."""
TABLE = Type(UNION, (FRAME, SERIES))
"""What is a table or a column: a selection, a result that depends on what a function gives."""
_OF_ARRAYS = frozenset({"__getitem__", "dot"})
"""What arrays of numpy have, and its numbers lack."""
_OPERANDS = 2
_MEMBERS = 3
"""Of more types than that no union is made: a reader would learn nothing from it."""
_CONTAINERS = frozenset({"list", "dict", "set"})
SCALARS = frozenset({"int", "float", "bool", "str", "bytes", "None", "complex"})

UNKNOWN = object()
"""The value of an expression that is no known constant."""

_ITERABLES = frozenset(
    {
        "list", "set", "frozenset", "dict", "collections.deque", "zip", "enumerate", "map",
        "filter", "reversed", ITERATOR, SEQUENCE, T_TEST, "dict_keys", "dict_values", "dict_items",
        GENERATOR, LOADER,
    }
)  # fmt: skip


def made(name: str, *parts: Type | None) -> Type:
    """A type; the parts of a container of unknown elements are left out."""
    if name == "tuple":
        return Type(name, parts)
    return Type(name, parts if any(part is not None for part in parts) else ())


def certain(type_: Type | None) -> Type | None:
    """The type without what may be of several types: of that, nothing is known for sure."""
    if type_ is None or type_.name in _UNSURE:
        return None
    if not type_.parts:
        return type_
    parts = tuple(map(certain, type_.parts))
    if parts == type_.parts:
        return type_
    return made(type_.name, *parts) if type_.name in _CONTAINERS else Type(type_.name, parts)


def members(type_: Type | None) -> tuple[Type | None, ...]:
    """The types that a value may be of, as far as the type tells."""
    return type_.parts if type_ is not None and type_.name == UNION else (type_,)


def either(*types: Type | None) -> Type | None:
    """The union of types; None where one of them is unknown, or where they are too many."""
    found: dict[str, Type] = {}
    for type_ in (m for t in types if t != NEVER for m in members(t)):
        if type_ is None or type_.own_class or type_.name in (LIKELY, REFERENCE):
            return None
        known = found.setdefault(type_.name, type_)
        both = type_ if known == type_ else _alike(known, type_)
        if both is None:
            return None
        found[type_.name] = both
    if len(found) == 1:
        return next(iter(found.values()))
    if ESTIMATOR.name in found or len(found) > _MEMBERS:
        return ESTIMATOR if all(map(_predicts, found)) else None
    return Type(UNION, tuple(loose(found[name]) for name in sorted(found)))


def _predicts(name: str) -> bool:
    """Whether a class is a classifier or regressor with the interface of scikit-learn."""
    return name == ESTIMATOR.name or (name.startswith(_PREDICTORS) and "CV" not in name)


def spread(rule: Callable[..., Type | None], *types: Type | None) -> Type | None:
    """What a rule gives for operands that may be of several types."""
    return join(rule(*each) for each in itertools.product(*map(members, types)))


def loose(type_: Type | None) -> Type | None:
    """The type of a container that others may change: nothing is known of what it holds."""
    if type_ is None or not holds_containers(type_):
        return type_
    parts = tuple(map(loose, type_.parts)) if type_.name == "tuple" else ()
    return Type(type_.name, parts)


def holds_containers(type_: Type | None) -> bool:
    """Whether something that can be changed, and of which parts are known, can be reached."""
    if type_ is None or not type_.parts:
        return False
    return type_.name in _CONTAINERS or (
        type_.name == "tuple" and any(map(holds_containers, type_.parts))
    )


@cache
def parsed(text: str) -> Type | None:
    """The type that a table writes as ``tuple[int, ?]``."""
    return _parsed(ast.parse(text.replace("?", "_"), mode="eval").body)


def _parsed(node: ast.expr) -> Type | None:
    if isinstance(node, ast.Subscript):
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return made(ast.unparse(node.value), *map(_parsed, inner))
    if isinstance(node, ast.BinOp):
        return either(_parsed(node.left), _parsed(node.right))
    name = ast.unparse(node)
    return None if name == "_" else Type(name)


def join(types: Iterable[Type | None]) -> Type | None:
    """What is known of a value that may be of any of these types; None if nothing is."""
    result: Type | None = None
    for position, type_ in enumerate(types):
        result = type_ if position == 0 else _join(result, type_)
        if result is None:
            return None
    return result


def _join(a: Type | None, b: Type | None) -> Type | None:
    if a is None or b is None:
        return None
    if NEVER in (a, b) or a == b:
        return b if a == NEVER else a
    return _alike(a, b) if a.name == b.name not in (UNION, LIKELY, REFERENCE) else either(a, b)


def _alike(a: Type, b: Type) -> Type | None:
    """What two types of one class have in common."""
    if a.parts == b.parts:
        return a
    if a.name == LIKELY:  # of one class or of another: nothing is likely any more
        return None
    if a.name.startswith("sklearn."):  # the parts tell what transform gives: no default then
        return Type(a.name, (None,))
    if len(a.parts) != len(b.parts):
        return Type(a.name)
    return made(a.name, *(_join(x, y) for x, y in zip(a.parts, b.parts, strict=True)))


def element(type_: Type | None) -> Type | None:
    """The type of what a loop over a value of this type gives."""
    if type_ is None:
        return None
    if type_.name == UNION:
        return join(map(element, _iterable(type_)))
    if type_.name == "tuple":
        return join(type_.parts)
    if type_.name in _ITERABLES:
        return type_.parts[0] if type_.parts else None
    if type_.name in ("str", "_io.TextIOWrapper"):
        return STR
    if type_.name in ("range", "bytes"):
        return INT
    if type_.name == FRAME_GROUPS.name:
        return made("tuple", None, FRAME)
    if type_.name == SERIES_GROUPS.name:
        return made("tuple", None, SERIES)
    return type_ if type_.name == "torch.Tensor" else None


def _iterable(type_: Type) -> list[Type | None]:
    """The members of a union without those over which no loop goes."""
    return [member for member in type_.parts if not lacks(member, "__iter__()")]


def unpacked(target: ast.expr, type_: Type | None) -> dict[str, Type | None]:
    """The types of the names in an assignment target, for a value of this type."""
    if isinstance(target, ast.Name):
        return {target.id: type_}
    if isinstance(target, ast.Starred):
        return unpacked(target.value, type_)
    if not isinstance(target, ast.Tuple | ast.List):
        return {}
    result: dict[str, Type | None] = {}
    for inner, part in zip(target.elts, _shares(target.elts, type_), strict=True):
        result.update(unpacked(inner, part))
    return result


def _shares(targets: list[ast.expr], type_: Type | None) -> list[Type | None]:
    """The part of the value that each target takes."""
    if type_ is not None and type_.name == UNION:
        ways = [_shares(targets, member) for member in _iterable(type_)]
        return [join(shares) for shares in zip(*ways, strict=True)] or [None] * len(targets)
    star = next((i for i, t in enumerate(targets) if isinstance(t, ast.Starred)), None)
    parts = type_.parts if type_ is not None and type_.name == "tuple" else ()
    if star is None:
        if parts:
            return list(parts) if len(parts) == len(targets) else [None] * len(targets)
        return [element(type_)] * len(targets)
    behind = len(targets) - star - 1
    if parts and len(parts) >= len(targets) - 1:
        middle = parts[star : len(parts) - behind]
        rest = list(parts[len(parts) - behind :])
        return [*parts[:star], made("list", join(middle)), *rest]
    each = element(type_)
    return [made("list", each) if i == star else each for i in range(len(targets))]


def bind(env: Environment, name: str, type_: Type | None) -> None:
    """Let a name stand for a new value of this type."""
    for known in (env.imports, env.constants, env.definitions):
        known.pop(name, None)
    env.forget_fields(name)
    env.bound[name] = None
    env.retype(name, None if type_ == NEVER else type_)


def copied(env: Environment) -> Environment:
    """A copy that can be changed without a trace in the original."""
    return replace(
        env,
        imports=dict(env.imports),
        types=dict(env.types),
        constants=dict(env.constants),
        definitions=dict(env.definitions),
        bound=dict(env.bound),
    )


class Scope:
    """Types expressions in one environment, each node once however often it is asked for."""

    def __init__(
        self,
        env: Environment,
        rule: Callable[[ast.expr, "Scope"], Type | None],
        follow: "Follow | None" = None,
    ) -> None:
        self.env = env
        self.follow = follow
        self._rule = rule
        self._known: dict[ast.expr, Type | None] = {}

    def type_of(self, node: ast.expr) -> Type | None:
        """The type of an expression."""
        if node not in self._known:
            found = self._rule(node, self)
            if found is None or found.name == UNION:
                found = self._by_members(node) or found
            never = found is not None and found.name == NEVER.name
            self._known[node] = None if never else found
        return self._known[node]

    def _by_members(self, node: ast.expr) -> Type | None:
        """The type of an expression whose operands may be of several types."""
        unions = {n: t for n in operands(node) if (t := self._known.get(n)) and t.name == UNION}
        if not 0 < len(unions) <= _OPERANDS:
            return None
        found: list[Type | None] = []
        for each in itertools.product(*(t.parts for t in unions.values())):
            chosen = dict(zip(unions, each, strict=True))
            if not any(lacks(type_, operation(node, n)) for n, type_ in chosen.items()):
                scope = Scope(self.env, self._rule, self.follow)
                scope._known = {**self._known, **chosen}
                found.append(self._rule(node, scope))
        return join(found)

    def of(self, env: Environment) -> "Scope":
        """The scope of expressions that are evaluated in another environment."""
        return Scope(env, self._rule, self.follow)

    def inner(self, names: Mapping[str, Type | None]) -> "Scope":
        """The scope of a lambda or comprehension that binds these names."""
        env = copied(self.env)
        for name, type_ in names.items():
            bind(env, name, type_)
        return Scope(env, self._rule, self.follow)

    def constant(self, node: ast.expr | None) -> object:
        """The value of a literal or of a name with a constant value, else ``UNKNOWN``."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.env.constants.get(node.id, UNKNOWN)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            value = self.constant(node.operand)
            return -value if isinstance(value, int | float) else UNKNOWN
        return UNKNOWN


def operands(node: ast.expr) -> list[ast.expr]:
    """The expressions whose types settle that of an expression."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner), args=given, keywords=keywords):
            return [owner, *given, *(k.value for k in keywords)]
        case ast.Call(args=given, keywords=keywords):
            return [*given, *(k.value for k in keywords)]
        case ast.Subscript(value=ast.Attribute(value=owner, attr="loc" | "iloc"), slice=index):
            return [owner, index]
        case ast.Subscript(value=owner, slice=index):
            return [owner, index]
        case ast.Attribute(value=operand) | ast.UnaryOp(operand=operand):
            return [operand]
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Compare(left=left, comparators=others):
            return [left, *others]
    return []


def operation(node: ast.expr, operand: ast.expr) -> str:
    """What an expression asks of an operand: a method, ``name()``, an attribute or nothing."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr=name)) if owner is operand:
            return f"{name}()"
        case ast.Attribute(attr=name) | ast.Subscript(value=ast.Attribute(attr="loc" as name)):
            return name
        case ast.Subscript(value=owner):
            return "__getitem__()" if owner is operand else ""
        case ast.BinOp():
            return "__add__()"
    return ""


def lacks(type_: Type | None, operation: str) -> bool:
    """Whether objects of the type have no such method or attribute, so that an error comes."""
    name = operation.removesuffix("()")
    if type_ is None or not name:
        return False
    if type_ == NONE or (type_ == SCALAR and name in _OF_ARRAYS):
        return True
    builtin = getattr(builtins, type_.name, None)
    if isinstance(builtin, type):
        return not hasattr(builtin, name)
    if name.startswith("__") or (type_ == FRAME and name == operation):  # a column
        return False
    known = public_names(type_.name)
    return bool(known) and name not in known


class Follow(Protocol):
    """Finds the type of a call of a function or method of the notebook from its arguments."""

    def __call__(
        self,
        definition: Definition,
        owner: str | None,
        call: ast.Call,
        scope: Scope,
        there: Environment | None = None,
    ) -> Type | None:
        """The type; ``owner`` is the class of a method, ``there`` what its module knows."""

    def at(self, env: Environment) -> "Follow":
        """The same for calls in a statement of the notebook, before which this is known."""
