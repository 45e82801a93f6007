"""Preprocessing that is fitted anew on test data."""

import ast
from collections.abc import Iterator

from nb2prod.advice.questions import is_test_name
from nb2prod.advice.rule import Advice, Rule, on
from nb2prod.advice.transformers import CODING, LEARNING, kind_of
from nb2prod.advice.walk import Walk
from nb2prod.analysis.syntax.nodes import method_name, start_name

RULE = Rule(
    code="NB511",
    tip="Preprocessing is fitted once, in training, and used as it is to predict.",
    why="Fitted on the test data it scales by other means and codes categories by other numbers\n"
    "than the model has learnt; and in production there may be one row to predict.",
    bad="# %%\nimport pandas as pd\nfrom sklearn.preprocessing import StandardScaler\n\n"
    'X_train, X_test = pd.read_csv("train.csv"), pd.read_csv("test.csv")\n'
    "scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\n"
    "X_test = scaler.fit_transform(X_test)\n",
    good="# %%\nimport pandas as pd\nfrom sklearn.preprocessing import StandardScaler\n\n"
    'X_train, X_test = pd.read_csv("train.csv"), pd.read_csv("test.csv")\n'
    "scaler = StandardScaler()\nX_train = scaler.fit_transform(X_train)\n"
    "X_test = scaler.transform(X_test)\n",
    fix="Use `transform` for test data, with what was fitted on the training data.",
)


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
