"""A pipeline to the files of its package."""

from nb2prod.emit.config import config_module, config_text
from nb2prod.emit.container import container_files
from nb2prod.emit.listing import made_from
from nb2prod.emit.module_files import with_own_modules
from nb2prod.emit.modules import (
    common_module,
    functions_tests,
    has_plain_metrics,
    pipeline_module,
    stage_module,
)
from nb2prod.emit.project import project_files
from nb2prod.emit.readme import about, readme
from nb2prod.emit.service import service_files
from nb2prod.emit.targets.registry import target_files
from nb2prod.emit.templates import render, storage_text
from nb2prod.naming import CONFIG_FILE
from nb2prod.patterns import regex
from nb2prod.plan.model import Pipeline
from nb2prod.plan.serialisers import PATHS, SPARK, TABLES

_FOLDER_OF_FIGURE = regex(r"""keep_figure\(\s*\w+,\s*f?["'].*/""")


def files_of(pipeline: Pipeline) -> dict[str, str]:
    """The text of every file, by its path from the output folder; in a fixed order."""
    package = pipeline.package
    files: dict[str, str] = {}
    files[f"{package}/__init__.py"] = render(
        "init.py.jinja",
        heading=about(pipeline)[0].rstrip("."),
        made_from=made_from(pipeline),
        folders=pipeline.folders,
        first=pipeline.searched_first,
    )
    if pipeline.common:
        files[f"{package}/common.py"] = common_module(pipeline)
    for stage in pipeline.stages:
        files[f"{package}/{stage.name}.py"] = stage_module(pipeline, stage)
    files[f"{package}/pipeline.py"] = pipeline_module(pipeline)
    takes_config = any(stage.takes_config for stage in pipeline.stages)
    if pipeline.track:
        values = {"package": package, "title": pipeline.title, "config": takes_config}
        files[f"{package}/tracking.py"] = render("tracking.py.jinja", **values)
    if takes_config:
        files[f"{package}/{pipeline.config.module}.py"] = config_module(pipeline)
    if pipeline.assertions:
        files["tests/test_functions.py"] = functions_tests(pipeline)
    if wants := stored(pipeline, "\n".join(files.values())):
        files[f"{package}/storage.py"] = storage_text(pipeline.tables, wants)
    files = with_own_modules(pipeline, files, generated_modules(pipeline))
    if takes_config:
        files[CONFIG_FILE] = config_text(pipeline)
    files |= project_files(pipeline, files)
    files |= service_files(pipeline) | container_files(pipeline, files)
    files |= target_files(pipeline, files)
    files["README.md"] = readme(pipeline, files)
    return files


def generated_modules(pipeline: Pipeline) -> set[str]:
    """Names of the modules that are made, and that no other may have."""
    made = {"common", "pipeline", "storage", pipeline.config.module, *pipeline.extras}
    made |= {"tracking"} if pipeline.track else set()
    return {*made, *(stage.name for stage in pipeline.stages)}


def stored(pipeline: Pipeline, code: str) -> set[str]:
    """What storage.py is to save for the package, whose modules have this text."""
    tables = {one.name for one in TABLES.values()}
    used = {artefact.serialiser for stage in pipeline.stages for artefact in stage.artefacts}
    found = {
        "table": used & tables,
        "paths": PATHS.name in used,
        "spark": SPARK.name in used,
        "metrics": any(s.metrics and not has_plain_metrics(s) for s in pipeline.stages),
        "predictions": any(stage.predictions for stage in pipeline.stages),
        "figures": any(stage.figures for stage in pipeline.stages) or "save_figure(" in code,
        "rows": any(stage.predictions and stage.predicted_on for stage in pipeline.stages),
        "unwritten": "write=False)" in code,
        "shows": "show_figures(" in code,
        "keeps": "keep_figure(" in code,
        "saves": "save_figure(" in code,
        "folders": bool(_FOLDER_OF_FIGURE.search(code)),
        "plots": "show_plot(" in code,
    }
    return {name for name, wanted in found.items() if wanted}
