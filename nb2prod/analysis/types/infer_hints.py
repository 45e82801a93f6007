"""Types that annotations state."""

import ast

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Type, own_type
from nb2prod.analysis.types.algebra import NONE, either, made
from nb2prod.knowledge.type_tables import CLASS_LIBRARIES, RETURNS, returned

_BUILTIN = frozenset(
    {"int", "float", "str", "bool", "bytes", "list", "dict", "set", "frozenset", "tuple", "None"}
)
_KNOWN = frozenset(RETURNS.values()) | {"numpy.ndarray"}
_OLD = {f"typing.{name}": name.lower() for name in ("List", "Dict", "Set", "Tuple", "FrozenSet")}
_ABSTRACT = frozenset({"Module", "Layer", "Optimizer", "Dataset", "Model", "Sampler", "Loss"})


def hinted(node: ast.expr | None, env: Environment) -> Type | None:
    """The type that an annotation states, None where it states none."""
    if isinstance(node, ast.Constant):
        if node.value is None:
            return Type("None")
        return _written(node.value, env) if isinstance(node.value, str) else None
    if isinstance(node, ast.Subscript):
        return _generic(node, env)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return either(hinted(node.left, env), hinted(node.right, env))
    return _plain(node, env) if node is not None else None


def _written(text: str, env: Environment) -> Type | None:
    try:
        return hinted(ast.parse(text, mode="eval").body, env)
    except SyntaxError:
        return None


def _plain(node: ast.expr, env: Environment) -> Type | None:
    if isinstance(node, ast.Name) and node.id in env.definitions:
        is_class = isinstance(env.definitions[node.id].node, ast.ClassDef)
        return own_type(node.id) if is_class else None
    name = env.qualified(node)
    if name is None:
        return None
    name = _OLD.get(name, name)
    if name in _BUILTIN:
        return Type(name)
    last = name.rpartition(".")[2]
    if name in _KNOWN or returned(name) == name:
        return Type(name) if last[:1].isupper() or name == "numpy.ndarray" else None
    abstract = last.startswith("Base") or last.endswith("Mixin") or last in _ABSTRACT
    library = name.partition(".")[0] in CLASS_LIBRARIES
    return Type(name) if library and last[:1].isupper() and not abstract else None


def _generic(node: ast.Subscript, env: Environment) -> Type | None:
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if env.qualified(node.value) == "typing.Optional":
        return either(NONE, hinted(node.slice, env))
    if env.qualified(node.value) == "typing.Union":
        return either(*(hinted(part, env) for part in parts))
    outer = _plain(node.value, env)
    if outer is None or outer.name not in ("list", "dict", "set", "tuple", "frozenset"):
        return None
    if any(isinstance(p, ast.Constant) and p.value is ... for p in parts):
        return Type("tuple")
    return made(outer.name, *(hinted(part, env) for part in parts))
