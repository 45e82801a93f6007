"""Paths from environment variables."""

import ast
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Book, Rule, about, whole
from nb2prod.analysis.constants.fold import environment_variable
from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import named

RULE = Rule("NB501")


@whole(RULE)
def paths(book: Book) -> Iterator[Advice]:
    """Paths of file accesses that are looked up in the environment, also by way of a name."""
    variables: dict[str, str] = {}
    for seen in book.live:
        for call in seen.analysed.facts.io:
            if call.inside:
                continue
            variable = _variable(call.argument, seen.env)
            known = sorted(named(call.argument) & variables.keys())
            shown = variable or (variables[known[0]] if known else "")
            if shown:
                message = f"the path comes from the environment variable `{shown}`."
                advice = "Write it as text; convert makes it an option."
                yield about(RULE, call.argument, seen, message, advice)
        _follow(seen.nodes, seen.env, variables)


def _follow(nodes: tuple[ast.stmt, ...], env: Environment, variables: dict[str, str]) -> None:
    """Names that hold what was looked up, or a path that is made from it."""
    for node in nodes:
        if not isinstance(node, ast.Assign):
            continue
        found = _variable(node.value, env) if _is_path(node.value) else ""
        known = sorted(named(node.value) & variables.keys()) if _is_path(node.value) else []
        for target in node.targets:
            if isinstance(target, ast.Name):
                variables.pop(target.id, None)
                if found or known:
                    variables[target.id] = found or variables.get(known[0], "")


def _is_path(node: ast.expr) -> bool:
    """Whether the expression may make a path of its parts: no data that was read from there."""
    match node:
        case ast.Name() | ast.Subscript() | ast.JoinedStr() | ast.BinOp():
            return True
        case ast.Call(func=ast.Attribute(attr=attr)):
            return attr in {"join", "getenv", "get", "expanduser", "abspath", "joinpath"}
        case ast.Call(func=ast.Name(id=name)):
            return name in {"Path", "str", "getenv"}
    return False


def _variable(node: ast.expr, env: Environment) -> str:
    for part in ast.walk(node):
        if isinstance(part, ast.expr) and (found := environment_variable(part, env)):
            return found[0]
    return ""
