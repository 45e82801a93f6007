"""What libraries are imported as, what brings them, and how their types are written."""

from nb2prod.knowledge import lookup

DISTRIBUTIONS: dict[str, str] = {
    library.name: distribution for library, distribution in lookup.SAID["distribution"]
}
"""Import names to the distributions that bring them; a dotted name holds for what is below it."""

ALIASES = {library.name: alias for library, alias in lookup.SAID["alias"]}
"""Modules that are written before a name (``pd.DataFrame``); from others the class is imported."""

PUBLIC_NAMES = lookup.joined("public")
"""Where a class can be imported from, if its name in the other tables is not that place."""

UNWRITTEN = lookup.words("unwritten")
"""Types that say nothing to a reader of the signature."""

WHOLE_PACKAGES = frozenset(library.name for library, _ in lookup.SAID["loads_all"])
"""Packages that load their submodules with them: ``tf.keras.Model`` needs no further import."""
