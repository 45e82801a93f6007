"""Default values that all calls share."""

import ast

from nb2prod.advice.rule import Advice, Book, Rule, add
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import defaults_of

_CHANGING = frozenset({
    "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse",
    "setdefault", "sort", "update",
})  # fmt: skip


def _if_changed(book: Book, found: Advice) -> Advice | None:
    """Only if the function may change the object, or give it away; else it does no harm."""
    for seen in book.live:
        for top in seen.nodes if seen.cell.number == found.place.cell else ():
            for node in ast.walk(top):
                if isinstance(node, scope.DEFS) and found.place.line in _lines(node):
                    name = _parameter(node, found.place.line, found.place.column)
                    if name and _touches(node, name):
                        return found
    return None


def _lines(node: scope.DefNode) -> range:
    return range(node.lineno, node.body[0].lineno + 1)


def _parameter(node: scope.DefNode, line: int, column: int) -> str:
    """The parameter whose default value stands there."""
    pairs = defaults_of(node.args)
    here = (a.arg for a, d in pairs if (d.lineno, d.col_offset + 1) == (line, column))
    return next(here, "")


def _touches(node: scope.DefNode, name: str) -> bool:
    """Whether the body changes the object in place, returns it, or keeps it in another."""

    def is_it(part: ast.AST | None) -> bool:
        return isinstance(part, ast.Name) and part.id == name

    for part in (n for child in node.body for n in ast.walk(child)):
        match part:
            case ast.Call(func=ast.Attribute(value=owner, attr=attr)) if is_it(owner):
                if attr in _CHANGING:
                    return True
            case ast.Subscript(value=owner, ctx=ast.Store() | ast.Del()) if is_it(owner):
                return True
            case ast.AugAssign(target=value) | ast.Return(value=value) if is_it(value):
                return True
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript()], value=value):
                if is_it(value):
                    return True
    return False


RULE = add(
    Rule(
        "NB522",
        ruff=(("B006", "all calls share this default value, and the function changes it."),),
        refine=_if_changed,
    )
)
