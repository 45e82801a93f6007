"""Figures that the stages draw, kept until the path layer saves them."""

from __future__ import annotations

import io
import weakref
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

plt.switch_backend("Agg")  # no screen is needed

_kept: dict[str, bytes] = {}
_saved: list[Figure] = []
_shown: dict[str, weakref.ref[Figure]] = {}


def keep_figure(name: str, figure: Figure | None = None, **options: Any) -> None:
    """Keep the figure as it is now, the current one by default, as file `name`."""
    figure = plt.gcf() if figure is None else figure
    suffix = options.setdefault("format", "png")
    picture = io.BytesIO()
    figure.savefig(picture, **options)
    _kept[f"{name}.{suffix}"] = picture.getvalue()
    _saved.append(figure)


def show_figures(cell: str) -> None:
    """Keep the open figures that were not kept by name, named by `cell`, and close all of them."""
    for number in plt.get_fignums():
        figure = plt.figure(number)
        if not any(figure is saved for saved in _saved):
            name = _free(cell, "png")
            keep_figure(name, figure)
            _shown[name] = weakref.ref(figure)
    plt.close("all")
    _saved.clear()


def drop_figures() -> None:
    """Forget the figures kept so far, and close all of them."""
    _kept.clear()
    _shown.clear()
    _saved.clear()
    plt.close("all")


def save_figures(out_dir: Path) -> None:
    """Write the figures kept so far to `out_dir`."""
    for name, shown in _shown.items():
        figure = shown()
        if figure is not None and figure.stale:  # a later cell has drawn on it
            keep_figure(name, figure)
    for name, picture in _kept.items():
        (out_dir / name).write_bytes(picture)
    drop_figures()


def _free(cell: str, suffix: str) -> str:
    names = [cell, *(f"{cell}_{n}" for n in range(2, len(_kept) + 2))]
    return next(name for name in names if f"{name}.{suffix}" not in _kept)
