"""The rendered modules look as if written by hand: lint, format and types are in order."""

import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = {
    "lint": "ruff check --isolated --select E,F,I,UP --line-length 88 --target-version py311",
    "format": "ruff format --isolated --check --target-version py311",
}


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


def test_files_are_short(package: Path) -> None:
    for file in package.glob("*.py"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 400, file.name
