"""How a call of a notebook's cell is found again, in a run and after the division into stages."""

import ast
from collections.abc import Iterable, Set
from dataclasses import field

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.call_places import numbered_calls
from nb2prod.notebook.model import CallKey
from nb2prod.records import dataclass


def call_keys(statements: Iterable[Statement]) -> dict[int, CallKey]:
    """The key of each call, by the id of its node."""
    nodes: dict[int, list[ast.stmt]] = {}
    for statement in statements:
        if not statement.cell.file:
            nodes.setdefault(int(statement.cell.number), []).extend(statement.nodes)
    return {
        id(call): (cell, line, number, called)
        for cell, own in nodes.items()
        for call, line, number, called in numbered_calls(own)
    }


@dataclass
class UnknownCalls:
    """The calls of which nothing is known, and which of them are harmless, as a run showed."""

    harmless: Set[int] = frozenset()
    found: set[int] = field(default_factory=set)

    def is_harmless(self, call: ast.Call) -> bool:
        """Whether a call of which nothing is known leaves alone what it gets."""
        self.found.add(id(call))
        return id(call) in self.harmless

    def keys(self, statements: Iterable[Statement]) -> frozenset[CallKey]:
        """Those of the statements of which nothing is known."""
        return frozenset(key for i, key in call_keys(statements).items() if i in self.found)


def harmless_calls(statements: Iterable[Statement], keys: Set[CallKey]) -> UnknownCalls:
    """What the keys tell of the calls of the statements."""
    known = call_keys(statements).items() if keys else ()
    return UnknownCalls(frozenset(node for node, key in known if key in keys))
