"""Statements that mean the same in every notebook that has them: they keep no state."""

import ast
from collections.abc import Iterable

from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import all_nodes, arguments_of, root_name

_PLAIN = (
    *(ast.Constant, ast.Tuple, ast.Name, ast.Attribute, ast.UnaryOp, ast.BinOp, ast.JoinedStr),
    *(ast.FormattedValue, ast.operator, ast.unaryop, ast.expr_context),
)
_PATHS = frozenset({"Path", "pathlib.Path", "PurePath", "os.path.join", "float", "int", "str"})


def constant(node: ast.stmt) -> bool:
    """Whether it gives one name a value that nothing can change."""
    match node:
        case ast.Assign(targets=[ast.Name()], value=value):
            return _is_constant(value)
        case ast.AnnAssign(target=ast.Name(), value=ast.expr() as value):
            return _is_constant(value)
    return False


def state_inside(node: scope.DefNode | ast.ClassDef, code: Iterable[ast.stmt]) -> bool:
    """Whether a definition may keep something from one call to the next, anywhere in the code."""
    nodes = all_nodes(node)
    if any(isinstance(n, ast.Global | ast.Nonlocal) for n in nodes):
        return True
    if isinstance(node, ast.ClassDef):
        fields = [n for n in node.body if not isinstance(n, scope.DEFS)]
        if not all(_is_field(n) for n in fields):
            return True
    else:
        kept = [*node.args.defaults, *node.args.kw_defaults, *node.decorator_list]
        if not all(_is_constant(part) for part in kept if part is not None):
            return True
    return any(
        isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store) and root_name(n) == node.name
        for top in code
        for n in all_nodes(top)
    )


def _is_field(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(ast.Constant()) | ast.Pass() | ast.AnnAssign(value=None):
            return True
    return constant(node)


def _is_constant(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func) in _PATHS and all(map(_is_constant, arguments_of(value)))
    if isinstance(value, ast.BinOp):
        return _is_constant(value.left) and _is_constant(value.right)
    return all(isinstance(n, _PLAIN) for n in all_nodes(value))
