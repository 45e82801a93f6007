"""Emission in a process of its own."""

import os
import signal
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.emit import ahead
from nb2prod.emit.ahead import emitter  # conftest.py exchanges the module's

SAMPLE = Path(__file__).parents[2] / "sample_notebooks" / "churn.ipynb"


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process ids of the children, on any machine that can fork."""
    if not hasattr(os, "fork"):
        pytest.skip("no fork")
    children: list[int] = []
    fork = os.fork

    def noted() -> int:
        children.append(child := fork())
        return child

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(ahead.sys, "platform", "linux")
    monkeypatch.setattr(os, "fork", noted)
    return children


def test_same_files(forked: list[int]) -> None:
    called = []
    with emitter(lambda: called.append(1)) as emit:
        twice = [convert(SAMPLE, emit=emit).files for _ in range(2)]
    assert twice == [convert(SAMPLE).files] * 2
    assert called == [1, 1] and len(forked) == 1
    with pytest.raises(ProcessLookupError):  # it has ended and was waited for
        os.kill(forked[0], 0)


def test_lost_child(forked: list[int]) -> None:
    with emitter() as emit:
        os.kill(forked[0], signal.SIGKILL)
        files = convert(SAMPLE, emit=emit).files
    assert files == convert(SAMPLE).files


def test_error_is_the_parents(forked: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nb2prod.emit.tidy.RULES", "no such rule")
    with emitter() as emit, pytest.raises(RuntimeError, match="ruff failed"):
        convert(SAMPLE, emit=emit)


def test_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with emitter() as emit:
        assert emit is ahead.emit_files
