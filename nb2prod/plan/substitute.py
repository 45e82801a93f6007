"""Expressions in place of names, in synthetic lines."""

import ast
from collections.abc import Mapping

from nb2prod.analysis.syntax.nodes import loaded, named, stored


def loaded_names(text: str) -> set[str]:
    """Names that the code reads."""
    return loaded(ast.parse(text))


def stored_names(text: str) -> set[str]:
    """Names that the code binds."""
    return {*stored(ast.parse(text))}


def with_names(text: str, read: Mapping[str, str], stored: Mapping[str, str] | None = None) -> str:
    """The code with expressions in the place of the names that it reads, or binds."""
    bound = stored or {}
    names = named(ast.parse(text))
    if not names & (read.keys() | bound.keys()):
        return text

    class Replace(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            code = (read if isinstance(node.ctx, ast.Load) else bound).get(node.id)
            if code is None:
                return node
            made = ast.parse(code, mode="eval").body
            if isinstance(made, ast.Attribute | ast.Name | ast.Subscript):
                made.ctx = node.ctx
            return made

    return ast.unparse(Replace().visit(ast.parse(text)))
