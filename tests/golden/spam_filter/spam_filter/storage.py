"""How figures, metrics and predictions are saved."""

import io
import json
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

plt.switch_backend("Agg")  # no screen is needed


def keep_figure(figures: dict, name: str, figure: Any = None, **options: Any) -> None:
    """Put `figure`, or else the current one, as it is now into `figures`."""
    (figure := figure or plt.gcf()).figure.set_gid("kept")
    figure.savefig(picture := io.BytesIO(), **options)
    figures[f"{name}.{options.get('format', 'png')}"] = picture.getvalue()


def show_figures(figures: dict[str, Any], name: str) -> None:
    """Put the open figures into `figures` as `name`, and close them."""
    for figure in map(plt.figure, plt.get_fignums()):
        if figure.get_gid() != "kept" and len(figure.get_children()) > 1:
            title = figure.get_gid() or name
            title += f"_{len(figures) + 1}" if f"{title}.png" in figures else ""
            figures[f"{title}.png"] = figure
    plt.close("all")


def save_figures(figures: dict[str, Any], out_dir: Path) -> None:
    """Write `figures` to `out_dir`."""
    for name, figure in figures.items():
        if isinstance(figure, bytes):
            (out_dir / name).write_bytes(figure)
        else:
            figure.savefig(out_dir / name)


def save_metrics(metrics: dict[str, Any], file: Path) -> None:
    """Write numbers, and lists, dicts and tables of them; leave out the rest."""
    file.write_text(json.dumps(_plain(metrics), indent=2) + "\n", encoding="utf-8")


def _plain(x: Any, left: int = 9) -> Any:
    x = getattr(x, "to_dict", getattr(x, "tolist", lambda: x))()
    if isinstance(x, dict) and left:  # one may hold itself
        return {str(k): p for k, v in x.items() if (p := _plain(v, left - 1)) or p == 0}
    if isinstance(x, (list, tuple)) and left:
        return [_plain(item, left - 1) for item in x]
    return x if isinstance(x, (int, float, str)) else None


def save_predictions(predictions: dict[str, Any], file: Path) -> None:
    """Write a row a sample and a column a name; leave out what has another length."""
    lists = {n: np.array(v, object) for n, v in predictions.items() if type(v) is list}
    arrays = {n: v for n, v in (predictions | lists).items() if getattr(v, "ndim", 0)}
    tables = {n: pd.DataFrame(v) for n, v in arrays.items() if v.ndim < 3}
    first = next(iter(tables.values()), pd.DataFrame())
    columns = {
        name if table.shape[1] == 1 else f"{name}_{label}": column.array
        for name, table in tables.items()
        if len(table) == len(first)
        for label, column in table.items()
    }
    table = pd.DataFrame(columns, index=first.index)
    table.index.names = [name or "index" for name in table.index.names]
    table.to_csv(file, index=not isinstance(table.index, pd.RangeIndex))
