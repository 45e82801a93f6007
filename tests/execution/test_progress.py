"""The progress of a run, where there is no terminal."""

import time

import pytest

from nb2prod.execution import progress as module


def test_a_log_tells_the_step_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "_EVERY", 0.05)
    with module.shown_progress(quiet=False) as progress:
        progress("cell 1 of 2")
        progress("cell 2 of 2")
        time.sleep(0.5)
    lines = capsys.readouterr().err.splitlines()
    assert lines and lines[0] == "cell 2 of 2, 0 s"


def test_a_quiet_or_short_run_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for quiet in (True, False):
        with module.shown_progress(quiet=quiet) as progress:
            progress("cell 1 of 2")
    assert capsys.readouterr().err == ""
