"""Code that learns, recognised by its form: loops, and methods of the notebook's classes."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.syntax.nodes import all_nodes, handed, start_name
from nb2prod.knowledge.schema import Value
from nb2prod.reach import reached
from nb2prod.records import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef
Methods = Mapping[str, Function]
_WEIGHTS = (None, Value.NEW, Value.MODEL, Value.DATA)
_GATHERING = (ast.BitOr, ast.BitAnd)


@dataclass(frozen=True, slots=True)
class _Flow:
    """A name is given something: ``reads`` go into that, as often as they are read.

    ``keeps``: the old value stays in part (``w[i] = …``, ``w += …``); ``goes_on``: arithmetic of
    the old value itself.
    """

    name: str
    reads: Sequence[str]
    keeps: bool
    goes_on: bool


def learnt(
    body: ast.AST, values: Mapping[str, Value], methods: Methods | None = None
) -> frozenset[str]:
    """What a loop computes, round after round, of data and of what it made of that before.

    ``w -= rate * (X @ w - y) @ X``: what is added follows from the weights; what is added to a
    count or a sum does not. What follows from results of a model learns nothing.

    Args:
        body: the loop.
        values: what names stand for before it.
        methods: those of the class, where the loop stands in one of them.
    """
    into: dict[str, set[str]] = {}
    flows = [f for f in _flows(body, methods or {}) if f.name and values.get(f.name) in _WEIGHTS]
    for flow in flows:
        own = flow.goes_on and flow.reads.count(flow.name) > (0 if flow.keeps else 1)
        into.setdefault(flow.name, set()).update(set(flow.reads) - (set() if own else {flow.name}))
    given = {n: value for n, value in values.items() if n not in into}
    data = {n for n, value in given.items() if value in (Value.DATA, Value.NEW)}
    results = {n for n, value in given.items() if value is Value.RESULT}
    sources = {
        name: {*reached(into[name], lambda one: into.get(one, ()))}
        for name in _carried(flows) & into.keys()
    }
    return frozenset(
        name for name, found in sources.items()
        if name in found and found & data and not found & results
    )  # fmt: skip


def learns(methods: Methods, name: str, arguments: int) -> bool:
    """Whether a method of a class changes what another one applies to what that is given.

    Args:
        methods: those of the class, by name.
        name: the method.
        arguments: how many of its arguments are data.
    """
    inside = [methods[one] for one in _called(methods, name)]
    changed = set[str]()
    for function in inside:
        flows = [f for f in _flows(function, methods) if f.name.startswith("self.")]
        changed |= {f.name for f in flows if f.goes_on and f.name in (*f.reads, *_kept(f))}
        names = {f.name for f in flows}
        for loop in (n for n in all_nodes(function) if isinstance(n, ast.For | ast.While)):
            given = dict.fromkeys((n for f in _flows(loop, methods) for n in f.reads), Value.DATA)
            changed |= learnt(loop, given, methods) & names
    first = methods[name]
    if arguments > 1 and len(first.args.args) > 2 and not _gives(first):
        changed |= {f.name for f in _flows(first, {}) if f.name.startswith("self.")}
    others = (m for one, m in methods.items() if one not in (name, "__init__"))
    return any(
        len(one.args.args) > 1 and _gives(one) and changed & {*_reads(one, methods)}
        and not changed & {f.name for f in _flows(one, methods)}
        for one in others
    )  # fmt: skip


def _kept(flow: _Flow) -> tuple[str, ...]:
    return (flow.name,) if flow.keeps else ()


def _gives(function: Function) -> bool:
    """Whether it returns anything but the object itself."""
    returned = (n.value for n in all_nodes(function) if isinstance(n, ast.Return) and n.value)
    return any(not isinstance(value, ast.Name) or value.id != "self" for value in returned)


def _called(methods: Methods, name: str) -> list[str]:
    """A method and those that it calls."""
    return reached([name], lambda one: (a for a in _attributes(methods[one]) if a in methods))


def _attributes(body: ast.AST) -> Iterator[str]:
    """The attributes of the object that stand in a method."""
    return filter(None, map(_own, all_nodes(body)))


def _own(node: ast.AST) -> str:
    """``w`` of ``self.w``; "" for anything else."""
    match node:
        case ast.Attribute(ast.Name("self"), name):
            return name
    return ""


def _flows(body: ast.AST, methods: Methods) -> Iterator[_Flow]:
    """What is given to names in the body, in the order of the text."""
    nodes = [
        n for n in all_nodes(body) if isinstance(n, ast.stmt | ast.NamedExpr) and n is not body
    ]
    for node in sorted(nodes, key=lambda n: (n.lineno, n.col_offset)):
        match node:
            case ast.AugAssign(target=target, value=value, op=op):
                arithmetic = not isinstance(op, _GATHERING)
                yield _Flow(_key(target), [*_reads(value, methods)], True, arithmetic)
            case _:
                for one, given in handed(node):
                    yield _given(one, given, methods)


def _given(target: ast.expr, value: ast.expr, methods: Methods) -> _Flow:
    reads, key = [*_reads(value, methods)], _key(target)
    goes_on = isinstance(value, ast.BinOp) and key in reads
    return _Flow(key, reads, isinstance(target, ast.Subscript), goes_on)


def _key(node: ast.AST) -> str:
    """The name that a target starts with; of an attribute of the object, ``self.w``."""
    while isinstance(node, ast.Subscript):
        node = node.value
    own = _own(node)
    return f"self.{own}" if own else start_name(node)


def _reads(node: ast.AST, methods: Methods, inside: frozenset[str] = frozenset()) -> Iterator[str]:
    """The names that are read, attributes of the object among them, with those of its methods."""
    for one in all_nodes(node):
        match one:
            case ast.Attribute(ast.Name("self"), own, ast.Load()):
                if own in methods and own not in inside:
                    inner = _reads(methods[own], methods, inside | {own})
                    yield from (name for name in inner if name.startswith("self."))
                else:
                    yield f"self.{own}"
            case ast.Name(name, ast.Load()) if name != "self":
                yield name


def _carried(flows: Sequence[_Flow]) -> set[str]:
    """What is read of the round before: names that a round reads before it binds them."""
    bound, found = set[str](), set[str]()
    for flow in flows:
        read = {*flow.reads, *_kept(flow)}
        found |= read - bound
        if not flow.keeps:
            bound.add(flow.name)
    return found
