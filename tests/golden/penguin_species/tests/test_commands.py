"""Every stage has a command line that says what it takes; what is saved comes back."""

import sys
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest
import typer

from penguin_species.config import Config
from penguin_species.storage import load_table, save_table

CONFIG = Path(__file__).parents[1] / "model_config.yaml"


@pytest.mark.parametrize(
    "module", ["preprocess", "train", "predict", "evaluate", "pipeline"]
)
def test_help(
    module: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [module, "--help"])
    with pytest.raises(SystemExit) as end:
        import_module(f"penguin_species.{module}").main()
    assert end.value.code == 0
    assert "--out-dir" in capsys.readouterr().out


def test_parameters(tmp_path: Path) -> None:
    config = Config.load(CONFIG)
    config.save(tmp_path / "config.yaml")
    assert Config.load(tmp_path / "config.yaml") == config
    with pytest.raises(typer.BadParameter, match="NO_SUCH_NAME is unknown"):
        Config.load(CONFIG, ["NO_SUCH_NAME=1"])


def test_tables(tmp_path: Path) -> None:
    table = pd.DataFrame({"a": [0.1, None], "b": ["x", ""]}, index=[3, 1])
    save_table(table, tmp_path / "table.csv")
    pd.testing.assert_frame_equal(load_table(tmp_path / "table.csv"), table)
