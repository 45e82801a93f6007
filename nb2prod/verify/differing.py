"""The statement of the notebook whose value differs in the package."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from nb2prod.analysis.syntax.nodes import nodes_of
from nb2prod.diagnostics import Diagnostic, Place
from nb2prod.locate import in_its_file
from nb2prod.plan.model import Code, Pipeline, Stage
from nb2prod.verify.verdict import Finding


def cells_of(finding: Finding, pipeline: Pipeline) -> tuple[int, ...]:
    """The cells of its stage that name a value; all of the stage where none does."""
    stages = [stage for stage in pipeline.stages if stage.name == finding.stage]
    statements = (code.statement for stage in stages for code in stage.body if code.statement)
    named = {
        one.cell.number
        for one in statements
        for node in nodes_of(ast.Name, one.nodes)
        if node.id == finding.name
    }
    return tuple(sorted(named or {cell for stage in stages for cell in stage.cells}))


def differences(findings: Iterable[Finding], pipeline: Pipeline) -> Iterator[Diagnostic]:
    """NB416 of each difference, at the statement of the notebook that gives what differs."""
    for one in findings:
        if one.difference:
            stage = f" of stage {one.stage}" if one.stage else ""
            cause = f" (likely: {one.cause})" if one.cause else ""
            name = one.name if one.kind == "printed" else f"`{one.name}`"
            message = f"{name}{stage} differs: {one.difference}{cause}."
            place = _place(one, pipeline)
            yield in_its_file(Diagnostic(message, place=place, code="NB416"))


def _place(finding: Finding, pipeline: Pipeline) -> Place | None:
    """The last statement that gives the value, else the first of the cells that it is of."""
    stage = next((one for one in pipeline.stages if one.name == finding.stage), None)
    code = [one for one in stage.body if one.statement] if stage else []
    giving = [one for one in code if stage and _gives(one, finding, stage)][-1:]
    giving += [one for one in code if one.statement and one.statement.cell.number in finding.cells]
    statements = (one.statement.place for one in (giving or code) if one.statement)
    return next(statements, None)


def _gives(code: Code, finding: Finding, stage: Stage) -> bool:
    """Whether a statement binds the value, displays it, or names the file."""
    names = {finding.name, *(stage.predictions if finding.kind == "predictions" else ())}
    if code.assigned in names:
        return True
    nodes = code.statement.nodes if code.statement else ()
    if any(n.id in names and isinstance(n.ctx, ast.Store) for n in nodes_of(ast.Name, nodes)):
        return True
    texts = (n.value for n in nodes_of(ast.Constant, nodes) if finding.kind == "file")
    return any(isinstance(text, str) and PurePath(text).name == finding.name for text in texts)
