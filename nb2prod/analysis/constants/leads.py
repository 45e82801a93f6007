"""How a path starts whose value is not constant: ``f"{OUT}/{name}.pkl"`` starts with ``OUT``."""

import ast
import posixpath
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.constants.fold_values import posix_text
from nb2prod.analysis.constants.spelled import spelled
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.model import Lead
from nb2prod.records import replace

_NOTHING = Lead()
_NONE: Mapping[str, Lead] = MappingProxyType({})
_SAME = {"str", "os.path.abspath", "os.path.normpath", "os.path.realpath", "os.path.expanduser"}
_SAME |= {"os.fspath"}
_SAME_METHODS = {"as_posix", "resolve", "absolute", "expanduser", "with_suffix"}
_PATHS = {"pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "pathlib.PurePosixPath"}


def lead(node: ast.expr, env: Environment, local: Mapping[str, Lead] = _NONE) -> Lead:
    """The start of the path that the expression gives.

    ``local`` are the leads of names that are bound earlier in the same statement.
    """
    try:
        return _lead(node, env, local)
    except RecursionError:
        return _NOTHING


def start_of(node: ast.expr, env: Environment, local: Mapping[str, Lead] = _NONE) -> Lead:
    """The start of a path, or of what it is spelled out as, where that tells more."""
    text, start = spelled(node, env), lead(node, env, local)
    if text is not node:
        start = replace(start if start.root is not None else lead(text, env, local), spelled=text)
    return replace(start, prefix=posix_text(start.prefix), value=value_of_root(start.root, env))


def value_of_root(root: str | None, env: Environment) -> object:
    """The value of the global, or of the part of one, that a path starts with."""
    if root is None or root in env.constants:
        return env.constants.get(root or "")
    return fold(ast.parse(root, mode="eval").body, env)


def _lead(node: ast.expr, env: Environment, local: Mapping[str, Lead]) -> Lead:
    if isinstance(node, ast.Name) and node.id in local:
        return local[node.id]
    value = fold(node, env)
    if isinstance(value, (str, PurePosixPath)):
        return Lead(
            _root(node, env),
            str.__str__(value) if isinstance(value, str) else str(value),
            whole=True,
        )
    if isinstance(node, ast.FormattedValue):
        plain = node.format_spec is None and node.conversion in (-1, ord("s"))
        return _lead(node.value, env, local) if plain else _NOTHING
    if isinstance(node, ast.JoinedStr):
        return _sequence(node.values, "", env, local)
    if isinstance(node, ast.BinOp):
        return _operation(node, env, local)
    if isinstance(node, ast.Call):
        return _call(node, env, local)
    if isinstance(node, ast.Attribute) and node.attr == "parent":
        return _directory(_lead(node.value, env, local))
    return _NOTHING


def _root(node: ast.expr, env: Environment) -> str | None:
    """The first global name of a constant expression, where the value starts with its value."""
    if isinstance(node, ast.Name):
        return node.id if node.id in env.constants else None
    if isinstance(node, ast.Attribute | ast.Subscript):
        return ast.unparse(node) if _is_part(node) else None
    start: ast.expr | None = None
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Div)):
        start = node.left
    elif isinstance(node, ast.JoinedStr) and node.values:
        start = node.values[0]
    elif isinstance(node, ast.FormattedValue):
        start = node.value
    elif isinstance(node, ast.Call):
        name = env.qualified(node.func)
        if node.args and (name in _SAME or name in _PATHS or name == "os.path.join"):
            start = node.args[0]
        elif isinstance(node.func, ast.Attribute) and node.func.attr in {"joinpath", "as_posix"}:
            start = node.func.value
    return _root(start, env) if start is not None else None


def _is_part(node: ast.expr) -> bool:
    """``cfg.paths.out``, ``CFG["out"]``: what a global holds."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Constant):
            return False
        node = node.value
    return isinstance(node, ast.Name)


def _operation(node: ast.BinOp, env: Environment, local: Mapping[str, Lead]) -> Lead:
    if isinstance(node.op, ast.Add):
        return _sequence([node.left, node.right], "", env, local)
    if isinstance(node.op, ast.Div):
        return _sequence([node.left, node.right], "/", env, local)
    template = fold(node.left, env)
    if not isinstance(node.op, ast.Mod) or not isinstance(template, str):
        return _NOTHING
    values = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
    return _template(template, "%", template.startswith("%s"), values, env, local)


def _template(
    template: str,
    mark: str,
    leading: bool,
    values: list[ast.expr],
    env: Environment,
    local: Mapping[str, Lead],
) -> Lead:
    """The start of a template: its text up to the first field, or what the first field holds."""
    if leading and values and not isinstance(values[0], ast.Starred):
        first = _lead(values[0], env, local)
        return Lead(first.root, first.prefix)
    return Lead(None, template.partition(mark)[0])


def _call(node: ast.Call, env: Environment, local: Mapping[str, Lead]) -> Lead:
    name = env.qualified(node.func)
    if any(isinstance(a, ast.Starred) for a in node.args[:1]):
        return _NOTHING
    if name in _SAME and node.args:
        return _lead(node.args[0], env, local)
    if (name in _PATHS or name == "os.path.join") and node.args:
        return _sequence(node.args, "/", env, local)
    if name == "os.path.dirname" and node.args:
        return _directory(_lead(node.args[0], env, local))
    if name is not None or not isinstance(node.func, ast.Attribute):
        return _NOTHING
    owner, method = node.func.value, node.func.attr
    if method == "joinpath":
        return _sequence([owner, *node.args], "/", env, local)
    if method == "format":
        template = fold(owner, env)
        if isinstance(template, str):
            leading = template.startswith(("{}", "{0}"))
            return _template(template, "{", leading, node.args, env, local)
        return _NOTHING
    if method in _SAME_METHODS:
        start = _lead(owner, env, local)
        return _file(start) if method == "with_suffix" else start
    if method in {"with_name", "with_stem"}:
        return _directory(_lead(owner, env, local), slash=True)
    return _NOTHING


def _file(start: Lead) -> Lead:
    """The start after a change of the suffix."""
    return Lead(start.root, posixpath.splitext(start.prefix)[0] if start.whole else start.prefix)


def _directory(start: Lead, slash: bool = False) -> Lead:
    """The start of the directory that holds the path."""
    head, separator, _ = start.prefix.rstrip("/" if start.whole else "").rpartition("/")
    return Lead(start.root if head else None, head + (separator if slash else ""))


def _sequence(
    parts: list[ast.expr], separator: str, env: Environment, local: Mapping[str, Lead]
) -> Lead:
    """The start of several parts one after the other; an absolute path part starts again."""
    root: str | None = None
    text = ""
    for part in parts:
        start = _NOTHING if isinstance(part, ast.Starred) else _lead(part, env, local)
        if separator and text and start.prefix.startswith(separator):
            root, text = None, ""
        if not text:
            root = start.root
        elif separator and not text.endswith(separator):
            text += separator
        text += start.prefix
        if not start.whole:
            return Lead(root, text)
    return Lead(root, text, whole=True)
