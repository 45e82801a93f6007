"""Preprocessing that is fitted again on test data."""

import ast
from collections.abc import Iterator

from nb2prod.advice.questions import is_test_name
from nb2prod.advice.rule import Advice, Rule, on
from nb2prod.advice.transformers import CODING, LEARNING, kind_of
from nb2prod.advice.walk import Walk
from nb2prod.analysis.syntax.nodes import method_name, start_name

RULE = Rule("NB511")


@on(RULE, ast.Call)
def fitted(node: ast.Call, walk: Walk) -> Iterator[Advice]:
    """``fit`` or ``fit_transform`` of a transformer with data that is named test data."""
    if method_name(node) not in ("fit", "fit_transform") or not node.args or walk.function:
        return
    assert isinstance(node.func, ast.Attribute)
    data = start_name(node.args[0])
    if is_test_name(data) and "train" not in data.lower():
        if kind_of(node.func.value, walk.seen) in LEARNING | CODING:
            message = f"`{ast.unparse(node.func)}` is fitted on the test data `{data}`."
            yield walk.about(RULE, node, message, "Use `transform` there.")
