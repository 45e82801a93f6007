"""Types of results of the notebook's functions, from the known types of the arguments."""

import ast
from collections.abc import Mapping

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, Type, own_type
from nb2prod.analysis.syntax.nodes import defaults_of, given_arguments
from nb2prod.analysis.syntax.scope import bound_names, is_static
from nb2prod.analysis.types.algebra import GENERATOR, Scope, bind, copied, join, loose
from nb2prod.analysis.types.infer_expressions import type_of
from nb2prod.analysis.types.infer_flow import Flow
from nb2prod.analysis.types.infer_hints import hinted
from nb2prod.knowledge.schema import NOTHING, words

Function = ast.FunctionDef | ast.Lambda
_METHOD_KINDS = frozenset({"staticmethod", "classmethod", "property"})
_KEEPING = words("""functools.cache functools.lru_cache torch.inference_mode torch.no_grad""")
"""Decorators that leave what a function gives as it is."""
_DEPTH = 4
_LIMIT = 2000
_KNOWN: dict[tuple[object, ...], Type | None] = {}
"""Results by function, arguments and what the function may refer to; asked for again and again."""


class Following:
    """Follows calls into the functions of the notebook, but for those that are ``active``.

    ``globals`` are the types of the notebook's names where the first of them is called.
    """

    def __init__(
        self, active: tuple[ast.AST, ...] = (), globals: Mapping[str, Type] = NOTHING
    ) -> None:
        self.active = active
        self.globals = globals

    def at(self, env: Environment) -> "Following":
        """What follows the calls in a statement of the notebook."""
        return Following((), env.types)

    def __call__(
        self,
        definition: Definition,
        owner: str | None,
        call: ast.Call,
        scope: Scope,
        there: Environment | None = None,
    ) -> Type | None:
        """The type of a call's result."""
        defined = definition.node
        node = defined.value if isinstance(defined, ast.Assign) else defined
        if not isinstance(node, Function) or node in self.active:
            return None
        if len(self.active) >= _DEPTH:
            return None
        given = _given(node, call, scope, 1 if owner and not is_static(node) else 0)
        if given is None:
            return None
        env = there or scope.env
        if there:
            known: Mapping[str, Type] = {}
        else:
            known = self.globals if self.active else _plain(self.globals, env)
        around = (frozenset(known.items()), *_surroundings(env))
        key = (node, owner, tuple(given.items()), self.active, *around)
        if key not in _KNOWN:
            if len(_KNOWN) >= _LIMIT:
                _KNOWN.clear()
            follow = Following(self.active, known)
            _KNOWN[key] = result_type(node, env, owner, given, follow)
        return _KNOWN[key]

    def into(self, node: ast.AST) -> "Following":
        """What follows the calls inside a function."""
        return Following((*self.active, node), self.globals)


def _surroundings(env: Environment) -> tuple[object, ...]:
    """What the type of a function's result may depend on, besides the arguments."""
    definitions = ((name, d.node, d.returns) for name, d in env.definitions.items())
    return frozenset(env.imports.items()), frozenset(definitions)


def _plain(types: Mapping[str, Type], env: Environment) -> dict[str, Type]:
    """The types of globals that definitions read; what such an object holds may have changed."""
    definitions = [one for d in env.definitions.values() for one in (d, *d.methods)]
    read = frozenset[str]().union(*(one.reads for one in definitions))
    found = {name: loose(types[name]) for name in sorted(read & types.keys())}
    return {name: type_ for name, type_ in found.items() if type_ and not type_.parts}


def _given(
    node: Function, call: ast.Call, scope: Scope, skipped: int
) -> dict[str, Type | None] | None:
    """The types that a call gives to parameters, None where that is hard to say."""
    given = given_arguments(node.args, call, skipped)
    return None if given is None else {n: scope.type_of(value) for n, value in given.items()}


def result_type(
    node: Function,
    env: Environment,
    owner: str | None,
    given: Mapping[str, Type | None],
    following: Following,
) -> Type | None:
    """What a function gives when its parameters have these types."""
    kinds: list[str] = []
    if isinstance(node, ast.FunctionDef):
        decorators = [d for d in node.decorator_list if _called(d, env) not in _KEEPING]
        kinds = [d.id if isinstance(d, ast.Name) else "" for d in decorators]
        if not set(kinds) <= _METHOD_KINDS:
            return None
    inside = _inside(node, env, owner if not set(kinds) - {"property"} else None, following.globals)
    for name, type_ in given.items():
        if type_ is not None:
            bind(inside, name, type_)
    follow = following.into(node)
    if isinstance(node, ast.Lambda):
        return type_of(node.body, inside, follow)
    return _returned(node, inside, follow) or hinted(node.returns, env)


def _called(decorator: ast.expr, env: Environment) -> str | None:
    return env.qualified(decorator.func if isinstance(decorator, ast.Call) else decorator)


def _returned(node: ast.FunctionDef, inside: Environment, follow: Following) -> Type | None:
    flow = Flow(inside, local=True, follow=follow)
    flow.block(node.body)
    if flow.generates:
        return Type(GENERATOR)
    return join([*flow.returned.values(), *([Type("None")] if flow.reached else [])])


def _inside(
    node: Function, env: Environment, owner: str | None, globals: Mapping[str, Type]
) -> Environment:
    """The environment of the body: parameters bound, other locals not yet.

    Of globals only what is told is known: they may have another type when the function is called.
    """
    inside = copied(env)
    inside.bound.update(dict.fromkeys((*inside.types, *inside.constants)))
    inside.types.clear()
    inside.types.update(globals)
    inside.constants.clear()
    for name in bound_names(node.body if isinstance(node, ast.FunctionDef) else [node.body]):
        bind(inside, name, None)
        inside.bound.pop(name, None)
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = {parameter.arg: value for parameter, value in defaults_of(arguments)}
    for parameter in (*positional, *arguments.kwonlyargs):
        default = defaults.get(parameter.arg)
        optional = isinstance(default, ast.Constant) and default.value is None
        bind(inside, parameter.arg, None if optional else hinted(parameter.annotation, env))
    if arguments.vararg:
        bind(inside, arguments.vararg.arg, Type("tuple"))
    if arguments.kwarg:
        bind(inside, arguments.kwarg.arg, Type("dict"))
    if owner and positional:
        bind(inside, positional[0].arg, own_type(owner))
    return inside
