"""Functions that a call returns: what they read is read when they are called in turn."""

import ast
from collections.abc import Iterator, Mapping

from nb2prod.analysis.model import Definition
from nb2prod.analysis.syntax.nodes import all_nodes, loaded
from nb2prod.graph.closures import captured

_CALLS_ITS_KEY = frozenset({"sorted", "max", "min"})
_TAKES_ALL = frozenset({"list", "tuple", "set", "frozenset", "dict", "sum", "any", "all", "len"})
CONSUMERS = _TAKES_ALL | _CALLS_ITS_KEY
"""Functions of Python that run an iterator to its end."""

_METHODS = frozenset(
    {
        *("apply", "applymap", "map", "transform", "agg", "aggregate", "assign", "pipe", "filter"),
        *("sort", "sort_values", "sort_index", "groupby", "rename", "join", "extend", "update"),
        *("sub", "subn", "fromiter", "from_iterable", "nlargest", "nsmallest"),
    }
)
"""Methods that are done with a function or generator when they return."""


def given_back(
    definition: Definition, scope: Mapping[str, Definition], state: frozenset[str]
) -> frozenset[str]:
    """State that functions and generators, which a call may give back or keep, read when used."""
    found: set[str] = set()
    seen: set[str] = {definition.name}
    pending = [definition]
    while pending:
        current = pending.pop()
        if isinstance(current.node, ast.ClassDef):
            found |= captured(current, scope, state)
            continue
        for name in sorted(_kept_names(current.node, scope)):
            found |= captured(scope[name], scope, state)
        for names in _kept_inside(current.node):
            names &= current.reads
            found |= names & state
            for name in sorted(names & scope.keys()):
                found |= captured(scope[name], scope, state)
        for name in sorted(loaded(current.node) & scope.keys() - seen):
            seen.add(name)
            pending.append(scope[name])
    return frozenset(found)


def _bodies(node: ast.AST) -> list[ast.AST]:
    """The code that a call runs."""
    if isinstance(node, ast.Assign):
        return [node.value.body] if isinstance(node.value, ast.Lambda) else [node.value]
    return list(getattr(node, "body", [node]))


def _kept_names(node: ast.AST, scope: Mapping[str, Definition]) -> set[str]:
    """Definitions of the notebook that the code uses otherwise than by a call."""
    inside = [n for top in _bodies(node) for n in all_nodes(top)]
    done = called_only(inside)
    return {n.id for n in inside if isinstance(n, ast.Name) and n.id in scope and id(n) not in done}


def _kept_inside(node: ast.AST) -> Iterator[set[str]]:
    """What each inner function that may outlive the call reads; all of it in a generator."""
    inside = [n for top in _bodies(node) for n in all_nodes(top)]
    if any(map(has_yield, _bodies(node))):
        yield loaded(node)
        return
    done = called_only(inside)
    uses: dict[str, list[int]] = {}
    for n in inside:
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load):
            uses.setdefault(n.id, []).append(id(n))
    for inner in inside:
        match inner:
            case ast.Lambda() | ast.GeneratorExp():
                kept = id(inner) not in done
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                kept = any(use not in done for use in uses.get(name, ()))
            case ast.ClassDef(name=name):
                kept = name in uses
            case _:
                kept = False
        if kept:
            yield loaded(inner)


def has_yield(node: ast.AST) -> bool:
    """Whether the code, or a function inside it, is a generator."""
    return any(isinstance(n, ast.Yield | ast.YieldFrom) for n in all_nodes(node))


def called_only(nodes: list[ast.AST]) -> set[int]:
    """Expressions that are called, or given to what only calls or exhausts them."""
    done: set[int] = set()
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        done.add(id(node.func))
        keywords = {k.arg: k.value for k in node.keywords}
        match node.func:
            case ast.Name(id=name) if name in CONSUMERS:
                done |= {id(a) for a in node.args}
                done |= {id(keywords["key"])} if "key" in keywords else set()
                for inner in node.args:
                    match inner:
                        case ast.Call(func=ast.Name(id="map" | "filter"), args=[given, *_]):
                            done.add(id(given))
            case ast.Attribute(attr=name) if name in _METHODS:
                done |= {id(a) for a in (*node.args, *keywords.values())}
    return done
