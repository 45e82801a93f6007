"""kfp_pipeline.py: components and a pipeline for Kubeflow Pipelines v2."""

from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import Workflow
from nb2prod.emit.targets.target import Target
from nb2prod.notebook.model import Role

_ARTIFACTS = {
    Role.PREPROCESS: "Dataset",
    Role.TRAIN: "Model",
    Role.PREDICT: "Dataset",
    Role.EVALUATE: "Artifact",
}
"""What the out_dir of a stage is in Kubeflow's terms."""


def files(flow: Workflow) -> dict[str, str]:
    """The module; it compiles itself to YAML when it is run."""
    kinds = {step.name: _ARTIFACTS[step.stage.role] for step in flow.steps}
    secrets = any(file.kind == "secret" for file in flow.inputs)
    text = render("kfp_pipeline.py.jinja", flow, kinds=kinds, secrets=secrets)
    return {"kfp_pipeline.py": text}


TARGET = Target(
    rank=30,
    title="Kubeflow Pipelines",
    file="kfp_pipeline.py",
    run="python kfp_pipeline.py",
    install="kfp",
    help="Components and a pipeline of Kubeflow Pipelines v2; the command compiles it to "
    "`kfp_pipeline.yaml`. The image is `$IMAGE`. The inputs are parameters of the run: URLs such "
    "as `s3://bucket/key`. Secrets come from a Kubernetes secret.",
    files=files,
)
