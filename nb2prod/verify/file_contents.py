"""Files that the notebook writes itself: equal bytes, or else equal contents.

It runs with the notebook's Python; only the standard library is imported at the top.
"""

import importlib
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nb2prod.patterns import regex
from nb2prod.verify.equal import UNKNOWN, difference
from nb2prod.verify.pictures import picture_difference

_TEXTS = (".txt", ".md", ".jsonl", ".html", ".yaml", ".yml", ".log", ".tex", ".xml")
_PICTURES = (".png", ".jpg", ".jpeg")
_MADE_UP = regex(
    r"<dc:date>.*?</dc:date>|\b(?:[mp]|clip)[0-9a-f]{10}\b|\b[Dd]ate\b.*"
    r'|<g id="(?:figure_\d+|kept)">'
)
"""What is new in an SVG file of matplotlib each time: dates, and names of its parts; of the
whole figure, which scripts call `kept`, too."""

_UUID = regex(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
"""What plotly and others call the parts of a page, new each time."""


def compare_files(value: dict[str, Any], job: dict[str, Any]) -> dict[str, Any]:
    """How the package's file differs from the notebook's, for the finding."""
    one, other = Path(value["path"]), Path(value["original"])
    about = {"type": other.suffix.lstrip(".") or "file"}
    if not other.exists():
        return about | {"compared": False, "cause": "the notebook wrote no such file"}
    if not one.exists():
        return about | {"difference": "the package wrote no such file"}
    if other.is_dir() or one.read_bytes() == other.read_bytes():
        return about
    kind = other.suffix.lower()
    if kind in _PICTURES:
        return about | {"difference": picture_difference(str(other), str(one))}
    if kind in _TEXTS:
        same = kind == ".html" and _page(one) == _page(other)
        return about | ({} if same else {"difference": "the text differs"})
    if kind not in _READERS:
        return about | {"compared": False, "cause": "the bytes differ, which may mean nothing"}
    if _READERS[kind] is _pickled:
        _show_classes(job["modules"])
    try:
        found, wanted = _READERS[kind](one), _READERS[kind](other)
    except Exception as error:  # another version, or nothing that can be read so
        told = f"the bytes differ, and it cannot be read: {type(error).__name__}: {error}"
        return about | {"compared": False, "cause": told}
    given = {kind: dict.fromkeys(names, UNKNOWN) for kind, names in job["given"].items()}
    return about | {"difference": difference(found, wanted, job["rtol"], given) or ""}


def _show_classes(modules: Iterable[str]) -> None:
    """Let pickles of the notebook find its classes, which are the package's."""
    main = sys.modules["__main__"]
    for name in modules:
        try:
            held = vars(importlib.import_module(name))
        except ImportError:
            continue
        for key, kept in held.items():
            if isinstance(kept, type) and not hasattr(main, key):
                setattr(main, key, kept)


def _table(path: Path) -> Any:
    import pandas as pd

    with path.open(encoding="utf-8") as file:
        header = file.readline()
    # guessed by pandas, a column alone would be cut at a digit or a point
    return pd.read_csv(path, sep=max(",;\t|", key=header.count))


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _arrays(path: Path) -> Any:
    import numpy as np

    held = np.load(path, allow_pickle=True)
    return dict(held) if path.suffix == ".npz" else held


def _parquet(path: Path) -> Any:
    import pandas as pd

    return pd.read_parquet(path)


def _sheets(path: Path) -> Any:
    import pandas as pd

    return pd.read_excel(path, sheet_name=None)


def _pickled(path: Path) -> Any:
    joblib: Any = importlib.import_module("joblib")
    return joblib.load(path)


def _page(path: Path) -> str:
    return _UUID.sub("", path.read_text(encoding="utf-8", errors="replace"))


def _drawing(path: Path) -> Any:
    return _MADE_UP.sub("", path.read_text(encoding="utf-8"))


def _frozen(path: Path) -> Any:
    import pandas as pd

    return pd.read_feather(path)


_READERS: dict[str, Callable[[Path], Any]] = {
    **dict.fromkeys((".csv", ".tsv"), _table),
    **dict.fromkeys((".npy", ".npz"), _arrays),
    **dict.fromkeys((".pkl", ".pickle", ".joblib", ".sav"), _pickled),
    **dict.fromkeys((".xlsx", ".xls"), _sheets),
    ".json": _json,
    ".parquet": _parquet,
    ".feather": _frozen,
    ".svg": _drawing,
}
