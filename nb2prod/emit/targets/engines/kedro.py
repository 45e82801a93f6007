"""A Kedro project: catalog, parameters, nodes and pipeline, around the package.

The nodes are the functions over paths, and a dataset of the catalog is a path: what stages save is
more than what a dataset of Kedro's own would keep (dtypes beside a CSV file, figures, metrics).
"""

from nb2prod.emit.config import config_text
from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import Step, Workflow
from nb2prod.emit.targets.target import Target

_MODULES = ("settings.py", "pipeline_registry.py", "datasets.py", "nodes.py", "pipeline.py")


def files(flow: Workflow) -> dict[str, str]:
    """The package of the Kedro project, and its configuration."""
    package = f"{flow.pipeline.package}_kedro"
    values = {
        "taken": {step.name: _taken(step) for step in flow.steps},
        "datasets": {step.name: _datasets(step) for step in flow.steps},
        "uses_os": any(file.kind == "secret" for file in flow.inputs),
    }
    made = {"conf/base/catalog.yml": render("kedro/catalog.yml.jinja", flow, **values)}
    if flow.takes_config:
        made["conf/base/parameters.yml"] = config_text(flow.pipeline)
    made[f"{package}/__init__.py"] = '"""The Kedro project."""\n'
    for name in _MODULES:
        made[f"{package}/{name}"] = render(f"kedro/{name}.jinja", flow, **values)
    return made


def _taken(step: Step) -> list[tuple[str, str]]:
    """The parameters of a node, with their types."""
    found = [("parameters", "dict[str, Any]")] if step.of_kind("config") else []
    found += [(f"{name}_dir", "Path") for name in step.after]
    found += [(one.parameter, "Path") for one in step.of_kind("file", "dir", "query")]
    return found + [(one.parameter, "str") for one in step.of_kind("url")]


def _datasets(step: Step) -> list[tuple[str, str]]:
    """The same with the names of the datasets."""
    before = {f"{name}_dir": name for name in step.after}
    return [(name, before.get(name, name)) for name, _ in _taken(step)]


def _project(package: str) -> str:
    return f"""[tool.kedro]
package_name = "{package}_kedro"
project_name = "{package}"
kedro_init_version = "1.0.0"
source_dir = "."
"""


TARGET = Target(
    rank=70,
    title="Kedro",
    file="conf/base/catalog.yml",
    run="kedro run",
    install='"kedro>=1"',
    help="A Kedro project around the package. `conf/base/catalog.yml` says where inputs and "
    "results are. `conf/base/parameters.yml` has the parameters (`kedro run --params "
    "N_TREES=200`), `PACKAGE_kedro/` the nodes and the pipeline.",
    files=files,
    beside=(
        "conf/base/parameters.yml",
        "{package}_kedro/__init__.py",
        *(f"{{package}}_kedro/{name}" for name in _MODULES),
    ),
    project=_project,
)
