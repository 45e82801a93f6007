"""The files around the package: pyproject.toml, .gitignore, and the tests."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from nb2prod.emit.config import config_names
from nb2prod.emit.dependencies import dependencies, python_limit
from nb2prod.emit.listing import external_files, made_from, script_name
from nb2prod.emit.service import served
from nb2prod.emit.targets.registry import ignored, project_lines
from nb2prod.emit.templates import render
from nb2prod.naming import CONFIG_FILE
from nb2prod.plan.model import Pipeline

TESTS = ("make_tiny_data", "make_golden", "results", "runs", "test_pipeline")
"""Modules of the tests that run on tiny data."""


def project_files(pipeline: Pipeline, files: Mapping[str, str]) -> dict[str, str]:
    """The files around the modules of a package, which are `files`."""
    package = pipeline.package
    stages = [stage.name for stage in pipeline.stages]
    values: dict[str, object] = {
        "package": package,
        "title": pipeline.title,
        "distribution": package.replace("_", "-"),
        "description": f"Scripts made from {made_from(pipeline)}",
        "dependencies": dependencies(pipeline, files),
        "python_below": python_limit(pipeline, files),
        "stages": stages,
        "config": config_names(pipeline) if CONFIG_FILE in files else None,
        "saves_tables": "def save_table(" in files.get(f"{package}/storage.py", ""),
        "serve": "serve" in pipeline.extras and served(pipeline) is not None,
        "ignored": [*ignored(pipeline), *(["mlruns/"] if pipeline.track else [])],
        "project_lines": project_lines(pipeline),
        "scripts": [
            (script_name(package, name), f"{package}.{name}:main") for name in [*stages, "pipeline"]
        ],
    }
    names = {
        "pyproject.toml": "pyproject.toml.jinja",
        ".gitignore": "gitignore.jinja",
        "tests/__init__.py": "tests/init.py.jinja",
        "tests/test_commands.py": "tests/test_commands.py.jinja",
    }
    made = {name: render(template, **values) for name, template in names.items()}
    made |= {query.path: query.text for query in pipeline.queries}
    if not pipeline.tests:
        return made
    values["inputs"] = _inputs(pipeline)
    schema = json.loads(pipeline.tests)
    formats = {one["format"] for one in schema["files"].values()}
    tables = formats & {"excel", "feather", "parquet"}
    kinds = set(_kinds(schema)) | ({"object"} if formats & {"csv", "json", "jsonl"} else set())
    values |= {"formats": formats, "tables": tables, "kinds": kinds}
    for name in TESTS:
        made[f"tests/{name}.py"] = render(f"tests/{name}.py.jinja", **values)
    return {**made, "tests/schema.json": pipeline.tests}


def _inputs(pipeline: Pipeline) -> list[tuple[str, str]]:
    """The pipeline's parameters, and the expressions for the tiny data that stands for them."""
    found: list[tuple[str, str]] = []
    if any(stage.takes_config_file for stage in pipeline.stages):
        found.append(("model_config_file", f'ROOT / "{CONFIG_FILE}"'))
    names = json.loads(pipeline.tests)["inputs"]
    for file in external_files(pipeline):
        if file.kind == "query":
            found.append((file.parameter, f"ROOT / {file.path!r}"))
        elif file.kind == "secret":
            found.append((file.parameter, f"os.environ[{file.parameter.upper()!r}]"))
        elif file.parameter in names:
            path = f"data / {names[file.parameter]!r}"
            found.append((file.parameter, f"str({path})" if file.kind == "url" else path))
    return found


def _kinds(schema: Any) -> Iterator[str]:
    """The kinds of values that a schema names."""
    if isinstance(schema, dict):
        if isinstance(schema.get("kind"), str):
            yield schema["kind"]
        for one in schema.values():
            yield from _kinds(one)
