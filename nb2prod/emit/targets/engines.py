"""All targets; to add one, write its file and template, and add its row here."""

from collections.abc import Callable, Mapping

from nb2prod.emit.targets import airflow, dvc, kfp, snakemake
from nb2prod.emit.targets.steps import Workflow, workflow
from nb2prod.plan.model import Pipeline
from nb2prod.records import dataclass
from nb2prod.settings import TargetName


@dataclass(frozen=True, slots=True)
class Target:
    """An engine: ``run`` is the command that the README of the package shows for it."""

    title: str
    file: str
    run: str
    files: Callable[[Workflow], dict[str, str]]


TARGETS: dict[TargetName, Target] = {
    "dvc": Target("DVC", "dvc.yaml", "dvc repro", dvc.files),
    "snakemake": Target("Snakemake", "Snakefile", "snakemake --cores 2", snakemake.files),
    "kfp": Target("Kubeflow Pipelines", "kfp_pipeline.py", "python kfp_pipeline.py", kfp.files),
    "airflow": Target("Airflow", "dag.py", "airflow dags test {dag}", airflow.files),
}


def target_files(pipeline: Pipeline, files: Mapping[str, str]) -> dict[str, str]:
    """The files of the pipeline's targets, for a package that has these `files`."""
    if not pipeline.targets:
        return {}
    flow = workflow(pipeline, files)
    found: dict[str, str] = {}
    for name, target in TARGETS.items():
        if name in pipeline.targets:
            found |= target.files(flow)
    return found


def engines(pipeline: Pipeline) -> list[dict[str, str]]:
    """What the README of the package says about its targets."""
    return [
        {"title": one.title, "file": one.file, "run": one.run.format(dag=pipeline.package)}
        for name, one in TARGETS.items()
        if name in pipeline.targets
    ]
