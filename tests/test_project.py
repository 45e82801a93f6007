"""pyproject.toml, the tasks and the workflows agree."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_development_dependencies_stand_once() -> None:
    assert "dependency-groups" not in PROJECT
    assert PROJECT["tool"]["coverage"]["report"]["fail_under"] >= 70


def test_tasks_call_what_exists() -> None:
    tasks = (ROOT / "Makefile").read_text(encoding="utf-8")
    modules = re.findall(r"python -m (tests[\w.]+)", tasks)
    scripts = re.findall(r"python (benchmarks/\w+\.py)", tasks)
    assert len(modules) >= 6
    paths = [f"{name.replace('.', '/')}.py" for name in modules] + scripts
    assert not [path for path in paths if not (ROOT / path).exists()]
    phony = re.findall(r"^\.PHONY: (.+)$", tasks, re.MULTILINE)[0].split()
    assert set(re.findall(r"^([a-z-]+):.*## ", tasks, re.MULTILINE)) == set(phony)


def test_workflows_are_yaml_and_call_tasks_that_exist() -> None:
    files = sorted((ROOT / ".github").rglob("*.yml"))
    assert len(files) >= 6
    tasks = (ROOT / "Makefile").read_text(encoding="utf-8")
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert yaml.safe_load(text), file
        for names in re.findall(r"run: make (.+)", text):
            assert all(f"\n{name}:" in tasks for name in names.split()), file


def test_sorted_dependencies_are_named_once() -> None:
    extra = PROJECT["project"]["optional-dependencies"]["dev"]
    assert extra == sorted(extra, key=str.lower)
    everything = [*PROJECT["project"]["dependencies"], *extra]
    names = [line.split(">")[0].lower() for line in everything]
    # A package takes any ruff that formats; what the code is held to is one version's rules.
    assert {name for name in names if names.count(name) > 1} == {"ruff"}


def test_lock_file_holds_each_dependency() -> None:
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    pins = [line.split(" ;")[0] for line in lines]
    assert not [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)]
    locked = {pin.split("==")[0].lower() for pin in pins}
    extra = PROJECT["project"]["optional-dependencies"]["dev"]
    everything = [*PROJECT["project"]["dependencies"], *extra]
    wanted = [re.split(r"[<>=\[]", line)[0] for line in everything]
    assert not [name for name in wanted if name.lower().replace("_", "-") not in locked]
