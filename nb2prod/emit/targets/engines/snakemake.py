"""Snakefile: one rule per stage."""

import json
import math
import shlex

from nb2prod.emit.targets.inputs import inputs_file
from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import INPUTS, Argument, Workflow
from nb2prod.emit.targets.target import Target
from nb2prod.notebook.resources import Resources


def files(flow: Workflow) -> dict[str, str]:
    """The Snakefile, and the file of its configuration."""
    text = render(
        "Snakefile.jinja",
        flow,
        values={file.parameter: _value(file.parameter, file.shown) for file in flow.settable},
        expanded=any(file.shown.startswith(("~", "$")) for file in flow.settable),
        secrets=[file.parameter.upper() for file in flow.inputs if file.kind == "secret"],
        threads={step.name: _threads(step.resources) for step in flow.steps},
        needs={step.name: _needs(step.resources) for step in flow.steps},
        options={step.name: list(map(_option, step.arguments)) for step in flow.steps},
    )
    return {"Snakefile": text, **inputs_file(flow)}


def _value(parameter: str, shown: str) -> str:
    value = f'config["{parameter}"]'
    if shown.startswith("~"):
        return f"os.path.expanduser({value})"
    return f"os.path.expandvars({value})" if shown.startswith("$") else value


def _threads(asked: Resources) -> str:
    return str(math.ceil(asked.cpu)) if asked.cpu else "workflow.cores or 1"


def _needs(asked: Resources) -> dict[str, str]:
    """What a rule's `resources` say; Snakemake counts `gpu` where it is told how many there are."""
    memory = {"mem": f'"{asked.memory}MiB"'} if asked.memory else {}
    return memory | ({"gpu": str(asked.accelerator[1])} if asked.accelerator else {})


def _option(argument: Argument) -> str:
    """The option with its value as a string of the rule, in which Snakemake fills the braces."""
    match argument.kind:
        case "stage":
            name = shlex.quote(argument.file).replace("{", "{{").replace("}", "}}")
            value = f"{{input.{argument.producer}}}" + (f"/{name}" if argument.file else "")
        case "url":
            value = f"{{params.{argument.parameter}:q}}"
        case "secret":
            return f"' {argument.option} \"${argument.variable}\"'"
        case _:
            value = f"{{input.{argument.parameter}:q}}"
    return json.dumps(f" {argument.option} {value}", ensure_ascii=False)


TARGET = Target(
    rank=20,
    title="Snakemake",
    file="Snakefile",
    run="snakemake --cores 2",
    install="snakemake",
    help="One rule per stage. It runs on this machine or, with an executor plugin, on Slurm, "
    "Kubernetes and clouds: `snakemake --executor slurm`. `inputs.yaml` says where the inputs are.",
    files=files,
    beside=(INPUTS,),
    ignored=(".snakemake/", "results/"),
)
