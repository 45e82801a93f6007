"""What the package, its README and the documentation need to know about an engine."""

from collections.abc import Callable
from pathlib import Path

from nb2prod.emit.targets.steps import Workflow
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """An engine. ``rank`` is its place among others, which no two share.

    Attributes:
        title: its name.
        file: the file that is made for it, or the first of them.
        run: the command that runs it in the package's folder; ``{package}`` stands for that.
        install: what pip has to install for it, "" where it takes more.
        help: what the documentation says of it, in a sentence or two.
        files: texts by name, for a workflow.
        beside: the other files that it may make, as patterns.
        ignored: what a run leaves in the folder, for ``.gitignore``.
        kept: what of that Git has to see for this engine, whatever others leave there.
        project: lines for the package's ``pyproject.toml``.
        first: the command that has to be given before, once, in the folder.
    """

    rank: int
    title: str
    file: str
    run: str
    install: str
    help: str
    files: Callable[[Workflow], dict[str, str]]
    beside: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ("results/",)
    kept: tuple[str, ...] = ()
    project: Callable[[str], str] = lambda package: ""
    first: Callable[[Path], str] = lambda folder: ""
