"""Random streams and effects on the whole process."""

from nb2prod.analysis.tables.process import (
    PROCESS_EFFECTS,
    PROCESS_GETTERS,
    PROCESS_OBJECTS,
)
from nb2prod.analysis.tables.random_state import RANDOM_STATE_CALLABLES, RANDOM_STATE_CONDITIONS
from nb2prod.analysis.tables.random_streams import COMBINED_STREAMS, CONSUMERS, SEED_FUNCTIONS

__all__ = [
    "COMBINED_STREAMS",
    "CONSUMERS",
    "PROCESS_EFFECTS",
    "PROCESS_GETTERS",
    "PROCESS_OBJECTS",
    "RANDOM_STATE_CALLABLES",
    "RANDOM_STATE_CONDITIONS",
    "SEED_FUNCTIONS",
]
