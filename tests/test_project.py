"""pyproject.toml says the same everywhere."""

import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))


def test_development_group_is_the_extra() -> None:
    extra = PROJECT["project"]["optional-dependencies"]["dev"]
    assert PROJECT["dependency-groups"]["dev"] == extra


def test_sorted_dependencies_are_named_once() -> None:
    extra = PROJECT["project"]["optional-dependencies"]["dev"]
    assert extra == sorted(extra, key=str.lower)
    everything = [*PROJECT["project"]["dependencies"], *extra]
    names = [line.split(">")[0].lower() for line in everything]
    # A package takes any ruff that formats; what the code is held to is one version's rules.
    assert {name for name in names if names.count(name) > 1} == {"ruff"}
