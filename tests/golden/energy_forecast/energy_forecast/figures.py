"""Figures that the stages draw, kept until the path layer saves them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

_kept: dict[str, bytes] = {}
_saved: list[Figure] = []


def keep_figure(name: str, figure: Figure | None = None, **options: Any) -> None:
    """Keep the figure as it is now, the current one by default, as file `name`."""
    figure = plt.gcf() if figure is None else figure
    suffix = options.setdefault("format", "png")
    picture = io.BytesIO()
    figure.savefig(picture, **options)
    _kept[f"{name}.{suffix}"] = picture.getvalue()
    _saved.append(figure)


def show_figures() -> None:
    """Keep the open figures that were not kept by name, and close all of them."""
    for number in plt.get_fignums():
        figure = plt.figure(number)
        if not any(figure is saved for saved in _saved):
            shown = sum(name.startswith("figure_") for name in _kept) + 1
            keep_figure(f"figure_{shown}", figure)
    plt.close("all")
    _saved.clear()


def save_figures(out_dir: Path) -> None:
    """Write the figures kept so far to `out_dir`."""
    for name, picture in _kept.items():
        (out_dir / name).write_bytes(picture)
    _kept.clear()
    plt.close("all")
    _saved.clear()
