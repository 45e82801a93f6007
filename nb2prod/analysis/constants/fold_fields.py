"""What a class of the notebook assigns to attributes, as far as its text decides it."""

import ast

from nb2prod.analysis.environment import Environment
from nb2prod.analysis.syntax.nodes import all_nodes

_INITIALISERS = {"__init__", "__new__", "__post_init__", "__getattribute__", "__call__"}


def plain_class(node: ast.ClassDef, env: Environment, instance: bool) -> bool:
    """Whether no base class, decorator or special method gives the attributes another meaning."""
    bases = [b for b in node.bases if env.qualified(b) != "object"]
    decorators = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    if bases or node.keywords:
        return False
    if any(env.qualified(d) != "dataclasses.dataclass" for d in decorators):
        return False
    return not instance or methods_of(node) & _INITIALISERS <= {"__init__"}


def methods_of(node: ast.ClassDef) -> set[str]:
    """Names of the functions and classes in the body."""
    return {s.name for s in node.body if isinstance(s, (ast.FunctionDef, ast.ClassDef))}


def set_by_init(node: ast.ClassDef) -> tuple[list[str], list[tuple[ast.Attribute, ast.expr]]]:
    """Attributes that the class sets anywhere, and what ``__init__`` assigns to those that
    nothing else in the class sets."""
    set_in = [n.attr for n in all_nodes(node)
              if isinstance(n, ast.Attribute) and not isinstance(n.ctx, ast.Load)]  # fmt: skip
    init = next((s for s in node.body if isinstance(s, ast.FunctionDef)
                 and s.name == "__init__"), None)  # fmt: skip
    found: list[tuple[ast.Attribute, ast.expr]] = []
    for statement in init.body if init else ():
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            continue
        target = statement.targets[0]
        if isinstance(target, ast.Attribute) and set_in.count(target.attr) == 1:
            found.append((target, statement.value))
    return set_in, found


def assignments(statement: ast.stmt) -> list[tuple[str, ast.expr | None]]:
    """Names that a statement of a class body binds, with the value where it is simple."""
    if isinstance(statement, ast.Assign) and all(
        isinstance(t, ast.Name) for t in statement.targets
    ):
        return [(t.id, statement.value) for t in statement.targets if isinstance(t, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [(statement.target.id, statement.value)] if statement.value else []
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return []
    stored = (n for n in all_nodes(statement) if isinstance(n, ast.Name))
    return [(n.id, None) for n in stored if not isinstance(n.ctx, ast.Load)]


Parameters = dict[str, ast.expr | None]
Assigned = list[tuple[str, ast.expr]]


def plain_function(node: ast.AST) -> tuple[Parameters, Assigned, ast.expr] | None:
    """Parameters with their defaults, variables and result of a function that only computes."""
    if not isinstance(node, ast.FunctionDef) or node.decorator_list:
        return None
    arguments = node.args
    if arguments.vararg or arguments.kwarg or arguments.posonlyargs or arguments.kwonlyargs:
        return None
    without = len(arguments.args) - len(arguments.defaults)
    defaults: list[ast.expr | None] = [*[None] * without, *arguments.defaults]
    if not all(isinstance(default, ast.Constant | None) for default in defaults):
        return None
    assigned: Assigned = []
    for statement in node.body[ast.get_docstring(node) is not None :]:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                assigned.append((name, value))
            case ast.Return(value=ast.expr() as result):
                return (
                    {a.arg: d for a, d in zip(arguments.args, defaults, strict=True)},
                    assigned,
                    result,
                )
            case _:
                return None
    return None
