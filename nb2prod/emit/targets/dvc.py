"""dvc.yaml: a stage each, with its code, inputs, parameters, results, metrics and plots.

The out_dir of a stage is one output, for the helpers save files beside those that are named. DVC
lets no output lie in another, so that metrics and plots in it are named at the end of the file;
where the metrics are all that a stage saves, they are an output that Git keeps.
"""

from nb2prod.emit.targets.inputs import inputs_file
from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import Step, Workflow


def files(flow: Workflow) -> dict[str, str]:
    """dvc.yaml, and the file of its variables."""
    by_name = {step.name: step for step in flow.steps}
    text = render(
        "dvc.yaml.jinja",
        flow,
        needed={step.name: _needed(step, by_name) for step in flow.steps},
        metrics=[step.metrics for step in flow.steps if step.metrics and not step.only_metrics],
        quotes={file.parameter: _quote(file.shown) for file in flow.settable},
        plots=[f"{step.out_dir}/{name}" for step in flow.steps for name in step.figures],
    )
    return {"dvc.yaml": text, **inputs_file(flow)}


def _quote(path: str) -> str:
    """The quote in which a shell leaves the path as it is; cmd.exe knows the double one only."""
    return "'" if set('$`"') & set(path) else '"'


def _needed(step: Step, steps: dict[str, Step]) -> list[str]:
    """What a stage depends on: its code, results of others, and files from outside."""
    before = (steps[name] for name in step.after)
    results = [one.metrics if one.only_metrics else one.out_dir for one in before]
    outside = [f"${{{argument.parameter}}}" for argument in step.of_kind("file", "dir", "query")]
    return [*step.code, *outside, *results]
