"""The code of a pipeline, wherever it stands."""

from collections.abc import Iterator

from nb2prod.analysis.model import Statement
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
