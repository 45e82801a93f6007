"""Where a generated module can be broken so that a saved value changes: lines that lead to one."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHOWS = re.compile(
    r"\b(plt|sns|ax|axes|fig|print|show_figures?|keep_figure|save_figures|display|warnings)\b"
    r"|\.plot\b|\.hist\(|\.info\(|\.mkdir\("
)


@dataclass(frozen=True)
class Lines:
    """Lines of the data layer and of the path layer whose statements saved values come from;
    ``all`` are all lines of both."""

    data: frozenset[int]
    path: frozenset[int]
    all: frozenset[int]


def lines_of(text: str) -> Lines:
    """The lines of a stage's module or of common.py."""
    data: set[int] = set()
    path: set[int] = set()
    every: set[int] = set()
    for node in ast.parse(text).body:
        functions = [node] if isinstance(node, ast.FunctionDef) else []
        if isinstance(node, ast.ClassDef) and node.name != "Predictor":
            functions = [n for n in node.body if isinstance(n, ast.FunctionDef)]
        for function in functions:
            if function.name == "main":
                continue
            found = path if function.name.endswith("_from_path") else data
            found |= _lines(function, text)
            every |= set(range(function.lineno, (function.end_lineno or function.lineno) + 1))
    return Lines(frozenset(data), frozenset(path), frozenset(every))


def _lines(function: ast.FunctionDef, text: str) -> set[int]:
    statements = [s for s in _simple(function) if not _SHOWS.search(_source(s, text))]
    wanted: set[str] = set()
    chosen: set[int] = set()
    grown = True
    while grown:
        grown = False
        for number, statement in enumerate(statements):
            if number not in chosen and (_leaves(statement) or _changed(statement) & wanted):
                chosen.add(number)
                wanted |= _loaded(statement)
                grown = True
    lines: set[int] = set()
    for number in chosen:
        one = statements[number]
        lines |= set(range(one.lineno, (one.end_lineno or one.lineno) + 1))
    for node in ast.walk(function):  # a header counts with what stands below it
        body = getattr(node, "body", None)
        if isinstance(node, ast.If | ast.For | ast.While) and isinstance(body, list):
            first, last = node.lineno, body[-1].end_lineno or body[-1].lineno
            if lines & set(range(body[0].lineno, last + 1)):
                lines |= set(range(first, body[0].lineno))
    return lines


def _simple(function: ast.FunctionDef) -> Iterator[ast.stmt]:
    for node in ast.walk(function):
        if not isinstance(node, ast.stmt) or hasattr(node, "body"):
            continue
        if isinstance(node, ast.Expr) and _only_looks(node.value):
            continue
        yield node


def _only_looks(node: ast.expr) -> bool:
    """A docstring, or what the notebook would only display."""
    func = node.func if isinstance(node, ast.Call) else None
    shown = isinstance(func, ast.Attribute) and func.attr in ("score", "head", "tail", "describe")
    return isinstance(node, ast.Constant) or shown


def _source(node: ast.AST, text: str) -> str:
    return ast.get_source_segment(text, node) or ""


def _leaves(node: ast.stmt) -> bool:
    """What gives values away: a result, or what a function of the path layer saves."""
    if isinstance(node, ast.Return):
        return True
    call = node.value if isinstance(node, ast.Expr) else None
    return (
        isinstance(call, ast.Call)
        and "out_dir" in {n.id for n in ast.walk(call) if isinstance(n, ast.Name)}
        and not ast.unparse(call.func).endswith("mkdir")
    )


def _changed(node: ast.stmt) -> set[str]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        targets = [node.value.func, *node.value.args]
    return {name for target in targets for name in _roots(target)}


def _roots(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Tuple | ast.List):
        return {name for one in node.elts for name in _roots(one)}
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.Starred):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _loaded(node: ast.stmt) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
