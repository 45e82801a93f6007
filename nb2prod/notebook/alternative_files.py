"""One place of a file, where a notebook tries several in turn.

``try: df = pd.read_csv("a.csv")`` ``except: df = pd.read_csv("/datasets/a.csv")`` takes the file
where it is; a script is told where, by one option.
"""

import ast
import re
from collections.abc import Iterator, Sequence

from nb2prod.notebook.folder_values import FolderValues
from nb2prod.notebook.surroundings import kept
from nb2prod.notebook.syntax import statements
from nb2prod.patterns import regex

TRIES = re.compile(r"^(?:except|elif|else)\b[^\n]*:(?:[^\n]*\n){1,6}.*\b(?:read|load|open)", re.M)
_PATH = regex(r"[/\\]|\.\w{1,8}$")
_URL = regex(r"\w+://")
_ABSOLUTE = regex(r"/|\\|[A-Za-z]:|~")
_ASKS = ("os.path.exists", "os.path.isfile", "exists", "isfile", ".exists", ".is_file")


def one_place(source: str, values: FolderValues) -> tuple[str, list[tuple[int, str]]]:
    """The Python of a cell that reads each file at one place, and for each statement that is
    changed its line and the first path that is left.

    A path from the notebook's folder is taken before an address, and that before a path of another
    machine: the same everywhere, whichever of them is there.
    """
    told: list[tuple[int, str]] = []
    for node in statements(source):
        branches = list(_branches(node))
        if len(branches) < 2 or not all(map(_only_reads, branches)):
            continue
        paths = _paths(branches, values)
        if not paths:
            continue
        best = min(range(len(paths)), key=lambda n: max(map(_rank, paths[n])))
        changed = kept(source.split("\n"), node, branches[best])
        if changed is not None:
            source = changed
            told.append((node.lineno, paths[best][0]))
    return source, told


def _branches(node: ast.stmt) -> Iterator[Sequence[ast.stmt]]:
    """The ways of a ``try``, or of an ``if`` that asks for files; a last one that only tells that
    there is no file is none."""
    match node:
        case ast.Try(body=body, handlers=[ast.ExceptHandler(body=other)], orelse=[], finalbody=[]):
            yield body
            yield other
        case ast.If(test=ast.Call(func=func), body=body, orelse=other) if ast.unparse(
            func
        ).endswith(_ASKS):
            yield body
            if len(other) == 1 and isinstance(other[0], ast.If):
                yield from _branches(other[0])
            elif not all(_only_tells(one) for one in other):
                yield other


def _only_tells(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"))):
            return True
    return isinstance(node, ast.Raise)


def _only_reads(body: Sequence[ast.stmt]) -> bool:
    return all(
        isinstance(one, ast.Assign)
        and isinstance(one.value, ast.Call)
        and all(isinstance(target, ast.Name) for target in one.targets)
        for one in body
    )


def _paths(branches: Sequence[Sequence[ast.stmt]], values: FolderValues) -> list[list[str]]:
    """The paths in which the branches differ; none where they differ in something else."""
    first, *others = map(list, branches)
    found: list[list[str]] = [[]]
    for other in others:
        found[0] = []
        found.append([])
        if not _alike(first, other, values, found[0], found[-1]):
            return []
    return found if all(found) else []


def _alike(
    one: object, other: object, values: FolderValues, mine: list[str], theirs: list[str]
) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(_alike(*p, values, mine, theirs) for p in pairs)
    if not isinstance(one, ast.AST) or not isinstance(other, ast.AST):
        return one == other
    if ast.dump(one) == ast.dump(other):
        return True
    if isinstance(one, ast.expr) and isinstance(other, ast.expr):
        text, second = values.text(one), values.text(other)
        if text is not None and second is not None:
            mine.append(text)
            theirs.append(second)
            return bool(_PATH.search(text) and _PATH.search(second))
    if type(one) is not type(other) or isinstance(one, ast.Constant | ast.Name):
        return False
    return all(
        _alike(getattr(one, name, None), getattr(other, name, None), values, mine, theirs)
        for name in one._fields
    )


def _rank(path: str) -> int:
    if _URL.match(path):
        return 1
    return 2 if _ABSOLUTE.match(path) else 0
