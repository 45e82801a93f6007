"""IPython's own syntax to plain Python.

IPython's transformer does the work; it is imported only for cells that are not Python as
they stand, because that import costs more than a small conversion.
"""

import ast
import re

_BODY_MAGICS = {"time", "timeit", "capture", "prun"}
_CELL_MAGIC = re.compile(r"\s*%%(\w+)[^\n]*\n?")


def to_python(source: str) -> str | None:
    """The cell as Python with the same number of lines, or None for another language.

    Line magics and shell lines become calls of ``get_ipython()``. ``%%time`` and its like are
    taken off, their cell's body stays; any other cell magic (``%%bash``, ``%%html``) makes the
    whole cell another language.

    Raises:
        SyntaxError: what remains is not Python.
    """
    match = _CELL_MAGIC.match(source)
    if match:
        if match.group(1) not in _BODY_MAGICS:
            return None
        lines = source[: match.end()].count("\n")
        source = "\n" * lines + source[match.end() :]
    if _parses(source):
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    python = str(TransformerManager().transform_cell(source))
    ast.parse(python)
    return python


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True
