"""Many notebooks, in worker processes."""

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from nb2prod.check.check_notebook import Question, check_one, recalled_check
from nb2prod.diagnostics import Diagnostic
from nb2prod.findings.finding import Checked, Finding

# Below this, to start processes takes longer than it saves.
_FEW = 4
# Tasks that wait at a worker, so that none is idle and little is lost when one dies.
_AHEAD = 4


def check_all(questions: Sequence[Question], processes: int | None = None) -> Iterator[Checked]:
    """Check each notebook, in order.

    Args:
        questions: what to check.
        processes: how many workers; None: one a processor, none for a few notebooks.
    """
    known = [recalled_check(question) for question in questions]
    rest = _checked([q for q, found in zip(questions, known, strict=True) if not found], processes)
    for found in known:
        yield found or next(rest)


def _checked(questions: Sequence[Question], processes: int | None) -> Iterator[Checked]:
    count = min(processes or (os.cpu_count() or 1), len(questions))
    if count < 2 or (processes is None and len(questions) < _FEW):
        yield from map(check_one, questions)
        return
    done = 0
    while done < len(questions):
        try:
            for checked in _pooled(questions[done:], count):
                yield checked
                done += 1
        except BrokenProcessPool:
            yield _alone(questions[done])
            done += 1


def _pooled(questions: Sequence[Question], count: int) -> Iterator[Checked]:
    with _pool(count) as pool:
        waiting: list[Future[Checked]] = []
        for question in questions:
            waiting.append(pool.submit(check_one, question))
            if len(waiting) >= count * _AHEAD:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _pool(count: int) -> ProcessPoolExecutor:
    """Forked where that is safe: the children need not load anything again."""
    method = "fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn"
    if method == "fork":
        _load()
    return ProcessPoolExecutor(count, get_context(method))


def _load() -> None:
    """Load what every conversion needs, once for all the children."""
    from importlib import import_module

    for module in (
        "analysis.analyse",
        "notebook.read",
        "plan.build",
        "emit.package_files",
        "emit.tidy",
    ):
        import_module(f"nb2prod.{module}")


def _alone(question: Question) -> Checked:
    """A notebook whose worker may have died of it, in a process of its own."""
    try:
        return next(_pooled([question], 1))
    except BrokenProcessPool:
        path: Path = question.job.path
        told = Diagnostic(
            "the process that converts the notebook was killed, or ran out of memory.",
            "Convert it alone, with more memory.",
            code="NB901",
        )
        return Checked(path, (Finding(path, told),))
