"""Imports inside other statements go where the notebook imports the same at its top level."""

import pytest

from nb2prod.analysis.syntax.nested_imports import without_nested_imports
from nb2prod.notebook.model import Cell, Notebook, Role

TOP = "import math\nfrom os import path as p\n"
IF, FOR = "if x:\n    ", "for a in b:\n    if a:\n        "
CASES = [
    (f"{IF}import math\n    y = f()", f"{IF}\n    y = f()"),
    (f"{IF}import math\nelse:\n    f()", f"{IF}pass\nelse:\n    f()"),
    (f"{IF}import math; y = f()", f"{IF}pass; y = f()"),
    (f"{FOR}from os import path as p\n        a()", f"{FOR}\n        a()"),
    # another thing under the name, or one that may not be there
    (f"{IF}import cmath as math\n    y = f()", None),
    ("try:\n    import json\n    y = f()\nexcept E:\n    y = 2", None),
    (f"{IF}from math import *\n    y = f()", None),
    # what only imports is told elsewhere, a function has names of its own
    ("try:\n    import math\nexcept ImportError:\n    math = None", None),
    ("def f():\n    import math\n    return math", None),
    (f"{IF}def f():\n        import math\n    y = f()", None),
]  # fmt: skip


def _notebook(*sources: str) -> Notebook:
    cells = (Cell(n, "", Role.TRAIN, source) for n, source in enumerate(sources, 1))
    return Notebook("notebook", tuple(cells))


@pytest.mark.parametrize(("source", "wanted"), CASES)
def test_nested_imports(source: str, wanted: str | None) -> None:
    made = without_nested_imports(_notebook(TOP, source))
    assert made.cells[1].source == (wanted if wanted is not None else source)
    assert made.cells[0].source == TOP


def test_the_top_level_import_may_stand_below() -> None:
    made = without_nested_imports(_notebook(f"{IF}import math\n    y = f()", TOP))
    assert "import" not in made.cells[0].source


def test_a_skipped_cell_imports_nothing() -> None:
    cells = (
        Cell(1, "", Role.SKIP, TOP),
        Cell(2, "", Role.TRAIN, f"{IF}import math\n    y = f()"),
    )
    notebook = Notebook("notebook", cells)
    assert without_nested_imports(notebook) == notebook
