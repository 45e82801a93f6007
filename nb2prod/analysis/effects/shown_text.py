"""Which statements turn a table or an array into text, so that display settings matter."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import all_nodes, last_name, nodes_of
from nb2prod.analysis.types import kinds
from nb2prod.analysis.types.algebra import copied
from nb2prod.analysis.types.infer import bound_types, type_of
from nb2prod.knowledge.effect_tables import PRINTING

_TEXTS = frozenset({"str", "repr", "format", "ascii", "pprint.pprint", "pprint.pformat"})
_METHODS = frozenset(
    {"to_string", "to_html", "to_markdown", "to_latex", "format", "info", "summary"}
    | {"debug", "warning", "error", "exception", "critical", "log"}
)
_READABLE = frozenset(
    {"pandas.DataFrame", "pandas.Series", "polars.DataFrame", "polars.Series"}
    | {"numpy.float64", "numpy.int64", "numpy.bool_", "list", "dict", "tuple", "set"}
    | {"str", "int", "float", "bool"}
)
_PLAIN = (ast.Constant, ast.JoinedStr)
_MAKING = (ast.Call, ast.FormattedValue, ast.BinOp)
_SIZES = frozenset({"shape", "ndim", "size"})


def displays_value(nodes: Sequence[ast.stmt], env: Environment) -> bool:
    """Whether it is an expression with a value that is for people to read: data, no object."""
    shown = _displayed(nodes)
    return bool(shown) and all(_is_readable(one, env) for one in shown)


def displays_table(nodes: Sequence[ast.stmt], env: Environment) -> bool:
    """Whether what such an expression shows may be a table or an array."""
    return not all(_is_plain(one, env) for one in _displayed(nodes))


def _displayed(nodes: Sequence[ast.stmt]) -> Sequence[ast.expr]:
    """The values that an expression statement shows; none of a constant."""
    match nodes:
        case [ast.Expr(ast.Call(args=given))] if is_display(nodes[0]):
            return given
        case [ast.Expr(value)] if not isinstance(value, ast.Constant):
            return [value]
    return []


def is_display(node: ast.stmt) -> bool:
    """Whether it is ``display(x)``."""
    match node:
        case ast.Expr(ast.Call(func=func, args=[_, *_])):
            return last_name(func) == "display"
    return False


def _is_readable(node: ast.expr, env: Environment) -> bool:
    kind = type_of(node, env)
    return kinds.is_array(kind) or (kind is not None and kind.name in _READABLE)


def shows_tables(nodes: Iterable[ast.AST], env: Environment) -> bool:
    """Whether a text may show a table or an array; what is not known may be one."""
    return any(_shows_tables(top, env) for top in nodes)


def _shows_tables(top: ast.AST, env: Environment) -> bool:
    shown = [
        value for node in all_nodes(top) if isinstance(node, _MAKING) for value in _shown(node, env)
    ]
    if all(_is_plain(value, env) for value in shown):
        return False
    if not isinstance(top, ast.For | ast.While | ast.If | ast.With | ast.Try):
        return True
    # inside of the block more is known: names that only one place in it binds
    stores = Counter(n.id for n in nodes_of(ast.Name, [top]) if isinstance(n.ctx, ast.Store))
    inner = copied(env)
    for name, kind in bound_types(top, env).items():
        if kind is not None and stores[name] == 1 and name not in env.bound:
            inner.types[name] = kind
    return not all(_is_plain(value, inner) for value in shown)


def _shown(node: ast.AST, env: Environment) -> Iterator[ast.expr]:
    """The values of which the node makes a text."""
    match node:
        case ast.Call(func=func, args=args):
            name = env.qualified(func)
            if name in PRINTING or name in _TEXTS:
                yield from args
            elif name is None and isinstance(func, ast.Attribute) and func.attr in _METHODS:
                yield func.value
                yield from args
        case ast.FormattedValue(value=value, format_spec=spec):
            if spec is None:  # tables and arrays take no format
                yield value
        case ast.BinOp(left=ast.Constant(value=str()), op=ast.Mod(), right=ast.Tuple(elts=parts)):
            yield from parts
        case ast.BinOp(left=ast.Constant(value=str()), op=ast.Mod(), right=value):
            yield value


def _is_plain(node: ast.expr, env: Environment) -> bool:
    if isinstance(node, ast.Starred):
        return False
    if isinstance(node, _PLAIN) or (isinstance(node, ast.Attribute) and node.attr in _SIZES):
        return True
    kind = type_of(node, env)
    known = kinds.is_immutable(kind) or kinds.holds_immutable(kind)
    return known and not kinds.is_frame(kind) and not kinds.is_array(kind)
