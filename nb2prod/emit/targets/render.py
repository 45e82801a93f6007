"""Templates of targets with the workflow."""

import shlex

from nb2prod.emit import templates
from nb2prod.emit.targets.steps import INPUTS, RESULTS, Workflow
from nb2prod.naming import CONFIG_FILE


def render(template: str, flow: Workflow, **values: object) -> str:
    """A template of ``templates/targets`` with the workflow and the functions that all need."""
    return templates.render(
        f"targets/{template}",
        package=flow.pipeline.package,
        title=flow.pipeline.title,
        steps=flow.steps,
        asks=any(step.resources.limits or step.resources.image for step in flow.steps),
        inputs=flow.inputs,
        settable=flow.settable,
        takes_config=flow.takes_config,
        model_config=CONFIG_FILE,
        inputs_file=INPUTS,
        results=RESULTS,
        shell=shlex.quote,
        scalar=scalar,
        **values,
    )


def scalar(text: str) -> str:
    """A string as YAML writes it on one line."""
    import yaml

    made: str = yaml.safe_dump(text, allow_unicode=True, width=float("inf"))
    return made.removesuffix("...\n").strip()
