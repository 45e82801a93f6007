"""The code of a pipeline, wherever it stands."""

import ast
from collections.abc import Iterator, Sequence, Set
from dataclasses import astuple

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.nodes import last_name, loaded, nodes_of, stored
from nb2prod.plan.model import Code, Pipeline
from nb2prod.plan.path_names import only_in_paths
from nb2prod.plan.substitute import loaded_names


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
    codes = [code for code in codes_of(pipeline) if code.statement is not None]
    return frozenset(name for name in names if _is_only_printed(name, codes))


_OF_TEXT = frozenset({"Path", "abspath", "absolute", "as_posix", "join", "repr", "resolve", "str"})


def _is_only_printed(name: str, codes: Sequence[Code]) -> bool:
    made = {name}
    for code in codes:
        nodes = code.statement.nodes if code.statement is not None else ()
        read = set[str]().union(*map(loaded, nodes))
        placed = {astuple(one.span): loaded_names(one.code or "None") for one in code.edits}
        if not made & (read - only_in_paths(nodes, placed)):
            continue
        match nodes[0]:
            case ast.Expr(value=ast.Call(func=ast.Name(id="print" | "display")) as shown):
                called = (last_name(n.func) for n in nodes_of(ast.Call, shown.args))
                if not all(name in _OF_TEXT for name in called):
                    return False
            case ast.Assign(targets=[ast.Name()], value=value) if not isinstance(value, ast.Call):
                made |= set(stored(nodes[0]))
            case ast.Assign(
                targets=[ast.Name()],
                value=ast.Call(func=ast.Name(id="Path") | ast.Attribute(attr="join" | "joinpath")),
            ):
                made |= set(stored(nodes[0]))
            case _:
                return False
    return True
