"""Constant dicts to which statements add constant items: ``paths["train"] = "train.csv"``."""

import ast
from collections.abc import Sequence
from pathlib import PurePosixPath

from nb2prod.analysis.constants.fold import fold
from nb2prod.analysis.environment import Environment

_FIXED = (str, int, float, bool, PurePosixPath)


def with_item(nodes: Sequence[ast.stmt], env: Environment) -> dict[str, dict[object, object]]:
    """The dict that a statement sets an item of, by its name, as it is then; else nothing."""
    match nodes:
        case [ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name)) as target], value=value)]:
            known = env.constants.get(name)
            key, item = fold(target.slice, env), fold(value, env)
            if isinstance(known, dict) and isinstance(key, str) and isinstance(item, _FIXED):
                return {name: {**known, str(key): item}}
    return {}
