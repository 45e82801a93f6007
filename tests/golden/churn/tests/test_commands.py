"""Every stage has a command line that says what it takes."""

import sys
from importlib import import_module

import pytest


@pytest.mark.parametrize(
    "module", ["preprocess", "train", "predict", "evaluate", "pipeline"]
)
def test_help(
    module: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [module, "--help"])
    with pytest.raises(SystemExit) as end:
        import_module(f"churn.{module}").main()
    assert end.value.code == 0
    assert "--out-dir" in capsys.readouterr().out
