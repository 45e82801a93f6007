"""What the parts of constant folding need from the evaluator."""

import ast
from collections.abc import Mapping
from typing import Protocol

from nb2prod.analysis.environment import Environment

Bound = Mapping[str, object]
"""Names that the loops of comprehensions have bound, with their values."""


class Folder(Protocol):
    """What gives the values of expressions in one scope."""

    env: Environment

    def value(self, node: ast.expr) -> object:
        """The value of an expression; raises where it is not constant."""

    def inside(self, bound: Bound) -> "Folder":
        """What does so inside a comprehension, whose loops have bound these names."""
