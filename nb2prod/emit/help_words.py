"""What values are, in words, for help texts."""

from collections.abc import Sequence

from nb2prod.analysis.model import Type
from nb2prod.naming import listed
from nb2prod.patterns import regex
from nb2prod.plan.model import Artefact, Carried, Input
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


def value_in_words(name: str, known: Type | None) -> str:
    """What a value is, for somebody who has not read the notebook.

    >>> value_in_words("X_train", None), value_in_words("ids", Type("pandas.Series"))
    ('Features of the training rows', 'Column ids')
    >>> value_in_words("scaler", Type("sklearn.preprocessing.StandardScaler"))
    'Fitted StandardScaler'
    """
    split = _SPLIT.fullmatch(name)
    if split:
        what = "Features" if split[1] in "xX" else "Target"
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
