"""How types are written: the usual aliases of modules, and the public places of classes."""

# fmt: off

ALIASES: dict[str, str] = {
    "pandas": "pd", "numpy": "np", "polars": "pl", "xgboost": "xgb", "lightgbm": "lgb",
    "torch": "torch", "geopandas": "gpd", "networkx": "nx", "seaborn": "sns",
}
"""Modules that are written before a name (``pd.DataFrame``); from others the class is imported."""

PUBLIC_NAMES: dict[str, str] = {
    "pandas.core.groupby.DataFrameGroupBy": "pandas.api.typing.DataFrameGroupBy",
    "pandas.core.groupby.SeriesGroupBy": "pandas.api.typing.SeriesGroupBy",
    "_io.TextIOWrapper": "typing.TextIO",
    "matplotlib.pyplot.Figure": "matplotlib.figure.Figure",
    "matplotlib.pyplot.Axes": "matplotlib.axes.Axes",
}
"""Where a class can be imported from, if its name in the other tables is not that place."""

UNWRITTEN: frozenset[str] = frozenset({
    "types.FunctionType", "pandas.core.strings.accessor.StringMethods",
    "pandas.core.indexes.accessors.DatetimeProperties",
})
"""Types that say nothing to a reader of the signature."""

WHOLE_PACKAGES: frozenset[str] = frozenset({"tensorflow", "torch", "keras", "polars"})
"""Packages that load their submodules with them: ``tf.keras.Model`` needs no further import."""
