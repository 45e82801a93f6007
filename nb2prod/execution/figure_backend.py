"""A backend of matplotlib that shows figures as notebooks do, and keeps a picture of each.

A copy of this file lies on the path of the notebook's kernel, whose Python need not have nb2prod.
"""

import json
import os
import weakref
from typing import Any

from matplotlib._pylab_helpers import Gcf
from matplotlib.backend_bases import FigureManagerBase as FigureManager
from matplotlib.backends.backend_agg import FigureCanvasAgg as FigureCanvas
from matplotlib.figure import Figure

__all__ = ["FigureCanvas", "FigureManager", "show"]

_FOLDER = os.environ.get("NB2PROD_FIGURES", "")
_plain_savefig = Figure.savefig
_numbers: "weakref.WeakKeyDictionary[Figure, int]" = weakref.WeakKeyDictionary()
_saved: "weakref.WeakSet[Figure]" = weakref.WeakSet()
_kept: list[dict[str, Any]] = []


def new_figure_manager(num: Any, *args: Any, FigureClass: Any = Figure, **kwargs: Any) -> Any:  # noqa: N803 (as matplotlib calls it)
    """Make a figure with what manages it."""
    return new_figure_manager_given_figure(num, FigureClass(*args, **kwargs))


def new_figure_manager_given_figure(num: Any, figure: Any) -> Any:
    """Make what manages a figure, which is shown as a whole notebook would show it."""
    figure.show = show
    return FigureManager(FigureCanvas(figure), num)


def show(*_: Any, **__: Any) -> None:
    """Keep pictures of the open figures, and close them; so does the end of a cell."""
    for manager in Gcf.get_all_fig_managers():
        _keep(manager.canvas.figure)
    Gcf.destroy_all()


def changed_later() -> None:
    """Keep those once more that were changed after they were shown, and tell of all."""
    for figure in list(_numbers):
        if figure.stale:
            _keep(figure, again=True)
    if _FOLDER and _kept:
        with open(os.path.join(_FOLDER, "figures.json"), "w", encoding="utf-8") as file:
            json.dump(_kept, file)


def _keep(figure: Any, again: bool = False) -> None:
    """Keep a picture of what is not saved by the notebook itself, and has something to show."""
    if not _FOLDER or figure in _saved or len(figure.get_children()) <= 1:
        return
    number = _numbers.setdefault(figure, len(_numbers) + 1)
    path = os.path.join(_FOLDER, f"{len(_kept) + 1}.png")
    inside: Any = __import__("sys").modules["_nb2prod"]
    cell, inside.watch.cell = inside.watch.cell, 0  # a file of ours
    try:
        _plain_savefig(figure, path)
    finally:
        inside.watch.cell = cell
    _kept.append({"cell": 0 if again else cell, "figure": number, "path": path})


def _savefig(self: Any, fname: Any, *args: Any, **kwargs: Any) -> Any:
    if isinstance(fname, (str, os.PathLike)):
        _saved.add(self)
    return _plain_savefig(self, fname, *args, **kwargs)


setattr(Figure, "savefig", _savefig)  # noqa: B010 (a method, for mypy)
