"""Which cell each block of code comes from, for those who want to read that in the scripts."""

from collections.abc import Iterable
from dataclasses import replace

from nb2prod.plan.model import Code, Item, Pipeline, Stage


def with_provenance(pipeline: Pipeline) -> Pipeline:
    """The pipeline whose code names its cell wherever a block of a cell begins."""
    stages = tuple(_stage(stage) for stage in pipeline.stages)
    return replace(pipeline, stages=stages, items=_items(pipeline.items))


def _stage(stage: Stage) -> Stage:
    return replace(
        stage,
        effects=_named(stage.effects),
        loads=_named(stage.loads),
        body=_named(stage.body),
        saves=_named(stage.saves),
        items=_items(stage.items),
    )


def _items(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(replace(item, code=_named([item.code])[0]) for item in items)


def _named(codes: Iterable[Code]) -> tuple[Code, ...]:
    found: list[Code] = []
    last = 0
    for code in codes:
        if code.statement is not None and code.statement.cell.number != last:
            cell = code.statement.cell
            last = cell.number
            name = f"cell {last} ({cell.id})" if cell.id else f"cell {last}"
            code = replace(code, provenance=name)
        found.append(code)
    return tuple(found)
