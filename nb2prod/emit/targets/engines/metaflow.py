"""metaflow_flow.py: one step per stage, in the notebook's order, for Metaflow."""

from nb2prod.emit.targets.expressions import default, needs_os
from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import Workflow
from nb2prod.emit.targets.target import Target
from nb2prod.naming import public
from nb2prod.notebook.resources import Resources

_TAKEN = (
    "changes cmd config_file end foreach_stack help index input merge_artifacts model_config name "
    "namespace next obj params run script_name start step tag tags user with"
)
"""What the flow, Metaflow's own class and its commands call something else, in lower case."""


def files(flow: Workflow) -> dict[str, str]:
    """The module with the flow."""
    text = render(
        "metaflow_flow.py.jinja",
        flow,
        kind="".join(part.capitalize() for part in flow.pipeline.package.split("_")) + "Flow",
        fields=_fields(flow),
        defaults={file.parameter: default(file) for file in flow.settable},
        uses_os=needs_os(flow),
        needs=(needs := {step.name: _needs(step.resources) for step in flow.steps}),
        limited=any(needs.values()),
        kubernetes=any(step.resources.image for step in flow.steps),
    )
    return {"metaflow_flow.py": text}


def _fields(flow: Workflow) -> list[tuple[str, str]]:
    """Parameters of the flow for single values of the config, with the fields that these are.

    Metaflow does not tell `n` from `N`.
    """
    taken = {*_TAKEN.split(), *(file.parameter for file in flow.settable)}
    taken |= {name for step in flow.steps for name in (step.name, f"{step.name}_files")}
    found: list[tuple[str, str]] = []
    for field in flow.fields:
        name = public(field.replace(".", "_"))
        while name.lower() in taken:
            name += "_value"
        taken.add(name.lower())
        found.append((name, field))
    return found


def _needs(asked: Resources) -> str:
    """What `@resources` takes; it counts where a step runs on Kubernetes or AWS Batch."""
    found = {"cpu": asked.cpu, "memory": asked.memory}
    found["gpu"] = asked.accelerator[1] if asked.accelerator else None
    return ", ".join(f"{name}={value:g}" for name, value in found.items() if value)


TARGET = Target(
    rank=50,
    title="Metaflow",
    file="metaflow_flow.py",
    run="python metaflow_flow.py run",
    install="metaflow",
    help="A flow with one step per stage. Each single value of `model_config.yaml` and each input "
    "is a parameter of the run: `python metaflow_flow.py run --N_TREES 200`. The files of a "
    "stage are in `results/RUN/STAGE`; they are also artefacts of the run.",
    files=files,
    ignored=(".metaflow/", "results/"),
)
