"""Scores that a loop of `evaluate` prints, one after the other: they are kept by what is printed.

Otherwise `metrics.json` had none of them, or that of the last round only.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax import scope
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.knowledge.type_tables import METRIC_FUNCTIONS, metric_name
from nb2prod.naming import fresh
from nb2prod.notebook.edits import SourceEdit, applied, in_place_of
from nb2prod.notebook.model import Cell, Notebook, PartNumber, Role
from nb2prod.notebook.syntax import body_of

_AROUND = frozenset({"round", "float", "abs", "numpy.mean", "numpy.round", "numpy.sqrt"})
_PART = 2000
"""Parts of cells that are made here get numbers from here on."""


@dataclass(frozen=True, slots=True)
class _Score:
    """What a loop prints: the expression, the name of the metric, what it is printed with.

    ``text`` is the f-string that the expression stands in.
    """

    node: ast.expr
    metric: str
    key: str
    text: ast.JoinedStr | None = None


def with_kept_scores(notebook: Notebook) -> Notebook:
    """The notebook with ``accuracy_by_name[name] = …`` in such loops, above where it is printed."""
    if not any(c.role is Role.EVALUATE and "for " in c.source for c in notebook.cells):
        return notebook
    trees = [(cell, body_of(cell.source)) for cell in notebook.cells]
    live = [node for cell, tree in trees if cell.role is not Role.SKIP for node in tree]
    nodes = (n for top in live for n in all_nodes(top))
    imports = (imported(n) for n in nodes if isinstance(n, ast.Import | ast.ImportFrom))
    env = Environment(imports={name: what for pairs in imports for name, what in pairs})
    taken = notebook.words()
    cells: list[Cell] = []
    for cell, tree in trees:
        made: dict[str, str] = {}
        edits: list[SourceEdit] = []
        for loop in tree if cell.role is Role.EVALUATE else ():
            if isinstance(loop, ast.For) and not loop.orelse:
                edits += _edits(loop, env, cell.source, made, taken)
        if made:
            number = PartNumber(cell.number, _PART)
            lines = "\n".join(f"{name} = {{}}" for name in made.values())
            cells.append(replace(cell, number=number, source=lines, markdown=""))
        cells.append(replace(cell, source=applied(cell.source, edits)))
    return replace(notebook, cells=tuple(cells))


def _edits(
    loop: ast.For, env: Environment, source: str, made: dict[str, str], taken: set[str]
) -> Iterator[SourceEdit]:
    lines = source.split("\n")
    for statement in loop.body:
        text = lines[statement.lineno - 1].encode()[: statement.col_offset].decode()
        if not text.strip() and _prints(statement):
            before: list[str] = []
            texts: dict[ast.JoinedStr, dict[ast.expr, ast.expr]] = {}
            for score in _scores(statement, loop, env):
                wanted = f"{score.metric}_by_{_word(score.key)}"
                own = f"{loop.lineno} {wanted}"
                if own not in made:
                    made[own] = fresh(wanted, taken)
                    taken.add(made[own])
                place = f"{made[own]}[{score.key}]"
                before.append(f"{place} = {ast.unparse(score.node)}; ")
                if score.text is not None:  # `ast` does not tell where the parts of a text stand
                    shown = ast.parse(place, mode="eval").body
                    texts.setdefault(score.text, {})[score.node] = shown
                elif not isinstance(score.node, ast.Name):
                    yield in_place_of(score.node, place)
            for whole, places in texts.items():
                if any(isinstance(node, ast.Call) for node in places):
                    yield in_place_of(whole, ast.unparse(_with_places(whole, places)))
            start = (statement.lineno, statement.col_offset)
            yield from [SourceEdit(start, start, "".join(before))] if before else []


def _with_places(text: ast.JoinedStr, places: Mapping[ast.expr, ast.expr]) -> ast.JoinedStr:
    values = [
        ast.FormattedValue(places[v.value], v.conversion, v.format_spec)
        if isinstance(v, ast.FormattedValue) and isinstance(places.get(v.value), ast.Subscript)
        else v
        for v in text.values
    ]
    return ast.JoinedStr(values)


def _word(key: str) -> str:
    return key.removeprefix("str(").removesuffix(")")


def _prints(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(ast.Call(ast.Name("print"))):
            return True
    return False


def _scores(statement: ast.stmt, loop: ast.For, env: Environment) -> Iterator[_Score]:
    """The scores that a statement prints beside a variable of the loop."""
    assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
    parts = list(_parts(statement.value.args))
    keys = [k for k in scope.target_names(loop.target) if any(_is(p, k) for p in parts)]
    if not keys:
        return
    texts = {
        v.value: one
        for one in statement.value.args
        if isinstance(one, ast.JoinedStr)
        for v in one.values
        if isinstance(v, ast.FormattedValue)
    }
    key = keys[0] if _is_plain_key(keys[0], loop) else f"str({keys[0]})"
    bound = _bound_scores(loop, env)
    seen: set[str] = set()
    for part in parts:
        metric = _metric(part, loop, env) if isinstance(part, ast.Call) else ""
        if isinstance(part, ast.Name) and part.id in bound:
            metric = part.id
        if metric and metric not in seen:
            seen.add(metric)
            yield _Score(part, metric, key, texts.get(part))


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _parts(arguments: Sequence[ast.expr]) -> Iterator[ast.expr]:
    """What is printed, where it stands by itself in the source."""
    for argument in arguments:
        match argument:
            case ast.JoinedStr(values=values):
                inside = (v.value for v in values if isinstance(v, ast.FormattedValue))
                yield from inside
            case ast.Call(ast.Attribute(ast.Constant(), "format"), args):
                yield from args
            case ast.BinOp(ast.Constant(), ast.Mod(), ast.Tuple(elts)):
                yield from elts
            case _:
                yield argument


def _bound_scores(loop: ast.For, env: Environment) -> set[str]:
    """Names that the loop binds to a score, and to nothing else."""
    found: set[str] = set()
    for statement in loop.body:
        match statement:
            case ast.Assign([ast.Name(name)], ast.Call() as value) if _metric(value, loop, env):
                found.add(name)
    return found


def _metric(node: ast.Call, loop: ast.For, env: Environment) -> str:
    """The name of the metric that a call gives, or nothing."""
    qualified = env.qualified(node.func)
    if qualified in METRIC_FUNCTIONS:
        return metric_name(qualified.rpartition(".")[2])
    names = scope.target_names(loop.target)
    match node.func, node.args:
        case ast.Attribute(attr="score"), _:
            return "score"
        case ast.Name(name), _ if name in names:
            given = (n for n in all_nodes(loop.iter) if isinstance(n, ast.Name | ast.Attribute))
            return "score" if any(env.qualified(n) in METRIC_FUNCTIONS for n in given) else ""
        case ast.Subscript(ast.Name(), ast.Name(name)), _ if name in names:
            return "score"  # of a dict of functions; what is no number is left out
        case ast.Attribute(ast.Call() as inner, "mean" | "max" | "min" | "std"), []:
            cross = (env.qualified(inner.func) or "").endswith(".cross_val_score")
            return f"cv_{node.func.attr}" if cross else ""
        case ast.Attribute(ast.Compare(ops=[ast.Eq()]), "mean"), []:
            return "accuracy"
        case _, [ast.Call() as inner, *_] if qualified in _AROUND:
            return _metric(inner, loop, env)
    return ""


def _is_plain_key(key: str, loop: ast.For) -> bool:
    """Whether a variable is a key of a dict, or a text or number that stands in the loop."""
    target = loop.target
    parts = target.elts if isinstance(target, ast.Tuple) else []
    names = [n.id for n in parts if isinstance(n, ast.Name)]
    match loop.iter:
        case ast.Call(ast.Attribute(attr="items"), []):
            return names[:1] == [key]
        case ast.List(rows) | ast.Tuple(rows):
            at = names.index(key) if key in names else -1
            columns = [r.elts[at] if isinstance(r, ast.Tuple) and at >= 0 else r for r in rows]
            return all(isinstance(c, ast.Constant) for c in columns)
    return False
