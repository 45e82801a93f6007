"""Numbers in model_config.yaml as people write them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nb2prod.cli import app

NOTEBOOK = """# %% tags=["parameters"]
rate = 1e-3
rounds = 3

# %% tags=["train"]
print(rate * 2, rounds)

# %% tags=["evaluate"]
print(rounds)
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("floats")
    (folder / "small.py").write_text(NOTEBOOK, encoding="utf-8")
    made = CliRunner().invoke(app, ["convert", str(folder / "small.py"), "-o", str(folder / "out")])
    assert made.exit_code == 0, made.output
    return folder / "out"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("rate: 0.001", "0.002 3"),
        ("rate: 1e-3", "0.002 3"),
        ("rate: 1E-4", "0.0002 3"),
        ("rate: 2e5", "400000.0 3"),
        ("rate: 1", "2.0 3"),
    ],
)
def test_float(package: Path, tmp_path: Path, written: str, printed: str) -> None:
    config = tmp_path / "model_config.yaml"
    config.write_text(f"{written}\nrounds: 3\n", encoding="utf-8")
    command = [sys.executable, "-m", "small.train", "--model-config-file", str(config)]
    command += ["--out-dir", str(tmp_path / "run")]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[0] == printed


def test_only_where_a_float_is_read(package: Path) -> None:
    assert "float(" in (package / "small" / "train.py").read_text(encoding="utf-8")
    assert "float(" not in (package / "small" / "evaluate.py").read_text(encoding="utf-8")
