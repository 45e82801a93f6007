"""What star imports bind."""

import importlib

import pytest

from nb2prod.analysis.syntax.import_statements import star_names
from nb2prod.knowledge.stub_rows import star_rows


@pytest.mark.parametrize("module", star_rows())
def test_names_of_libraries_exist(module: str) -> None:
    """Nearly all: a name may be of another version of the library."""
    names = star_names(module)
    assert names
    found = 0
    for qualified in names.values():
        home, _, member = qualified.rpartition(".")
        found += not home or hasattr(importlib.import_module(home), member)
    assert found > 0.95 * len(names)


NAMES = [
    ("numpy", "sum", "numpy.sum"),
    ("pylab", "sum", "numpy.sum"),
    ("pylab", "plot", "matplotlib.pyplot.plot"),
    ("pylab", "np", "numpy"),
    ("matplotlib.pyplot", "title", "matplotlib.pyplot.title"),
    ("math", "sqrt", "math.sqrt"),
]


@pytest.mark.parametrize(("module", "name", "qualified"), NAMES)
def test_star_names(module: str, name: str, qualified: str) -> None:
    names = star_names(module)
    assert names is not None and names[name] == qualified


@pytest.mark.parametrize(("module", "name"), [("numpy", "len"), ("math", "sum"), ("pylab", "_x")])
def test_names_that_stars_do_not_bind(module: str, name: str) -> None:
    names = star_names(module)
    assert names is not None and name not in names


def test_unknown_module() -> None:
    assert star_names("helper_star_case") is None
