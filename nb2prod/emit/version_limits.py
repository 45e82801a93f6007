"""Upper limits of versions, where a later version removed what the package uses."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from nb2prod.analysis.environment import Environment
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
_LAST = {name.rpartition(".")[2] for name in _UNTIL}
_ROOTS = {name.partition(".")[0] for name in _UNTIL}


def version_limits(nodes: Sequence[ast.AST]) -> dict[str, str]:
    r"""By distribution, the lowest version that lacks something that the nodes of a module use.

    >>> tree = ast.parse("from sklearn.datasets import load_boston\nload_boston()")
    >>> version_limits([*ast.walk(tree)])
    {'scikit-learn': '1.2'}
    """
    imports = imports_of(n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom))
    roots = _ROOTS & {name.partition(".")[0] for name in imports.values()}
    used = _used(nodes, Environment(imports), roots) if roots else ()
    return lowest(_UNTIL[name] for name in used if name in _UNTIL)


def _used(nodes: Sequence[ast.AST], env: Environment, roots: Set[str]) -> Iterator[str]:
    """What the nodes use, as the rows are called; a method may be of each of the libraries."""
    yield from env.imports.values()
    for node in nodes:
        match node:
            case ast.Attribute(attr=attr) if attr in _LAST:
                yield env.qualified(node) or ""
                yield from (f"{root}().{attr}" for root in roots)
            case ast.Call(func=func, keywords=[_, *_] as keywords):
                name = env.qualified(func)
                yield from (f"{name}({k.arg})" for k in keywords)
                given = (
                    (k.arg, k.value.value) for k in keywords if isinstance(k.value, ast.Constant)
                )
                yield from (f"{name}({key}={value!r})" for key, value in given)


def limits_by_python(python: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Versions that compute something else, and that a notebook of this Python cannot have had.

    >>> [*limits_by_python((3, 9))], [*limits_by_python((3, 12))], [*limits_by_python(())]
    ([('pandas', '3')], [], [])
    """
    for library, entries in lookup.SAID["changed"]:
        for changed, first in entries.items():
            if python and [*python] < _number(first):
                yield canonical(library.distribution or library.name), changed


_NEEDS_OLD_NUMPY = {"scikit-learn": "1.3"}
"""Before these, the wheels were built for numpy 1, and no requirement of theirs says so."""

_ON_PYTHON_312 = {"numpy": "1.26", "scikit-learn": "1.3", "scipy": "1.11.2"}
"""The first versions with wheels for Python 3.12."""


def with_old_numpy(limits: Mapping[str, str]) -> dict[str, str]:
    """The limits, with that of numpy where another library needs it.

    >>> with_old_numpy({"scikit-learn": "1.2"})
    {'scikit-learn': '1.2', 'numpy': '2'}
    """
    needed = _before(limits, _NEEDS_OLD_NUMPY)
    return lowest([*limits.items(), *([("numpy", "2")] if needed else [])])


def python_below(limits: Mapping[str, str]) -> str:
    """The first Python that cannot install such old versions; empty where there is none yet."""
    return "3.12" if _before(limits, _ON_PYTHON_312) else ""


def _before(limits: Mapping[str, str], firsts: Mapping[str, str]) -> bool:
    known = ((limits[name], first) for name, first in firsts.items() if name in limits)
    return any(_number(limit) <= _number(first) for limit, first in known)


def lowest(limits: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The lowest of the versions of each distribution."""
    found: dict[str, str] = {}
    for distribution, version in limits:
        found[distribution] = min(version, found.get(distribution, version), key=_number)
    return found


def _number(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
