"""What is known of names at a point of the control flow: comparing and merging such states."""

import ast
from collections.abc import Iterable

from nb2prod.analysis.environment import BUILTINS, Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.nodes import holds, outside
from nb2prod.analysis.types.algebra import bind, copied, join

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def state(env: Environment, name: str) -> list[Type | None]:
    """The type of a name as a list of one, or nothing if the name is not bound."""
    known = name in env.bound or name in env.types or name in env.constants
    if known or name in env.imports or name in env.definitions or name in BUILTINS:
        return [env.types.get(name)]
    return []


def differs(name: str, before: Environment, after: Environment) -> bool:
    """Whether something that was known of a name no longer holds."""
    # first what is one object in both: of most names nothing has changed, and all are asked
    type_, later = before.types.get(name), after.types.get(name)
    if type_ is not None and later is not type_ and join((type_, later)) != type_:
        return True
    qualified = before.imports.get(name)
    if qualified is not None and qualified != after.imports.get(name):
        return True
    definition, other = before.definitions.get(name), after.definitions.get(name)
    if definition is not None and definition is not other and definition != other:
        return True
    return name in before.constants and before.constants[name] is not after.constants.get(name)


def merged(ends: list[Environment], names: Iterable[str]) -> Environment:
    """What holds in all of the environments, which may differ in these names."""
    result = copied(ends[0])
    if len(ends) == 1:
        return result
    result.changed = set[str]().union(*(env.changed for env in ends))
    for name in names:
        if _agree(name, ends):
            continue
        states = [state(env, name) for env in ends]
        bind(result, name, join([s for found in states for s in found]))
        if not any(states):
            result.bound.pop(name, None)
    return result


def _agree(name: str, ends: list[Environment]) -> bool:
    first, *others = ends
    bound = name in first.bound
    for one in others:
        if (name in one.bound) is not bound:
            return False
        if differs(name, first, one) or differs(name, one, first):
            return False
    return True


def yields(node: ast.AST) -> bool:
    """Whether the function that the node belongs to is a generator by it."""
    kinds = (ast.Yield, ast.YieldFrom)
    return holds(node, kinds) and any(isinstance(n, kinds) for n in outside(node, _SCOPES))


def expressions_in(target: ast.expr) -> list[ast.expr]:
    """The expressions that an assignment target evaluates: object and index."""
    if isinstance(target, ast.Tuple | ast.List):
        return [e for inner in target.elts for e in expressions_in(inner)]
    if isinstance(target, ast.Starred):
        return expressions_in(target.value)
    if isinstance(target, ast.Subscript):
        return [target.value, target.slice]
    return [target.value] if isinstance(target, ast.Attribute) else []


def loaded(target: ast.expr) -> ast.expr:
    """The expression that reads what an augmented assignment changes."""
    if isinstance(target, ast.Name):
        made: ast.expr = ast.Name(target.id, ast.Load())
    elif isinstance(target, ast.Subscript):
        made = ast.Subscript(target.value, target.slice, ast.Load())
    else:
        assert isinstance(target, ast.Attribute)
        made = ast.Attribute(target.value, target.attr, ast.Load())
    return ast.copy_location(made, target)
