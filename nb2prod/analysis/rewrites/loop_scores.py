"""Scores that a loop of `evaluate` prints: they are collected, named after the printed text.

Otherwise `metrics.json` had none of them, or that of the last round only.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.scores.printed_words import leaves
from nb2prod.analysis.scores.score_names import AROUND, CROSS_VALIDATED, REDUCTIONS, scores_shown
from nb2prod.analysis.syntax.import_statements import imported
from nb2prod.analysis.syntax.nodes import all_nodes, assignments, last_name, nodes_of, stored
from nb2prod.knowledge.type_tables import METRIC_FUNCTIONS
from nb2prod.naming import claimed
from nb2prod.notebook.edits import SourceEdit, applied, in_place_of, start_of
from nb2prod.notebook.model import Cell, Notebook, Role, part_number
from nb2prod.notebook.syntax import body_of
from nb2prod.records import dataclass, replace

_PART = 2000
"""Parts of cells that are made here get numbers from here on."""


_Loops = tuple[ast.For, ...]
"""Loops in each other, the outermost first."""


@dataclass(frozen=True, slots=True)
class _Score:
    """What a loop prints: the expression, the name of the metric, what it is printed with.

    ``word`` says that in the name of the dict. ``text`` is the f-string around the expression.
    """

    node: ast.expr
    metric: str
    key: str
    word: str
    text: ast.JoinedStr | None = None


def with_kept_scores(notebook: Notebook) -> Notebook:
    """The notebook with ``accuracy_by_name[name] = …`` in such loops, above where it is printed."""
    if not any(c.role is Role.EVALUATE and "for " in c.source for c in notebook.cells):
        return notebook
    trees = [(cell, body_of(cell.source)) for cell in notebook.cells]
    live = [node for cell, tree in trees if cell.live for node in tree]
    env = imported_anywhere(live)
    taken = notebook.words()
    cells: list[Cell] = []
    for cell, tree in trees:
        made: dict[str, str] = {}
        edits: list[SourceEdit] = []
        for loop in tree if cell.role is Role.EVALUATE else ():
            if isinstance(loop, ast.For) and not loop.orelse:
                edits += _edits((loop,), env, cell.source, made, taken)
        if made:
            number = part_number(cell.number, _PART)
            lines = "\n".join(f"{name} = {{}}" for name in made.values())
            cells.append(replace(cell, number=number, source=lines, markdown=""))
        cells.append(replace(cell, source=applied(cell.source, edits)))
    return replace(notebook, cells=tuple(cells))


def imported_anywhere(statements: Sequence[ast.stmt]) -> Environment:
    """What the statements import, in functions too."""
    imports: list[ast.Import | ast.ImportFrom] = [
        *nodes_of(ast.Import, statements),
        *nodes_of(ast.ImportFrom, statements),
    ]
    return Environment({name: what for one in imports for name, what in imported(one)})


def _edits(
    loops: _Loops, env: Environment, source: str, made: dict[str, str], taken: set[str]
) -> Iterator[SourceEdit]:
    """The edits of the innermost of the loops, and of those in it."""
    lines = source.split("\n")
    told: dict[ast.For, tuple[str, str]] = {}
    for statement in _within(loops[-1].body):
        if isinstance(statement, ast.For) and not statement.orelse:
            yield from _edits((*loops, statement), env, source, made, taken)
            continue
        text = lines[statement.lineno - 1].encode()[: statement.col_offset].decode()
        if not text.strip() and _prints(statement):
            before: list[str] = []
            texts: dict[ast.JoinedStr, dict[ast.expr, ast.expr]] = {}
            for score in _scores(statement, loops, env, told):
                wanted = f"{score.metric}_by_{score.word}"
                own = f"{loops[0].lineno} {wanted}"
                if own not in made:
                    made[own] = claimed(wanted, taken)
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
            start = start_of(statement)
            yield from [SourceEdit(start, start, "".join(before))] if before else []


def _with_places(text: ast.JoinedStr, places: Mapping[ast.expr, ast.expr]) -> ast.JoinedStr:
    values = [
        ast.FormattedValue(places[v.value], v.conversion, v.format_spec)
        if isinstance(v, ast.FormattedValue) and isinstance(places.get(v.value), ast.Subscript)
        else v
        for v in text.values
    ]
    return ast.JoinedStr(values)


def _prints(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(ast.Call(ast.Name("print"))):
            return True
    return False


def _within(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a body, those under a condition as well."""
    for statement in body:
        if isinstance(statement, ast.If):
            yield from _within([*statement.body, *statement.orelse])
        else:
            yield statement


def _scores(
    statement: ast.stmt, loops: _Loops, env: Environment, told: dict[ast.For, tuple[str, str]]
) -> Iterator[_Score]:
    """The scores that a statement prints beside a variable of each of the loops, or after it.

    ``told`` are the variables that were printed before.
    """
    assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
    parts = list(leaves(statement.value))
    told |= {loop: found for loop in loops if (found := _key(parts, loop)) is not None}
    keys = [told[loop] for loop in loops if loop in told]
    if len(keys) < len(loops):
        return
    texts = {
        v.value: one
        for one in statement.value.args
        if isinstance(one, ast.JoinedStr)
        for v in one.values
        if isinstance(v, ast.FormattedValue)
    }
    (word, key), *more = keys
    if more:
        word = "_and_".join(name for name, _ in keys)
        key = 'f"' + " ".join(f"{{{text}}}" for _, text in keys) + '"'
    bound = _bound_scores(loops, env)
    seen: set[str] = set()
    held = set(_held(loops[-1]))
    for part in parts:
        if ast.unparse(part) in held:
            continue
        metric = _metric(part, loops, env) if isinstance(part, ast.Call) else ""
        if isinstance(part, ast.Name) and part.id in bound:
            metric = part.id
        if metric and metric not in seen:
            seen.add(metric)
            yield _Score(part, metric, key, word, texts.get(part))


def _key(parts: Sequence[ast.expr], loop: ast.For) -> tuple[str, str] | None:
    """A variable of the loop that is printed, or its ``__name__``, with the text of a key."""
    names = list(stored(loop.target))
    for name in names:
        if any(isinstance(part, ast.Name) and part.id == name for part in parts):
            return name, name if _is_plain_key(name, loop) else f"str({name})"
    for part in parts:
        if isinstance(part, ast.Attribute) and part.attr == "__name__":
            used = [n.id for n in all_nodes(part) if isinstance(n, ast.Name) and n.id in names]
            if used:
                return used[0], ast.unparse(part)
    return None


def _bound_scores(loops: _Loops, env: Environment) -> set[str]:
    """Names that the innermost loop binds to a score, and to nothing else."""
    found: set[str] = set()
    for statement in loops[-1].body:
        match statement:
            case ast.Assign([ast.Name(name)], ast.Call() as value) if _metric(value, loops, env):
                found.add(name)
    return found


def _held(loop: ast.For) -> Iterator[str]:
    """What the loop itself puts under a key, or at the end of a list."""
    for node in all_nodes(loop):
        match node:
            case ast.Assign([ast.Subscript()], value):
                yield ast.unparse(value)
            case ast.Call(ast.Attribute(attr="append"), [value]):
                yield ast.unparse(value)


def _cross_validated(loops: _Loops, env: Environment) -> set[str]:
    """Names that the innermost loop binds to the scores of a cross validation."""
    return {
        target.id
        for statement in loops[-1].body
        for target, value in assignments(statement)
        if isinstance(target, ast.Name) and isinstance(value, ast.Call)
        if env.qualified(value.func) == CROSS_VALIDATED
    }


def _metric(node: ast.Call, loops: _Loops, env: Environment) -> str:
    """The name of the metric that a call gives, or nothing."""
    if name := scores_shown(node, env):
        return name
    variables = {name: one for one in loops for name in stored(one.target)}
    match node.func, node.args:
        case ast.Name(name), _ if name in variables:
            given = (
                n
                for n in all_nodes(variables[name].iter)
                if isinstance(n, ast.Name | ast.Attribute)
            )
            return "score" if any(env.qualified(n) in METRIC_FUNCTIONS for n in given) else ""
        case ast.Subscript(ast.Name(), ast.Name(name)), _ if name in variables:
            return "score"  # of a dict of functions; what is no number is left out
        case ast.Attribute(ast.Name(name), how), [] if how in REDUCTIONS:
            return f"{name}_{how}" if name in _cross_validated(loops, env) else ""
        case func, [ast.Call() as inner, *_] if last_name(func) in AROUND | REDUCTIONS:
            return _metric(inner, loops, env)
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
