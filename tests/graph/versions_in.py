"""The value graph of small notebooks, for the tests."""

from collections.abc import Sequence

from nb2prod.graph.depends import Edge, dependences
from nb2prod.graph.program import Program
from nb2prod.graph.units import Unit
from nb2prod.graph.versions import Versions, positions_of, versions_of
from tests.graph.units_of import program

HEAD = (
    "-",
    "import glob, os, random\nimport numpy as np\nimport pandas as pd\n"
    "import matplotlib.pyplot as plt\n"
    "f0 = len(os.listdir())\nf1 = f0 * 2",
)


def graph(*cells: tuple[str, str]) -> tuple[Sequence[Unit], Versions, Program]:
    """Statements and versions of cells behind a header, which makes ``f0`` and ``f1``."""
    made = program(HEAD, *cells)
    return made.units, versions_of(made.units, made), made


def edges(source: str) -> set[Edge]:
    """What depends on what in one cell; the header has no part in it."""
    units, versions, _ = graph(("t", source))
    return set(dependences(units, versions))


def shape(versions: Versions) -> str:
    """Each version with the statements that touch it: ``a@0: 0 1, a@2!: 2``; ``!``: fixed."""
    places = positions_of(versions)
    return ", ".join(
        f"{name}@{first}{'!' * (version in versions.fixed)}: {' '.join(map(str, places[version]))}"
        for version in sorted(places)
        for name, first in [version]
        if name not in ("f0", "f1")
    )
