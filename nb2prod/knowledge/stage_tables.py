"""What calls of libraries mean for the stages."""

from nb2prod.knowledge import lookup
from nb2prod.knowledge.schema import Act, Value
from nb2prod.knowledge.type_tables import (
    METRIC_FUNCTIONS,
    SPARSE_TRANSFORMERS,
    UNTYPED_TRANSFORMERS,
)
from nb2prod.records import dataclass

CALLS: dict[str, tuple[Act | None, Value | None]] = {
    "loads": (Act.LOAD, Value.DATA),
    "prepares_data": (Act.PREPARE, Value.DATA),
    "processors": (Act.PREPARE, Value.TRANSFORMER),
    "builds": (Act.BUILD, Value.MODEL),
    "fits": (Act.FIT, Value.MODEL),
    "trains": (Act.FIT, None),
    "restores": (Act.RESTORE, None),
    "restores_model": (Act.RESTORE, Value.MODEL),
    "predicts": (Act.PREDICT, Value.PREDICTION),
    "measures": (Act.MEASURE, Value.RESULT),
    "plots_model": (Act.MEASURE, None),
    "saves": (Act.SAVE, None),
    "plots": (Act.PLOT, None),
    "shows": (Act.INSPECT, None),
    "sets_up": (Act.SETTING, None),
    "transformers": (None, Value.TRANSFORMER),
    "data_streams": (None, Value.STREAM),
    "data": (None, Value.DATA),
    "neutral": (None, None),
}
"""Fields of `Library`, to what a call of their names does and gives. Where two libraries name one
thing, the later field holds: what `pandas.read_pickle` gives is restored."""

UNPICKLERS = lookup.names("unpickles")
"""Functions that restore a model or data, as the name that it is bound to says."""

CROSS_VALIDATION = lookup.names("cross_validates")
"""They fit and score what has not been fitted, so that candidates are compared by them."""

PREPARES = {name.rpartition(".")[2]: word for name, word in lookup.by_name("prepares").items()}
"""What is done to data by what is called like that, in a word."""

_ROWS = {name: said for field, said in CALLS.items() for name in lookup.names(field)}
_GENERAL = lookup.names("general")
_COMPOSITE = lookup.names("composite")
_TOLD_APART = _ROWS.keys() | METRIC_FUNCTIONS | SPARSE_TRANSFORMERS | UNTYPED_TRANSFORMERS


@dataclass(frozen=True, slots=True)
class Row:
    """What a call of anything at or below ``name`` does, and what it gives; see `CALLS`.

    ``general``: it is used in all stages. ``composite``: it is a model if one of its parts is.
    """

    name: str
    act: Act | None
    value: Value | None
    composite: bool
    general: bool


def row_of(qualified: str) -> Row | None:
    """The row with the longest name that `qualified` is or lies below."""
    while qualified:
        if said := _ROWS.get(qualified):
            act, value = said
            return Row(qualified, act, value, qualified in _COMPOSITE, qualified in _GENERAL)
        qualified = qualified.rpartition(".")[0]
    return None


def star_name(name: str, modules: tuple[str, ...]) -> str | None:
    """The qualified name of what one of the star-imported modules is likely to have bound."""
    for module in modules:
        if f"{module}.{name}" in _TOLD_APART:
            return f"{module}.{name}"
    if name.endswith(("Classifier", "Regressor")):
        built = (m for m in modules if (row := row_of(m)) and row.act is Act.BUILD)
        return next((f"{module}.{name}" for module in built), None)
    return None
