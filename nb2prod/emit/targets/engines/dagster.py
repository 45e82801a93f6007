"""dagster_assets.py: an asset for each file that a stage saves, for Dagster."""

import re
from collections.abc import Mapping

from nb2prod.emit.listing import outputs
from nb2prod.emit.targets.expressions import default, needs_os
from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import Step, Workflow
from nb2prod.emit.targets.target import Target
from nb2prod.naming import fresh


def files(flow: Workflow) -> dict[str, str]:
    """The module with assets and definitions."""
    assets = {step.name: _assets(step) for step in flow.steps}
    text = render(
        "dagster_assets.py.jinja",
        flow,
        fields=flow.fields,
        defaults={file.parameter: default(file) for file in flow.settable},
        uses_os=needs_os(flow),
        assets={name: {asset: file for file, asset in of.items()} for name, of in assets.items()},
        ties={step.name: _ties(step, assets) for step in flow.steps},
    )
    return {"dagster_assets.py": text}


def _assets(step: Step) -> dict[str, str]:
    """Assets by their files; a stage that saves none known by name has its folder as one."""
    found: dict[str, str] = {}
    for file in [*outputs(step.stage), *step.figures] or ["."]:
        plain = re.sub(r"\W", "_", file, flags=re.ASCII) if file != "." else "out_dir"
        found.setdefault(file, fresh(plain, found.values()))
    return found


def _ties(step: Step, assets: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """Assets that a stage takes; "": all of a stage, as where only the order counts."""
    taken = {(one.producer, one.file) for one in step.of_kind("stage")}
    whole = {name for name in step.after if name not in {producer for producer, _ in taken}}
    whole |= {producer for producer, file in taken if file not in assets[producer]}
    single = {(p, assets[p][file]) for p, file in taken if p not in whole}
    return [*((name, "") for name in sorted(whole)), *sorted(single)]


TARGET = Target(
    rank=60,
    title="Dagster",
    file="dagster_assets.py",
    run='dagster asset materialize -f dagster_assets.py --select "*"',
    install="dagster dagster-webserver",
    help="An asset for each file that a stage saves, and a resource `folders` that says where "
    "inputs and results are. The numbers of `metrics.json` are metadata of the assets. `dagster "
    "dev -f dagster_assets.py` shows them.",
    files=files,
    ignored=(".dagster/", "results/"),
)
