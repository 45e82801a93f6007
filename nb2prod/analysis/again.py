"""The analysis of a divided notebook, which reuses what is known of its statements."""

from collections.abc import Iterable

from nb2prod.analysis.analyse import analyse
from nb2prod.analysis.model import Analysis, Statement
from nb2prod.analysis.syntax.top_level import statements_of_cells
from nb2prod.notebook.model import Notebook
from nb2prod.records import replace


def analysed_again(notebook: Notebook, known: Iterable[Analysis]) -> Analysis:
    """The facts about each statement; those of a ``known`` analysis where the code is the same.

    No fact depends on the stage of a cell, but for those that are skipped.

    Raises:
        ConversionError: a cell is not Python.
    """
    statements = statements_of_cells(notebook.cells)
    code = [_code(statement) for statement in statements]
    for one in known:
        if code == [_code(a.statement) for a in one.statements]:
            found = (
                replace(a, statement=replace(new, nodes=a.statement.nodes))
                for a, new in zip(one.statements, statements, strict=True)
            )
            return replace(one, name=notebook.name, statements=tuple(found))
    return analyse(notebook)


def _code(statement: Statement) -> tuple[str, int, bool]:
    return statement.source.strip(), statement.line, not statement.cell.live
