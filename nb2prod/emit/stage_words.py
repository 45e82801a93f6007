"""What a stage does, in one sentence: the docstrings of its functions."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from nb2prod.analysis.syntax.nodes import arguments_of, last_name, nodes_of
from nb2prod.knowledge.stage_tables import PREPARES
from nb2prod.naming import listed
from nb2prod.notebook.model import Role
from nb2prod.patterns import regex
from nb2prod.plan.flat_metrics import GENERAL
from nb2prod.plan.model import Stage
from nb2prod.plan.results import is_model
from nb2prod.plan.streams import RANDOM_STATE

_WIDTH = 78
_MOST = 3
_DRAWN = " and draw the figures"
_FITS = frozenset({"fit", "fit_generator", "fit_predict", "fit_transform", "partial_fit", "train"})
_MODEL = regex(r"(?i)model|clf|classif|regress|net\b|search|pipe")
_ORDER = ("join", "clean", "tokenize", "encode", "vectorize", "scale", "balance", "split")


def stage_in_words(stage: Stage, saving: bool = False) -> str:
    """What a stage does with what, in a sentence; with `saving`, where the results go.

    It is at most a line long, and lists at most three names: of more it tells the kind.
    """
    end = ", and save all results in `out_dir`." if saving else "."
    texts = [
        (t.replace(_DRAWN, ", draw the figures") if saving else t) + end for t in _sentences(stage)
    ]
    return next((text for text in texts if len(text) <= _WIDTH), texts[-1])


def _sentences(stage: Stage) -> Iterator[str]:
    """What can be said, the most telling first and the shortest last."""
    made = _told(o.name for o in stage.outputs if o.name not in stage.metrics)
    taken = _taken(stage)
    match stage.role:
        case Role.PREPROCESS:
            yield from _prepared(stage, made, taken)
        case Role.TRAIN:
            yield from _trained(stage, made, [] if set(taken) & set(made) else taken)
        case Role.PREDICT:
            yield from _predicted(stage, made, taken)
        case _:
            yield from _evaluated(stage, taken)


def _taken(stage: Stage) -> list[str]:
    """The arguments; what comes with the model is only told where nothing else is taken."""
    held = {i.name for i in stage.inputs if i.model_file}
    held |= stage.predictor.attributes.keys() if stage.predictor else set()
    every = _told(a.name for a in stage.arguments)
    return [name for name in every if name not in held] or every


def _told(names: Iterable[str]) -> list[str]:
    """Those of data: neither constants, nor states of random numbers."""
    data = (name for name in names if not name.endswith(RANDOM_STATE))
    return [name for name in data if len(name) == 1 or not name.isupper()]


def _prepared(stage: Stage, made: Sequence[str], taken: Sequence[str]) -> Iterator[str]:
    done = {PREPARES[name] for name in _called(stage) if name in PREPARES}
    if done:
        work = listed([word for word in _ORDER if word in done]).capitalize()
        if 0 < len(taken) <= _MOST:
            yield f"{work} {_names(taken)}"
        yield f"{work} the data"
    elif not made:
        yield f"Look at {_names(taken, 'the data')}"
    elif len(made) <= _MOST and not set(made) & set(taken):  # a value is not made from itself
        source = f" from {_names(taken)}" if 0 < len(taken) <= _MOST else ""
        yield f"Make {_names(made)}{source}"
        yield f"Make {_names(made)}"
    yield f"Prepare {_names(taken, 'the data')}"
    yield "Prepare the data"


def _calls(stage: Stage) -> Iterator[ast.Call]:
    """All calls in the stage."""
    codes = (*stage.loads, *stage.body, *(item.code for item in stage.items))
    for code in codes:
        if code.statement is not None:
            yield from nodes_of(ast.Call, code.statement.nodes)


def _called(stage: Stage) -> set[str | None]:
    """The last names of all that the stage calls."""
    return {last_name(call.func) for call in _calls(stage)}


def _trained(stage: Stage, made: Sequence[str], taken: Sequence[str]) -> Iterator[str]:
    models = [o for o in stage.outputs if is_model(o.type)]
    fits = [call for call in _calls(stage) if last_name(call.func) in _FITS]
    if not fits and models:
        yield f"Make {_names([o.name for o in models], 'the models')}"
        yield "Make the models"
    kinds = {o.type.name.rpartition(".")[2] for o in models if o.type}
    named = [o.name for o in models] or [name for name in made if _MODEL.search(name)]
    text = f"Fit the `{kinds.pop()}`" if len(models) == 1 else f"Fit {_names(named, 'the models')}"
    given = {n.id for call in fits for a in arguments_of(call) for n in nodes_of(ast.Name, [a])}
    features = {n.id for call in fits for n in nodes_of(ast.Name, arguments_of(call)[:1])}
    direct = [name for name in taken if name in given]
    taken = taken if features.isdisjoint(direct) else direct
    if 0 < len(taken) <= _MOST:
        features_first = sorted(taken, key=lambda name: name[0] in "yY")
        yield f"{text} on {_names(features_first)}"
    yield text
    yield "Fit the models"


def _predicted(stage: Stage, made: Sequence[str], taken: Sequence[str]) -> Iterator[str]:
    rows = [name for name in taken if name == stage.predicted_on]
    given = [*stage.predictions] or made
    of = rows or (taken if len(taken) <= _MOST and not set(taken) & set(made) else [])
    source = f" {'for the rows of' if rows else 'from'} {_names(of)}" if of else ""
    if 0 < len(given) <= _MOST:
        yield f"Predict {_names(given)}{source}"
    yield f"Predict{source}" if source else "Make the predictions"
    yield "Make the predictions"


def _evaluated(stage: Stage, taken: Sequence[str]) -> Iterator[str]:
    drawn = _DRAWN if stage.figures else ""
    if stage.metrics:
        if len(stage.metrics) <= _MOST + 1 and GENERAL.isdisjoint(stage.metrics):
            yield f"Compute {_names(stage.metrics, most=_MOST + 1)}{drawn}"
        yield f"Compute the metrics{drawn}"
    elif stage.figures and "print" not in _called(stage):
        if 0 < len(taken) <= _MOST:
            yield f"Draw the figures of {_names(taken)}"
        yield "Draw the figures"
    elif 0 < len(taken) <= _MOST:
        yield f"Evaluate {_names(taken)}{drawn}"
    yield f"Evaluate the results{drawn}"


def _names(names: Sequence[str], others: str = "", most: int = _MOST) -> str:
    """``a, b and c``; `others` where there are none, or too many to list."""
    return listed([f"`{name}`" for name in names]) if 0 < len(names) <= most else others
