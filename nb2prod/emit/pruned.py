"""Functions without expressions that compute something for nobody.

In a block, a notebook displays nothing, so that ``df.head()`` in a loop does nothing; and of
``best = df.copy()`` that nothing reads, the linter leaves ``df.copy()``.
"""

import ast
from collections.abc import Iterator

from nb2prod.analysis.effects.own_effects import own_effects
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.files.iocalls import find_io
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import all_nodes, nodes_of
from nb2prod.analysis.types.purity import is_pure
from nb2prod.diagnostics import Place
from nb2prod.knowledge.effect_tables import FRESH_FUNCTIONS

_LOOKING = frozenset({
    "any", "copy", "count", "corr", "drop_duplicates", "dropna", "fillna", "groupby", "head",
    "isna", "isnull", "max", "mean", "min", "notna", "notnull", "nunique", "reset_index", "round",
    "sort_index", "sort_values", "sum", "tail", "to_frame", "unique", "value_counts",
})  # fmt: skip
"""Methods of tables that only look. Objects have no types here: others of the name are rare."""
_BLOCKS = ("body", "orelse", "finalbody")


def pruned(text: str) -> str:
    """The module without the statements that only evaluate what has no effect.

    It is formatted: a statement has its lines for itself. A block's last one stays.
    """
    tree = ast.parse(text)
    env = _environment(tree)
    rows = text.split("\n")
    gone: set[int] = set()
    for function in nodes_of(ast.FunctionDef, [tree]):
        for node in _idle(function, env):
            gone.update(_rows_of(node, rows))
    return "\n".join(row for n, row in enumerate(rows, 1) if n not in gone)


def _environment(tree: ast.Module) -> Environment:
    names = {n.id for n in nodes_of(ast.Name, [tree]) if isinstance(n.ctx, ast.Store)}
    names |= {n.arg for n in nodes_of(ast.arg, [tree])}
    env = Environment(bound=names)
    for node in all_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            env.imports.update((n, q) for n, q in imported(node) if n not in names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            env.bound.add(node.name)
    return env


def _idle(function: ast.FunctionDef, env: Environment) -> Iterator[ast.Expr]:
    for node in all_nodes(function):
        for field in _BLOCKS:
            block = getattr(node, field, None)
            if isinstance(block, list):
                found = [one for one in block if _is_idle(one, env)]
                yield from found[: len(block) - 1]


def _is_idle(node: ast.AST, env: Environment) -> bool:
    """Whether it is certain that a statement does nothing; types are not known here."""
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant):
        return False
    if not all(_does_nothing(n, env) for n in all_nodes(node)) or not is_pure(node.value, env):
        return False
    own = own_effects([node], env, Place(0, "", 1), find_io(node, env))
    effects = own.draws | own.seeds or own.effects or own.io or own.opaque
    return not (effects or own.prints or own.draws_figure)


def _does_nothing(node: ast.AST, env: Environment) -> bool:
    match node:
        case ast.Call(func=func):
            name = env.qualified(func)
            if name is not None:
                return name in FRESH_FUNCTIONS
            return isinstance(func, ast.Attribute) and func.attr in _LOOKING
        case ast.Subscript(value=ast.Attribute(attr="loc" | "iloc" | "shape" | "values")):
            return True
        case ast.Subscript(slice=ast.Compare() | ast.Slice() | ast.List()):
            return True
        case ast.Subscript() | ast.Lambda():  # a `defaultdict` makes what it is asked for
            return False
    return True


def _rows_of(node: ast.stmt, rows: list[str]) -> Iterator[int]:
    """The lines of a statement, with the comment above where that speaks of nothing else."""
    assert node.end_lineno is not None
    yield from range(node.lineno, node.end_lineno + 1)
    behind = rows[node.end_lineno] if node.end_lineno < len(rows) else ""
    indent = len(behind) - len(behind.lstrip())
    if not behind.strip() or indent < node.col_offset:
        above = node.lineno - 1
        while above and rows[above - 1].strip().startswith("#"):
            yield above
            above -= 1
