"""The notebook's own modules as modules of the package."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping

from nb2prod.notebook.edits import SourceEdit, applied, replaced
from nb2prod.notebook.model import OwnModule
from nb2prod.notebook.own_modules import imported_text, tops
from nb2prod.notebook.syntax import first_line
from nb2prod.patterns import regex
from nb2prod.plan.model import Pipeline

_FROM = regex(r"from\s+([\w.]+)")


def with_own_modules(
    pipeline: Pipeline, files: Mapping[str, str], taken: Collection[str]
) -> dict[str, str]:
    """The files with those of the notebook's own modules, imported from the package.

    `taken` are the names of the modules that are made for the package.
    """
    if not pipeline.modules:
        return dict(files)
    package, names = pipeline.package, names_in_package(pipeline, taken)
    own = {path: with_own_place(one) for path, one in places(pipeline, taken).items()}
    return {
        path: from_package(text, package, names) if path.endswith(".py") else text
        for path, text in {**files, **own}.items()
    }


def with_own_place(module: OwnModule) -> str:
    r"""The module with its place in the notebook's folder for ``__file__``: what it reads beside
    itself lies there, as all files do whose paths are no options.

    >>> with_own_place(OwnModule("a", "a.py", "a.py", "import os\nHERE = __file__"))
    'import os\n__file__ = os.path.abspath("a.py")\nHERE = __file__'
    """
    if "__file__" not in module.source:
        return module.source
    lines, imported, row = module.source.split("\n"), set[str](), 0
    for node in ast.parse(module.source).body:
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names if not alias.asname}
        elif not isinstance(node, ast.ImportFrom) and not _is_docstring(node):
            row = first_line(node) - 1
            break
    place = [f'__file__ = os.path.abspath("{module.file}")']
    lines[row:row] = place if "os" in imported else ["import os", *place]
    return "\n".join(lines)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def names_in_package(pipeline: Pipeline, taken: Collection[str]) -> dict[str, str]:
    """What each top-level module is called there: another name, where a stage has its own."""
    found: dict[str, str] = {}
    used = set(taken)
    for name in sorted(tops(pipeline.modules)):
        new = name
        while new in used:
            new += "_local"
        used.add(new)
        found[name] = new
    return found


def places(pipeline: Pipeline, taken: Collection[str]) -> dict[str, OwnModule]:
    """The modules by their paths in the package."""
    names = names_in_package(pipeline, taken)
    found: dict[str, OwnModule] = {}
    for module in pipeline.modules:
        top, slash, rest = module.path.partition("/")
        new = f"{names[top]}/{rest}" if slash else f"{names[top.removesuffix('.py')]}.py"
        found[f"{pipeline.package}/{new}"] = module
    return found


def from_package(text: str, package: str, names: Mapping[str, str]) -> str:
    r"""A module with its imports of the notebook's own modules taken from the package.

    >>> from_package("import helpers as h\nfrom farm.clean import drop", "pkg",
    ...              {"helpers": "helpers", "farm": "farm"})
    'from pkg import helpers as h\nfrom pkg.farm.clean import drop'
    """
    if not any(re.search(rf"\b{re.escape(name)}\b", text) for name in names):
        return text
    edits = [e for node in ast.walk(ast.parse(text)) for e in _edits(node, text, package, names)]
    return applied(text, edits) if edits else text


def _edits(
    node: ast.AST, text: str, package: str, names: Mapping[str, str]
) -> Iterator[SourceEdit]:
    if isinstance(node, ast.Import):
        if any(alias.name.partition(".")[0] in names for alias in node.names):
            yield replaced(node, "; ".join(_imports(one, package, names) for one in node.names))
    elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
        new = _moved(node.module, package, names)
        line = text.split("\n")[node.lineno - 1].encode()[node.col_offset :].decode()
        found = _FROM.match(line)
        if new and found:
            end = node.col_offset + len(line[: found.end()].encode())
            start = end - len(found[1].encode())
            yield SourceEdit((node.lineno, start), (node.lineno, end), new)
        elif new:  # a backslash after `from`
            node.module = new
            yield replaced(node, ast.unparse(node))
    elif isinstance(node, ast.Call) and (name := imported_text(node)):
        if new := _moved(name, package, names):
            yield replaced(node.args[0], repr(new))


def _moved(module: str, package: str, names: Mapping[str, str]) -> str:
    """The module's name in the package; "" for one that is not the notebook's."""
    top, dot, rest = module.partition(".")
    return f"{package}.{names[top]}{dot}{rest}" if top in names else ""


def _imports(alias: ast.alias, package: str, names: Mapping[str, str]) -> str:
    """What takes the place of one part of ``import a, b.c as d``."""
    new = _moved(alias.name, package, names)
    if not new:
        return ast.unparse(ast.Import([alias]))
    if alias.asname:
        owner, _, last = new.rpartition(".")
        return f"from {owner} import {last}" + (
            f" as {alias.asname}" if alias.asname != last else ""
        )
    top = alias.name.partition(".")[0]
    whole = f"from {package} import {names[top]}" + (f" as {top}" if names[top] != top else "")
    return whole if alias.name == top else f"import {new}; {whole}"
