"""The paths of inputs, as expressions in the engines' Python files."""

from nb2prod.emit.targets.steps import Workflow
from nb2prod.plan.model import File


def default(file: File) -> str:
    """The expression for a path's default; a home directory is that of who runs it."""
    if file.shown.startswith("~"):
        return f"os.path.expanduser({file.shown!r})"
    return f"os.path.expandvars({file.shown!r})" if file.shown.startswith("$") else repr(file.shown)


def needs_os(flow: Workflow) -> bool:
    """Whether a module with these defaults, and secrets of the environment, imports os."""
    return any(file.kind == "secret" or file.shown.startswith(("~", "$")) for file in flow.inputs)
