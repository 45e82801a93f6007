"""Scores on rows that the model was fitted on, or that its training has looked at."""

import ast
from collections.abc import Iterator
from dataclasses import field

from nb2prod.advice.rule import Advice, Book, Rule, Seen, about, whole
from nb2prod.analysis.syntax.nodes import keyword_of, last_name, method_name, named, start_name
from nb2prod.records import dataclass

_HEAD = (
    "# %%\nimport pandas as pd\nfrom sklearn.linear_model import Ridge\n"
    "from sklearn.model_selection import train_test_split\n\n"
    'df = pd.read_csv("a.csv")\nX, y = df[["a", "b"]], df["y"]\n'
    "X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n"
    "model = Ridge()\n"
)
FITTED = Rule("NB525")
_BOOSTED = _HEAD.replace("from sklearn.linear_model import Ridge", "import xgboost").replace(
    "Ridge()", "xgboost.XGBRegressor(early_stopping_rounds=9)"
)
STOPPED = Rule("NB526")
_SPLIT = "sklearn.model_selection.train_test_split"
_SCORING = ("score", "evaluate")


@dataclass
class _State:
    """What holds after a statement: for a part the whole that it is split from, for a model
    what it was fitted on, what its early stopping watches, and the data of predictions."""

    whole: dict[str, str] = field(default_factory=dict)
    fitted: dict[str, str] = field(default_factory=dict)
    watched: dict[str, set[str]] = field(default_factory=dict)
    predicted: dict[str, tuple[str, str]] = field(default_factory=dict)
    stopping: set[str] = field(default_factory=set)

    def forget(self, names: frozenset[str]) -> None:
        """Names that are bound again."""
        for kept in (self.whole, self.fitted, self.watched, self.predicted):
            for name in names & kept.keys():
                kept.pop(name)
        self.whole = {part: all_of for part, all_of in self.whole.items() if all_of not in names}


@whole(FITTED)
def fitted(book: Book) -> Iterator[Advice]:
    """``model.fit(X, y)``, and a score on a part that was split off ``X``."""
    for seen, call, model, data, state in _scores(book):
        if data in state.whole and state.fitted.get(model) == state.whole[data]:
            message = f"`{model}` was fitted on `{state.whole[data]}`, of which `{data}` is a part."
            yield about(FITTED, call, seen, message, "Fit on the training part.")


@whole(STOPPED)
def stopped(book: Book) -> Iterator[Advice]:
    """A fit with early stopping on data that is scored later."""
    for seen, call, model, data, state in _scores(book):
        if data in state.watched.get(model, ()):
            message = f"the early stopping of `{model}` watched `{data}`, which is scored here."
            yield about(STOPPED, call, seen, message, "Stop by a part of the training data.")


def _scores(book: Book) -> Iterator[tuple[Seen, ast.Call, str, str, _State]]:
    """Each score of a model on data, with what is known there."""
    state = _State()
    for seen in (s for s in book.live if s.is_code):
        for call in seen.calls():
            for model, data in _scored(call, seen, state):
                yield seen, call, model, data, state
        _step(seen, state)


def _scored(call: ast.Call, seen: Seen, state: _State) -> Iterator[tuple[str, str]]:
    if method_name(call) in _SCORING and call.args:
        yield start_name(call.func), start_name(call.args[0])
    elif (seen.env.qualified(call.func) or "").startswith("sklearn.metrics."):
        for argument in call.args:
            inner = [n for n in ast.walk(argument) if isinstance(n, ast.Call)]
            yield from (_prediction(n) for n in inner if _prediction(n)[0])
            yield from (state.predicted[n] for n in named(argument) & state.predicted.keys())


def _prediction(call: ast.Call) -> tuple[str, str]:
    """The model and the data of ``model.predict(data)``."""
    if method_name(call) in ("predict", "predict_proba") and call.args:
        return start_name(call.func), start_name(call.args[0])
    return "", ""


def _step(seen: Seen, state: _State) -> None:
    """Takes in what a statement does."""
    calls = list(seen.calls())
    fits = [c for c in calls if method_name(c) == "fit" and c.args]
    made = {id(node.value): one.id for node in seen.nodes if isinstance(node, ast.Assign)
            for one in node.targets if isinstance(one, ast.Name)}  # fmt: skip
    models = {id(call): made.get(id(call)) or start_name(call.func) for call in fits}
    state.forget(seen.analysed.facts.binds - set(models.values()))
    for node in seen.nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            _bound(node, node.value, seen, state)
    for call in fits:
        model, data = models[id(call)], call.args[0]
        state.fitted[model] = data.id if isinstance(data, ast.Name) else ""
        watched = keyword_of(call, "eval_set") or keyword_of(call, "validation_data")
        stops = model in state.stopping or _stops(call)
        state.watched[model] = named(watched) if watched is not None and stops else set()


def _bound(node: ast.Assign, call: ast.Call, seen: Seen, state: _State) -> None:
    target = node.targets[0]
    if seen.env.qualified(call.func) == _SPLIT and isinstance(target, ast.Tuple):
        names = [one.id if isinstance(one, ast.Name) else "" for one in target.elts]
        for n, argument in enumerate(call.args):
            if isinstance(argument, ast.Name) and 2 * n + 1 < len(names):
                if argument.id not in names:
                    state.whole[names[2 * n + 1]] = argument.id
    elif isinstance(target, ast.Name):
        state.stopping.discard(target.id)
        state.stopping |= {target.id} if _stops(call) else set()
        if _prediction(call)[0]:
            state.predicted[target.id] = _prediction(call)


def _stops(call: ast.Call) -> bool:
    """Whether a call is given early stopping: a number of rounds, or a callback."""
    rounds = keyword_of(call, "early_stopping_rounds")
    if rounds is not None and not (isinstance(rounds, ast.Constant) and rounds.value is None):
        return True
    given = keyword_of(call, "callbacks")
    inner = ast.walk(given) if given is not None else ()
    words = set(map(last_name, inner))
    return any(w.replace("_", "").lower().startswith("earlystop") for w in words)
