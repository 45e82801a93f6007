"""Types, as qualified names, of what calls and attributes give."""

from nb2prod.analysis.tables.types_attributes import ATTRIBUTE_TYPES
from nb2prod.analysis.tables.types_estimators import (
    METRIC_FUNCTIONS,
    SPARSE_TRANSFORMERS,
    UNTYPED_TRANSFORMERS,
)
from nb2prod.analysis.tables.types_functions import SCIENCE_RETURNS
from nb2prod.analysis.tables.types_general import GENERAL_RETURNS
from nb2prod.analysis.tables.types_methods import METHOD_RETURNS

__all__ = [
    "ATTRIBUTE_TYPES",
    "METHOD_RETURNS",
    "METRIC_FUNCTIONS",
    "RETURNS",
    "SPARSE_TRANSFORMERS",
    "UNTYPED_TRANSFORMERS",
]

RETURNS: dict[str, str] = {**GENERAL_RETURNS, **SCIENCE_RETURNS}
