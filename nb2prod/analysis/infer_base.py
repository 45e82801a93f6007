"""The algebra of types: joining, parts, elements; and the scope that expressions are typed in."""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Protocol

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, Type

INT, FLOAT, BOOL, STR, NONE = (Type(n) for n in ("int", "float", "bool", "str", "None"))
FRAME, SERIES, INDEX = (Type(f"pandas.{n}") for n in ("DataFrame", "Series", "Index"))
ARRAY, CSR = Type("numpy.ndarray"), Type("scipy.sparse.csr_matrix")
FRAME_GROUPS = Type("pandas.core.groupby.DataFrameGroupBy")
SERIES_GROUPS = Type("pandas.core.groupby.SeriesGroupBy")
GENERATOR = "generator"
SCALARS = frozenset({"int", "float", "bool", "str", "bytes", "None", "complex"})

UNKNOWN = object()
"""The value of an expression that is no known constant."""

_ITERABLES = frozenset(
    {
        "list", "set", "frozenset", "dict", "collections.deque", "zip", "enumerate", "map",
        "filter", "reversed", "dict_keys", "dict_values", "dict_items", GENERATOR,
    }
)  # fmt: skip


def made(name: str, *parts: Type | None) -> Type:
    """A type; the parts of a container of unknown elements are left out."""
    known = name == "tuple" or any(part is not None for part in parts)
    return Type(name, parts if known else ())


@cache
def parsed(text: str) -> Type | None:
    """The type that a table writes as ``tuple[int, ?]``."""
    return _parsed(ast.parse(text.replace("?", "_"), mode="eval").body)


def _parsed(node: ast.expr) -> Type | None:
    if isinstance(node, ast.Subscript):
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return made(ast.unparse(node.value), *map(_parsed, inner))
    name = ast.unparse(node)
    return None if name == "_" else Type(name)


def join(types: Iterable[Type | None]) -> Type | None:
    """What is certain of a value that may be of any of these types; None if nothing is."""
    result: Type | None = None
    for position, type_ in enumerate(types):
        result = type_ if position == 0 else _join(result, type_)
        if result is None:
            return None
    return result


def _join(a: Type | None, b: Type | None) -> Type | None:
    if a is None or b is None or a.name != b.name:
        return None
    if a.parts == b.parts:
        return a
    if a.name.startswith("sklearn."):  # the parts tell what transform gives: no default then
        return Type(a.name, (None,))
    if len(a.parts) != len(b.parts):
        return Type(a.name)
    return made(a.name, *(_join(x, y) for x, y in zip(a.parts, b.parts, strict=True)))


def element(type_: Type | None) -> Type | None:
    """The type of what a loop over a value of this type gives."""
    if type_ is None:
        return None
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
    for known in (env.imports, env.constants, env.definitions, env.types):
        known.pop(name, None)
    forget_fields(env, name)
    env.bound.add(name)
    if type_ is not None:
        env.types[name] = type_


def forget_fields(env: Environment, name: str) -> None:
    """The attributes of the value, known as ``name.field``, are not known any more."""
    for key in [key for key in env.constants if key.startswith(f"{name}.")]:
        del env.constants[key]


def copied(env: Environment) -> Environment:
    """A copy that can be changed without a trace in the original."""
    return replace(
        env,
        imports=dict(env.imports),
        types=dict(env.types),
        constants=dict(env.constants),
        definitions=dict(env.definitions),
        bound=set(env.bound),
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
            self._known[node] = self._rule(node, self)
        return self._known[node]

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


class Follow(Protocol):
    """Finds the type of a call of a function or method of the notebook from its arguments."""

    def __call__(
        self, definition: Definition, owner: str | None, call: ast.Call, scope: Scope
    ) -> Type | None:
        """The type of the result; ``owner`` is the class of a method."""
