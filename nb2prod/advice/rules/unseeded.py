"""Random numbers without a seed."""

import ast
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Book, Fix, Rule, Seen, about, whole
from nb2prod.analysis.effects.randoms import constructor_streams, drawn
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.nodes import keyword_of, last_name, method_name
from nb2prod.knowledge.effect_tables import RANDOM_STATE_CALLABLES
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import span

RULE = Rule("NB505")
_SEEDS = {
    "numpy": "np.random.seed(0)", "python": "random.seed(0)", "torch": "torch.manual_seed(0)",
    "tensorflow": "tf.random.set_seed(0)",
}  # fmt: skip
_ONLY_IF: dict[str, tuple[str, tuple[object, ...]]] = {
    "sklearn.svm.SVC": ("probability", (True,)),
    "sklearn.svm.NuSVC": ("probability", (True,)),
    "sklearn.svm.LinearSVC": ("dual", (True,)),
    "sklearn.svm.LinearSVR": ("dual", (True,)),
    "sklearn.decomposition.PCA": ("svd_solver", ("randomized", "arpack")),
    "sklearn.decomposition.NMF": ("init", ("random",)),
    "sklearn.linear_model.LogisticRegression": ("solver", ("sag", "saga")),
    "sklearn.linear_model.LogisticRegressionCV": ("solver", ("sag", "saga")),
    "sklearn.linear_model.Lasso": ("selection", ("random",)),
    "sklearn.linear_model.LassoCV": ("selection", ("random",)),
    "sklearn.linear_model.ElasticNet": ("selection", ("random",)),
    "sklearn.linear_model.ElasticNetCV": ("selection", ("random",)),
    "sklearn.linear_model.MultiTaskLasso": ("selection", ("random",)),
    "sklearn.impute.IterativeImputer": ("sample_posterior", (True,)),
    "sklearn.preprocessing.KBinsDiscretizer": ("strategy", ()),
    "sklearn.preprocessing.QuantileTransformer": ("subsample", ()),
}
"""What draws only with this value of a keyword, or so rarely that it is not worth a word."""
_SEED_NAMES = ("seed", "random_state", "random_seed")


@whole(RULE)
def unseeded(book: Book) -> Iterator[Advice]:
    """Calls that draw from a stream which nothing has seeded before.

    Each call that takes ``random_state`` is told, of others the first of each stream.
    """
    everywhere = frozenset(s for one in book.live for s in one.analysed.facts.seeds)
    before: set[str] = set()
    told: set[str] = set()
    for seen in book.live:
        before |= seen.analysed.facts.seeds
        if any("seed" in last_name(call.func).lower() for call in seen.calls()):
            return  # a function that seeds what the tables do not know
        for call, inner in _calls(seen):
            streams = _streams(call, seen)
            missing = streams - (everywhere if inner else before)
            if not streams or not missing or _generator_given(call):
                continue
            if method_name(call) == "sample" and any(_shows(node, call) for node in seen.nodes):
                continue
            if _takes_state(call, seen):
                advice = "Give `random_state`."
                message = f"`{ast.unparse(call.func)}` draws at random without a seed."
                yield about(RULE, call, seen, message, advice, _fixes(call, seen, inner))
            elif not missing & told:
                told |= missing
                advice = _advice(seen.env.qualified(call.func) or "", missing)
                message = f"`{ast.unparse(call.func)}` draws at random without a seed."
                yield about(RULE, call, seen, message, advice)


def _advice(name: str, missing: frozenset[str]) -> str:
    if name.startswith(("keras.", "tensorflow.keras.")):
        return "Seed it once at the top: `keras.utils.set_random_seed(0)`."
    stream = min(missing, key=lambda s: (s not in _SEEDS, s))
    return f"Seed it once at the top: `{_SEEDS[stream]}`." if stream in _SEEDS else "Give a seed."


def _shows(node: ast.stmt, call: ast.Call) -> bool:
    """``df.sample(5)`` as the last line of a cell: a look at some rows."""
    return (
        isinstance(node, ast.Expr)
        and call in ast.walk(node)
        and not (
            isinstance(node.value, ast.Call)
            and method_name(node.value) in ("to_csv", "fit", "append")
        )
    )


def _calls(seen: Seen) -> Iterator[tuple[ast.Call, bool]]:
    """The calls of a statement; whether they stand in a loop or function."""
    repeating = (*scope.FUNCTIONS, *scope.COMPREHENSIONS, ast.For, ast.While, ast.ClassDef)
    todo: list[tuple[ast.AST, bool]] = [(node, False) for node in reversed(seen.nodes)]
    while todo:
        node, inner = todo.pop()
        if isinstance(node, ast.Call):
            yield node, inner
        inner = inner or isinstance(node, repeating)
        todo += [(child, inner) for child in reversed(list(ast.iter_child_nodes(node)))]


def _streams(call: ast.Call, seen: Seen) -> frozenset[str]:
    name = seen.env.qualified(call.func)
    if name in ("numpy.random.default_rng", "numpy.random.RandomState", "random.Random"):
        return frozenset() if call.args or call.keywords else frozenset({f"<{name}>"})
    if name in _ONLY_IF:
        option, values = _ONLY_IF[name]
        given = keyword_of(call, option)
        if not isinstance(given, ast.Constant) or given.value not in values:
            return frozenset()
    found = drawn(call, name, seen.env)
    if name and not found and name.startswith("sklearn."):
        found = constructor_streams(name, call, seen.env)
    if name is None and method_name(call) == "sample" and not _is_pandas(call, seen):
        return frozenset()
    return found if not _permutes_nothing(call) else frozenset()


def _is_pandas(call: ast.Call, seen: Seen) -> bool:
    from nb2prod.analysis.types import kinds
    from nb2prod.analysis.types.infer import type_of

    assert isinstance(call.func, ast.Attribute)
    return kinds.is_pandas(type_of(call.func.value, seen.env))


def _permutes_nothing(call: ast.Call) -> bool:
    """``train_test_split(…, shuffle=False)`` draws nothing."""
    return any(
        k.arg == "shuffle" and isinstance(k.value, ast.Constant) and k.value.value is False
        for k in call.keywords
    )


def _generator_given(call: ast.Call) -> bool:
    """Whether a seed or generator is given, or may be (``**options``)."""
    return any(k.arg is None or k.arg in (*_SEED_NAMES, "generator", "rng") for k in call.keywords)


def _takes_state(call: ast.Call, seen: Seen) -> bool:
    name = seen.env.qualified(call.func) or f".{method_name(call)}"
    return name in RANDOM_STATE_CALLABLES


def _fixes(call: ast.Call, seen: Seen, inner: bool) -> tuple[Fix, ...]:
    """``random_state`` for a call that runs once; in a loop all rounds would draw the same."""
    name = seen.env.qualified(call.func)
    if inner or name is None:
        return ()
    seed = next((n for n, v in sorted(seen.env.constants.items()) if type(v) is int
                 and n.lower() in _SEED_NAMES), "0")  # fmt: skip
    return (Fix(seen.index, (Edit(span(call), seed, "random_state"),)),)
