"""Preprocessing that is missing when the model predicts."""

import ast
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Book, Rule, Seen, about, whole
from nb2prod.advice.transformers import LEARNING, kind_of
from nb2prod.analysis.syntax.nodes import method_name, named, start_name

RULE = Rule("NB512")
_PREDICTING = {"predict", "predict_proba", "decision_function", "score"}


@whole(RULE)
def unlike(book: Book) -> Iterator[Advice]:
    """Predictions from data that no transformer has touched, by a model fitted on transformed."""
    through: dict[str, frozenset[str]] = {}  # names to the transformers in their history
    direct: dict[str, str] = {}  # names to the transformer whose result they are
    fitted: dict[str, str] = {}  # models to the transformer of what they were fitted on
    for seen in book.live:
        anew = seen.analysed.facts.may_bind | _fitted_in(seen)
        for call in seen.calls():
            owner = start_name(call.func)
            if owner not in fitted or owner in anew:
                continue
            if method_name(call) in _PREDICTING and _plain(call):
                used = _history(call.args[0], through)
                if fitted[owner] not in used and isinstance(call.args[0], ast.Name):
                    message = f"`{owner}` was fitted on what `{fitted[owner]}` gives, but "
                    message += f"`{call.args[0].id}` did not go through it."
                    advice = f"Predict with `{fitted[owner]}.transform(…)`."
                    yield about(RULE, call, seen, message, advice)
        _fit(seen, direct, fitted)
        _pass_on(seen, through, direct)


def _fitted_in(seen: Seen) -> set[str]:
    """Models that the statement fits itself, in a loop perhaps."""
    return {start_name(call.func) for call in seen.calls() if method_name(call) == "fit"}


def _plain(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    return isinstance(call.func.value, ast.Name) and bool(call.args)


def _history(node: ast.expr, through: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(through.get(name, frozenset()) | {name} for name in named(node)))


def _fit(seen: Seen, direct: dict[str, str], fitted: dict[str, str]) -> None:
    """Models that the statement fits on the direct result of a transformer; others forget it."""
    for name in seen.analysed.facts.may_bind:
        fitted.pop(name, None)
    for call in seen.calls():
        if method_name(call) == "fit" and call.args and isinstance(call.func, ast.Attribute):
            model, data = call.func.value, call.args[0]
            if isinstance(model, ast.Name):
                fitted.pop(model.id, None)
                if isinstance(data, ast.Name) and data.id in direct and len(seen.nodes) == 1:
                    fitted[model.id] = direct[data.id]


def _pass_on(seen: Seen, through: dict[str, frozenset[str]], direct: dict[str, str]) -> None:
    facts = seen.analysed.facts
    used = facts.reads | facts.hidden_reads
    history = used.union(*(through.get(name, frozenset()) for name in used))
    for name in facts.may_bind | facts.mutates:
        direct.pop(name, None)
        before = through.get(name, frozenset()) if name in facts.mutates else frozenset()
        through[name] = history | before
    for node in seen.nodes:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Attribute(value=ast.Name(id=owner) as made, attr=attr)),
            ) if attr in ("transform", "fit_transform"):
                if kind_of(made, seen) in LEARNING:
                    direct[name] = owner
