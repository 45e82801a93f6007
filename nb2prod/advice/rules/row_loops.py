"""Loops over the rows of a table."""

import ast
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Rule, on
from nb2prod.advice.walk import Walk
from nb2prod.analysis.syntax.nodes import method_name, start_name

RULE = Rule("NB504")
_ADVICE = "Use whole columns, or `apply`."
_FEW = {"head", "tail", "sample", "nlargest", "nsmallest"}
_CELLS = {"iloc", "loc", "at", "iat"}


@on(RULE, ast.For, ast.comprehension)
def rows(node: ast.For | ast.comprehension, walk: Walk) -> Iterator[Advice]:
    """``for … in df.iterrows()`` and ``for i in range(len(df))`` that takes rows by number."""
    about = node if isinstance(node, ast.For) else node.iter
    call = _unwrapped(node.iter)
    if call is None or (isinstance(node, ast.For) and _only_shows(node)):
        return
    if method_name(call) in ("iterrows", "itertuples") and isinstance(call.func, ast.Attribute):
        if not _is_few(call.func.value):
            shown = f"{ast.unparse(call.func)}()"
            yield walk.about(RULE, about, f"a loop goes over rows, by `{shown}`.", _ADVICE)
    elif isinstance(node, ast.For) and isinstance(node.target, ast.Name):
        table = _counted(call, walk)
        if table and any(_takes_row(n, table, node.target.id) for n in ast.walk(node)):
            yield walk.about(RULE, about, f"a loop goes over the rows of `{table}`.", _ADVICE)


def _unwrapped(node: ast.expr) -> ast.Call | None:
    """The call that gives the rows, inside ``enumerate`` and ``tqdm`` too."""
    if not isinstance(node, ast.Call):
        return None
    name = node.func.id if isinstance(node.func, ast.Name) else method_name(node)
    if name in ("enumerate", "tqdm", "list", "trange") and node.args:
        return _unwrapped(node.args[0])
    return node


def _is_few(node: ast.expr) -> bool:
    """Whether the rows are picked to be few: ``df.head()``."""
    return any(isinstance(n, ast.Call) and method_name(n) in _FEW for n in ast.walk(node))


def _only_shows(node: ast.For) -> bool:
    """Whether the loop only prints or draws: nothing is made in it."""
    for part in (n for child in node.body for n in ast.walk(child)):
        if isinstance(part, ast.AugAssign | ast.Yield | ast.NamedExpr):
            return False
        if isinstance(part, ast.Call) and method_name(part) in (
            "append",
            "extend",
            "add",
            "update",
        ):
            return False
        if isinstance(part, ast.Assign):
            if any(isinstance(t, ast.Subscript | ast.Attribute) for t in part.targets):
                return False
        if isinstance(part, ast.Call) and method_name(part).startswith("predict"):
            return False
    return True


def _counted(call: ast.Call, walk: Walk) -> str:
    """The table of ``range(len(df))`` or ``range(df.shape[0])``."""
    if walk.qualified(call.func) != "range" or len(call.args) != 1:
        return ""
    match call.args[0]:
        case ast.Call(func=ast.Name(id="len"), args=[ast.Name() as table]):
            pass
        case ast.Subscript(
            value=ast.Attribute(value=ast.Name() as table, attr="shape"),
            slice=ast.Constant(value=0),
        ):
            pass
        case _:
            return ""
    kind = walk.type_of(table)
    return table.id if kind is not None and kind.name == "pandas.DataFrame" else ""


def _takes_row(node: ast.AST, table: str, index: str) -> bool:
    if not isinstance(node, ast.Subscript) or start_name(node) != table:
        return False
    owner = node.value
    by_label = isinstance(owner, ast.Attribute) and owner.attr in _CELLS
    by_column = isinstance(owner, ast.Subscript | ast.Attribute)
    keys = node.slice.elts[:1] if isinstance(node.slice, ast.Tuple) else [node.slice]
    return (by_label or by_column) and any(
        isinstance(key, ast.Name) and key.id == index for key in keys
    )
