"""The value graph and the labelling of a long notebook take no more than their share of time."""

import gc
from time import process_time

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.graph.depends import dependences
from nb2prod.graph.versions import versions_of
from nb2prod.notebook.model import STAGES
from nb2prod.plan.program import Program, program_of
from nb2prod.stages.labelling import Wish, cheapest
from tests.stages.straight import Cells, notebook

AT_MOST = 12
"""Times that ten times the cells may take."""

_SOURCES = (
    "t['c{n}'] = x + {n}",
    "m = [x]\nm.append({n})",
    "y = m[0] + x\nx = x + 1",
    "print(y, t)",
)


def _cells(count: int) -> Cells:
    head = "import os\nimport pandas as pd\nx = len(os.listdir())\nt = pd.DataFrame([x])"
    rows = [("ptre"[n % 4] + "7", _SOURCES[n % 4].format(n=n)) for n in range(1, count)]
    return [("p7", head), *rows]


def _label(program: Program) -> tuple[int, ...]:
    edges = dependences(program.units, versions_of(program.units, program))
    stages = [STAGES.index(u.analysed.statement.cell.role) for u in program.units]
    return cheapest([Wish(stage, 2 + n % 7) for n, stage in enumerate(stages)], edges)


def _seconds(program: Program) -> float:
    """Without the collector's pauses, which grow with all that the test run has in memory."""
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        _label(program)
        return process_time() - start
    finally:
        gc.enable()


@pytest.mark.slow
def test_ten_times_the_cells_take_little_more_than_ten_times_as_long() -> None:
    short, long = (program_of(analyse(notebook(_cells(count)))) for count in (100, 1_000))
    assert len(long.units) > 9 * len(short.units)
    pairs = [(min(_seconds(short) for _ in range(9)), _seconds(long)) for _ in range(7)]
    once, ten = (min(times) for times in zip(*pairs, strict=True))
    assert ten <= AT_MOST * once, f"{ten / once:.1f} times as long"
