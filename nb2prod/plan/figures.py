"""Figures: those that a notebook shows or saves are collected, and the path layer saves them."""

import ast
import copy
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import all_nodes, loaded, method_name, nodes_of
from nb2prod.graph.plots import SHOWS, is_figure_show, makes_plot, uses_plots
from nb2prod.naming import slug
from nb2prod.plan.model import Edit
from nb2prod.plan.paths import Use, span
from nb2prod.records import dataclass

SHOW = "show_figures"
KEEP = "keep_figure"
SAVE = "save_figure"
PLOT = "show_plot"

_FORMATS = frozenset("png pdf svg svgz jpg jpeg eps ps tif tiff webp pgf raw rgba".split())
_DISPLAYS = ("display", "IPython.display.display", "IPython.core.display.display")


@dataclass(frozen=True)
class Sink:
    """Where figures go: the variable that holds them, and the name of those that have none.

    A class has no such variable: there figures stay open, for the line that calls it.
    """

    figures: str
    name: str

    def shown(self, function: ast.expr) -> str:
        """The expression for a call that shows the open figures: ``plt.show()``."""
        if self.figures:
            return f"{SHOW}({self.figures}, {self.name!r})"
        own = isinstance(function, ast.Attribute) and ast.unparse(function.value)
        return f"{own}.figure()" if own in ("plt", "pyplot", "pylab") else "None"

    def plot(self, plot: ast.expr) -> str:
        """The expression for what shows a plot that may be a page."""
        shown = ast.unparse(plot)
        return f"{PLOT}({self.figures}, {shown}, {self.name!r})" if self.figures else shown


def figure_edits(
    nodes: Iterable[ast.AST],
    uses: Iterable[Use],
    env: Environment,
    sink: Sink,
    names: Mapping[str, str],
) -> Iterator[Edit]:
    """Edits for ``plt.show()``, ``savefig(...)`` and ``display(...)`` in the nodes."""
    plots = uses_plots(env)
    saved = {id(use.call.node): use for use in uses if use.saves_figure and use.call}
    for node in nodes:
        for child in all_nodes(node):
            if isinstance(child, ast.Name) and child.id == "__name__":
                yield Edit(span(child), repr("__main__"))  # what a notebook's module is called
            if not isinstance(child, ast.Call):
                continue
            name = env.qualified(child.func)
            if id(child) in saved and saved[id(child)].read_back:
                yield from _save(child, saved[id(child)])
            elif id(child) in saved:
                yield Edit(span(child), _keep(child, saved[id(child)], sink, env, names))
            elif plots and _is_plot_show(child, env):
                assert isinstance(child.func, ast.Attribute)
                yield Edit(span(child), sink.plot(child.func.value))
            elif name in SHOWS or is_figure_show(child):
                yield Edit(span(child), sink.shown(child.func))
            elif name in _DISPLAYS:
                yield Edit(span(child.func), "print")


def keeps_figures(edits: Iterable[Edit]) -> bool:
    """Whether one of the edits puts figures where they are saved."""
    return any(edit.code.startswith((SHOW, KEEP, PLOT)) for edit in edits)


def title_of(nodes: Iterable[ast.AST]) -> str:
    """The title that statements give to what they draw, as a name for its file.

    That of the whole figure; else the only one of its axes; an empty string for none.
    """
    titles: dict[str, None] = {}
    for node in nodes_of(ast.Call, nodes):
        called = method_name(node)
        given = [k.value for k in node.keywords if k.arg == "title"]
        if called in ("title", "set_title", "suptitle"):
            given += node.args[:1]
        texts = [g.value for g in given if isinstance(g, ast.Constant) and str(g.value).strip()]
        if called == "suptitle" and texts:
            return slug(str(texts[0]))
        titles |= dict.fromkeys(slug(str(text)) for text in texts)
    return next(iter(titles)) if len(titles) == 1 else ""


def names_apart(uses: Iterable[Use]) -> dict[str, str]:
    """By path the names of figures whose files are told apart by their folders alone.

    ``train/roc.png`` and ``val/roc.png`` are ``train/roc`` and ``val/roc``.
    """
    paths = {use.path for use in uses if use.path is not None and use.figure}
    parts = {path: PurePosixPath(posixpath.normpath(path)).parts for path in sorted(paths)}
    found: dict[str, str] = {}
    for path, own in parts.items():
        others = [one for one in parts.values() if one != own and one[-1:] == own[-1:]]
        if others:
            ends = (own[-n:] for n in range(2, len(own)))
            end = next((e for e in ends if all(one[-len(e) :] != e for one in others)), own)
            inside = [one for one in end if one not in ("..", "/")]
            found[path] = str(PurePosixPath(*inside).with_suffix(""))
    return found


def kept_name(use: Use, env: Environment, names: Mapping[str, str]) -> tuple[ast.expr, str]:
    """The name by which a figure is kept that goes to a file, and the format that its name tells.

    Of a path that is not known, folders that never change do not count, as all is in that of the
    stage: ``OUT / f"{name}.pdf"`` -> ``f"{name}"``. `names`: see `names_apart`.
    """
    if use.path is not None:
        path = PurePosixPath(use.path)
        return ast.Constant(names.get(use.path, path.stem)), path.suffix.lstrip(".").lower()
    folder, end = _divided(use.argument)
    name, suffix = _stem(end)
    known = env.constants.keys() | env.imports.keys()
    if folder is None or loaded(folder) <= known:
        return name, suffix
    _, last = _divided(folder)
    last = folder if loaded(last) <= known else last
    if isinstance(last, ast.JoinedStr) and isinstance(last.values[0], ast.FormattedValue):
        last = last.values[0].value if len(last.values) == 1 else last
    part = ast.parse(f"Path({ast.unparse(last)}).name", mode="eval").body
    values: list[ast.expr] = [ast.FormattedValue(part, -1), ast.Constant("/")]
    values += name.values if isinstance(name, ast.JoinedStr) else [ast.FormattedValue(name, -1)]
    return ast.JoinedStr(values), suffix


def _stem(end: ast.expr) -> tuple[ast.expr, str]:
    """The name of a file without its suffix, and the suffix if it is known."""
    if isinstance(end, ast.Constant):
        end = ast.JoinedStr([end])
    parts = end.values if isinstance(end, ast.JoinedStr) else []
    if parts and isinstance(last := parts[-1], ast.Constant):
        stem, dot, suffix = str(last.value).rpartition(".")
        if dot and suffix.lower() in _FORMATS and (stem or parts[1:]):
            values = [*parts[:-1], *([ast.Constant(stem)] if stem else [])]
            return ast.JoinedStr(values), suffix.lower()
    path_call = ast.Call(ast.Name("Path", ast.Load()), [copy.deepcopy(end)], [])
    return ast.Attribute(path_call, "stem", ast.Load()), ""


def _divided(path: ast.expr) -> tuple[ast.expr | None, ast.expr]:
    """An expression for a path as one for the folder, if there is one, and one for the name."""
    match path:
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            inner, name = _divided(right)
            return (ast.BinOp(left, ast.Div(), inner) if inner else left), name
        case ast.Call(func=ast.Attribute(attr="join"), args=[*folders, last], keywords=[]) if (
            folders and not any(isinstance(one, ast.Starred) for one in path.args)
        ):
            inner, name = _divided(last)
            given = [*folders, inner] if inner else folders
            return (ast.Call(path.func, given, []) if given[1:] else given[0]), name
        case ast.JoinedStr(values=values):
            for at, part in reversed([*enumerate(values)]):
                if isinstance(part, ast.Constant) and "/" in str(part.value):
                    head, _, tail = str(part.value).rpartition("/")
                    folder = [*values[:at], *([ast.Constant(head)] if head else [])]
                    file = [*([ast.Constant(tail)] if tail else []), *values[at + 1 :]]
                    return ast.JoinedStr(folder), ast.JoinedStr(file)
    return None, path


def _is_plot_show(node: ast.Call, env: Environment) -> bool:
    """Whether ``fig.show()`` may show a plot that is a page; the value decides when it runs."""
    func = node.func
    if not isinstance(func, ast.Attribute) or func.attr != "show" or env.qualified(func):
        return False
    return isinstance(func.value, ast.Name) or makes_plot(func.value, env)


def _save(node: ast.Call, use: Use) -> Iterator[Edit]:
    """``fig.savefig(file, dpi=80)`` -> ``save_figure(file, dpi=80, figure=fig)``."""
    yield Edit(span(node.func), SAVE)
    if use.call and use.call.row.name.startswith(".") and isinstance(node.func, ast.Attribute):
        yield Edit(span(node), ast.unparse(node.func.value), "figure")


def _keep(node: ast.Call, use: Use, sink: Sink, env: Environment, names: Mapping[str, str]) -> str:
    """``plt.savefig("a/roc.png", dpi=80)`` -> ``keep_figure(figures, "roc", dpi=80)``."""
    keywords = [k for k in node.keywords if k.value is not use.argument]
    kept_as, suffix = kept_name(use, env, names)
    if suffix and suffix != "png" and all(k.arg != "format" for k in keywords):
        keywords = [*keywords, ast.keyword("format", ast.Constant(suffix))]
    arguments = [kept_as]
    assert isinstance(node.func, ast.Attribute | ast.Name)
    row = use.call.row.name if use.call else ""
    if not sink.figures:
        figure = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else "plt"
        figure = f"{figure}.figure" if row.startswith(".") else f"{figure}.gcf()"
        return f"{figure}.set_gid({ast.unparse(arguments[0])})"
    if row.startswith(".") and isinstance(node.func, ast.Attribute):
        arguments.append(copy.deepcopy(node.func.value))
    arguments.insert(0, ast.Name(sink.figures, ast.Load()))
    call = ast.Call(ast.Name(KEEP, ast.Load()), arguments, list(keywords))
    return ast.unparse(ast.fix_missing_locations(call))
