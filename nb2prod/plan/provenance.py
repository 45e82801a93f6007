"""Which cell each block of code comes from, for ``--provenance``."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from nb2prod.analysis.syntax.nodes import all_nodes
from nb2prod.notebook.model import whole
from nb2prod.plan.model import Code, Item, Pipeline, Stage
from nb2prod.records import replace


def with_provenance(pipeline: Pipeline) -> Pipeline:
    """The pipeline whose code names its cell wherever a block of a cell begins.

    Names that the cell has otherwise are told with it.
    """
    names = dict(pipeline.renamed)
    stages = tuple(_stage(stage, names) for stage in pipeline.stages)
    return replace(pipeline, stages=stages, items=_items(pipeline.items, names))


def _stage(stage: Stage, names: Mapping[str, str]) -> Stage:
    return replace(
        stage,
        effects=_named(stage.effects, names),
        loads=_named(stage.loads, names),
        body=_named(stage.body, names),
        saves=_named(stage.saves, names),
        items=_items(stage.items, names),
    )


def _items(items: Iterable[Item], names: Mapping[str, str]) -> tuple[Item, ...]:
    return tuple(replace(item, code=_named([item.code], names)[0]) for item in items)


def _named(codes: Iterable[Code], names: Mapping[str, str]) -> tuple[Code, ...]:
    found: list[Code] = []
    for number, block in groupby(_with_cells(codes), lambda one: one[0]):
        first, *rest = (code for _, code in block)
        if number and first.statement is not None:
            cell = first.statement.cell
            name = f"cell {number} ({cell.id})" if cell.id else f"cell {number}"
            first = replace(first, provenance=name + _called([first, *rest], names))
        found += [first, *rest]
    return tuple(found)


def _with_cells(codes: Iterable[Code]) -> Iterator[tuple[int, Code]]:
    """Each code with the cell that it, or the statement above it, comes from; 0: none yet."""
    last = 0
    for code in codes:
        if code.statement is not None:
            last = whole(code.statement.cell.number)
        yield last, code


def _called(codes: Iterable[Code], names: Mapping[str, str]) -> str:
    """What the cell calls values that have another name in the scripts."""
    nodes = (n for code in codes if code.statement for n in code.statement.nodes)
    used = dict.fromkeys(
        n.id for top in nodes for n in all_nodes(top) if isinstance(n, ast.Name) and n.id in names
    )
    told = [f"`{new}` is called `{names[new]}`" for new in used]
    return f", where {' and '.join(told)}" if told else ""
