"""What the README shows is what the tool does."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import picture
from tests.support.console import stand_in_for_install

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_set_up_is_two_commands() -> None:
    first, second = (block.splitlines() for block in blocks("console")[-2:])
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
    assert found == blocks("console")[-1]


@pytest.mark.slow
def test_the_tour_runs_as_printed(tmp_path: Path) -> None:
    """All but the installation, which needs a network, and `verify`, which has tests of its own."""
    shutil.copytree(ROOT / "sample_notebooks", tmp_path / "sample_notebooks")
    tour = README.split("## 60 seconds")[1].split("\n## ")[0]
    lines = "".join(re.findall(r"^```console\n(.*?)^```$", tour, re.MULTILINE | re.DOTALL))
    left_out = ("python -m pip install -e churn\n", "nb2prod verify churn.ipynb\n")
    assert all(line in lines for line in left_out)
    script = lines.replace(left_out[0], "").replace(left_out[1], "").replace("/tmp/try", "try")
    environment = stand_in_for_install(tmp_path, tmp_path / "try", "churn", "pipeline predict")
    command = ["sh", "-ec", script]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert all(line in run.stdout for line in (*left_out[:1], "train accuracy 0.880"))
    assert (tmp_path / "try/runs/2/predictions.csv").exists()
    assert {"metrics.json", "roc.png"} <= set(os.listdir(tmp_path / "try/runs/1/evaluate"))


def test_the_picture_shows_what_is_generated() -> None:
    drawn = picture.PICTURE.read_text(encoding="utf-8")
    assert "docs/assets/churn.svg" in README
    assert drawn == picture.picture(), "run python -m tests.support.picture"


def test_links_lead_to_files() -> None:
    links = set(re.findall(r"\]\(([^)#]+)\)", README))
    assert len(links) > 20
    assert not {one for one in links if not (ROOT / one).exists()}


def test_files_of_a_package_are_those_that_are_shown() -> None:
    (tree,) = re.findall(r"^```\n(churn/\n.*?)^```$", README, re.MULTILINE | re.DOTALL)
    shown = set(re.findall(r"[\w.]+\.(?:py|toml|md|yaml)(?!\w)", tree))
    golden = {path.name for path in (ROOT / "tests/golden/churn").rglob("*")}
    assert len(shown) == 10
    assert shown <= golden
