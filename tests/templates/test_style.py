"""The rendered modules look as if written by hand: lint, format and types are in order."""

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import render

COMMANDS = {
    "lint": "ruff check --isolated --select E,F,I,UP --line-length 88 --target-version py311",
    "format": "ruff format --isolated --check --target-version py311",
}


@pytest.fixture(scope="module", params=["csv", "jsonl", "parquet"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package with all that storage.py can have."""
    return render(tmp_path_factory.mktemp("style"), "styled", request.param)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_ruff(package: Path, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command.split(), "."],
        cwd=package,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_trace_of_the_template(package: Path) -> None:
    for file in package.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "{{" not in text.replace("{{}}", "") and "{%" not in text, file.name


USUAL = ("table", "figures", "shows", "keeps", "metrics", "predictions")


@pytest.mark.parametrize(
    ("wants", "most"), [(USUAL, 150), (("table", "figures", "shows", "metrics"), 120)]
)
def test_storage_is_short(wants: tuple[str, ...], most: int, tmp_path: Path) -> None:
    text = (render(tmp_path, wants=wants) / "storage.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= most
