"""The code of a pipeline, wherever it stands."""

import ast
from collections.abc import Iterator, Set

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.nodes import last_name, loaded, nodes_of, stored
from nb2prod.plan.model import Code, Pipeline


def codes_of(pipeline: Pipeline) -> Iterator[Code]:
    """Every piece of code that the scripts have: lines of the stages first, then definitions."""
    for stage in pipeline.stages:
        yield from (*stage.effects, *stage.loads, *stage.body, *stage.saves)
    yield from (item.code for stage in pipeline.stages for item in stage.items)
    yield from (item.code for item in pipeline.items)


def statements_in(pipeline: Pipeline) -> Iterator[Statement]:
    """The statements of the notebook among them."""
    yield from (code.statement for code in codes_of(pipeline) if code.statement is not None)


def only_printed(pipeline: Pipeline, names: Set[str]) -> frozenset[str]:
    """Those of the names that the scripts do nothing with but to print them, or what is made of
    them alone: ``out = base / "out"``."""
    statements = [node for one in statements_in(pipeline) for node in one.nodes]
    return frozenset(name for name in names if _is_only_printed(name, statements))


_OF_TEXT = frozenset({"Path", "abspath", "absolute", "as_posix", "join", "repr", "resolve", "str"})


def _is_only_printed(name: str, statements: list[ast.stmt]) -> bool:
    made = {name}
    for node in statements:
        if not made & loaded(node):
            continue
        match node:
            case ast.Expr(value=ast.Call(func=ast.Name(id="print" | "display")) as shown):
                called = (last_name(n.func) for n in nodes_of(ast.Call, shown.args))
                if not all(name in _OF_TEXT for name in called):
                    return False
            case ast.Assign(targets=[ast.Name()], value=value) if not isinstance(value, ast.Call):
                made |= set(stored(node))
            case ast.Assign(
                targets=[ast.Name()],
                value=ast.Call(func=ast.Name(id="Path") | ast.Attribute(attr="join" | "joinpath")),
            ):
                made |= set(stored(node))
            case _:
                return False
    return True
