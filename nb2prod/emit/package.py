"""A pipeline to the files of its package."""

import re
from collections.abc import Mapping

from nb2prod.emit.distributions import distribution_of
from nb2prod.emit.listing import command_line, external_files, gives, takes
from nb2prod.emit.modules import common_module, pipeline_module, render, stage_module
from nb2prod.emit.prose import prose
from nb2prod.emit.templates import helper_text
from nb2prod.plan.model import Pipeline
from nb2prod.plan.serialisers import Helpers, helpers_of


def files_of(pipeline: Pipeline) -> dict[str, str]:
    """The text of every file, by its path from the output folder; in a fixed order."""
    package = pipeline.package
    files: dict[str, str] = {}
    files[f"{package}/__init__.py"] = render(
        "init.py.jinja", title=pipeline.title, markdown=prose(pipeline.markdown)
    )
    if pipeline.items:
        files[f"{package}/common.py"] = common_module(pipeline)
    for stage in pipeline.stages:
        files[f"{package}/{stage.name}.py"] = stage_module(pipeline, stage)
    files[f"{package}/pipeline.py"] = pipeline_module(pipeline)
    for module in helper_modules(pipeline):
        files[f"{package}/{module}.py"] = helper_text(
            module,
            package=package,
            tables=pipeline.tables,
            kinds=artefact_helpers(pipeline).kinds,
            **_figure_kinds(files),
        )
    if any(stage.takes_config for stage in pipeline.stages):
        files["model_config.yaml"] = config_text(pipeline)
    files["pyproject.toml"] = render(
        "pyproject.toml.jinja",
        distribution=package.replace("_", "-"),
        description=f"Scripts made from the notebook {pipeline.title}.ipynb",
        dependencies=dependencies(pipeline, files),
        scripts=[
            (f"{package}-{s}".replace("_", "-"), f"{package}.{s}:main")
            for s in [*(stage.name for stage in pipeline.stages), "pipeline"]
        ],
        package=package,
    )
    files["README.md"] = readme(pipeline)
    return files


def helper_modules(pipeline: Pipeline) -> list[str]:
    """Helper modules of the package that its stages use."""
    found: dict[str, None] = dict.fromkeys(artefact_helpers(pipeline).modules)
    for stage in pipeline.stages:
        if stage.metrics:
            found["metrics"] = None
        if stage.predictions:
            found["predictions"] = None
        if stage.figures:
            found["figures"] = None
    return sorted(found)


def artefact_helpers(pipeline: Pipeline) -> Helpers:
    """What of the helpers that save and load artefacts the package needs."""
    artefacts = [artefact for stage in pipeline.stages for artefact in stage.artefacts]
    libraries = {one.qualified.split(".")[0] for one in pipeline.imports}
    return helpers_of([(a.serialiser, a.types[0]) for a in artefacts], libraries)


def _figure_kinds(files: Mapping[str, str]) -> dict[str, bool]:
    """Which kinds of figures the package draws."""
    text = "\n".join(files.values())
    drawn = any(f"{name}(" in text for name in ("show_figures", "keep_figure"))
    return {"matplotlib": drawn, "plots": "show_plot(" in text}


def config_text(pipeline: Pipeline) -> str:
    """The values of the cells tagged `parameters`, and lifted hyperparameters, as YAML."""
    import yaml

    values = {
        name: list(value)
        if isinstance(value, tuple)
        else sorted(value)
        if isinstance(value, set)
        else value
        for name, value in pipeline.parameters
    }
    return "".join(
        yaml.safe_dump(
            {name: value},
            sort_keys=False,
            allow_unicode=True,
            default_flow_style=None if isinstance(value, list) else False,
        )
        for name, value in [*values.items(), *pipeline.hyperparameters]
    )


def dependencies(pipeline: Pipeline, files: dict[str, str]) -> list[str]:
    """Distributions that the package needs, with the versions that the notebook asks for."""
    found: dict[str, str] = {}
    asked = {re.split(r"[\s\[<>=!~;@]", r, maxsplit=1)[0].lower(): r for r in pipeline.requirements}
    for text in files.values():
        for match in re.finditer(r"^\s*(?:from|import)\s+([A-Za-z_]\w*)", text, re.MULTILINE):
            name = distribution_of(match.group(1), pipeline.package)
            if name:
                found[name.lower()] = asked.pop(name.lower(), name)
    if pipeline.tables == "parquet" and f"{pipeline.package}/tables.py" in files:
        found["pyarrow"] = asked.pop("pyarrow", "pyarrow")  # pandas imports it
    found.update({name: asked[name] for name in asked})
    return [found[name] for name in sorted(found)]


def readme(pipeline: Pipeline) -> str:
    """README.md of the package."""
    return render(
        "README.md.jinja",
        title=pipeline.title,
        command=command_line(pipeline),
        prefix=pipeline.package.replace("_", "-"),
        stages=[{"name": s.name, "takes": takes(s), "gives": gives(s)} for s in pipeline.stages],
        files=[(f.parameter, f.shown, f.origin) for f in external_files(pipeline)],
        data=pipeline.data,
    )
