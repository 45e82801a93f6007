"""Preprocessing that has seen the test data: fitted before the split."""

import ast
from collections.abc import Iterator

from nb2prod.advice.questions import method, root, spread
from nb2prod.advice.rule import Advice, Book, Rule, Seen, about
from nb2prod.advice.rule_registry import whole
from nb2prod.advice.transformers import LEARNING, kind_of
from nb2prod.analysis.syntax.name_nodes import named

RULE = Rule(
    code="NB510",
    tip="The split comes first; what is learnt from data is learnt from the training part.",
    why="What was fitted on all rows knows the test rows: the score on them is too good, and what\n"
    "runs in production will be worse.",
    bad="# %%\nimport pandas as pd\nfrom sklearn.model_selection import train_test_split\n"
    "from sklearn.preprocessing import StandardScaler\n\n"
    'df = pd.read_csv("a.csv")\nscaler = StandardScaler()\nX = scaler.fit_transform(df)\n'
    "X_train, X_test = train_test_split(X, random_state=0)\n",
    good="# %%\nimport pandas as pd\nfrom sklearn.model_selection import train_test_split\n"
    "from sklearn.preprocessing import StandardScaler\n\n"
    'df = pd.read_csv("a.csv")\ndf_train, df_test = train_test_split(df, random_state=0)\n'
    "scaler = StandardScaler()\nX_train = scaler.fit_transform(df_train)\n"
    "X_test = scaler.transform(df_test)\n",
    mend="Split first, fit on the training part, and only transform the test part.",
)
_SPLIT = "sklearn.model_selection.train_test_split"
_MAKING = ("fit_transform", "transform", "fit_resample")


@whole(RULE)
def fitted(book: Book) -> Iterator[Advice]:
    """Results of ``fit_transform`` that are split into training and test data later."""
    splits = [s for s in book.live if any(_splits(c, s) for c in s.calls())]
    if not splits:
        return
    parts = [(s.index, name) for s in splits for name in sorted(s.analysed.facts.may_bind)]
    already = {seen.index: held for seen, held in spread(book, parts)}
    for seen, call, target in _fits(book):
        last = splits[-1].index
        if seen.index > last or named(call) & already[seen.index]:
            continue
        for later, held in spread(book, [(seen.index, target)]):
            if later.index > seen.index and later in splits and _given(later) & held:
                shown = ast.unparse(call.func)
                number = later.cell.number
                message = f"`{shown}` sees the rows that cell {number} splits off as test data."
                yield about(RULE, call, seen, message, "Split first, fit on the training part.")
                break


def _fits(book: Book) -> Iterator[tuple[Seen, ast.Call, str]]:
    """``X = scaler.fit_transform(X)`` and ``df[cols] = …`` outside functions: the name changed."""
    for seen in book.live:
        for node in seen.nodes:
            if not isinstance(node, ast.Assign) or len(node.targets) != 1:
                continue
            target = root(node.targets[0])
            for call in (n for n in ast.walk(node.value) if isinstance(n, ast.Call)):
                if method(call) != "fit_transform" or not target or not call.args:
                    continue
                assert isinstance(call.func, ast.Attribute)
                if kind_of(call.func.value, seen) in LEARNING:
                    yield seen, call, target


def _splits(call: ast.Call, seen: Seen) -> bool:
    return seen.env.qualified(call.func) == _SPLIT


def _given(seen: Seen) -> set[str]:
    """The first thing that is split: what the model learns from."""
    return {
        name
        for call in seen.calls()
        if _splits(call, seen)
        for argument in call.args[:1]
        for name in named(argument)
    }
