"""Paths with a variable end, spelled with what is known of them: ``data_dir() / name``, where
``def data_dir(): return Path.cwd() / "data"``, as ``"data" / name``."""

import ast
import copy
from collections.abc import Mapping
from pathlib import PurePosixPath

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.constants.fold_fields import plain_function
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import loaded

_JOIN = "os.path.join"


def spelled(node: ast.expr, env: Environment) -> ast.expr:
    """The path with the results of calls in it written out, as far as they are known.

    It is for reading what folder the path starts with, and is no Python: ``"data" / name`` is not.
    Where there is nothing to write out, the expression itself is given back.
    """
    if not _calls(node):
        return node
    made = _Speller(env).visit(copy.deepcopy(node))
    same = ast.dump(made) == ast.dump(node)
    return node if same or not isinstance(made, ast.expr) else made


def is_spelled(node: ast.expr) -> bool:
    """Whether a part of the expression does not stand in the notebook."""
    return any(isinstance(n, ast.expr) and not hasattr(n, "lineno") for n in ast.walk(node))


class _Speller(ast.NodeTransformer):
    """Writes calls out; names that hold a folder stay, as they become options by their name."""

    def __init__(self, env: Environment) -> None:
        self.env = env

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.Attribute | ast.BinOp | ast.Call) and _calls(node):
            value = fold(node, self.env)
            if isinstance(value, PurePosixPath | str):
                return ast.Constant(str(value))
        made: ast.AST = super().visit(node)
        return made

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        self.generic_visit(node)
        parts: list[ast.expr] = []
        text = ""
        for part in node.values:
            plain = not isinstance(part, ast.FormattedValue) or part.format_spec is None
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            if plain and isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                text += inner.value
                continue
            parts += [*([ast.Constant(text)] if text else []), part]
            text = ""
        return ast.JoinedStr([*parts, *([ast.Constant(text)] if text else [])])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        inner = _result(node, self.env)
        if inner is not None:
            return _with_slashes(self.visit(inner), self.env)
        self.generic_visit(node)
        if self.env.qualified(node.func) != _JOIN:
            return node
        start: list[str] = []
        for argument in node.args:
            if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
                break
            start.append(argument.value)
        if len(start) > 1 and len(start) < len(node.args):
            first = ast.Constant(str(PurePosixPath(*start)))
            return ast.Call(node.func, [first, *node.args[len(start) :]], [])
        return node


def _calls(node: ast.expr) -> bool:
    # not `all_nodes`, which remembers what a tree was before it was changed
    return any(isinstance(n, ast.Call) for n in ast.walk(node))


def _result(node: ast.Call, env: Environment) -> ast.expr | None:
    """What a call of a function that only computes gives, with the arguments in their places."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    found = plain_function(env.definitions[name].node) if name in env.definitions else None
    if found is None or name in env.changed:
        return None
    parameters, assigned, result = found
    if any(isinstance(one, ast.Starred) for one in node.args) or len(node.args) > len(parameters):
        return None
    given: dict[str, ast.expr] = dict(zip(parameters, node.args, strict=False))
    given |= {k.arg: k.value for k in node.keywords if k.arg in parameters}
    values = {p: given.get(p, default) for p, default in parameters.items()}
    known = {p: value for p, value in values.items() if value is not None}
    if len(known) < len(parameters) or len(node.args) + len(node.keywords) != len(given):
        return None
    for variable, expression in assigned:
        known[variable] = _put(expression, known)
    made = _put(result, known)
    own = loaded(made) - loaded(node)
    folders = {n: env.constants[n] for n in own & env.constants.keys()}
    if own - env.imports.keys() - folders.keys() or name in loaded(made):
        return None
    texts = {n: v for n, v in folders.items() if isinstance(v, str | PurePosixPath)}
    return (
        _put(made, {n: ast.Constant(str(v)) for n, v in texts.items()})
        if texts == folders
        else None
    )


def _put(node: ast.expr, values: Mapping[str, ast.expr]) -> ast.expr:
    """The expression with values in the places of names, as what does not stand there."""

    class Put(ast.NodeTransformer):
        def visit_Name(self, one: ast.Name) -> ast.expr:
            return copy.deepcopy(values[one.id]) if one.id in values else ast.Name(one.id, one.ctx)

    made = Put().visit(copy.deepcopy(node))
    assert isinstance(made, ast.expr)
    return made


def _with_slashes(node: ast.AST, env: Environment) -> ast.AST:
    """``a / b`` for ``os.path.join(a, b)``, which takes no import."""

    class Slashes(ast.NodeTransformer):
        def visit_Call(self, call: ast.Call) -> ast.AST:
            self.generic_visit(call)
            if env.qualified(call.func) != _JOIN or call.keywords or not call.args:
                return call
            made = call.args[0]
            for part in call.args[1:]:
                made = ast.BinOp(made, ast.Div(), part)
            return made

    made: ast.AST = Slashes().visit(node)
    return made
