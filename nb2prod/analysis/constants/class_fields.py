"""Constants in attributes: those of a class, of an object, and of ``self`` in its methods."""

import ast
from collections.abc import Container

from nb2prod.analysis.constants.fold import UNKNOWN, class_constants, fold
from nb2prod.analysis.environment import Environment

NAMESPACES = frozenset({"types.SimpleNamespace", "argparse.Namespace"})
"""What has the attributes that it is called with."""


def fields_of_classes(env: Environment) -> dict[str, object]:
    """What ``CFG.out`` is, for the constants that stand in classes."""
    classes = ((n, d.node) for n, d in env.definitions.items() if n not in env.changed)
    fields = {n: class_constants(d, env) for n, d in classes if isinstance(d, ast.ClassDef)}
    return {f"{name}.{field}": v for name, own in fields.items() for field, v in own.items()}


def fields_of_objects(
    env: Environment, owner: str, method: ast.AST, bases: Container[str]
) -> dict[str, object]:
    """What ``self.path`` is in a method of the class, where all its objects have one value.

    `bases` are classes that others are made from: these may set it to something else.
    """
    known = env.definitions.get(owner)
    if known is None or owner in env.changed or owner in bases:
        return {}
    if not isinstance(known.node, ast.ClassDef) or not isinstance(method, ast.FunctionDef):
        return {}
    plain = all(env.qualified(one) == "property" for one in method.decorator_list)
    if not plain or not method.args.args:
        return {}
    fields = class_constants(known.node, env, instance=True)
    first = method.args.args[0].arg
    return {f"{first}.{n}": v for n, v in fields.items() if n not in env.fields}


def instance_fields(node: ast.stmt, env: Environment) -> dict[str, object]:
    """Constant attributes of ``config = Config()`` or ``SimpleNamespace(...)``, as ``config.x``."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
        return {}
    target, call = node.targets[0], node.value
    if len(node.targets) > 1 or not isinstance(target, ast.Name) or call.args:
        return {}
    fields: dict[str, object] = {}
    if env.qualified(call.func) in NAMESPACES:
        fields = {k.arg: fold(k.value, env) for k in call.keywords if k.arg}
    elif isinstance(call.func, ast.Name) and not call.keywords and call.func.id not in env.changed:
        made = env.definitions.get(call.func.id)
        if made is not None and isinstance(made.node, ast.ClassDef):
            fields = class_constants(made.node, env, instance=True)
    return {f"{target.id}.{k}": v for k, v in fields.items() if v is not UNKNOWN}
