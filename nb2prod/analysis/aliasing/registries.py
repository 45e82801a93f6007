"""Decorators that register what they decorate where other code finds it."""

import ast
from collections.abc import Iterable, Iterator

from nb2prod.analysis.aliasing.definitions import LIBRARY, Definitions
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Facts, Statement
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import named


def register(statement: Statement, facts: Facts, world: Definitions) -> None:
    """Take note of what the decorators of a definition put it into."""
    for node in statement.nodes:
        if isinstance(node, (*scope.DEFS, ast.ClassDef)) and node.decorator_list:
            homes = facts.mutates | set(_registries(node.decorator_list, world.env))
            homes |= {LIBRARY} if facts.effects else set()
            world.register(node.name, homes - {node.name})


def _registries(decorators: Iterable[ast.expr], env: Environment) -> Iterator[str]:
    """The names of the notebook whose objects get it, as far as the text of decorators shows.

    ``@show.register`` gives it to ``show``; ``@add_to(Plot)`` to ``Plot``, where ``add_to`` calls
    ``setattr``.
    """
    for decorator in decorators:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        match called:
            case ast.Attribute(value=ast.Name(id=name)) if name not in env.imports:
                yield name
            case ast.Name(id=name) if name in env.definitions:
                node = env.definitions[name].node
                names = named(decorator, node) if "setattr" in named(node) else set()
                yield from sorted(n for n in names if _is_class(n, env))


def _is_class(name: str, env: Environment) -> bool:
    return name in env.definitions and isinstance(env.definitions[name].node, ast.ClassDef)
