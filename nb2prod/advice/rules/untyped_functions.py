"""Functions without types."""

import ast
from collections.abc import Iterator

from nb2prod.advice.rule import Advice, Rule, on
from nb2prod.advice.walk import Walk
from nb2prod.analysis.syntax.scope import all_arguments
from nb2prod.records import replace

RULE = Rule("NB514", several="{count} functions have no types for their parameters: {subjects}.")


@on(RULE, ast.FunctionDef, ast.AsyncFunctionDef)
def untyped(node: ast.FunctionDef | ast.AsyncFunctionDef, walk: Walk) -> Iterator[Advice]:
    """Functions of the notebook with a parameter that has no type; no methods, nothing nested."""
    if walk.parents or not (missing := [
        a.arg for a in all_arguments(node.args)
        if a.annotation is None and not a.arg.startswith("_") and a not in _stars(node.args)
    ]):  # fmt: skip
        return
    shown = ", ".join(f"`{name}`" for name in missing)
    noun = "parameter" if len(missing) == 1 else "parameters"
    end = "" if node.returns else ", nor for the result"
    message = f"`{node.name}` has no types for its {noun} {shown}{end}."
    yield replace(walk.about(RULE, node, message, "Annotate them."), subject=node.name)


def _stars(arguments: ast.arguments) -> tuple[ast.arg | None, ...]:
    return arguments.vararg, arguments.kwarg
