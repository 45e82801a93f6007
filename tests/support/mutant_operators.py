"""Ways to break generated code: a function each, from a node to another, or None for no site.

``DATA`` are those for the data layer, ``PATH`` those for the path layer, ``SEEN`` break what a
person sees of a run.
"""

from collections.abc import Callable
from typing import Any

import libcst as cst

Operator = Callable[[cst.CSTNode], Any]
_NO_EFFECT = frozenset({"n_jobs", "verbose", "help", "index", "copy"})
_FLIPPED: dict[type, type] = {
    cst.LessThan: cst.GreaterThanEqual, cst.GreaterThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.GreaterThan, cst.GreaterThanEqual: cst.LessThan,
    cst.Equal: cst.NotEqual, cst.NotEqual: cst.Equal, cst.In: cst.NotIn, cst.NotIn: cst.In,
}  # fmt: skip
_ARITHMETIC: dict[type, type] = {
    cst.Add: cst.Subtract, cst.Subtract: cst.Add, cst.Multiply: cst.Add, cst.Divide: cst.Multiply,
    cst.BitAnd: cst.BitOr, cst.BitOr: cst.BitAnd,
}  # fmt: skip


def drop_statement(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.SimpleStatementLine) and isinstance(
        node.body[0], cst.Assign | cst.AugAssign | cst.Expr
    ):
        return cst.parse_statement("pass")
    return None


def change_number(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.Integer):
        return cst.Integer(str(int(node.value, 0) + 1))
    return cst.Float(repr(float(node.value) * 1.5)) if isinstance(node, cst.Float) else None


def change_text(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.SimpleString) and len(node.raw_value) > 1:
        value = node.evaluated_value
        return cst.SimpleString(repr(value[:-1] + "~" if isinstance(value, str) else value))
    return None


def flip_comparison(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.Comparison):
        first = node.comparisons[0]
        flipped = _FLIPPED.get(type(first.operator))
        if flipped:
            return node.with_changes(comparisons=[first.with_changes(operator=flipped())])
    return None


def change_arithmetic(node: cst.CSTNode) -> Any:
    other = _ARITHMETIC.get(type(node.operator)) if isinstance(node, cst.BinaryOperation) else None
    return node.with_changes(operator=other()) if other else None  # type: ignore[attr-defined]


def negate_condition(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.If):
        return node.with_changes(test=_negated(node.test))
    return node.with_changes(test=_negated(node.test)) if isinstance(node, cst.IfExp) else None


def _negated(test: cst.BaseExpression) -> cst.BaseExpression:
    inner = test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return cst.UnaryOperation(cst.Not(), inner, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def flip_boolean(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.Name) and node.value in ("True", "False"):
        return cst.Name("False" if node.value == "True" else "True")
    return None


def drop_keyword(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.Call) and not _is_result(node):
        kept = [a for a in node.args if not (a.keyword and a.keyword.value not in _NO_EFFECT)]
        dropped = [a for a in node.args if a not in kept]
        if dropped:
            return node.with_changes(args=[a for a in node.args if a is not dropped[-1]])
    return None


def _is_result(node: cst.Call) -> bool:
    return isinstance(node.func, cst.Name) and node.func.value.endswith("Result")


def swap_arguments(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.Call) and len(node.args) > 1:
        one, two, *rest = node.args
        if not (one.keyword or two.keyword or one.star or two.star):
            swapped = [one.with_changes(value=two.value), two.with_changes(value=one.value)]
            return node.with_changes(args=[*swapped, *rest])
    return None


def swap_columns(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.List) and len(node.elements) > 1:
        one, two, *rest = node.elements
        if isinstance(one.value, cst.SimpleString):
            swapped = [one.with_changes(value=two.value), two.with_changes(value=one.value)]
            return node.with_changes(elements=[*swapped, *rest])
    return None


def drop_column(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.List) and len(node.elements) > 1:
        return node.with_changes(elements=node.elements[1:])
    return None


def drop_sort(node: cst.CSTNode) -> Any:
    return _without_method(node, lambda name: name.startswith("sort_"))


def drop_method(node: cst.CSTNode) -> Any:
    return _without_method(node, lambda name: name not in ("copy", "format", "join", "fit"))


def _without_method(node: cst.CSTNode, chosen: Callable[[str], bool]) -> Any:
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        owner = node.func.value
        module = isinstance(owner, cst.Name) and owner.value in ("pd", "np", "re", "json", "joblib")
        if chosen(node.func.attr.value) and not module:
            return owner
    return None


def sort_rows(node: cst.CSTNode) -> Any:
    """A sort where there was none: the rows of a table backwards."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        if node.func.attr.value in ("reset_index", "drop", "fillna", "merge", "drop_duplicates"):
            return cst.Subscript(
                cst.Attribute(node, cst.Name("iloc")),
                [cst.SubscriptElement(cst.Slice(None, None, cst.UnaryOperation(
                    cst.Minus(), cst.Integer("1")), second_colon=cst.Colon()))],
            )  # fmt: skip
    return None


def swap_results(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name):
        named = [a for a in node.args if a.keyword]
        if node.func.value.endswith("Result") and len(named) > 1:
            one, two = named[0], named[-1]
            swap = {id(one): two.value, id(two): one.value}
            args = [a.with_changes(value=swap.get(id(a), a.value)) for a in node.args]
            return node.with_changes(args=args)
    return None


def change_parameter(node: cst.CSTNode) -> Any:
    """``config.SEED`` with another value."""
    if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
        if node.value.value == "config":
            text = f"({cst.Module([]).code_for_node(node)} * 2)"
            return cst.parse_expression(text)
    return None


def _wrapped(node: cst.CSTNode, names: tuple[str, ...], text: str) -> Any:
    """A call of one of the functions, with its first argument wrapped."""
    if isinstance(node, cst.Call):
        called = cst.Module([]).code_for_node(node.func)
        if called in names and node.args:
            value = cst.Module([]).code_for_node(node.args[0].value)
            new = cst.parse_expression(text.format(value))
            return node.with_changes(args=[node.args[0].with_changes(value=new), *node.args[1:]])
    return None


def lose_dtype_at_save(node: cst.CSTNode) -> Any:
    return _wrapped(node, ("save_table",), "{0}.astype(object)")


def lose_dtype_of_any_at_save(node: cst.CSTNode) -> Any:
    return _wrapped(node, ("joblib.dump",), "getattr({0}, 'tolist', lambda: [{0}])()")


def lose_index_at_save(node: cst.CSTNode) -> Any:
    return _wrapped(node, ("save_table",), "{0}.set_axis(range(5, 5 + len({0})))")


def forget_to_save(node: cst.CSTNode) -> Any:
    """One of the lines that save."""
    if isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[0], cst.Expr):
        code = cst.Module([]).code_for_node(node)
        if "out_dir" in code and "mkdir" not in code:
            return cst.parse_statement("pass")
    return None


def lose_dtype_at_load(node: cst.CSTNode) -> Any:
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name):
        if node.func.value == "read_table":
            return cst.parse_expression(f"{cst.Module([]).code_for_node(node)}.astype(str)")
    return None


def load_half(node: cst.CSTNode) -> Any:
    """Not all that is read."""
    if isinstance(node, cst.Call):
        called = cst.Module([]).code_for_node(node.func)
        if called in ("read_table", "pd.read_csv"):
            return cst.parse_expression(f"{cst.Module([]).code_for_node(node)}[1:]")
    return None


def drop_figure(node: cst.CSTNode) -> Any:
    if _is_call_of(node, ("show_figures", "keep_figure")):
        return cst.parse_statement('plt.close("all")')
    return None


def drop_print(node: cst.CSTNode) -> Any:
    return cst.parse_statement("pass") if _is_call_of(node, ("print",)) else None


def _is_call_of(node: cst.CSTNode, names: tuple[str, ...]) -> bool:
    if not isinstance(node, cst.SimpleStatementLine) or not isinstance(node.body[0], cst.Expr):
        return False
    value = node.body[0].value
    called = value.func if isinstance(value, cst.Call) else None
    return isinstance(called, cst.Name) and called.value in names


def change_colour(node: cst.CSTNode) -> Any:
    """What is drawn is magenta."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Attribute):
        return None
    if node.func.attr.value not in ("plot", "bar", "barh", "hist", "scatter", "axhline"):
        return None
    kept = [a for a in node.args if not a.keyword or a.keyword.value not in ("color", "c")]
    if len(kept) == len(node.args) and node.func.attr.value != "scatter":
        kept = [a for a in kept if a.keyword or not isinstance(a.value, cst.SimpleString)]
    colour = cst.Arg(cst.SimpleString('"magenta"'), keyword=cst.Name("color"))
    return node.with_changes(args=[*kept, colour])


def swap_metrics(node: cst.CSTNode) -> Any:
    """The first two values of what goes to metrics.json."""
    if not isinstance(node, cst.Dict) or len(node.elements) < 2:
        return None
    first, second, *rest = node.elements
    pair = (first.with_changes(value=second.value), second.with_changes(value=first.value))
    return node.with_changes(elements=[*pair, *rest])


DATA: tuple[Operator, ...] = (
    drop_statement, change_number, swap_columns, flip_comparison, drop_sort, change_text,
    change_arithmetic, negate_condition, flip_boolean, drop_keyword, swap_arguments, drop_column,
    drop_method, sort_rows, swap_results, change_parameter,
)  # fmt: skip
PATH: tuple[Operator, ...] = (
    lose_dtype_at_save, lose_dtype_of_any_at_save, lose_index_at_save, forget_to_save,
    lose_dtype_at_load, load_half,
)  # fmt: skip
SEEN: tuple[Operator, ...] = (drop_figure, change_colour, drop_print, swap_metrics)
