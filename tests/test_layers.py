"""Imports run one way, as `[tool.importlinter]` in pyproject.toml has it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    """What `lint-imports` says of the package below a folder."""
    code = "import importlinter.cli as cli; cli.lint_imports_command()"
    command = [sys.executable, "-c", code, "--no-cache", "--config", ROOT / "pyproject.toml"]
    wide = {"PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(
        command, cwd=folder, env=os.environ | wide, capture_output=True, text=True, check=False
    )


def test_imports_run_one_way() -> None:
    done = linted(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("graph/units.py", "import nb2prod.plan.draft", "one way"),
        ("notebook/read.py", "def later():\n    import nb2prod.convert", "one way"),
        ("plan/names.py", "def later():\n    import nb2prod.plan.stages", "no circles"),
        ("plan/names.py", "import nb2prod.plan.refusals.refusals", "no circles"),
    ],
)
def test_an_import_against_the_rules_is_seen(
    tmp_path: Path, module: str, line: str, broken: str
) -> None:
    copied = shutil.copytree(ROOT / "nb2prod", tmp_path / "nb2prod")
    path = copied / module
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{line}\n", encoding="utf-8")
    done = linted(tmp_path)
    assert done.returncode == 1
    told = {name: f"{name} KEPT" in done.stdout for name in ("one way", "no circles")}
    assert not told[broken], done.stdout
