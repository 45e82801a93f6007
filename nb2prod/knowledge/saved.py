"""How values of a type are saved from one stage to another, and which cannot be."""

from nb2prod.knowledge import lookup

SAVED: dict[str, str] = lookup.by_name("saved")
"""Types to the names of their serialisers; a library stands for its types that are not here."""

SAVED_LATE = {
    name: frozenset(kinds.split()) for name, kinds in lookup.by_name("saved_late").items()
}
"""What is in them decides how they are saved, when they are there: in one of these formats, or else
by joblib."""

FORMATS = {library.name: formats.split() for library, formats in lookup.SAID["formats"]}
"""Formats that a value of unknown type may have, if the notebook imports the library."""

UNSAVABLE: dict[str, str] = lookup.by_name("unsavable")
"""Types whose values no file can hold, and what to call them."""
