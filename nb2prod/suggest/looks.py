"""What a statement displays, computes or names, by its form."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from nb2prod.analysis.syntax.nodes import all_nodes, start_name
from nb2prod.knowledge import model_methods as methods
from nb2prod.suggest.name_values import compared_sides, is_literal
from nb2prod.suggest.words import SCORE_TABLES, SCORES, TRAINING


def inspects(node: ast.stmt) -> bool:
    """``df.head()``, ``y_pred[:5]``, ``model.summary()``: a look at what is there."""
    value = node.value if isinstance(node, ast.Expr) else None
    while isinstance(value, ast.Subscript):
        value = value.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return value.func.attr in methods.INSPECT - {"value_counts", "corr", "size", "count"}
    if isinstance(value, ast.Attribute):
        return value.attr in methods.INSPECT
    return False


def shows_rows(node: ast.stmt) -> bool:
    """``table.head(10)``, which for a table of results is not a mere look."""
    value = node.value if isinstance(node, ast.Expr) else None
    match value:
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in methods.TOP
    return False


def computes(node: ast.stmt) -> bool:
    """Whether something is computed for what is shown."""
    tests = (ast.Compare, ast.BinOp)
    for part in all_nodes(node):
        if isinstance(part, tests):
            return True
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
            looks = methods.INSPECT - {"value_counts"}
            if part.func.attr not in looks and not part.func.attr[0].isupper():
                return True
    return False


def compares(node: ast.AST) -> bool:
    """``new.pred == new.y``, ``pred - y``: two values beside each other, neither a constant."""
    return any(map(_compares, all_nodes(node)))


def _compares(node: ast.AST) -> bool:
    sides = compared_sides(node)
    return sides is not None and not any(map(is_literal, sides))


def tells_score(node: ast.stmt) -> bool:
    """``print("accuracy:", x)``: the text of what is printed names a score."""
    calls = [n for n in all_nodes(node) if isinstance(n, ast.Call)]
    texts = [text for n in calls if _is_named(n.func, "print") for text in _texts(n)]
    texts += [text for n in calls for k in n.keywords if k.arg == "by" for text in _texts(k)]
    return any(SCORES.search(text.replace("_", " ")) for text in texts)


def shows_scores(node: ast.stmt) -> bool:
    """``results_df``, ``scores.loc[0]``: by the name of what is shown."""
    value = node.value if isinstance(node, ast.Expr) else None
    name = start_name(value) if value is not None else None
    return name is not None and bool(SCORE_TABLES.search(name))


def _is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _texts(node: ast.AST) -> Iterator[str]:
    """Text that is printed; names of columns are none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for each in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Subscript) and each is node.slice):
            yield from _texts(each)


def keys(node: ast.stmt) -> Iterator[str]:
    """The columns that a statement makes: ``df["error"] = ...``."""
    for target in node.targets if isinstance(node, ast.Assign) else ():
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
            yield str(target.slice.value)


def repeated_calls(node: ast.stmt) -> Iterator[ast.Call]:
    """The calls that a statement makes in a loop."""
    loops = (ast.For, ast.While, ast.ListComp, ast.DictComp, ast.GeneratorExp)
    for loop in (n for n in all_nodes(node) if isinstance(n, loops)):
        yield from (n for n in all_nodes(loop) if isinstance(n, ast.Call))


def lists_names(node: ast.stmt) -> bool:
    """``features = [c for c in df.columns if c != "y"]``: names of features or classes."""
    plain = isinstance(node, ast.Assign) and all(isinstance(t, ast.Name) for t in node.targets)
    return plain and isinstance(node, ast.Assign) and are_names(node.value)


def are_names(node: ast.expr) -> bool:
    """Whether an expression gives names of features or classes."""
    match node:
        case ast.Attribute():
            return node.attr in methods.NAMES
        case ast.Subscript():
            return are_names(node.value)
        case ast.ListComp(elt=ast.Name() | ast.Constant() | ast.Subscript(), generators=[one]):
            return are_names(one.iter)
        case ast.Call(func=ast.Attribute(attr=name, value=receiver)) if name in methods.OF_NAMES:
            given = any(map(are_names, node.args))
            return given or are_names(receiver) or name.startswith("get_feature_names")
        case ast.Call(func=ast.Name(id=name)) if name in methods.OF_NAMES:
            return any(map(are_names, node.args))
    return False


_EMPTY = frozenset({"zeros", "empty", "ones", "full", "zeros_like", "ones_like", "full_like"})


def is_empty(node: ast.expr) -> bool:
    """``np.zeros(len(train))``, ``pd.DataFrame()``: a place for what others compute."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) if name in _EMPTY:
            return True
        case ast.Call(func=ast.Attribute(attr="DataFrame" | "Series"), args=[], keywords=given):
            return all(k.arg in ("columns", "index", "dtype", "name") for k in given)
    return False


def is_size(node: ast.expr) -> bool:
    """``len(X)``, ``X.shape[1] // 2``: how much there is, and nothing of it."""
    parts = [*all_nodes(node)]
    sized = any(isinstance(n, ast.Attribute) and n.attr == "shape" for n in parts)
    return sized or any(isinstance(n, ast.Call) and _is_named(n.func, "len") for n in parts)


def is_device(node: ast.stmt) -> bool:
    """``device = "cuda" if torch.cuda.is_available() else "cpu"``."""
    return isinstance(node, ast.Assign) and any(
        isinstance(n, ast.Attribute) and n.attr in ("is_available", "device")
        for n in all_nodes(node.value)
    )


def is_random(node: ast.stmt) -> bool:
    """``X = 6 * np.random.rand(100, 1)``."""
    return isinstance(node, ast.Assign) and any(
        isinstance(n, ast.Attribute) and n.attr == "random" for n in all_nodes(node.value)
    )


def mentions(node: ast.stmt, words: re.Pattern[str]) -> bool:
    """Whether one of the words is in a name or a text of the statement."""
    named = (n.id for n in all_nodes(node) if isinstance(n, ast.Name))
    return any(words.search(text) for text in (*named, *_texts(node)))


def only_defines(node: ast.stmt) -> bool:
    """``try: import a`` ``except ImportError: def b(): ...``."""
    if not isinstance(node, ast.Try | ast.If):
        return False
    direct = [n for n in ast.iter_child_nodes(node) if isinstance(n, ast.stmt)]
    handled = [n for h in getattr(node, "handlers", ()) for n in h.body]
    kinds = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef | ast.Pass
    return all(isinstance(n, kinds) for n in (*direct, *handled))


def trained_on(node: ast.AST) -> bool:
    """Whether all the data that is named in the node is that of the training set."""
    words = [n.id for n in all_nodes(node) if isinstance(n, ast.Name)]
    data = [w for w in words if w.lower().startswith(("x", "y")) or "_" in w]
    return bool(data) and any(map(TRAINING.search, data)) and not any(
        w for w in data if w.lower().startswith(("x", "y")) and not TRAINING.search(w)
    )  # fmt: skip


def steps(node: ast.AST) -> bool:
    """``w -= rate * gradient``, ``w = w - rate * gradient``, ``q[s] = 0.9 * q[s] + …``."""
    match node:
        case ast.AugAssign():
            return True
        case ast.Assign(
            targets=[ast.Name() | ast.Subscript() as target], value=ast.BinOp() as value
        ):
            text = ast.unparse(target)
            return any(text == ast.unparse(n) for n in _terms(value))
    return False


def _terms(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        yield from _terms(node.left)
        yield from _terms(node.right)
    else:
        yield node
