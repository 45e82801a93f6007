"""Which calls draw on a matplotlib figure."""

import ast

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.infer import type_of
from nb2prod.analysis.tables.types import METHOD_RETURNS

_NOT_DRAWING = frozenset({
    "clf", "cla", "close", "colormaps", "fignum_exists", "gca", "gcf", "get_cmap",
    "get_fignums", "ioff", "ion", "isinteractive", "pause", "rc", "rc_context", "rcdefaults",
    "savefig", "set_cmap", "set_loglevel", "show", "switch_backend", "use", "xkcd", "update",
})  # fmt: skip
_DRAWING_MODULES = (
    "matplotlib.pyplot.", "seaborn.", "missingno.", "scikitplot.", "pandas.plotting.",
    "mlxtend.plotting.", "yellowbrick.",
)  # fmt: skip
_NOT_SEABORN = frozenset({
    "axes_style", "color_palette", "cubehelix_palette", "dark_palette", "despine",
    "diverging_palette",
    "get_data_home", "get_dataset_names", "husl_palette", "light_palette", "load_dataset",
    "plotting_context", "reset_defaults", "reset_orig", "set", "set_color_codes", "set_context",
    "set_palette", "set_style", "set_theme", "hls_palette", "mpl_palette", "xkcd_palette",
    "deregister_matplotlib_converters", "register_matplotlib_converters",
})  # fmt: skip
_DRAWING_METHODS = frozenset({
    "annotate", "add_patch", "add_artist", "axhspan", "axis", "axvspan", "bar_label", "boxplot",
    "contour", "contourf", "errorbar", "fill_between", "from_estimator", "from_predictions", "hist",
    "hist2d", "hlines", "invert_xaxis", "invert_yaxis", "matshow", "pcolormesh", "pie", "plot",
    "plot_confusion_matrix", "plot_diagnostics", "plot_predict", "plot_surface", "quiver",
    "set_axis_labels", "set_titles", "set_xlim", "set_xscale", "set_xticklabels", "set_xticks",
    "set_ylim", "set_yscale", "set_yticklabels", "set_yticks", "set_zlabel", "stackplot", "stem",
    "step", "subplots", "suptitle", "violinplot", "vlines", "map_dataframe", "map_diag",
    "map_lower", "map_offdiag", "map_upper", "refline", "autofmt_xdate",
}) | frozenset(
    name for owner in ("matplotlib.axes.Axes", "matplotlib.figure.Figure")
    for name in METHOD_RETURNS[owner]
    if not name.startswith("get_") and name not in ("savefig", "show", "gca", "text", "grid")
)  # fmt: skip
_PLOTTING_OWNERS = ("matplotlib.", "seaborn.", "mpl_toolkits.", "pandas.plotting.")
_OTHER = frozenset({"step", "axis", "plot_surface"})


def draws_on_figure(node: ast.Call, name: str | None, env: Environment) -> bool:
    """Whether the call may draw on a figure of matplotlib (to show or save it is not to draw)."""
    if name is not None:
        return _function_draws(name)
    if not isinstance(node.func, ast.Attribute):
        return False
    method = node.func.attr
    owner = node.func.value
    if isinstance(owner, ast.Attribute) and owner.attr == "plot":
        return True
    kind = type_of(owner, env)
    if kind is None:
        return method in _DRAWING_METHODS - _OTHER
    if kind.name.startswith(_PLOTTING_OWNERS):
        return not method.startswith(("get_", "savefig", "show", "save"))
    if kind.name.startswith("pandas."):
        return method in ("plot", "hist", "boxplot")
    return kind.name.startswith("sklearn.") and method == "plot"


def _function_draws(name: str) -> bool:
    last = name.rpartition(".")[2]
    if name.startswith(_DRAWING_MODULES):
        inner = name.startswith(("matplotlib.pyplot.style.", "matplotlib.pyplot.rcParams."))
        return not inner and last not in _NOT_DRAWING and last not in _NOT_SEABORN
    if last.startswith("plot_") or last in ("from_estimator", "from_predictions", "plot"):
        return not name.startswith(("plotly.", "bokeh.", "tensorflow.", "keras."))
    return name.startswith("shap.") and ("plot" in name)
