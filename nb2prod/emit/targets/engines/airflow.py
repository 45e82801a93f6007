"""dag.py: a task a stage, for Airflow 2 and 3."""

from nb2prod.emit.targets.render import render
from nb2prod.emit.targets.steps import Workflow
from nb2prod.emit.targets.target import Target


def files(flow: Workflow) -> dict[str, str]:
    """The module with the DAG."""
    defaults = [(file.parameter, _default(file.shown), file.shown) for file in flow.settable]
    ties = [(step.after, step.name) for step in flow.steps if step.after]
    return {"dag.py": render("dag.py.jinja", flow, defaults=defaults, ties=ties)}


def _default(shown: str) -> str:
    """The expression for a path's default; a home directory is that of the scheduler's user."""
    if shown.startswith("~"):
        return f"os.path.expanduser({shown!r})"
    return f"os.path.expandvars({shown!r})" if shown.startswith("$") else repr(shown)


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
