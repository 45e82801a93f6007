"""Which image files a stage will write, as far as its code tells their names."""

import ast
import posixpath
from collections.abc import Iterator

from nb2prod.plan.figures import KEEP, SAVE, SHOW
from nb2prod.plan.model import Stage

IMAGES = (".png", ".svg", ".jpg", ".jpeg", ".gif")


def figure_files(stage: Stage, module: str) -> tuple[str, ...]:
    """Names in the out_dir of images that the stage, whose module has this text, saves."""
    written = [file for _, file in stage.written if posixpath.splitext(file)[1] in IMAGES]
    return tuple(dict.fromkeys([*written, *_figures(ast.parse(module))]))


def _figures(tree: ast.Module) -> Iterator[str]:
    """Names that calls give; one that only shows what the call before it has saved gives none."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    saved = False
    for call in sorted(calls, key=lambda call: call.lineno):
        match call:
            case ast.Call(func=ast.Name(id=name), args=[_, ast.Constant(value=str(file)), *_]):
                if name == KEEP or (name == SHOW and not saved):
                    if (suffix := _suffix(call)) in IMAGES:
                        yield f"{file}{suffix}"
                if name in (KEEP, SHOW):
                    saved = name == KEEP
            case ast.Call(func=ast.Name(id=name)) if name == SAVE:
                saved = True


def _suffix(call: ast.Call) -> str:
    options = {keyword.arg: keyword.value for keyword in call.keywords}
    match options.get("format", ast.Constant("png")):
        case ast.Constant(value=str(kind)):
            return f".{kind}"
    return ""
