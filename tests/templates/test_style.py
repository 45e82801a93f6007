"""The rendered modules look as if written by hand: lint, format and types are in order."""

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from nb2prod.emit.templates import storage_text

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


FIGURES = [(), *(("figures", *kinds) for n in (1, 2, 3)
           for kinds in combinations(("shows", "keeps", "plots"), n))]  # fmt: skip
WANTS = [
    (*table, *figures, *metrics, *predictions, *paths)
    for table in ((), ("table",), ("table", "unwritten"))
    for figures in FIGURES
    for metrics in ((), ("metrics",))
    for predictions in ((), ("predictions",), ("predictions", "rows"))
    for paths in ((), ("paths",))
]
"""All that a package may need, but for `unwritten`, which is for CSV only."""


@pytest.mark.parametrize("tables", ["csv", "jsonl", "parquet"])
def test_storage_is_short_whatever_it_has_to_save(tables: str, tmp_path: Path) -> None:
    for n, wants in enumerate(WANTS[1:]):
        if tables == "csv" or "unwritten" not in wants:
            text = storage_text(tables, wants)
            (tmp_path / f"storage_{n}.py").write_text(text, encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    unused = ["check", "-q", "--isolated", "--select=F401,I", "--fix", str(tmp_path)]
    subprocess.run([*ruff, *unused], check=True)
    subprocess.run([*ruff, "format", "-q", "--isolated", str(tmp_path)], check=True)
    lines = {f.name: len(f.read_text(encoding="utf-8").splitlines()) for f in tmp_path.iterdir()}
    plain = [n for n, wants in enumerate(WANTS[1:]) if "paths" not in wants]
    most = sorted(lines[name] for n in plain if (name := f"storage_{n}.py") in lines)
    assert most[-1] <= 150
    assert most[len(most) // 2] <= 120
    assert max(lines.values()) <= most[-1] + 20  # a stage that hands on paths of its own files
