"""Small questions about expressions that several rules ask."""

import ast
from collections.abc import Iterable, Iterator

from nb2prod.advice.rule import Book, Seen
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.types.infer import type_of
from nb2prod.patterns import regex


def kind_name(node: ast.expr, env: Environment) -> str:
    """The qualified name of an expression's type, or nothing."""
    kind = type_of(node, env)
    return kind.name if kind else ""


def targets(node: ast.stmt) -> list[ast.expr]:
    """What a plain assignment assigns to, tuples taken apart."""
    if not isinstance(node, ast.Assign):
        return []
    found: list[ast.expr] = []
    for target in node.targets:
        found += target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
    return found


def column(node: ast.expr) -> str:
    """The column that an expression takes from a table: ``df["y"]``, ``df.pop("y").values``."""
    match node:
        case ast.Subscript(slice=ast.Constant(value=str(name))):
            return name
        case ast.Call(func=ast.Attribute(attr="pop"), args=[ast.Constant(value=str(name))]):
            return name
        case (
            ast.Attribute(value=inner, attr="values")
            | ast.Call(func=ast.Attribute(value=inner, attr="to_numpy" | "astype" | "copy"))
        ):
            return column(inner)
        case ast.Attribute(attr=name):
            return name
    return ""


_WORDS = regex(r"[a-z]+")


def is_test_name(name: str) -> bool:
    """Whether a name says that the value is test data: ``X_test``, ``test_df``."""
    return "test" in _WORDS.findall(name.lower())


def spread(book: Book, sources: Iterable[tuple[int, str]]) -> Iterator[tuple[Seen, set[str]]]:
    """Each statement with the names before it whose values come from the sources.

    A source is the index of a statement and a name that it makes. A name is forgotten when it
    is bound to something that does not come from them.
    """
    starts: dict[int, set[str]] = {}
    for index, name in sources:
        starts.setdefault(index, set()).add(name)
    held: set[str] = set()
    for seen in book.live:
        yield seen, set(held)
        facts = seen.analysed.facts
        if seen.is_code and facts.reads & held:
            held |= facts.may_bind | (facts.mutates if facts.may_bind or not facts.pure else set())
        else:
            held -= facts.binds
        held |= starts.get(seen.index, set())
