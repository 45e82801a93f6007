"""The value graph and the labelling of a long notebook take no more than their share of time."""

import gc
import sys
from collections.abc import Callable
from time import process_time
from types import FrameType
from typing import Any

import pytest

from nb2prod.analysis.analyse import analyse
from nb2prod.graph.depends import dependences
from nb2prod.graph.program import Program, program_of
from nb2prod.graph.versions import versions_of
from nb2prod.notebook.model import STAGES
from nb2prod.stages.labelling import Wish, cheapest
from tests.stages.straight import Cells, notebook

TraceFunction = Callable[[FrameType, str, Any], Any]

AT_MOST = 12
"""Times the steps that ten times the cells may take."""

AT_MOST_BUSY = 20
"""Times the seconds: on a busy machine the larger graph falls out of the processor's caches."""

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


def _steps(program: Program) -> int:
    """The lines that are run: a count is the same on a busy machine, seconds are not."""
    steps = 0

    def traced(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal steps
        steps += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        _label(program)
    finally:
        sys.settrace(before)
    return steps


def _seconds(program: Program) -> float:
    """Without the collector's pauses, which grow with all that the test run has in memory."""
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
    steps = _steps(long) / _steps(short)
    assert steps <= AT_MOST, f"{steps:.1f} times as many steps"
    pairs = [(min(_seconds(short) for _ in range(5)), _seconds(long)) for _ in range(3)]
    once, ten = (min(times) for times in zip(*pairs, strict=True))
    assert ten <= AT_MOST_BUSY * once, f"{ten / once:.1f} times as long"
