"""Which values can provably be saved, so that nothing has to be said of a failure."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Statement
from nb2prod.knowledge.saved import UNSAVABLE

ANYTHING = frozenset({
    "affinity", "analyzer", "callback", "connectivity", "covariance_estimator", "criterion", "cv",
    "estimator", "estimators", "feature_name_combiner", "feature_names_out", "fill_value",
    "final_estimator", "fun", "fun_args", "func", "importance_getter", "init", "inv_kw_args",
    "inverse_func", "is_data_valid", "is_model_valid", "kernel", "kernel_params", "kw_args",
    "loss", "max_features", "memory", "metric", "metric_params", "n_clusters", "oob_score",
    "optimizer", "param_distributions", "param_grid", "params", "pooling_func", "preprocessor",
    "refit", "regressor", "remainder", "score_func", "scoring", "solver", "steps", "stop_words",
    "strategy", "strip_accents", "tokenizer", "transformer", "transformer_list",
    "transformer_weights", "transformers", "verbose_feature_names_out", "vocabulary", "weights",
})  # fmt: skip
"""Parameters of scikit-learn's estimators that take functions or objects of any kind."""

_MAKERS = {
    "sklearn.pipeline.Pipeline": "sklearn.pipeline.make_pipeline",
    "sklearn.pipeline.FeatureUnion": "sklearn.pipeline.make_union",
    "sklearn.compose.ColumnTransformer": "sklearn.compose.make_column_transformer",
}
_SCALARS = frozenset({"bool", "float", "int", "len", "str"})


def is_sure_estimator(
    name: str, kind: str, statements: Iterable[Statement], env: Environment
) -> bool:
    """Whether all that the notebook builds of scikit-learn's class `kind` is built of plain data.

    `name` is the value's; no attribute of it may be set, and no estimator given other parameters.
    """
    makers = {kind, _MAKERS.get(kind, kind)}
    made = False
    for node in _nodes(statements):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            if isinstance(node.value, ast.Name) and node.value.id == name:
                return False
        if not isinstance(node, ast.Call):
            continue
        other = isinstance(node.func, ast.Attribute) and node.func.attr == "set_params"
        built = env.qualified(node.func) in makers
        if (built or other) and not _is_plain_call(node, env):
            return False
        made = made or built
    return made and kind.startswith("sklearn.")


def is_sure_scalar(name: str, statements: Iterable[Statement], env: Environment) -> bool:
    """Whether `name` is only ever bound, in the statements, to what is provably a plain value."""
    nodes = list(_nodes(statements))
    values = [v for n in nodes if isinstance(n, ast.Assign) for v in _assigned(n, name)]
    stores = [
        n
        for n in nodes
        if isinstance(n, ast.Name) and n.id == name and not isinstance(n.ctx, ast.Load)
    ]
    plain = all(_is_scalar(value, env) for value in values)
    return bool(values) and len(stores) == len(values) and plain


def makes_unsavable(statements: Iterable[Statement], env: Environment) -> bool:
    """Whether the notebook makes what cannot be saved, and puts it where a table could get it.

    To call it, to hand it on, to loop over it or to open it by ``with`` puts it nowhere.
    """
    nodes = list(_nodes(statements))
    parents = {id(child): node for node in nodes for child in ast.iter_child_nodes(node)}
    made = [n for n in nodes if _is_unsavable(n, env)]
    owners = [parents.get(id(n)) for n in made]
    names = {t.id for o in owners if o for t in _targets(o) if isinstance(t, ast.Name)}
    made += [n for n in nodes if isinstance(n, ast.Name) and n.id in names and _is_load(n)]
    nested = [
        inner
        for outer in nodes
        if isinstance(outer, _FUNCTIONS)
        for inner in ast.walk(outer)
        if inner is not outer and isinstance(inner, (*_FUNCTIONS, ast.Yield, ast.YieldFrom))
    ]
    return bool(nested) or not all(_is_used_up(n, parents.get(id(n))) for n in made)


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_FACTORIES = frozenset(UNSAVABLE) | {
    *("open", "iter", "sqlite3.connect", "sqlalchemy.create_engine", "threading.RLock"),
    *("threading.Condition", "threading.Event", "threading.Semaphore", "multiprocessing.Lock"),
}
_USING_UP = (ast.Call, ast.keyword, ast.Attribute, ast.withitem, ast.For, ast.comprehension)


def _is_unsavable(node: ast.AST, env: Environment) -> bool:
    if isinstance(node, ast.Call):
        return env.qualified(node.func) in _FACTORIES
    return isinstance(node, ast.Lambda | ast.GeneratorExp)


def _is_used_up(node: ast.AST, parent: ast.AST | None) -> bool:
    """Whether what the node gives is bound to a name, whose uses count, or used and gone."""
    if parent is None or isinstance(parent, (*_USING_UP, ast.Expr)):
        return True
    targets = _targets(parent)
    return bool(targets) and all(isinstance(t, ast.Name) for t in targets)


def _targets(node: ast.AST) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else []


def _is_load(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _nodes(statements: Iterable[Statement]) -> Iterator[ast.AST]:
    return (node for one in statements for top in one.nodes for node in ast.walk(top))


def _assigned(node: ast.Assign, name: str) -> Iterator[ast.expr]:
    """What the statement assigns to the name, as far as it stands there."""
    for target in node.targets:
        pairs = [(target, node.value)]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = list(zip(target.elts, node.value.elts, strict=False))
        yield from (v for t, v in pairs if isinstance(t, ast.Name) and t.id == name)


def _is_scalar(node: ast.expr, env: Environment) -> bool:
    if isinstance(node, ast.Call):
        return env.qualified(node.func) in _SCALARS
    return isinstance(node, ast.JoinedStr) or _is_literal(node)


def _is_plain_call(node: ast.Call, env: Environment) -> bool:
    loose = [k.value for k in node.keywords if k.arg is None or k.arg in ANYTHING or "__" in k.arg]
    return _are_plain([*node.args, *loose], env)


def _are_plain(nodes: Sequence[ast.expr | None], env: Environment) -> bool:
    return all(node is None or _is_plain(node, env) for node in nodes)


def _is_plain(node: ast.expr, env: Environment) -> bool:
    """Whether the expression gives literals, or estimators that are built of such."""
    if isinstance(node, ast.Call):
        return (env.qualified(node.func) or "").startswith("sklearn.") and _is_plain_call(node, env)
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return _are_plain(node.elts, env)
    if isinstance(node, ast.Dict):
        return _are_plain([*node.keys, *node.values], env)
    return _is_literal(node)


def _is_literal(node: ast.expr) -> bool:
    """A constant, perhaps with a sign."""
    if isinstance(node, ast.UnaryOp):
        return _is_literal(node.operand)
    return isinstance(node, ast.Constant)
