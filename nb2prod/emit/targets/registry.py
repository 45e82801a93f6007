"""All engines, and the files that a package gets for the chosen ones."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import get_args

from nb2prod.emit.targets import engines
from nb2prod.emit.targets.steps import workflow
from nb2prod.emit.targets.target import Target
from nb2prod.plan.model import Pipeline
from nb2prod.settings import TargetName


@cache
def target(name: TargetName) -> Target:
    """The engine of this name."""
    found: Target = import_module(f"{engines.__name__}.{name}").TARGET
    return found


def by_rank(names: tuple[TargetName, ...] = get_args(TargetName)) -> list[Target]:
    """Engines in the order in which they are told."""
    return sorted(map(target, names), key=lambda one: one.rank)


def target_files(pipeline: Pipeline, files: Mapping[str, str]) -> dict[str, str]:
    """The files of the pipeline's targets, for a package that has these `files`."""
    if not pipeline.targets:
        return {}
    flow = workflow(pipeline, files)
    found: dict[str, str] = {}
    for one in by_rank(pipeline.targets):
        found |= one.files(flow)
    return found


def ignored(pipeline: Pipeline) -> list[str]:
    """What runs of the targets leave behind, for ``.gitignore``."""
    chosen = by_rank(pipeline.targets)
    kept = {line for one in chosen for line in one.kept}
    return list(dict.fromkeys(line for one in chosen for line in one.ignored if line not in kept))


def project_lines(pipeline: Pipeline) -> str:
    """What the targets need in ``pyproject.toml``."""
    return "".join(one.project(pipeline.package) for one in by_rank(pipeline.targets))


def shown(pipeline: Pipeline) -> list[dict[str, str]]:
    """What the README of the package says about its targets."""
    return [
        {"title": one.title, "file": one.file.format(package=pipeline.package), "run": command}
        for one, command in _commands(pipeline)
    ]


def commands(pipeline: Pipeline, folder: Path) -> list[str]:
    """What runs the package in its folder, an engine each."""
    return [one.first(folder) + command for one, command in _commands(pipeline)]


def _commands(pipeline: Pipeline) -> list[tuple[Target, str]]:
    return [(one, one.run.format(package=pipeline.package)) for one in by_rank(pipeline.targets)]
