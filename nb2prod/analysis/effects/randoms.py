"""Which calls seed random streams or draw from them."""

import ast

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.nodes import keyword_of
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.infer import type_of
from nb2prod.analysis.types.mutation import is_class
from nb2prod.knowledge.effect_tables import (
    COMBINED_STREAMS,
    CONSUMERS,
    RANDOM_STATE_CALLABLES,
    RANDOM_STATE_CONDITIONS,
    SEED_FUNCTIONS,
)

_FITTING = frozenset({
    "fit", "fit_generator", "fit_predict", "fit_resample", "fit_transform", "partial_fit",
    "train_on_batch",
})  # fmt: skip
_DRAWING = frozenset({"split", "transform", "rvs", "score"})
"""Methods that draw if their receiver does, but that other objects have as well."""
_DEFAULTS = frozenset({"auto", "lbfgs", "prior", "dense", None, 0})
_WHOLE_STREAM = frozenset({"numpy.random", "numpy.random.mtrand._rand"})
"""What scikit-learn takes for the stream that all draw from."""
_STATE_METHODS = frozenset({"sample", "rvs"})


def streams(family: str) -> frozenset[str]:
    """The streams that a family stands for."""
    return frozenset(COMBINED_STREAMS.get(family, (family,)))


def fits(method: str, kind: Type | None) -> bool:
    """Whether a method of this name makes an estimator draw (one of unknown origin, too)."""
    if method not in _FITTING or kinds.is_frame(kind) or kinds.is_array(kind):
        return False
    return kind is None or kind.name not in ("str", "re.Pattern", "list", "dict")


def may_draw(method: str) -> bool:
    """Whether a method of this name draws if its receiver is known to do so when used."""
    return method in _DRAWING


def seeded(name: str) -> frozenset[str]:
    """The streams that a function seeds."""
    return streams(SEED_FUNCTIONS[name]) if name in SEED_FUNCTIONS else frozenset()


def drawn(node: ast.Call, name: str | None, env: Environment) -> frozenset[str]:
    """The streams that the call itself draws from."""
    if name is None:
        return _drawn_by_method(node, env)
    if name in CONSUMERS and keyword_of(node, "generator") is None:
        return streams(CONSUMERS[name])
    if _draws_without_state(node, name, env) and not is_class(name):
        return frozenset({"numpy"})
    return frozenset()


def constructor_streams(name: str, node: ast.Call, env: Environment) -> frozenset[str]:
    """The streams that an object made by this call will draw from, when it is fitted or used."""
    if name == "torch.utils.data.DataLoader" or name.startswith("torch.nn.Dropout"):
        return frozenset({"torch"})
    if name.startswith(("keras.", "tensorflow.keras.")) and name.endswith(("Sequential", "Model")):
        return streams("keras")
    return frozenset({"numpy"}) if _draws_without_state(node, name, env) else frozenset()


def _draws_without_state(node: ast.Call, name: str, env: Environment) -> bool:
    if name not in RANDOM_STATE_CALLABLES or _state_given(node, env):
        return False
    condition = RANDOM_STATE_CONDITIONS.get(name)
    if condition is None:
        return True
    value = keyword_of(node, condition)
    if value is None:
        return False
    constant = fold(value, env)
    try:
        return constant not in _DEFAULTS
    except TypeError:
        return True


def _state_given(node: ast.Call, env: Environment) -> bool:
    value = keyword_of(node, "random_state")
    if value is None or env.qualified(value) in _WHOLE_STREAM:
        return False
    return fold(value, env) is not None


def _drawn_by_method(node: ast.Call, env: Environment) -> frozenset[str]:
    func = node.func
    if not isinstance(func, ast.Attribute) or func.attr not in _STATE_METHODS:
        return frozenset()
    kind = type_of(func.value, env)
    if kind is not None and not kind.name.startswith(("pandas.", "scipy.", "sklearn.")):
        return frozenset()
    return frozenset() if _state_given(node, env) else frozenset({"numpy"})
