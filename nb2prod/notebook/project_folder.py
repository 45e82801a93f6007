"""Statements that look for the project's folder, with the result that the notebook gets.

A kernel starts in the notebook's folder: there, ``if Path.cwd().name == "notebooks":
os.chdir("..")`` moves or not, and ``ROOT = next(p for p in Path.cwd().parents if (p /
"src").is_dir())`` is the folder that is so many steps above.
"""

import ast
import os
import re
from pathlib import PurePath

from nb2prod.notebook.edits import SourceEdit, applied, in_place_of, instead_of
from nb2prod.notebook.folder_search import FolderSearch
from nb2prod.notebook.folder_values import Unknown
from nb2prod.notebook.surroundings import branch
from nb2prod.notebook.syntax import statements
from nb2prod.patterns import regex

LOOKS = re.compile(
    r"\b(?:chdir|cwd|getcwd|abspath|realpath|resolve|exists|isdir|is_dir|__file__)\b"
)
MOVES = re.compile(r"\bchdir\b")
_UP = ("os.chdir('..')", "os.chdir('../')", "os.chdir(os.pardir)", "os.chdir(Path.cwd().parent)")
_PATH = regex(r"\b(?:\w+\.)?Path\b")
_CHOICE = (ast.IfExp, ast.BoolOp, ast.GeneratorExp, ast.ListComp)
_COMPOUND = ast.If | ast.For | ast.While


def settled(source: str, values: FolderSearch) -> str:
    """The Python of a cell without the search for a folder; ``values`` are those of names.

    Variables of the environment are taken to be those of other places to run: not set.
    """
    if found := _PATH.search(source):
        values.path = found[0]
    source = _without_file(source, values)
    for node in statements(source):
        values.asks = False
        if isinstance(node, ast.FunctionDef):
            values.names.pop(node.name, None)
            values.functions[node.name] = node
        elif isinstance(node, _COMPOUND) and _only_moves(node):
            source = _moved(source, node, values)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | _COMPOUND):
            source = _followed(source, node, values)
        elif isinstance(node, ast.Expr) and _calls_own(node.value, values):
            source = _followed(source, node, values)
        else:
            values.forget(node)
    return source


def _without_file(source: str, values: FolderSearch) -> str:
    """The folder itself where ``os.path.abspath("__file__")`` stands for a place in it."""
    found: list[SourceEdit] = []
    left: list[ast.AST] = [*statements(source)] if '__file__"' in source.replace("'", '"') else []
    for node in left:  # which grows meanwhile
        inner = list(ast.walk(node)) if isinstance(node, ast.Call | ast.Attribute) else []
        if any(isinstance(n, ast.Constant) and n.value == "__file__" for n in inner):
            assert isinstance(node, ast.expr)
            try:
                value = values.value(node)
            except Unknown:
                value = None
            if _is_above(value, values) and (text := _spelled(value, values)):
                found.append(in_place_of(node, text))
                continue
        left += ast.iter_child_nodes(node)
    return applied(source, found)


def _followed(source: str, node: ast.stmt, values: FolderSearch) -> str:
    before = values.copy()
    values.added.clear()
    try:
        values.follow([node])
    except Unknown:
        values.names, values.asked = before.names, before.asked
        values.forget(node)
        return source
    bound = {n: v for n, v in values.names.items() if before.names.get(n, values) is not v}
    found = [*bound.values(), *(folder for _, folder in values.added)]
    if not values.asks or not found or not all(_is_above(one, values) for one in found):
        return source
    if isinstance(node, ast.If):
        return branch(source.split("\n"), node, bool(before.value(node.test))) or source
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        if not _chooses(node.value, values):
            return source
        text = _chosen(source, node.value, before) or _spelled(next(iter(bound.values())), values)
        return applied(source, [in_place_of(node.value, text)]) if text else source
    if isinstance(node, ast.AugAssign):
        return source
    texts = [_spelled(one, values) for one in found]
    lines = [f"{name} = {text}" for name, text in zip(bound, texts, strict=False)]
    for (call, _), text in zip(values.added, texts[len(bound) :], strict=True):
        *first, _ = map(ast.unparse, call.args)
        imported = "import sys; " if isinstance(node, ast.Expr) else ""
        lines.append(f"{imported}{ast.unparse(call.func)}({', '.join([*first, text or ''])})")
    return applied(source, [instead_of(node, "; ".join(lines))]) if all(texts) else source


def _is_above(value: object, values: FolderSearch) -> bool:
    """Whether it is the folder itself, or one above."""
    if not isinstance(value, str | PurePath) or not str(value):
        return False
    path = PurePath(os.path.normpath(values.folder / value))
    return path in (values.folder, *values.folder.parents)


def _chooses(node: ast.expr, values: FolderSearch) -> bool:
    inner = list(ast.walk(node))
    return any(isinstance(n, _CHOICE) or _calls_own(n, values) for n in inner)


def _calls_own(node: ast.AST, values: FolderSearch) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return name in values.functions
    return False


def _chosen(source: str, node: ast.expr, values: FolderSearch) -> str | None:
    """The code of the one of two values that is taken, where nothing in it chooses."""
    while isinstance(node, ast.IfExp):
        node = node.body if values.value(node.test) else node.orelse
    return None if _chooses(node, values) else ast.get_source_segment(source, node)


def _spelled(value: object, values: FolderSearch) -> str | None:
    """Code for the notebook's folder, or one above; None where nothing is known to make a path."""
    assert isinstance(value, str | PurePath)
    path = values.path
    if isinstance(value, PurePath) and not path:
        return None
    if not PurePath(value).is_absolute():
        return repr(str(value)) if isinstance(value, str) else f"{path}({str(value)!r})"
    ups = (values.folder, *values.folder.parents).index(PurePath(os.path.normpath(value)))
    if isinstance(value, str) and not path:
        return "os.path.dirname(" * ups + "os.getcwd()" + ")" * ups
    text = f"{path}.cwd()" + (f".parents[{ups - 1}]" if ups > 2 else ".parent" * ups)
    return f"str({text})" if isinstance(value, str) else text


def _only_moves(node: ast.stmt) -> bool:
    body = [*getattr(node, "body", []), *getattr(node, "orelse", [])]
    done = [n for n in body if not isinstance(n, ast.Import | ast.Pass)]  # `%cd` imports `os`
    calls = [n.value for n in done if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call)]
    called = [ast.unparse(call.func) for call in calls]
    return len(calls) == len(done) and "os.chdir" in called and {*called} <= {"os.chdir", "print"}


def _moved(source: str, node: ast.stmt, values: FolderSearch) -> str:
    """The source with the moves that are made instead of those that a test guards."""
    match node:
        case ast.If(test=test):
            holds = _holds(test, values)
            left = None if holds is None else branch(source.split("\n"), node, holds)
            return source if left is None else left
        case ast.While(test=test, body=[ast.Expr(value=move)], orelse=[]):
            above = (values.folder, *values.folder.parents)
            ends = (n for n, one in enumerate(above) if _holds(test, values.at(one)) is False)
            ups = next(ends, 0)
            if ast.unparse(move) in _UP and ups:
                text = f"os.chdir({'/'.join(['..'] * ups)!r})"
                return applied(source, [instead_of(node, text)])
    return source


def _holds(test: ast.expr, values: FolderSearch) -> bool | None:
    """Whether a test of the folder holds; None where it asks something else."""
    values.asks = False
    try:
        found = bool(values.value(test))
    except Unknown:
        return None
    return found if values.asks else None
