"""The arguments of a call."""

import ast

from nb2prod.analysis.model import Type
from nb2prod.analysis.types.algebra import UNKNOWN, Scope


class Arguments:
    """The arguments of a call."""

    def __init__(self, node: ast.Call, scope: Scope) -> None:
        self.node = node
        self.scope = scope
        self.keywords = {k.arg: k.value for k in node.keywords if k.arg}
        self.open = any(k.arg is None for k in node.keywords)
        self.starred = any(isinstance(a, ast.Starred) for a in node.args)

    def expression(self, position: int, keyword: str = "") -> ast.expr | None:
        """The argument at a position (-1: none) or of a keyword."""
        if keyword in self.keywords:
            return self.keywords[keyword]
        if self.starred or not 0 <= position < len(self.node.args):
            return None
        return self.node.args[position]

    def type_of(self, position: int, keyword: str = "") -> Type | None:
        """The type of an argument; None also where it is missing."""
        node = self.expression(position, keyword)
        return None if node is None else self.scope.type_of(node)

    def value(self, keyword: str, default: object, position: int = -1) -> object:
        """The constant value of an argument, or ``UNKNOWN``."""
        node = self.expression(position, keyword)
        if node is not None:
            return self.scope.constant(node)
        return UNKNOWN if self.open or (self.starred and position >= 0) else default

    def given(self, *keywords: str) -> bool:
        """Whether one of the keywords is given, or may be, with another value than None."""
        return any(self.value(k, None) not in (None, False) for k in keywords)
