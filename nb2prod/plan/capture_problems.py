"""Why a definition cannot take what it captures as parameters."""

import ast
from collections.abc import Mapping

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Definition, lineage
from nb2prod.analysis.syntax.nodes import all_nodes, last_name, loaded
from nb2prod.analysis.syntax.scope import bound_inside
from nb2prod.graph.closures import calls_type, captured, init_of, keyword_of
from nb2prod.graph.program import Program
from nb2prod.plan.model import Constructor


def method_names(node: ast.ClassDef) -> frozenset[str]:
    """Names of the methods and attributes that a class body binds, and of ``self.x``."""
    names = {child.name for child in node.body if isinstance(child, ast.FunctionDef)}
    for child in all_nodes(node):
        if isinstance(child, ast.Attribute) and isinstance(child.value, ast.Name):
            names.add(child.attr)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            names.add(child.id)
    return frozenset(names)


def is_private(name: str) -> bool:
    """Whether the name is another one inside a class, as ``__x`` is."""
    return name.startswith("__") and not name.endswith("__")


_WITHOUT_INIT = ("sklearn.base.", "abc.ABC.", "typing.Generic.", "object.")
"""Bases whose constructor does nothing."""

_WITH_INIT = (
    "sklearn.", "torch.nn.Module.", "torch.utils.data.", "keras.", "tensorflow.keras.",
    "pytorch_lightning.", "lightning.",
)  # fmt: skip
"""Bases whose constructor has to be called, and takes arguments of its own."""

_THEIR_OWN = frozenset({
    "callbacks", "device", "dtype", "hparams", "history", "input", "inputs", "layers", "logger",
    "losses", "metrics", "model", "name", "optimizer", "optimizers", "output", "outputs", "params",
    "trainable", "trainer", "training", "variables", "weights",
})  # fmt: skip
"""Names of what such bases keep on their objects."""


_OWN_WAYS = frozenset({
    "__new__", "__slots__", "__setattr__", "__getstate__", "__setstate__", "__getnewargs__",
    "__getnewargs_ex__", "__copy__", "__deepcopy__",
})  # fmt: skip

Scope = Mapping[str, Definition]


def constructor_of(
    definition: Definition, env: Environment, scope: Scope, state: frozenset[str]
) -> Constructor | None:
    """How a class takes what it captures when an object of it is made; None: nobody can tell."""
    node = definition.node
    assert isinstance(node, ast.ClassDef)
    own = {base.id for base in node.bases if isinstance(base, ast.Name) and base.id in scope}
    bases = [env.qualified(b) or getattr(b, "id", "") for b in node.bases]
    others = [f"{base}." for base in bases if base not in own]
    if init_of(node) is not None:
        return Constructor.OWN
    if node.decorator_list:
        plain = not own and all(b.startswith(_WITHOUT_INIT) for b in others)
        return Constructor.FIELD if plain and _is_dataclass(node, env) else None
    if own and captured(definition, scope, state) == from_bases(definition, scope, state):
        return Constructor.INHERITED
    if not own and all(base.startswith(_WITHOUT_INIT) for base in others):
        return Constructor.PLAIN
    known = all(base.startswith((*_WITHOUT_INIT, *_WITH_INIT)) for base in others)
    return Constructor.PASSING if known else None


def _is_dataclass(node: ast.ClassDef, env: Environment) -> bool:
    first, *others = node.decorator_list
    called = first.func if isinstance(first, ast.Call) else first
    return not others and env.qualified(called) == "dataclasses.dataclass"


def from_bases(definition: Definition, scope: Scope, state: frozenset[str]) -> frozenset[str]:
    """What the classes of the notebook that a class is made from capture."""
    found: set[str] = set()
    for base in getattr(definition.node, "bases", ()):
        if isinstance(base, ast.Name) and base.id in scope:
            found |= captured(scope[base.id], scope, state)
    return frozenset(found)


def class_problem(
    definition: Definition,
    names: frozenset[str],
    program: Program,
    env: Environment,
    scope: Scope,
) -> str:
    """Why a class cannot take `names` through its constructor; empty where it can."""
    node = definition.node
    assert isinstance(node, ast.ClassDef)
    constructor = constructor_of(definition, env, scope, program.state)
    if constructor is None:
        return "it has no __init__ of its own that could take them"
    for base in _own_bases(node, scope):
        theirs = captured(base, scope, program.state)
        if base.values or (theirs and class_problem(base, theirs, program, env, scope)):
            return "its base class cannot take what it reads"
    if definition.registers:
        return "what its decorator gives it to makes objects without them"
    if _calls_a_base_by_name(node, scope):
        return "it calls the __init__ of its base class otherwise than by super()"
    if any(keyword_of(base, n) != n for base in _own_bases(node, scope) for n in names):
        return "the __init__ of its base class has a parameter of the same name"
    if method_names(node) & _OWN_WAYS:
        return "it has ways of its own to make, copy or change its objects"
    if _makes_objects(node) or program.calls_types:
        return "objects of it are made without its name"
    if _is_exception(node, env, scope):
        return "exceptions are made again from their arguments when they are loaded"
    if constructor is Constructor.PASSING and names & _THEIR_OWN:
        return "objects of its base class have attributes of the same name"
    if constructor is Constructor.FIELD and program.lists_fields:
        return "its fields would hold them, which the notebook lists"
    methods = [n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    outside = set[str]()
    for child in node.body:
        if child not in methods:
            outside |= loaded(child)
    for method in methods:
        for part in [*method.decorator_list, *method.args.defaults, *method.args.kw_defaults]:
            outside |= loaded(part) if part else set()
    outside |= loaded(*methods_without_object(node))
    if outside & names:
        return "they are read in the class body, in a decorator, a default or a static method"
    if method_names(node) & names:
        return "it has attributes of the same name"
    if any(map(is_private, names)):
        return "a class renames names that start with two underscores"
    if program.looks_into:
        return "its objects would hold them, which `vars()`, `dir()` or `__dict__` would show"
    return ""


def _makes_objects(node: ast.ClassDef) -> bool:
    """Whether methods make objects by ``type(self)(…)``, ``cls(…)`` or the like."""
    if any(map(calls_type, all_nodes(node))):
        return True
    for method in methods_without_object(node):
        assert isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef)
        first = [one.arg for one in (*method.args.posonlyargs, *method.args.args)][:1]
        for one in all_nodes(method):
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
                if [one.func.id] == first:
                    return True
    return False


def _is_exception(node: ast.ClassDef, env: Environment, scope: Scope) -> bool:
    bases = [*node.bases, *(b for d in _own_bases(node, scope) for b in _bases(d))]
    return any((env.qualified(b) or last_name(b)).endswith(_EXCEPTIONS) for b in bases)


_EXCEPTIONS = ("Exception", "Error", "Warning", "Interrupt", "Iteration", "Exit")


def _bases(definition: Definition) -> list[ast.expr]:
    return definition.node.bases if isinstance(definition.node, ast.ClassDef) else []


def _own_bases(node: ast.ClassDef, scope: Scope) -> list[Definition]:
    """The classes of the notebook that a class is made from, near and far."""
    above = (base.id for base in node.bases if isinstance(base, ast.Name))
    return list(dict.fromkeys(one for name in above for one in lineage(name, scope)))


def methods_without_object(node: ast.ClassDef) -> list[ast.stmt]:
    """The methods of a class that are given no object of it, which could hold anything."""
    methods = [n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    own = {"staticmethod", "classmethod"}
    return [
        method
        for method in methods
        if not (method.args.posonlyargs or method.args.args)
        or any(_named(decorator, own) for decorator in method.decorator_list)
    ]


def without_object(part: ast.AST, definition: Definition) -> bool:
    """Whether code stands in a method that has no object to take anything from."""
    node = definition.node
    found = methods_without_object(node) if isinstance(node, ast.ClassDef) else []
    return any(one is part for method in found for one in all_nodes(method))


def _calls_a_base_by_name(node: ast.ClassDef, scope: Scope) -> bool:
    return any(
        isinstance(n, ast.Attribute) and n.attr == "__init__"
        and isinstance(n.value, ast.Name) and n.value.id in scope
        for n in all_nodes(node)
    )  # fmt: skip


def function_problem(definition: Definition, names: frozenset[str]) -> str:
    """Why a function cannot take `names` as keyword parameters; empty where it can."""
    node = definition.node
    if isinstance(node, ast.Assign):
        arguments = node.value.args if isinstance(node.value, ast.Lambda) else None
        decorators: list[ast.expr] = []
    else:
        assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        arguments, decorators = node.args, node.decorator_list
    early = set[str]()
    for part in [*decorators, *(arguments.defaults if arguments else ())]:
        early |= loaded(part)
    for default in arguments.kw_defaults if arguments else ():
        early |= loaded(default) if default else set()
    if early & names:
        return "it reads them in a default value or decorator"
    if decorators:
        return "its decorator may not pass them on"
    inside = node.value if isinstance(node, ast.Assign) else node
    if bound_inside(inside) & names:
        return "it has parameters or variables of the same name"
    return ""


def _named(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names
