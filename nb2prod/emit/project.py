"""The files around the package: pyproject.toml, .gitignore, and the tests."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from nb2prod.emit.distributions import distribution_of
from nb2prod.emit.listing import external_files, script_name
from nb2prod.emit.templates import environment
from nb2prod.notebook.requirements import canonical
from nb2prod.plan.model import Pipeline

TESTS = ("make_tiny_data", "make_golden", "results", "runs", "test_pipeline")
"""Modules of the tests that run on tiny data."""


def project_files(pipeline: Pipeline, files: Mapping[str, str]) -> dict[str, str]:
    """The files around the modules of a package, which are `files`."""
    package = pipeline.package
    stages = [stage.name for stage in pipeline.stages]
    values = {
        "package": package,
        "title": pipeline.title,
        "distribution": package.replace("_", "-"),
        "description": f"Scripts made from the notebook {pipeline.title}.ipynb",
        "dependencies": dependencies(pipeline, files),
        "stages": stages,
        "targets": pipeline.targets,
        "figures": f"{package}/figures.py" in files,
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
    made = {name: _render(template, **values) for name, template in names.items()}
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
        made[f"tests/{name}.py"] = _render(f"tests/{name}.py.jinja", **values)
    return {**made, "tests/schema.json": pipeline.tests}


def _inputs(pipeline: Pipeline) -> list[tuple[str, str]]:
    """The pipeline's parameters, and the expressions for the tiny data that stands for them."""
    found: list[tuple[str, str]] = []
    if any(stage.takes_config_file for stage in pipeline.stages):
        found.append(("model_config_file", 'ROOT / "model_config.yaml"'))
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


def dependencies(pipeline: Pipeline, files: Mapping[str, str]) -> list[str]:
    """Distributions that the package needs, with the versions that the notebook asks for.

    What it asks for without a version gets the one that is to be pinned, if there is one.
    """
    found: dict[str, str] = {}
    asked = {canonical(_name(one)): one for one in pipeline.requirements}
    for name in _distributions(pipeline, files):
        found[canonical(name)] = asked.pop(canonical(name), name)
    found |= asked
    versions = dict(pipeline.installed)
    for key, text in found.items():
        if key in versions and re.fullmatch(r"[\w.-]+(\[[^]]*\])?", text):
            found[key] = f"{text}=={versions[key]}"
    return [found[key] for key in sorted(found)]


def without_version(pipeline: Pipeline, files: Mapping[str, str]) -> list[str]:
    """Dependencies that should be pinned, but that are not installed."""
    return [one for one in dependencies(pipeline, files) if not re.search(r"[=<>~@]", one)]


def _distributions(pipeline: Pipeline, files: Mapping[str, str]) -> Iterator[str]:
    providers = dict(pipeline.providers)
    for path, text in files.items():
        if not path.startswith(f"{pipeline.package}/"):
            continue
        for module in sorted(set(imported(text))):
            name = distribution_of(module, pipeline.package, providers)
            if name and module.partition(".")[0] not in pipeline.own_modules:
                yield name
    if pipeline.tables == "parquet" and f"{pipeline.package}/tables.py" in files:
        yield "pyarrow"  # pandas imports it


def imported(text: str) -> Iterator[str]:
    """The modules that a module imports, with what may be a module below them."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{one.name}" for one in node.names)


def _name(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;@]", requirement, maxsplit=1)[0]


def _render(template: str, **values: object) -> str:
    return environment().get_template(template).render(**values)
