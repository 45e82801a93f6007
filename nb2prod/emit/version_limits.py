"""Versions that took away what a package uses: its requirements stay below them."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.syntax.import_statements import imports_of
from nb2prod.knowledge import lookup
from nb2prod.notebook.requirements import canonical


def _rows() -> Iterator[tuple[str, tuple[str, str]]]:
    for library, entries in lookup.SAID["until"]:
        distribution = canonical(library.distribution or library.name)
        for version, names in entries.items():
            for name in names.split():
                start = "()" if name[0] == "." else "."
                yield f"{library.name}{start}{name}", (distribution, version)


_UNTIL: Mapping[str, tuple[str, str]] = dict(_rows())
_ROOTS = {name.partition(".")[0] for name in _UNTIL}


def version_limits(nodes: Sequence[ast.AST]) -> dict[str, str]:
    r"""By distribution, the lowest version that lacks something that the nodes of a module use.

    >>> tree = ast.parse("from sklearn.datasets import load_boston\\nload_boston()")
    >>> version_limits([*ast.walk(tree)])
    {'scikit-learn': '1.2'}
    """
    imports = imports_of(n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom))
    roots = _ROOTS & {name.partition(".")[0] for name in imports.values()}
    found: dict[str, str] = {}
    for name in _used(nodes, imports, sorted(roots)) if roots else ():
        if said := _UNTIL.get(name):
            distribution, version = said
            found[distribution] = min(version, found.get(distribution, version), key=number)
    return found


def _used(
    nodes: Sequence[ast.AST], imports: Mapping[str, str], roots: Sequence[str]
) -> Iterator[str]:
    """What the nodes use, as the rows are called; a method may be of each of the libraries."""
    yield from imports.values()
    for node in nodes:
        match node:
            case ast.Attribute(attr=attr):
                yield _qualified(node, imports)
                yield from (f"{root}().{attr}" for root in roots)
            case ast.Call(func=func, keywords=keywords):
                yield from (f"{_qualified(func, imports)}({k.arg})" for k in keywords)


def _qualified(node: ast.expr, imports: Mapping[str, str]) -> str:
    match node:
        case ast.Name(id=name):
            return imports.get(name, "")
        case ast.Attribute(value=value, attr=attr):
            return f"{_qualified(value, imports)}.{attr}"
    return ""


def number(version: str) -> list[int]:
    """A version, to be compared."""
    return [int(part) for part in version.split(".")]
