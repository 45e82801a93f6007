"""Preprocessing that has seen the test data: fitted before the split."""

import ast
from collections.abc import Collection, Iterator, Mapping

from nb2prod.advice.questions import column, spread, targets
from nb2prod.advice.rule import Advice, Book, Rule, Seen, about, whole
from nb2prod.advice.transformers import LEARNING, kind_of
from nb2prod.analysis.syntax.nodes import assignments, method_name, named, start_name

RULE = Rule("NB510")
_SPLIT = "sklearn.model_selection.train_test_split"
_FOLDS = frozenset(
    f"sklearn.model_selection.{name}"
    for name in ("cross_val_score", "cross_validate", "cross_val_predict")
)
_FIGURES = frozenset({"mean", "median", "std", "sum", "min", "max", "var"})
_FILLS = frozenset({"mean", "median", "mode", "quantile", "min", "max"})
_COUNTS = frozenset({"count", "size", "nunique", "value_counts"})


@whole(RULE)
def fitted(book: Book) -> Iterator[Advice]:
    """What was made of all rows, and is split into training and test data, or folds, later."""
    splits = {s.index: given for s in book.live if (given := _given(s, (_SPLIT,)))}
    folds = {s.index: given for s in book.live if (given := _given(s, _FOLDS, at=1))}
    if not splits and not folds:
        return
    parts = [(s.index, name) for s in book.live if s.index in splits
             for name in sorted(s.analysed.facts.may_bind)]  # fmt: skip
    already = {seen.index: held for seen, held in spread(book, parts)}
    more = [*_encodings(book, _targets(book)), *_fills(book)] if splits else []
    for seen, call, target in sorted([*_fits(book), *more], key=lambda one: one[0].index):
        if told := _told(book, seen, call, target, splits, folds, already[seen.index]):
            yield told


def _told(
    book: Book,
    seen: Seen,
    call: ast.Call,
    target: str,
    splits: Mapping[int, set[str]],
    folds: Mapping[int, set[str]],
    already: set[str],
) -> Advice | None:
    shown = ast.unparse(call.func)
    for later, held in spread(book, [(seen.index, target)]):
        if later.index <= seen.index:
            continue
        number = later.cell.number
        if splits.get(later.index, set()) & held and not named(call) & already:
            message = f"`{shown}` sees the rows that cell {number} splits off as test data."
            return about(RULE, call, seen, message, "Split first, learn from the training part.")
        if folds.get(later.index, set()) & held and method_name(call) == "fit_transform":
            message = f"`{shown}` sees the rows that the folds of cell {number} hold out."
            return about(RULE, call, seen, message, "Give a pipeline of it and the model.")
    return None


def _fits(book: Book) -> Iterator[tuple[Seen, ast.Call, str]]:
    """``X = scaler.fit_transform(X)`` and ``df[cols] = …`` outside functions: the name changed."""
    for seen, node in _assignments(book):
        target = start_name(node.targets[0])
        for call in (n for n in ast.walk(node.value) if isinstance(n, ast.Call)):
            if method_name(call) != "fit_transform" or not target or not call.args:
                continue
            assert isinstance(call.func, ast.Attribute)
            if kind_of(call.func.value, seen) in LEARNING:
                yield seen, call, target


def _assignments(book: Book) -> Iterator[tuple[Seen, ast.Assign]]:
    for seen in book.live:
        for node in seen.nodes:
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                yield seen, node


def _encodings(book: Book, goals: set[str]) -> Iterator[tuple[Seen, ast.Call, str]]:
    """Columns with the mean of a target for each category, or with how often it is there.

    ``df["a"] = df.groupby("c")["y"].transform("mean")``, ``df["c"].map(df["c"].value_counts())``.
    """
    bound: dict[str, ast.expr] = {}
    for seen, node in _assignments(book):
        target = node.targets[0]
        if isinstance(target, ast.Name):
            bound[target.id] = node.value
        elif isinstance(target, ast.Subscript) and (table := start_name(target)):
            for call in (n for n in ast.walk(node.value) if isinstance(n, ast.Call)):
                made = _figure_of(call, bound)
                if made and start_name(made) == table and _tells(made, goals):
                    yield seen, made, table


def _fills(book: Book) -> Iterator[tuple[Seen, ast.Call, str]]:
    """What fills gaps by figures of all rows, in one statement or by a name for them:
    ``df["a"] = df["a"].fillna(df["a"].mean())``, ``df.fillna(df.median(), inplace=True)``."""
    bound: dict[str, ast.expr] = {}
    for seen in book.live:
        for given in (given for node in seen.nodes for given in assignments(node)):
            match given:
                case (ast.Name(id=name), value):
                    bound[name] = value
        for call in (one for one in seen.calls() if method_name(one) == "fillna" and one.args):
            filler = call.args[0]
            filler = bound.get(filler.id, filler) if isinstance(filler, ast.Name) else filler
            made, table = _own_figure(filler), start_name(call.func)
            if made and table and start_name(made) == table:
                yield seen, made, table


def _own_figure(node: ast.expr) -> ast.Call | None:
    """The call that takes a figure of a table: ``df["a"].mean()``, ``df["a"].mode()[0]``."""
    if isinstance(node, ast.Subscript):
        node = node.value
    return node if isinstance(node, ast.Call) and method_name(node) in _FILLS else None


def _figure_of(call: ast.Call, bound: Mapping[str, ast.expr]) -> ast.Call | None:
    """The call that takes figures from all rows for a column: `call`, or what it maps by."""
    if method_name(call) == "transform":
        return call
    if method_name(call) != "map" or len(call.args) != 1:
        return None
    given = call.args[0]
    given = bound.get(given.id, given) if isinstance(given, ast.Name) else given
    while isinstance(given, ast.Call) and method_name(given) == "to_dict":
        given = given.func.value  # type: ignore[attr-defined]
    return given if isinstance(given, ast.Call) else None


def _tells(call: ast.Call, goals: set[str]) -> bool:
    """Whether the figures are those of a target, or counts."""
    name = method_name(call)
    if name == "transform":
        first = call.args[0] if call.args else None
        name = str(first.value) if isinstance(first, ast.Constant) else ""
    assert isinstance(call.func, ast.Attribute)
    owner = call.func.value
    groups = any(method_name(n) == "groupby" for n in ast.walk(owner) if isinstance(n, ast.Call))
    if name in _COUNTS:
        return groups or name == "value_counts"
    return groups and name in _FIGURES and column(owner) in goals


def _targets(book: Book) -> set[str]:
    """The columns that are split as the second thing, which the model has to predict."""
    found: set[str] = set()
    bound: dict[str, str] = {}
    for seen in book.live:
        for node in seen.nodes:
            for target in targets(node):
                if isinstance(target, ast.Name) and isinstance(node, ast.Assign):
                    bound[target.id] = column(node.value)
        for call in seen.calls():
            if _splits(call, seen, (_SPLIT,)) and len(call.args) > 1:
                second = call.args[1]
                name = bound.get(second.id, "") if isinstance(second, ast.Name) else column(second)
                found |= {name} - {""}
    return found


def _splits(call: ast.Call, seen: Seen, functions: Collection[str]) -> bool:
    return seen.env.qualified(call.func) in functions


def _given(seen: Seen, functions: Collection[str], at: int = 0) -> set[str]:
    """What the model learns from, of what one of the functions gets: its argument at a place."""
    return {
        name
        for call in seen.calls()
        if _splits(call, seen, functions)
        for argument in call.args[at : at + 1] or [k.value for k in call.keywords if k.arg == "X"]
        for name in named(argument)
    }
