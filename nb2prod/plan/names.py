"""Names for parameters, files and packages: valid, unique, stable."""

import builtins
import keyword
import re
import sys
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import get_args

from nb2prod.naming import claimed, public, slug
from nb2prod.patterns import regex
from nb2prod.plan.serialisers import NAMES as SERIALISER_NAMES
from nb2prod.settings import TargetName

_RESERVED = frozenset({"out_dir", "model_config_file", "model_dir", "changes"})


FRAME = frozenset({
    "out_dir", "model_config_file", "changes", *SERIALISER_NAMES,
})  # fmt: skip
"""Names that generated lines of the path layer use."""

_LOCAL = FRAME | {"model_dir", "shutil"}


def local_name(name: str) -> str:
    """What a value of the notebook is called in the path layer."""
    return f"{name}_value" if name in _LOCAL else name


def field_name(name: str, names: Iterable[str]) -> str:
    """What a value is called in a `NamedTuple` of these names, where none may start with `_`."""
    plain = public(name)
    return plain if plain == name or plain not in set(names) else f"{plain}_own"


def package_name(name: str, imported: Iterable[str] = ()) -> str:
    """A valid package name that shadows no module of the standard library nor a stage's name.

    A number that tells the place among other notebooks is not part of it. `imported` are modules
    that the notebook imports: one beside it may have the notebook's name.

    >>> package_name("01_churn"), package_name("2.1 EDA"), package_name("3d")
    ('churn', 'eda', 'n3d')
    """
    made = slug(_PLACE.sub("", name))
    taken = (
        made in sys.stdlib_module_names or keyword.iskeyword(made) or keyword.issoftkeyword(made)
    )
    clash = made in {"test", "tests", "sql", "common", "nb2prod"} | _LIBRARIES | set(imported)
    return f"{made}_pipeline" if taken or clash or hasattr(builtins, made) else made


_PLACE = regex(r"^(?:\d{1,3}[-_. ]+)+(?=[A-Za-z])")

_LIBRARIES = frozenset({
    "numpy", "pandas", "scipy", "sklearn", "matplotlib", "seaborn", "torch", "tensorflow", "keras",
    "xgboost", "lightgbm", "catboost", "joblib", "yaml", "typer", "polars", "transformers",
    "datasets", "plotly", "statsmodels", *get_args(TargetName), "dag",
    "train", "predict", "evaluate", "preprocess", "pipeline",
})  # fmt: skip


def file_parameters(paths: Iterable[tuple[str, str]], taken: Iterable[str]) -> dict[str, str]:
    """Parameter names for (path, kind) pairs: the file's name, with folders if twofold."""
    found = dict.fromkeys(paths)
    names: dict[tuple[str, str], str] = {}
    for depth in range(1, 6):
        open_ = [pair for pair in found if pair not in names]
        wanted = {pair: _parameter(*pair, depth) for pair in open_}
        counts = list(wanted.values())
        for pair, name in wanted.items():
            if counts.count(name) == 1 and name not in names.values():
                names[pair] = name
    used = set(taken) | _RESERVED
    result: dict[str, str] = {}
    for pair in found:
        result[pair[0]] = claimed(names.get(pair, _parameter(*pair, 1)), used)
    return result


_USER = regex(r"[^/@]*:[^/@]*@")
_HOME = regex(
    r"(?i)^(?:[a-z]:)?/(?:home|users|export/home|mnt/[a-z]/users)/[^/]+(?=/|$)|^/root(?=/|$)"
)


def shown_path(path: str) -> str:
    """A path as people may see it: ``~`` for a home directory, so that nobody's name shows."""
    return path if "://" in path else _HOME.sub("~", path)


def _parameter(path: str, kind: str, depth: int) -> str:
    parts = [
        part
        for part in PurePosixPath(
            _USER.sub("", shown_path(path).split("://", 1)[-1]).split("?")[0]
        ).parts
        if part not in ("..", "/", ".", "~")
    ]
    parts = parts[-depth:] or ["home" if shown_path(path) == "~" else "data"]
    if kind != "dir":
        parts = [*parts[:-1], re.sub(r"(?<=.)(\.[A-Za-z][A-Za-z0-9]{0,8}){1,2}$", "", parts[-1])]
    stem = slug("_".join(parts))
    suffix = {"dir": "dir", "url": "url", "secret": "url"}.get(kind, "file")
    return stem if stem.endswith(f"_{suffix}") else f"{stem}_{suffix}"
