"""How tables, figures, metrics and predictions are saved and loaded."""

import io
import json
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

import joblib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

plt.switch_backend("Agg")  # no screen is needed


def save_table(table: pd.DataFrame | pd.Series, file: Path) -> None:
    """Write `table`, and beside `file` its types, or all of it if it would change."""
    frame = table.to_frame() if isinstance(table, pd.Series) else table
    with warnings.catch_warnings(action="ignore"), suppress(Exception):
        index = frame.index if isinstance(frame.index, pd.RangeIndex) else None
        cells = frame.reset_index(allow_duplicates=True) if index is None else frame
        frame.to_csv(file, index=index is None, lineterminator="\n")
        missing = [i for i, found in enumerate(cells.isna().any()) if found]
        with file.open("rb") as written:
            types = (table.iloc[:0], index, missing, written.readline().strip())
        joblib.dump(types, file.with_suffix(".joblib"))
        if _identity(load_table(file)) == _identity(table):
            return
    file.touch()  # CSV cannot hold it
    joblib.dump((table, joblib.hash(file.read_bytes())), file.with_suffix(".joblib"))


def load_table(file: Path) -> Any:
    """Read what `save_table` wrote to `file`, or a table of another origin."""
    whole = file.with_suffix(".joblib")
    *kept, written = joblib.load(whole) if whole.exists() else [None]
    with file.open("rb") as found:
        head = found.readline()
    if written != head.strip() and written != joblib.hash(file.read_bytes()):
        return pd.read_csv(file, index_col=0 if head[:1] == b"," else None)
    if len(kept) == 1:
        return kept[0]
    like, index, missing = kept
    frame: Any = like.to_frame() if isinstance(like, pd.Series) else like
    cols = dict(enumerate([frame.index.dtype, *frame.dtypes][index is not None :]))
    types = {i: d for i, d in cols.items() if d.kind not in "cmM"}
    dates = [i for i, d in cols.items() if d.kind == "M"]
    text = {i: d for i, d in cols.items() if pd.api.types.is_string_dtype(d)}
    read: Any = {"header": 0, "names": range(len(cols)), "keep_default_na": False}
    read |= {} if pd.__version__ >= "3.1" else {"float_precision": "round_trip"}
    read["na_values"] = {i: [""] for i in cols if i in missing or i not in text}
    try:
        cells = pd.read_csv(file, dtype=types, parse_dates=dates, **read).astype(cols)
    except (TypeError, ValueError):  # an edit: pandas chooses types, but for text
        cells = pd.read_csv(file, dtype=text, **read)
    if index is None:
        cells.index = pd.Index(cells.pop(0).array)
    else:
        cells.index = pd.RangeIndex(len(cells)) * index.step + index.start
    cells.index.name = frame.index.name
    with suppress(AttributeError, ValueError):  # no dates, or an edit left a gap
        cells.index.freq = frame.index.freq
    cells.columns = frame.columns
    return cells if frame is like else cells.iloc[:, 0].rename(like.name)


def _identity(value: Any) -> list[Any]:
    """Return what is equal only for tables that are alike, to the bits of floats."""
    if isinstance(value, (pd.DataFrame, pd.Series)):
        frame = pd.DataFrame(value)
        parts = [frame.index, frame.columns, *(c.array for _, c in frame.items())]
        return [type(value), value.attrs, *map(_identity, parts)]
    if isinstance(value, pd.Index):
        facts = [getattr(value, f, None) for f in ("freq", "start", "stop", "step")]
        return [type(value), repr(value.names), facts, _identity(value.array)]
    if isinstance(value, pd.Categorical):
        return [hash(value.codes.tobytes()), value.ordered, _identity(value.categories)]
    raw = np.asarray(value.view("i8") if value.dtype.kind in "mM" else value)
    cells = (*map(type, raw), *raw) if raw.dtype.hasobject else raw.tobytes()
    return [type(value), value.dtype, hash(cells)]


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


def save_predictions(predictions: dict[str, Any], file: Path, rows: Any = None) -> None:
    """Write predictions, one a row of `rows`; leave out what has another length."""
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
    like = first if rows is None or len(rows) != len(first) else rows
    table = pd.DataFrame(columns, index=like.index)
    table.index.names = [name or "index" for name in table.index.names]
    table.to_csv(file, index=not isinstance(table.index, pd.RangeIndex))
