"""Which notebook globals a definition needs as parameters, also for those that it calls."""

import ast
from collections.abc import Iterable, Mapping

from nb2prod.analysis.model import Definition
from nb2prod.analysis.syntax.nodes import all_nodes, defaults_of, holds, loaded
from nb2prod.analysis.syntax.scope import bound_inside
from nb2prod.analysis.text_names import all_named_in_text
from nb2prod.naming import fresh
from nb2prod.reach import reached


def captured(
    definition: Definition, scope: Mapping[str, Definition], state: frozenset[str]
) -> frozenset[str]:
    """State that calls of the definition read, and of all that it reaches by name in `scope`."""
    every = [definition, *reachable(definition.reads, scope).values()]
    return frozenset[str]().union(*(one.deferred for one in every)) & state


def reachable(names: Iterable[str], scope: Mapping[str, Definition]) -> dict[str, Definition]:
    """The definitions that are reached by name from `names`, in order of definition."""
    starts = scope.keys() & set(names)
    found = {n: scope[n] for n in reached(starts, lambda n: scope[n].reads & scope.keys())}
    return dict(sorted(found.items(), key=lambda item: (item[1].statement, item[0])))


def looks_into(source: str, nodes: Iterable[ast.AST]) -> bool:
    """Whether code lists what objects hold, as ``vars(x)`` does."""
    if "__dict__" not in source and not any(name in source for name in _LISTS):
        return False
    for node in (n for top in nodes for n in all_nodes(top)):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _LISTS:
                return True
            case ast.Attribute(attr="__dict__"):
                return True
    return False


_LISTS = frozenset({"vars", "dir", "getmembers", "getmembers_static"})


def calls_type(node: ast.AST) -> bool:
    """Whether it makes an object of what another one is an object of: ``type(x)()``."""
    match node:
        case ast.Call(func=ast.Call(func=ast.Name(id="type")) | ast.Attribute(attr="__class__")):
            return True
    return False


def hidden_at(
    nodes: Iterable[ast.AST], scope: Mapping[str, Definition], state: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Definitions that are used where nothing can be handed in.

    ``[f(x) for limit in limits]`` cannot say ``f(x, limit=limit)`` for the notebook's `limit`, nor
    can a formula, ``"y ~ f(x)"``.
    """
    nodes = list(nodes)
    kinds = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    in_text = all_named_in_text(nodes) & scope.keys()
    found = {n: needs for n in in_text if (needs := captured(scope[n], scope, state))}
    scopes = (top for top in nodes if holds(top, kinds))
    for node in (n for top in scopes for n in all_nodes(top) if isinstance(n, kinds)):
        bound = bound_inside(node)
        for name in loaded(node) & scope.keys():
            hidden = captured(scope[name], scope, state) & bound
            if hidden:
                found[name] = found.get(name, frozenset()) | hidden
    return found


def default_values(definition: Definition) -> dict[str, ast.expr]:
    """The default values of a definition's parameters."""
    node = definition.node
    if isinstance(node, ast.ClassDef):
        init = init_of(node)
        arguments = init.args if init else None
    elif isinstance(node, ast.Assign):
        arguments = node.value.args if isinstance(node.value, ast.Lambda) else None
    else:
        arguments = node.args
    if arguments is None:
        return {}
    return {argument.arg: value for argument, value in defaults_of(arguments)}


def init_of(node: ast.ClassDef) -> ast.FunctionDef | None:
    """The ``__init__`` of a class that has one of its own; the last where there are several."""
    found = [s for s in node.body if isinstance(s, ast.FunctionDef) and s.name == "__init__"]
    return found[-1] if found else None


def keyword_of(definition: Definition, name: str) -> str:
    """How a definition is given a global that it captures: by its name, or by another where the
    ``__init__`` of a class has a parameter of that name, which is something else."""
    init = init_of(definition.node) if isinstance(definition.node, ast.ClassDef) else None
    own = {one.arg for one in all_nodes(init.args) if isinstance(one, ast.arg)} if init else set()
    return fresh(name, own | definition.reads) if name in own else name
