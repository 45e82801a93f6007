"""What values are and what stages do, in words: help texts and docstrings."""

from collections.abc import Sequence

from nb2prod.analysis.model import Type
from nb2prod.naming import listed
from nb2prod.notebook.model import Role
from nb2prod.patterns import regex
from nb2prod.plan.model import Artefact, Carried, Input, Stage
from nb2prod.plan.results import is_model
from nb2prod.plan.streams import RANDOM_STATE

_SPLIT = regex(r"(?i)(x|y)(?:_(train|test|val|valid|validation)(?:_\w+)?)?")
_ROWS = {
    "train": "of the training rows",
    "test": "of the test rows",
    **dict.fromkeys(("val", "valid", "validation"), "of the validation rows"),
}
_KINDS = {
    "DataFrame": "Table",
    "Series": "Column",
    "ndarray": "Array",
    "int": "Number",
    "float": "Number",
    "str": "Text",
    "bool": "Flag",
    "defaultdict": "Dict",
    "OrderedDict": "Dict",
    **dict.fromkeys(("csr_matrix", "csc_matrix", "coo_matrix"), "Sparse matrix"),
}
_WIDTH = 78


def value_in_words(name: str, known: Type | None) -> str:
    """What a value is, for somebody who has not read the notebook.

    >>> value_in_words("X_train", None), value_in_words("ids", Type("pandas.Series"))
    ('Features of the training rows', 'Column ids')
    >>> value_in_words("scaler", Type("sklearn.preprocessing.StandardScaler"))
    'Fitted StandardScaler'
    """
    split = _SPLIT.fullmatch(name)
    if split:
        what = "Features" if split[1] in "xX" else "Labels"
        plain = name.lower() in ("x", "y", f"{split[1]}_{split[2]}".lower())
        return f"{what} {_ROWS.get((split[2] or '').lower(), '')}".strip() + (
            "" if plain else f" ({name})"
        )
    if name.endswith(RANDOM_STATE):
        return f"State of the random numbers of {name.removesuffix(RANDOM_STATE)}"
    if known is None:
        return name
    last = known.name.rpartition(".")[2]
    if is_model(known):
        same = name.replace("_", "").lower() in last.lower()
        return f"Fitted {last}" + ("" if same else f" ({name})")
    kind = _KINDS.get(last, last[:1].upper() + last[1:])
    return kind if name.lower() == last.lower() else f"{kind} {name}"


def _in_words(artefact: Artefact) -> str:
    kinds = zip(artefact.names, artefact.types, strict=False)
    return listed([value_in_words(name, kind) for name, kind in kinds])


def input_in_words(group: Sequence[Input]) -> str:
    """The help of an option for values that an earlier stage makes."""
    artefact = group[0].artefact
    return f"{_in_words(artefact)}, made by {artefact.producer}."


def carried_in_words(one: Carried) -> str:
    """The help of an option for what is kept with the model."""
    if one.artefact is None:
        return f"{one.source}, written by {one.producer}; kept with the model."
    return f"{_in_words(one.artefact)}, made by {one.producer}; kept with the model."


def stage_in_words(stage: Stage, saving: bool = False) -> str:
    """What a stage makes of what, in a sentence; with `saving`, where it goes.

    It is at most a line long: where all names do not fit, the first results are told. What comes
    with the model is only told where nothing else is taken.
    """
    made = [o.name for o in stage.outputs if o.name not in stage.metrics]
    if stage.role is Role.TRAIN:
        models = [o.name for o in stage.outputs if is_model(o.type)]
        made = models or made
    held = {i.name for i in stage.inputs if i.model_file}
    held |= stage.predictor.attributes.keys() if stage.predictor else set()
    every = [a.name for a in stage.arguments]
    taken = [name for name in every if name not in held] or every
    first = made if stage.role is not Role.EVALUATE else taken
    if stage.role is not Role.EVALUATE and not set(taken).isdisjoint(made):
        taken = []  # a value is not made from itself
    texts = [_sentence(stage, _listed(made), _listed(taken), saving)]
    for most in range(len(first), 0, -1):
        shown = _listed(first, most)
        texts.append(_sentence(stage, shown, "" if first is made else shown, saving))
    texts.append(_sentence(stage, "", "", saving))
    return next(text for text in texts if len(text) <= _WIDTH)


def _sentence(stage: Stage, made: str, taken: str, saving: bool) -> str:
    end = ", and save all results in `out_dir`." if saving else "."
    if not made and not taken and (stage.metrics or stage.figures):
        return _without_inputs(stage) + end
    match stage.role:
        case Role.PREPROCESS if taken and not made:
            text = f"Look at {taken}"
        case Role.PREPROCESS:
            text = f"Make {made}" if made else "Preprocess"
            text += f" from {taken}" if taken else ""
        case Role.TRAIN:
            text = f"Train {made}" if made else "Train"
            text += f" on {taken}" if taken else ""
        case Role.PREDICT:
            text = f"Predict {made}" if made else "Predict"
            text += f" from {taken}" if taken else ""
        case _:
            text = f"Evaluate {taken}" if taken else _without_inputs(stage)
    return text + end


def _without_inputs(stage: Stage) -> str:
    if stage.metrics:
        return "Compute the metrics"
    return "Draw the figures" if stage.figures else "Evaluate the results"


def _listed(names: Sequence[str], most: int = 99) -> str:
    """``a, b and c``; of more than `most` names, the first, and that there are more."""
    shown = [f"`{name}`" for name in names[:most]] + ["more"] * (len(names) > most)
    return listed(shown)
