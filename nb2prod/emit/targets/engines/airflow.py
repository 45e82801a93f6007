"""dag.py: one task per stage, for Airflow 2 and 3."""

from nb2prod.emit.targets.expressions import default
from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import Workflow
from nb2prod.emit.targets.target import Target


def files(flow: Workflow) -> dict[str, str]:
    """The module with the DAG."""
    defaults = [(file.parameter, default(file), file.shown) for file in flow.settable]
    ties = [(step.after, step.name) for step in flow.steps if step.after]
    return {"dag.py": render("dag.py.jinja", flow, defaults=defaults, ties=ties)}


TARGET = Target(
    rank=40,
    title="Airflow",
    file="dag.py",
    run="airflow dags test {package}",
    install="apache-airflow",
    help="A DAG for Airflow 2 and 3. Put the project into a DAG folder; inputs and `out_dir` are "
    "parameters of the run, and each run has a folder of its own below `out_dir`.",
    files=files,
)
