"""inputs.yaml: where DVC and Snakemake find the paths of the inputs."""

from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import INPUTS, Workflow


def inputs_file(flow: Workflow) -> dict[str, str]:
    """The file, if there is something to write in it."""
    if not flow.settable:
        return {}
    expanded = any(file.shown.startswith(("~", "$")) for file in flow.settable)
    return {INPUTS: render("inputs.yaml.jinja", flow, expanded=expanded)}
