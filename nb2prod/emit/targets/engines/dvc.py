"""dvc.yaml: a stage each, with its code, inputs, parameters, results, metrics and plots.

The out_dir of a stage is one output, for the helpers save files beside those that are named. DVC
lets no output lie in another, so that metrics and plots in it are named at the end of the file;
where the metrics are all that a stage saves, they are an output that Git keeps.
"""

from pathlib import Path

from nb2prod import disk
from nb2prod.emit.targets.inputs import inputs_file
from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import INPUTS, Step, Workflow
from nb2prod.emit.targets.target import Target


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


def _init(folder: Path) -> str:
    """What makes the folder one of DVC, unless it is one."""
    above = [folder.absolute(), *folder.absolute().parents]
    if any(disk.is_folder(one / ".dvc") for one in above):
        return ""
    roots = (one / ".git" for one in above)  # a folder, or the file of a work tree
    git = next((one.parent for one in roots if disk.is_folder(one) or disk.is_file(one)), None)
    return (
        f"dvc init -q{' --no-scm' if git is None else '' if git == above[0] else ' --subdir'} && "
    )


TARGET = Target(
    rank=10,
    title="DVC",
    file="dvc.yaml",
    run="dvc repro",
    install="dvc",
    help="Stages that depend on their code, their inputs and the values of `model_config.yaml` "
    "that they use. After `dvc init` (`--no-scm` without Git), `dvc repro` runs what changed. See "
    "also `dvc metrics show` and `dvc plots show`. `inputs.yaml` says where the inputs are.",
    files=files,
    beside=(INPUTS,),
    ignored=(),
    kept=("results/",),  # DVC itself makes Git ignore its outputs
    first=_init,
)
