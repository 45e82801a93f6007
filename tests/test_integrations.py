"""The pre-commit hooks and the GitHub Action: their files, and the commands in them."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs/how-to/ci.md").read_text(encoding="utf-8")
GOOD = '# %% tags=["train"]\nprint(1)\n'
BAD = '# %% tags=["train"]\nprint(missing)\n'


def blocks(key: str) -> list[Any]:
    """The YAML blocks of the guide for CI that hold a top-level key."""
    found = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    return [loaded for text in found if key in (loaded := yaml.safe_load(text))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good one.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(BAD)
    return tmp_path


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hook(hook: dict[str, Any], folder: Path) -> None:
    program, *arguments = [*hook["entry"].split(), *hook.get("args", ())]
    assert (program, hook["language"]) == ("nb2prod", "python")
    whole = not hook.get("pass_filenames", True)
    assert whole or hook["types"] == ["jupyter"]
    for name, code in (("good one.py", 0), ("bad.py", 1)):
        if whole:
            (folder / "bad.py").write_text(BAD if code else GOOD)
        command = [sys.executable, "-m", "nb2prod", *arguments, *([] if whole else [name])]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert run.returncode == code, run.stderr
    assert (folder / "good one").is_dir() == (hook["id"] == "nb2prod-convert")


def test_hook_of_packages_starts_for_all_that_a_package_holds() -> None:
    (hook,) = [one for one in HOOKS if one["id"] == "nb2prod-packages"]
    names = ["a.ipynb", "a/b.py", "pyproject.toml", "x/dvc.yaml", "x/Snakefile", "x/.nb2prod.json"]
    assert [name for name in names if not re.search(hook["files"], name)] == []


def test_readme_shows_the_hooks() -> None:
    (shown,) = blocks("repos")
    ids = [hook["id"] for repo in shown["repos"] for hook in repo["hooks"]]
    assert sorted(ids) == sorted(hook["id"] for hook in HOOKS)


def test_readme_shows_the_action() -> None:
    (workflow,) = blocks("jobs")
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    (ours,) = [step for step in steps if "nb2prod" in step["uses"]]
    assert set(ours["with"]) <= set(ACTION["inputs"])


def test_action_is_composite_and_pastes_no_input_into_a_script() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert ACTION["name"] and ACTION["description"]
    assert all(one["description"] and "default" in one for one in ACTION["inputs"].values())
    for step in ACTION["runs"]["steps"]:
        assert "uses" in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", "")


@pytest.mark.skipif(os.name == "nt", reason="the action's steps run in bash")
@pytest.mark.parametrize(
    ("inputs", "code", "told"),
    [
        ({"paths": "bad.py"}, 1, "::error file=bad.py,line=2,col=7,title=nb2prod NB201::"),
        ({"paths": "*.py"}, 2, "NB404"),  # no globs: a path is data
        ({"paths": "$(touch owned) none.py"}, 2, "NB404"),
        ({"paths": "--help"}, 2, "NB404"),
        ({"paths": "bad.py\nbad.py", "format": "text"}, 1, "1 notebook checked"),
        ({"paths": "Q3 reports\n\nbad.py\n"}, 2, "there is no file Q3 reports."),
        (
            {"paths": "bad.py none.py", "format": "text"},
            2,
            "1 notebook checked, 1 with problems. 1 path leads to no",
        ),
        ({"paths": "bad.py", "format": "xml"}, 2, "xml"),
        ({"paths": "bad.py", "output": "report.txt"}, 1, ""),
        ({"paths": "bad.py", "output": "build/reports of ours/-x.txt"}, 1, ""),
    ],
)
def test_script_of_the_action(inputs: dict[str, str], code: int, told: str, folder: Path) -> None:
    step = ACTION["runs"]["steps"][-1]
    values = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    scripts = folder / "temp" / "nb2prod" / "bin"
    scripts.mkdir(parents=True)
    program = f'#!/bin/sh\nexec "{sys.executable}" -m nb2prod "$@"\n'
    (scripts / "nb2prod").write_text(program)
    (scripts / "nb2prod").chmod(0o755)
    environment = {**os.environ, "RUNNER_TEMP": str(folder / "temp")}
    for name, value in step["env"].items():
        environment[name] = values[value.removeprefix("${{ inputs.").removesuffix(" }}")]
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert run.returncode == code, run.stdout + run.stderr
    assert told in run.stdout + run.stderr
    assert not (folder / "owned").exists()
    if "output" in inputs:
        assert "NB201" in (folder / inputs["output"]).read_text() and run.stdout == ""
