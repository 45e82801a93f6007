"""Which calls draw on a matplotlib figure."""

import ast
import sys

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import arguments_of
from nb2prod.analysis.types.infer import type_of
from nb2prod.knowledge.effect_tables import DRAWING, LIBRARIES, OTHER_CANVAS, PURE_FUNCTIONS
from nb2prod.knowledge.lookup import at_or_below
from nb2prod.knowledge.type_tables import METHOD_RETURNS
from nb2prod.patterns import regex

_NOT_DRAWING = frozenset({
    "clf", "cla", "close", "colormaps", "fignum_exists", "gca", "gcf", "get_cmap",
    "get_fignums", "ioff", "ion", "isinteractive", "pause", "rc", "rc_context", "rcdefaults",
    "savefig", "set_cmap", "set_loglevel", "show", "switch_backend", "use", "xkcd", "update",
})  # fmt: skip
_DRAWING_NAMES = frozenset({
    "dendrogram", "from_estimator", "from_predictions", "imshow", "mosaic", "qqline", "specshow",
})  # fmt: skip
"""Names of functions that draw, in whatever library they are; beside those that tell of a plot."""
_BY_NAME = regex(r"(?:^|_)(?:plot|draw|show|visuali[sz]e)(?:_|s?$)")
"""Names of functions that draw, in a module that is no library that is known."""
_KEEPING = frozenset({"add", "append", "extend", "get", "insert", "update"})
"""Methods of containers, which may hold axes."""
_AXES = ("matplotlib.axes.", "matplotlib.pyplot.Axes", "mpl_toolkits.")
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
_PLOT_METHODS = frozenset({"plot", "hist", "boxplot", "from_estimator", "from_predictions"})
"""Methods that draw, of whatever library their object is."""


def draws_on_figure(node: ast.Call, name: str | None, env: Environment) -> bool:
    """Whether the call may draw on a figure of matplotlib (to show or save it is not to draw)."""
    if name is not None:
        return _function_draws(name) or _is_given_axes(node, name, env)
    if not isinstance(node.func, ast.Attribute):
        return isinstance(node.func, ast.Name) and _star_draws(node.func.id, env)
    method = node.func.attr
    owner = node.func.value
    if isinstance(owner, ast.Attribute) and owner.attr == "plot":
        return True
    kind = type_of(owner, env)
    if kind is None:
        named = method in _DRAWING_METHODS and method not in _OTHER
        named = named or "plot" in method.removeprefix("get_plot")
        return named or _is_given_axes(node, method, env)
    if kind.name.startswith(_PLOTTING_OWNERS):
        return not method.startswith(("get_", "savefig", "show", "save"))
    return _object_draws(kind.name, method) or _is_given_axes(node, method, env)


def _object_draws(kind: str, method: str) -> bool:
    """Whether a method of an object that is no figure draws one."""
    named = method in _PLOT_METHODS or method.startswith("plot_")
    return named and "." in kind and kind.partition(".")[0] not in (*OTHER_CANVAS, "notebook")


def _function_draws(name: str) -> bool:
    root, _, rest = name.partition(".")
    last = name.rpartition(".")[2]
    if at_or_below(name, DRAWING):
        inner = name.startswith(("matplotlib.pyplot.style.", "matplotlib.pyplot.rcParams."))
        return not inner and last not in _NOT_DRAWING and last not in _NOT_SEABORN
    if not rest or root in OTHER_CANVAS or root == "matplotlib" or last in _NOT_DRAWING:
        return False
    if root == "pylab":
        return last in _DRAWING_METHODS
    is_class = last[:1].isupper() or last.startswith(("get_", "set_", "create_"))
    tells = last in _DRAWING_NAMES or ("plot" in rest and not is_class)
    known = root in LIBRARIES or root in sys.stdlib_module_names
    return tells or (not known and _BY_NAME.search(last) is not None)


def _star_draws(name: str, env: Environment) -> bool:
    """Whether a function that the notebook does not import by its name tells that it draws."""
    own = name in env.definitions or name in env.bound
    return not own and (name in _DRAWING_NAMES or name.startswith("plot_"))


def _is_given_axes(node: ast.Call, name: str, env: Environment) -> bool:
    """Whether a library's function gets what it may draw on: ``plot=plt``, ``ax=axes[0]``."""
    if name in PURE_FUNCTIONS or name in _KEEPING or name.startswith(("matplotlib.", "numpy.")):
        return False
    handed = (k for k in node.keywords if not isinstance(k.value, ast.Constant))
    if any(k.arg in ("ax", "axs") for k in handed):
        return True
    return any(_is_canvas(value, env) for value in arguments_of(node))


def _is_canvas(node: ast.expr, env: Environment) -> bool:
    if env.qualified(node) in ("matplotlib.pyplot", "pylab", "matplotlib.pylab"):
        return True
    kind = type_of(node, env)
    return kind is not None and kind.name.startswith(_AXES)
