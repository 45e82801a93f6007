"""Files have one theme, and functions fit on a screen."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOT_OURS = ("tests/golden", "tests/cases", "tests/labelled")  # generated, or as people write them
LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 400, 60


def sources() -> Iterator[tuple[str, str]]:
    """Each module of the project by its path."""
    for top in ("nb2prod", "tests", "benchmarks"):
        for path in sorted((ROOT / top).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(NOT_OURS):
                yield name, path.read_text(encoding="utf-8")


def functions(text: str) -> Iterator[tuple[str, int]]:
    """Each function by name, with its number of lines."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_files() -> None:
    lengths = {name: text.count("\n") for name, text in sources()}
    assert len(lengths) > 500
    long = {name: n for name, n in lengths.items() if n > LINES_OF_A_FILE}
    assert not long, "give a theme of the file a file of its own"


def test_functions() -> None:
    found = [(name, *one) for name, text in sources() for one in functions(text)]
    assert len(found) > 3_000
    long = [one for one in found if one[2] > LINES_OF_A_FUNCTION]
    assert not long, "take a step of the function out of it"
