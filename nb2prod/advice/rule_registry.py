"""The rules: each file of `nb2prod.advice.rules` registers what it wants to be asked."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from nb2prod.advice.rule import Advice, Book, Rule
from nb2prod.codes import ADVICE_CODES

Visitor = Callable[..., Iterable[Advice]]
"""Takes a node of the types that it is registered for, and the walk that has come to it."""
Reader = Callable[[Book], Iterable[Advice]]

_V = TypeVar("_V", bound=Visitor)

VISITORS: dict[type[ast.AST], list[tuple[Rule, Visitor]]] = defaultdict(list)
READERS: list[tuple[Rule, Reader]] = []
RULES: dict[str, Rule] = {}


def on(rule: Rule, *types: type[ast.AST]) -> Callable[[_V], _V]:
    """Ask the function at each node of these types: ``visitor(node, walk)``."""

    def register(visitor: _V) -> _V:
        add(rule)
        for each in types:
            VISITORS[each].append((rule, visitor))
        return visitor

    return register


def whole(rule: Rule) -> Callable[[Reader], Reader]:
    """Ask the function once, about the whole notebook."""

    def register(reader: Reader) -> Reader:
        add(rule)
        READERS.append((rule, reader))
        return reader

    return register


def add(rule: Rule) -> Rule:
    """Make a rule known; enough for one that ruff finds."""
    assert rule.code in ADVICE_CODES, f"{rule.code} has no title in ADVICE_CODES of codes.py"
    known = RULES.setdefault(rule.code, rule)
    assert known is rule, f"two rules have the code {rule.code}: take the next free number"
    return rule
