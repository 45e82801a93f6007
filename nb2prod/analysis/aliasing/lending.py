"""Tables that may have one memory: pandas copies late, when one of them is written."""

import ast
from itertools import chain

from nb2prod.knowledge.methods import LENDING_METHODS


def lenders(node: ast.expr) -> list[ast.expr]:
    """The tables whose memory a selection of them may have, until either is written; what is
    written in place is seen in an array of it."""
    match node:
        case ast.Call(func=ast.Attribute(value=inner, attr=name)) if name in LENDING_METHODS:
            return list(chain.from_iterable(map(lenders, [inner, *node.args])))
        case ast.Call():
            return []
        case ast.Subscript(value=inner) | ast.Attribute(value=inner):
            return lenders(inner)
        case ast.List(elts=parts):
            return list(chain.from_iterable(map(lenders, parts)))
    return [node]
