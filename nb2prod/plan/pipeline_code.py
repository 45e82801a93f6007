"""All code of a pipeline."""

import ast
from collections.abc import Iterable, Iterator, Sequence, Set

from nb2prod.analysis.model import Statement
from nb2prod.analysis.syntax.nodes import child_nodes, last_name, loaded, nodes_of, stored
from nb2prod.plan.model import Code, Pipeline
from nb2prod.plan.path_names import only_in_paths
from nb2prod.plan.substitute import loaded_names


def codes_of(pipeline: Pipeline) -> Iterator[Code]:
    """Every piece of code that the scripts have: lines of the stages first, then definitions."""
    for stage in pipeline.stages:
        yield from (*stage.effects, *stage.loads, *stage.body, *stage.saves)
        yield from stage.predictor.loads if stage.predictor else ()
    yield from (item.code for stage in pipeline.stages for item in stage.items)
    yield from (item.code for item in pipeline.items)


def statements_in(pipeline: Pipeline) -> Iterator[Statement]:
    """The statements of the notebook among them."""
    yield from (code.statement for code in codes_of(pipeline) if code.statement is not None)


def only_printed(pipeline: Pipeline, names: Set[str]) -> frozenset[str]:
    """Those of the names that the scripts do nothing with but to print them, or to put their text
    into a table, or what is made of them alone: ``out = base / "out"``."""
    codes = [code for code in codes_of(pipeline) if code.statement is not None]
    return frozenset(name for name in names if _is_only_printed(name, codes))


_OF_TEXT = frozenset({"Path", "abspath", "absolute", "as_posix", "join", "repr", "resolve", "str"})
_TABLES = frozenset({"DataFrame", "Series", "dict"})


def _is_only_printed(name: str, codes: Sequence[Code]) -> bool:
    made = {name}
    for code in codes:
        placed = {one.span: loaded_names(one.code or "None") for one in code.edits}
        nodes = code.statement.nodes if code.statement is not None else ()
        for node in (part for top in nodes for part in _parts(top)):
            if not made & (loaded(node) - only_in_paths([node], placed)):
                continue
            if not _only_shows(node, made):
                return False
            if isinstance(node, ast.Assign) and not _makes_table(node.value):
                made |= set(stored(node))
    return True


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """The statements without others in them, and what stands in the heads of the others."""
    inner = [child for child in child_nodes(node) if isinstance(child, ast.stmt)]
    if not inner:
        yield node
        return
    for child in child_nodes(node):
        yield from _parts(child)


def _only_shows(node: ast.AST, names: Set[str]) -> bool:
    """Whether a statement only prints the names, puts their text into a table or names it again."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="print" | "display")) as shown):
            return _calls_around(names, shown.args) <= _OF_TEXT
        case ast.Assign(targets=[ast.Name()], value=value) if _makes_table(value):
            return _calls_around(names, [value]) <= _OF_TEXT | _TABLES
        case ast.Assign(targets=[ast.Name()], value=value):
            joins = {"Path", "join", "joinpath"}
            return not isinstance(value, ast.Call) or last_name(value.func) in joins
    return False


def _makes_table(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and last_name(node.func) in _TABLES


def _calls_around(names: Set[str], nodes: Iterable[ast.AST]) -> set[str]:
    """What is called with the names in its arguments."""
    calls = nodes_of(ast.Call, nodes)
    return {last_name(call.func) for call in calls if names & loaded(call)}
