"""Imports run one way: no package takes anything from one that stands to its right."""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "nb2prod"
LAYERS = ("notebook", "analysis", "graph", "stages", "plan")


def imported(package: str) -> set[tuple[str, str]]:
    """Each module of the package, with each part of nb2prod that it imports, at any depth."""
    found: set[tuple[str, str]] = set()
    for path in sorted((PACKAGE / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                if name.startswith("nb2prod."):
                    found.add((path.name, name.split(".")[1]))
    return found


@pytest.mark.parametrize(("left", "right"), list(pairwise(LAYERS)))
def test_imports_run_one_way(left: str, right: str) -> None:
    later = LAYERS[LAYERS.index(right) :]
    assert not [(module, other) for module, other in imported(left) if other in later]


def test_the_rule_would_see_an_import() -> None:
    assert ("passes.py", "graph") in imported("plan")
