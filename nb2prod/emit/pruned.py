"""Functions without expressions whose value nobody uses.

In a block, a notebook displays nothing, so that ``df.head()`` in a loop does nothing; and of
``best = df.copy()`` that nothing reads, the linter leaves ``df.copy()``.
"""

import ast
from collections.abc import Iterator

from nb2prod.analysis.effects.own_effects import own_effects
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.files.iocalls import find_io
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import all_nodes, blocks, last_name, nodes_of
from nb2prod.analysis.types.purity import is_pure
from nb2prod.diagnostics import Place
from nb2prod.knowledge.effect_tables import FRESH_FUNCTIONS

_LOOKING = frozenset({
    "abs", "any", "astype", "copy", "corr", "count", "drop_duplicates", "dropna",
    "fillna", "groupby", "head", "idxmax", "idxmin", "isin", "isna", "isnull", "max", "mean",
    "median", "min", "nlargest", "notna", "notnull", "nsmallest", "nunique", "quantile",
    "reset_index", "round", "sort_index", "sort_values", "std", "sum", "tail", "to_frame", "unique",
    "value_counts", "var",
})  # fmt: skip
"""Methods of tables that only look. Objects have no types here: others of the name are rare."""
_PATHS = frozenset({"pathlib.Path", "pathlib.Path.cwd", "pathlib.Path.home"})
_OF_PATHS = frozenset({"absolute", "expanduser", "joinpath", "resolve"})
_NAMES = FRESH_FUNCTIONS | _PATHS
_CALLED = _LOOKING.union(_OF_PATHS, (name.rpartition(".")[2] for name in _NAMES))


def pruned(text: str) -> str:
    """The module without the statements that only evaluate what has no effect.

    It is formatted: a statement has its lines for itself. A block's last one stays.
    """
    tree = ast.parse(text)
    if not any(map(_looks, nodes_of(ast.Expr, [tree]))):  # as in most modules
        return text
    inside = (
        node for function in nodes_of(ast.FunctionDef, [tree]) for node in all_nodes(function)
    )
    found = [(block, [one for one in block if _looks(one)]) for n in inside for block in blocks(n)]
    env, rows, gone = _environment(tree), text.split("\n"), set[int]()
    for block, looking in found:
        for node in [one for one in looking if _is_idle(one, env)][: len(block) - 1]:
            gone.update(_rows_of(node, rows))
    return "\n".join(row for n, row in enumerate(rows, 1) if n not in gone)


def _looks(node: ast.stmt) -> bool:
    """Whether a statement only calls what has the name of something that looks, if anything."""
    if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant):
        return False
    return all(last_name(call.func) in _CALLED for call in nodes_of(ast.Call, [node]))


def _environment(tree: ast.Module) -> Environment:
    names = {n.id for n in nodes_of(ast.Name, [tree]) if isinstance(n.ctx, ast.Store)}
    names |= {n.arg for n in nodes_of(ast.arg, [tree])}
    env = Environment(bound=dict.fromkeys(names))
    for node in all_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            env.imports.update((n, q) for n, q in imported(node) if n not in names)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            env.bound[node.name] = None
    return env


def _is_idle(node: ast.stmt, env: Environment) -> bool:
    """Whether it is certain that a statement does nothing; types are not known here."""
    assert isinstance(node, ast.Expr)
    if not all(_does_nothing(n, env) for n in all_nodes(node)):
        return False
    calls = list(nodes_of(ast.Call, [node]))
    made = [call for call in calls if env.qualified(call.func) in _PATHS]
    gone_on = [call for call in calls if last_name(call.func) in _OF_PATHS]
    if made or gone_on:  # other things have a `resolve`, too
        return bool(made) and len(made) + len(gone_on) == len(calls)
    if not is_pure(node.value, env):
        return False
    own = own_effects([node], env, Place(0, "", 1), find_io(node, env))
    effects = own.draws | own.seeds or own.effects or own.io or own.opaque
    return not (effects or own.prints or own.draws_figure)


def _does_nothing(node: ast.AST, env: Environment) -> bool:
    match node:
        case ast.Call(func=func):
            name = env.qualified(func)
            if name is not None:
                return name in _NAMES
            return isinstance(func, ast.Attribute) and func.attr in _LOOKING | _OF_PATHS
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
