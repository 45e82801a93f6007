"""A pipeline to the files of its package."""

from collections.abc import Mapping

from nb2prod.emit.listing import command_line, external_files, gives, takes
from nb2prod.emit.modules import common_module, pipeline_module, render, stage_module
from nb2prod.emit.own_modules import with_own_modules
from nb2prod.emit.project import project_files
from nb2prod.emit.prose import prose
from nb2prod.emit.targets.registry import engines, target_files
from nb2prod.emit.templates import helper_text
from nb2prod.plan.model import Pipeline
from nb2prod.plan.names import shown_path
from nb2prod.plan.serialisers import Helpers, helpers_of


def files_of(pipeline: Pipeline) -> dict[str, str]:
    """The text of every file, by its path from the output folder; in a fixed order."""
    package = pipeline.package
    files: dict[str, str] = {}
    files[f"{package}/__init__.py"] = render(
        "init.py.jinja",
        title=pipeline.title,
        markdown=prose(pipeline.markdown),
        folders=pipeline.folders,
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
    files = with_own_modules(pipeline, files, generated_modules(pipeline))
    if any(stage.takes_config for stage in pipeline.stages):
        files["model_config.yaml"] = config_text(pipeline)
    files |= project_files(pipeline, files)
    files |= target_files(pipeline, files)
    files["README.md"] = readme(pipeline)
    return files


def generated_modules(pipeline: Pipeline) -> set[str]:
    """Names of the modules that are made, and that no other may have."""
    stages = {stage.name for stage in pipeline.stages}
    return {"common", "pipeline", *stages, *helper_modules(pipeline)}


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
    carried = [one.artefact for stage in pipeline.stages for one in stage.carried if one.artefact]
    return helpers_of(
        [(a.serialiser, a.types[0]) for a in artefacts], libraries, {a.serialiser for a in carried}
    )


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


def _queries(pipeline: Pipeline) -> list[dict[str, str]]:
    """The queries for people: file, option, what they read and where they stood."""
    options = {file.path: file.parameter for file in external_files(pipeline)}
    return [
        {
            "file": one.path,
            "option": "--" + options[one.path].replace("_", "-"),
            "tables": ", ".join(f"`{table}`" for table in one.tables),
            "cell": str(one.cell),
            "stages": ", ".join(
                s.name for s in pipeline.stages if one.path in {f.path for f in s.outside}
            ),
        }
        for one in pipeline.queries
    ]


def readme(pipeline: Pipeline) -> str:
    """README.md of the package."""
    return render(
        "README.md.jinja",
        title=pipeline.title,
        notebook=pipeline.file,
        command=command_line(pipeline),
        prefix=pipeline.package.replace("_", "-"),
        stages=[{"name": s.name, "takes": takes(s), "gives": gives(s)} for s in pipeline.stages],
        files=[
            (f.parameter, f.shown, f.origin) for f in external_files(pipeline) if f.kind != "query"
        ],
        queries=_queries(pipeline),
        data=pipeline.data,
        folders=[shown_path(folder) for folder in pipeline.folders],
        own_modules=pipeline.own_modules,
        tests=bool(pipeline.tests),
        engines=engines(pipeline),
    )
