"""What the README shows is what the tool does."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def holds(lines: Iterator[str], wanted: str) -> bool:
    """Whether the lines of `wanted` come in this order."""
    return all(any(line == found for found in lines) for line in wanted.splitlines())


def test_set_up_is_two_commands() -> None:
    first, second = (block.splitlines() for block in blocks("console")[:2])
    assert len(first) == len(second) == 1
    assert all(line.startswith("python3 -m venv ") for line in first + second)
    assert "nb2prod convert" in first[0] and "pytest" not in first[0]
    assert README.count("python3 -m venv ") == 2


def test_the_script_of_ci_finds_the_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -m1 -E '([^']+)'", script)
    assert pattern
    command = ["grep", "-m1", "-E", pattern[1], "README.md"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert found == blocks("console")[1]


def test_module_of_the_tour_is_the_generated_one() -> None:
    (shown,) = (block for block in blocks("python") if "def train_from_data" in block)
    text = (ROOT / "tests/golden/churn/churn/train.py").read_text(encoding="utf-8")
    assert shown in text


def test_cells_of_the_tour_are_those_of_the_sample() -> None:
    notebook = nbformat.read(ROOT / "sample_notebooks/churn.ipynb", as_version=4)
    sources = "\n".join(cell["source"] for cell in notebook["cells"]).splitlines()
    cells = [block for block in blocks("python") if "def train_from_data" not in block]
    assert len(cells) == 3
    for cell in cells:
        assert holds(iter(sources), cell), cell
