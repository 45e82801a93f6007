"""Which figure files a stage will write, as far as its code shows."""

import ast
import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache

from nb2prod.analysis.syntax.nodes import child_nodes
from nb2prod.patterns import regex
from nb2prod.plan.figures import KEEP, PLOT, SAVE, SHOW
from nb2prod.plan.model import Stage

IMAGES = (".png", ".svg", ".jpg", ".jpeg", ".gif")
_BLANK = regex(r"\{[^{}]*\}|%[-+ #0-9.]*[a-zA-Z]")  # what `format` and `%` fill in


def figure_files(stage: Stage, module: str) -> tuple[str, ...]:
    """Names in the out_dir of figures that the stage, whose module has this text, saves.

    A ``*`` stands for what is computed, as in ``hist_*.png``.
    """
    written = [file for _, file in stage.written if posixpath.splitext(file)[1] in IMAGES]
    return tuple(dict.fromkeys([*written, *_figures_in(module)]))


def image_files(stage: Stage, module: str) -> tuple[str, ...]:
    """Those of them that are images with names that are known, for what wants to find them."""
    found = figure_files(stage, module)
    return tuple(one for one in found if one.endswith(IMAGES) and "*" not in one)


@lru_cache(maxsize=16)  # the README tells them, and what is printed at the end
def _figures_in(module: str) -> tuple[str, ...]:
    if not any(name in module for name in (KEEP, PLOT, SAVE, SHOW)):
        return ()
    return tuple(_figures(ast.parse(module)))


def _figures(tree: ast.Module) -> Iterator[str]:
    """Names that calls give; one that only shows what the call before it has saved gives none."""
    named = [
        n.id for n, often in _walked(tree) if isinstance(n, ast.Name) for _ in range(1 + often)
    ]
    several = {name for name, times in Counter(named).items() if times > 1}
    calls = [(n, often) for n, often in _walked(tree, several) if isinstance(n, ast.Call)]
    saved = False
    for call, often in sorted(calls, key=lambda pair: pair[0].lineno):
        match call:
            case ast.Call(func=ast.Name(id=name), args=[_, file, *_]) if name == KEEP:
                yield f"{_pattern(file)}{_suffix(call)}"
                saved = True
            case ast.Call(func=ast.Name(id=name), args=[*_, ast.Constant(value=str(file))]) if (
                name in (SHOW, PLOT)
            ):
                if not saved:
                    suffix = ".png" if name == SHOW else ".html"
                    yield file + suffix
                    yield from [f"{file}_*{suffix}"] if often else []
                saved = False
            case ast.Call(func=ast.Name(id=name)) if name == SAVE:
                saved = True


def _walked(tree: ast.Module, several: Collection[str] = ()) -> Iterator[tuple[ast.AST, bool]]:
    """All nodes, and whether they may run several times, as do functions named in `several`."""
    todo: list[tuple[ast.AST, bool]] = [(tree, False)]
    while todo:
        node, often = todo.pop()
        yield node, often
        again = isinstance(node, ast.For | ast.While | ast.AsyncFor | ast.ListComp)
        again = again or (isinstance(node, ast.FunctionDef) and node.name in several)
        todo += [(child, often or again) for child in reversed(child_nodes(node))]


def _pattern(name: ast.expr) -> str:
    """The text that an expression gives, with a ``*`` for each part that is computed."""
    match name:
        case ast.Constant(value=str(text)):
            return text
        case ast.Attribute(value=ast.Call(args=[path]), attr="stem"):  # of Path(…)
            return posixpath.splitext(posixpath.basename(_pattern(path)))[0]
        case ast.JoinedStr(values=parts):
            found = "".join(map(_pattern, parts))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            found = _pattern(left) + _pattern(right)
        case ast.BinOp(op=ast.Div(), right=last) | ast.Call(args=[*_, last]) if _is_path(name):
            found = f"/{_pattern(last)}"
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod()):
            found = _BLANK.sub("*", text)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")):
            found = _BLANK.sub("*", text)
        case _:
            found = "*"
    return re.sub(r"\*+", "*", found)


def _is_path(name: ast.expr) -> bool:
    """Whether an expression joins a path, whose last part is the file."""
    return isinstance(name, ast.BinOp) or ast.unparse(name).startswith(("Path(", "os.path.join("))


def _suffix(call: ast.Call) -> str:
    options = {keyword.arg: keyword.value for keyword in call.keywords}
    match options.get("format", ast.Constant("png")):
        case ast.Constant(value=str(kind)):
            return f".{kind}"
    return ".*"
