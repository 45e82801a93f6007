"""How values of a type are saved, and which types cannot be saved."""

from nb2prod.knowledge import lookup

SAVED: dict[str, str] = lookup.by_name("saved")
"""Types to the names of their serialisers; a library stands for its types that are not here."""

UNSAVABLE: dict[str, str] = lookup.by_name("unsavable")
"""Types whose values no file can hold, and what to call them."""
