"""How libraries are imported, which distribution provides them, and how their types are written."""

from nb2prod.knowledge import lookup

DISTRIBUTIONS: dict[str, str] = {
    library.name: distribution for library, distribution in lookup.SAID["distribution"]
}
"""Import names to the distributions that bring them; a dotted name holds for what is below it."""

CONDA = {
    name: library.distribution or library.name
    for library, names in lookup.SAID["conda"]
    for name in names.split()
}
"""Names of Conda's packages to those of the distributions, where they differ."""

EXTENDING: dict[str, str] = lookup.by_name("extends")
"""Modules that add something to a library when they are imported, and that library."""

ACCESSORS = {
    root: tuple(names.split())
    for library, names in lookup.SAID["accessors"]
    for root in lookup.roots(library)
}
"""Modules that only add attributes to objects of another library, with these."""

ALIASES = {library.name: alias for library, alias in lookup.SAID["alias"]}
"""Modules that are written before a name (``pd.DataFrame``); from others the class is imported."""

PUBLIC_NAMES = lookup.joined("public")
"""Where a class can be imported from, if its name in the other tables is not that place."""

UNWRITTEN = lookup.words("unwritten")
"""Types that say nothing to a reader of the signature."""

WHOLE_PACKAGES = frozenset(library.name for library, _ in lookup.SAID["loads_all"])
"""Packages that load their submodules with them: ``tf.keras.Model`` needs no further import."""

CALLED_IMPORTS: dict[str, dict[str, str]] = {
    "pandas": {
        "parquet": "pyarrow", "feather": "pyarrow", "orc": "pyarrow", "excel": "openpyxl",
        "hdf": "tables", "xml": "lxml", "markdown": "tabulate",
    },
}  # fmt: skip
"""Distributions that a library imports when ``read_...`` or ``to_...`` of it is called."""
