"""Types, as qualified names, of what calls and attributes give.

What each table holds is said by the field of `Library` that it is named after in the call.
"""

from functools import cache

from nb2prod.knowledge import lookup, stub_rows
from nb2prod.knowledge.files import IO_FUNCTIONS
from nb2prod.knowledge.schema import Result, words
from nb2prod.patterns import regex

METRIC_FUNCTIONS = lookup.names("metrics")
SCORE_TABLES = lookup.names("score_tables")

RETURNS: dict[str, str] = {
    **{row.name: row.returns for row in IO_FUNCTIONS if row.returns and row.name[0] != "."},
    **dict.fromkeys(METRIC_FUNCTIONS, "float"),
    **lookup.types_by_name(lookup.SAID["returns"]),
}
"""What a function or class gives: the content of the file, the score, or what `returns` says."""

METHOD_RETURNS = lookup.types_by_member(lookup.SAID["methods"])
ATTRIBUTE_TYPES = lookup.types_by_member(lookup.SAID["attributes"])
"""The key "sklearn" stands for any (fitted) estimator of scikit-learn."""

_MEMBERS = lookup.joined("members")


def returned(name: str) -> str | None:
    """What a function or class gives, said by hand or by a stub; ``?`` where it is not known."""
    return RETURNS.get(name) or stub_rows.returned(stub_rows.library_of(name)).get(name)


def method_returned(owner: str, name: str) -> str | None:
    """The same of a method."""
    said = METHOD_RETURNS.get(owner, {}).get(name)
    return said or _stubbed("methods", owner, name)


def attribute_type(owner: str, name: str) -> str | None:
    """The type of an attribute that is no method."""
    said = ATTRIBUTE_TYPES.get(owner, {}).get(name)
    return said or _stubbed("attributes", owner, name)


def _stubbed(field: str, owner: str, name: str) -> str | None:
    return stub_rows.members_of(stub_rows.library_of(owner), field).get(owner, {}).get(name)


@cache
def public_names(owner: str) -> frozenset[str]:
    """All public names that objects of a class have, but for what the notebook gives them.

    Nothing for classes of which not all are known.
    """
    by_hand = _MEMBERS.get(owner)
    library = stub_rows.stubbed(stub_rows.library_of(owner)) if by_hand else None
    return words(f"{by_hand} {library.members.get(owner, '')}") if library else frozenset()


CONSTANTS = lookup.by_name("constants")

DEFAULT_ONLY = {
    name: frozenset(keywords.split()) for name, keywords in lookup.by_name("default_only").items()
}
"""Keywords that change the type of the result, whatever their value but None and False."""

SWITCHES = {
    name: keywords
    for library, switches in lookup.SAID["switches"]
    for text, keywords in switches.items()
    for name in lookup.under(library.name, text)
}
"""Keywords whose value changes the type: function -> keyword -> value -> type."""

BUNCHES = lookup.by_name("bunches")

CLASS_LIBRARIES = frozenset(library.name for library, _ in lookup.SAID["classes"])
"""Libraries where a name in CamelCase is a class, and calling it gives an instance."""

NO_CLASSES = lookup.names("no_classes")
BOOSTING = tuple(sorted(lookup.names("estimators")))


def _results(result: Result) -> frozenset[str]:
    return frozenset(
        name
        for library, results in lookup.SAID["results"]
        for name in lookup.under(library.name, results.get(result, ""))
    )


ELEMENTWISE = _results(Result.FLOATS)
KEEPING = _results(Result.KEPT)
PREDICATES = _results(Result.BOOLS)
BROADCASTING = _results(Result.BROADCAST)
SPARSE_TRANSFORMERS = _results(Result.SPARSE)
SPARSE_OPTION = _results(Result.SPARSE_OPTION)
UNTYPED_TRANSFORMERS = _results(Result.AS_PARTS)
DENSE_FOR_DENSE = _results(Result.DENSE_FOR_DENSE)
EITHER_MATRIX = _results(Result.EITHER_MATRIX)
IMMUTABLE = lookup.names("immutable")
ARRAYS = lookup.names("arrays")
SAMPLES = lookup.names("samples")
ENTER_THEMSELVES = lookup.names("enters_itself")

NETWORKS = tuple(f"{library.name}." for library, _ in lookup.SAID["networks"])
"""How the names of the bases of networks begin."""


_SHORT_NAMES = {
    "confusion_matrix": "confusion",
    "precision_recall_fscore_support": "precision_recall_fscore",
    "mean_squared_error": "mse",
    "root_mean_squared_error": "rmse",
    "mean_absolute_error": "mae",
    "mean_absolute_percentage_error": "mape",
    "mean_squared_log_error": "msle",
}


_VERBS = regex(r"^(?:calc|calculate|compute|get)_+(?=\w)")
"""What functions that compute a number are often called by."""


def metric_name(function: str) -> str:
    """What a person calls the number that a function gives.

    >>> metric_name("accuracy_score"), metric_name("mean_absolute_error"), metric_name("log_loss")
    ('accuracy', 'mae', 'log_loss')
    >>> metric_name("sklearn.metrics.f1_score"), metric_name("get_score"), metric_name("calc_auc")
    ('f1', 'score', 'auc')
    """
    function = _VERBS.sub("", function.rpartition(".")[2])
    short = function if function == "score" else function.removesuffix("_score")
    return _SHORT_NAMES.get(function, short)
