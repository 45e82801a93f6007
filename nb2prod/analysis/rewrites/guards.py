"""Checks that the cells above have been run: in a script they have."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from nb2prod.analysis.constants.fold import UNKNOWN, fold
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.notebook.edits import edited, nothing
from nb2prod.notebook.model import Notebook
from nb2prod.notebook.syntax import body_of
from nb2prod.records import replace


def without_guards(asked: Notebook, answered: Notebook, env: Environment) -> Notebook:
    """The notebook without checks of ``globals()`` that always pass, and what only they read.

    ``needed = ["x"]; gone = [n for n in needed if n not in globals()]; if gone: raise ...`` checks
    nothing where `x` is bound above.

    Args:
        asked: the notebook.
        answered: the same, with what the lookups give in their place.
        env: constants of the notebook.
    """
    before = {cell.number: cell.source for cell in asked.live}
    trees = {cell.number: body_of(cell.source) for cell in answered.live}
    changed: set[int] = set()
    for cell in answered.live:
        if cell.source != before[cell.number]:
            old, new = body_of(before[cell.number]), trees[cell.number]
            pairs = zip(old, new, strict=False) if len(old) == len(new) else ()
            changed |= {id(n) for o, n in pairs if ast.dump(o) != ast.dump(n)}
    nodes = [node for tree in trees.values() for node in tree]
    dead = _dead(nodes, changed, env) if changed else set[int]()
    gone = ((number, n) for number, tree in trees.items() for n in tree if id(n) in dead)
    return edited(answered, [(number, nothing(node)) for number, node in gone])


def _dead(nodes: Sequence[ast.stmt], changed: Set[int], env: Environment) -> set[int]:
    """The statements that check in vain, and those that bind what only such statements read."""
    known = replace(env, constants=dict(env.constants))
    stores, loads = Counter(_names(nodes, ast.Store)), Counter(_names(nodes, ast.Load))
    empty: set[str] = set()
    dead: list[ast.stmt] = []
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if stores[name] == 1 and (
                id(node) in changed or ast.unparse(value) == "[]"
            ):
                if fold(value, known) == []:
                    known.constants[name] = []
                    empty.add(name)
        read = Counter(_names([node], ast.Load))
        bound = set(_names([node], ast.Store))
        if (id(node) in changed or empty & read.keys()) and _in_vain(node, known):
            if all(loads[name] == read[name] for name in bound):
                dead.append(node)
                continue
        for name in empty & read.keys():  # it may be filled
            empty.discard(name)
            known.constants.pop(name)
    return {id(node) for node in [*dead, *_unread(nodes, dead, loads)]}


def _unread(
    nodes: Sequence[ast.stmt], dead: Sequence[ast.stmt], loads: Counter[str]
) -> Iterator[ast.stmt]:
    """Lists that only the dead statements read, and lists that only those read."""
    gone = Counter(_names(dead, ast.Load))
    for node in reversed(nodes):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.List() | ast.ListComp()):
                if gone[name] and gone[name] == loads[name]:
                    gone.update(_names([node], ast.Load))
                    yield node


def _in_vain(node: ast.stmt, env: Environment) -> bool:
    """Whether the statement only acts where a name is missing, and none is."""
    match node:
        case ast.If(test=test, orelse=[]):
            return _truth(test, env) is False
        case ast.Assert(test=test):
            return _truth(test, env) is True
        case ast.For(body=body, orelse=[]):
            return all(_in_vain(inner, env) for inner in body)
    return False


def _truth(test: ast.expr, env: Environment) -> bool | None:
    """Whether a test is true; None where that is not certain."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            opposite = _truth(inner, env)
            return None if opposite is None else not opposite
        case ast.Call(
            func=ast.Name(id="all" | "any" as name),
            args=[ast.GeneratorExp(elt=ast.Constant(value=bool(each)))],
        ):
            return each if each is (name == "all") else None
    found = fold(test, env)
    return None if found is UNKNOWN else bool(found)


def _names(nodes: Iterable[ast.stmt], context: type[ast.expr_context]) -> Iterator[str]:
    for top in nodes:
        for node in all_nodes(top):
            if isinstance(node, ast.Name) and isinstance(node.ctx, context):
                yield node.id
