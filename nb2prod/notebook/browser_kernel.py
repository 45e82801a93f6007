"""``await`` calls of JupyterLite and Pyodide, which run in a browser, as normal Python.

They have no sockets, so that code that was written there fetches files by the browser, and installs
libraries by ``piplite`` or ``micropip``.
"""

import ast
from collections.abc import Iterator

from nb2prod.notebook.edits import SourceEdit, applied, in_place_of, instead_of, nothing
from nb2prod.notebook.syntax import statements
from nb2prod.patterns import regex

_MENTIONED = regex(r"\b(?:piplite|micropip|pyfetch|from js import|await fetch|await \w+\.bytes)\b")
_IMPORTS = {
    "import piplite": "pass",
    "import micropip": "pass",
    "from js import fetch": "from urllib.request import urlopen",
    "from pyodide.http import pyfetch": "from urllib.request import urlopen",
}
_READ = {"arrayBuffer": "read()", "bytes": "read()", "string": "read().decode()"}
_READ["text"] = _READ["string"]


def without_browser(source: str) -> tuple[str, tuple[str, ...]]:
    """The cell as it is outside a browser, and what it installs.

    >>> without_browser("await piplite.install(['pandas', 'seaborn'])")
    ('pass', ('pandas', 'seaborn'))
    >>> without_browser("r = await fetch(url); data = (await r.arrayBuffer()).to_py()")[0]
    'r = urlopen(url); data = r.read()'
    """
    if not _MENTIONED.search(source):
        return source, ()
    requirements: list[str] = []
    edits = [e for top in statements(source) for e in _edits(top, requirements)]
    return applied(source, edits), tuple(requirements)


def _edits(node: ast.AST, requirements: list[str]) -> Iterator[SourceEdit]:
    match node:
        case ast.Import() | ast.ImportFrom() if instead := _IMPORTS.get(ast.unparse(node)):
            yield instead_of(node, instead)
            return
        case ast.Expr(ast.Await(ast.Call(func=func, args=[names]))) if _installs(func):
            asked = names.elts if isinstance(names, ast.List | ast.Tuple) else [names]
            requirements += [str(n.value) for n in asked if isinstance(n, ast.Constant)]
            yield nothing(node)
            return
        case ast.Await(ast.Call(ast.Name("fetch" | "pyfetch"), [url], [])):
            yield in_place_of(node, f"urlopen({ast.unparse(url)})")
            return
        case ast.Call(
            ast.Attribute(
                ast.Await(ast.Call(ast.Attribute(ast.Name(name), "arrayBuffer" as read))),
                "to_py",
            )
        ) | ast.Await(ast.Call(ast.Attribute(ast.Name(name), read), [], [])) if read in _READ:
            yield in_place_of(node, f"{name}.{_READ[read]}")
            return
    for child in ast.iter_child_nodes(node):
        yield from _edits(child, requirements)


def _installs(func: ast.expr) -> bool:
    return ast.unparse(func) in ("piplite.install", "micropip.install")
