"""How figures, metrics and predictions are saved."""

import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd

plt.switch_backend("Agg")  # no screen is needed


def keep_figure(
    figures: dict[str, Any], name: str, figure: plt.Figure | None = None, **options: Any
) -> None:
    """Put `figure`, or else the current one, as it is now into `figures`."""
    (figure := figure or plt.gcf()).set_gid("kept")
    figure.savefig(picture := io.BytesIO(), **options)
    figures[f"{name}.{options.get('format', 'png')}"] = picture.getvalue()


def show_figures(figures: dict[str, Any], name: str) -> None:
    """Put the open figures into `figures` as `name`, and close them."""
    for figure in map(plt.figure, plt.get_fignums()):
        if figure.get_gid() != "kept" and len(figure.get_children()) > 1:
            own = figure.get_gid() or name
            own += f"_{len(figures) + 1}" if f"{own}.png" in figures else ""
            figures[f"{own}.png"] = figure
    plt.close("all")


def save_figures(figures: dict[str, Any], out_dir: Path) -> None:
    """Write `figures` to `out_dir`."""
    for name, figure in figures.items():
        if isinstance(figure, bytes):
            (out_dir / name).write_bytes(figure)
        else:
            figure.savefig(out_dir / name)


def save_metrics(metrics: dict[str, Any], file: Path) -> None:
    """Write numbers, texts, and lists and dicts of them as JSON; leave out the rest."""
    found = {}
    for name, value in metrics.items():
        with suppress(AttributeError, TypeError, ValueError):
            found[name] = json.loads(json.dumps(value, default=lambda n: n.tolist()))
    file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def save_predictions(predictions: dict[str, Any], file: Path) -> None:
    """Write a row a sample and a column a name; leave out what has another length."""
    kinds = ({list}, {tuple}, {dict}, set())  # of the rows of a list
    tables = {
        name: pd.DataFrame(
            v if hasattr(v, "ndim") or {*map(type, v)} in kinds else {0: v}
        )
        for name, v in predictions.items()
        if getattr(v, "ndim", isinstance(v, list)) in (1, 2)
    }
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
