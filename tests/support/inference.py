"""Runs the inference over source text, and compares types with the values of a real run."""

import ast
import contextlib
import importlib
import textwrap
from dataclasses import replace

import numpy as np

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, Type
from nb2prod.analysis.types.algebra import UNION, bind
from nb2prod.analysis.types.infer import bound_types, return_type, type_of


def environment(source: str) -> Environment:
    """What is known after the statements of a source text."""
    env = Environment()
    for index, node in enumerate(ast.parse(textwrap.dedent(source)).body):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                env.imports[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                env.imports[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            env.definitions[node.name] = definition(node, index, env)
        else:
            for name, type_ in bound_types(node, env).items():
                bind(env, name, type_)
            _constant(node, env)
    return env


def _constant(node: ast.stmt, env: Environment) -> None:
    """Fold what the walk through a notebook folds: names bound to literals."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        with contextlib.suppress(ValueError):
            env.constants[node.targets[0].id] = ast.literal_eval(node.value)


def definition(node: ast.FunctionDef | ast.ClassDef, index: int, env: Environment) -> Definition:
    """A definition with the types of its results."""
    if isinstance(node, ast.FunctionDef):
        return Definition(node.name, node, index, returns=return_type(node, env))
    empty = Definition(node.name, node, index)
    env.definitions[node.name] = empty
    methods = tuple(
        Definition(n.name, n, index, returns=return_type(n, env, node.name))
        for n in node.body
        if isinstance(n, ast.FunctionDef)
    )
    return replace(empty, methods=methods)


def parsed_expression(text: str) -> ast.expr:
    """The node of an expression."""
    return ast.parse(text, mode="eval").body


def inferred(source: str, expression: str) -> str:
    """The type of an expression after a source text, as text; ``?`` is unknown."""
    return written(type_of(parsed_expression(expression), environment(source)))


def written(type_: Type | None) -> str:
    """A type as text: ``tuple[int, ?]``."""
    if type_ is None:
        return "?"
    if type_.name == UNION:
        return " | ".join(map(written, type_.parts))
    inner = f"[{', '.join(map(written, type_.parts))}]" if type_.parts else ""
    return type_.name + inner


_UNIONS: dict[str, tuple[type, ...]] = {
    "None": (type(None),),
    "int": (int, np.integer),
    "float": (float, np.floating),
    "bool": (bool, np.bool_),
    "generator": (type(x for x in ()),),
    "dict_items": (type({}.items()),),
    "dict_keys": (type({}.keys()),),
    "dict_values": (type({}.values()),),
}


def fits(value: object, type_: Type | None) -> bool:
    """Whether a value is of a type, its parts too."""
    if type_ is None:
        return True
    if not isinstance(value, _UNIONS.get(type_.name) or _resolved(type_.name)):
        return False
    if type_.name in ("int", "float") and isinstance(value, bool | np.bool_):
        return False
    if type_.name == "tuple" and type_.parts and isinstance(value, tuple | list):
        return len(value) == len(type_.parts) and all(map(fits, value, type_.parts))
    if isinstance(value, list | set) and type_.parts:
        return all(fits(v, type_.parts[0]) for v in value)
    if isinstance(value, dict) and len(type_.parts) == 2 and type(value) is dict:
        key, part = type_.parts
        return all(fits(k, key) and fits(v, part) for k, v in value.items())
    return True


def _resolved(name: str) -> tuple[type, ...]:
    module, _, last = name.rpartition(".")
    found = getattr(importlib.import_module(module or "builtins"), last)
    # a split is a list, which nothing but its exact type tells from a tuple of known length
    return (found, list) if found is tuple else (found,)
