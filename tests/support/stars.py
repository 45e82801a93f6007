"""``python -m tests.support.stars``: write `nb2prod/knowledge/stars.json` anew.

It needs the libraries themselves, and is run by hand when they have a new version.
"""

import builtins
import importlib
import json
from functools import partial
from pathlib import Path
from types import ModuleType

import nb2prod

HOMES = ("numpy", "numpy.random", "numpy.linalg", "numpy.fft", "matplotlib.pyplot")
_OF_SKLEARN = (
    "cluster", "compose", "datasets", "decomposition", "discriminant_analysis", "ensemble",
    "feature_extraction.text", "feature_selection", "impute", "linear_model", "metrics",
    "model_selection", "naive_bayes", "neighbors", "neural_network",
    "pipeline", "preprocessing", "svm", "tree",
)  # fmt: skip
MODULES = (
    "matplotlib.pylab",
    "matplotlib.pyplot",
    "numpy",
    "seaborn",
    *(f"sklearn.{name}" for name in _OF_SKLEARN),
)
TARGET = Path(nb2prod.__file__).parent / "knowledge" / "stars.json"


def public(module: ModuleType) -> list[str]:
    """The names that ``from module import *`` binds, without those that raise an error there."""
    listed = getattr(module, "__all__", None)
    return sorted(filter(partial(_is_there, module), listed or _plain(module)))


def _plain(module: ModuleType) -> list[str]:
    return [name for name in vars(module) if not name.startswith("_")]


def _is_there(module: ModuleType, name: str) -> bool:
    try:
        return hasattr(module, name)
    except ImportError:  # what scikit-learn calls experimental has to be enabled first
        return False


def by_home(module: ModuleType) -> dict[str, list[str]]:
    """The names by the module in which a person would look for them."""
    homes = [importlib.import_module(name) for name in (module.__name__, *HOMES)]
    if module.__name__ == "matplotlib.pylab":
        homes = homes[1:] + homes[:1]
    found: dict[str, list[str]] = {}
    for name in public(module):
        value = getattr(module, name)
        if value is getattr(builtins, name, None):
            continue
        home = next(h for h in homes if getattr(h, name, None) is value)
        found.setdefault(home.__name__, []).append(name)
    return found


def table() -> str:
    """The text of the table."""
    found = {name: by_home(importlib.import_module(name)) for name in MODULES}
    rows = {m: {home: " ".join(names) for home, names in r.items()} for m, r in found.items()}
    return json.dumps(rows, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
