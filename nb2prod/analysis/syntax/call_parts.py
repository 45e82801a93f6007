"""What a call says by itself: the method's name, and what is given."""

import ast


def method_name(call: ast.Call) -> str:
    """``d`` of ``a.b[c].d()``, also where ``a.b`` is a module; "" for ``d()``."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def arguments_of(call: ast.Call) -> list[ast.expr]:
    """All that is given, by position and by keyword."""
    return [*call.args, *(k.value for k in call.keywords)]


def keyword_of(call: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword argument."""
    return next((k.value for k in call.keywords if k.arg == name), None)
