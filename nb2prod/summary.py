"""What a conversion gave, as a table for the terminal."""

import io
import shlex
from collections.abc import Iterator
from pathlib import Path

from nb2prod.emit.listing import command_line, gives
from nb2prod.plan.model import Pipeline, Stage


def summary(path: Path, target: Path, pipeline: Pipeline) -> str:
    """The stages with what they take and give, the paths, and the command to run next."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("stage", "inputs", "outputs", "paths"):
        table.add_column(column, overflow="fold")
    for stage in pipeline.stages:
        cells = (stage.name, _inputs(stage), ", ".join(gives(stage)), _paths(stage))
        table.add_row(*(Text(cell) for cell in cells))
    buffer = io.StringIO()
    console = Console(file=buffer, width=_width(), highlight=False)
    console.print(Text(f"{path} -> {target}"))
    console.print()
    console.print(table)
    command = command_line(pipeline, str(target), str(path.parent))
    commands = [f"pip install -e {shlex.quote(str(target))}", command, *_engines(pipeline, target)]
    next_step = "\nNext:" + "".join(f"\n  {one}" for one in commands)
    lines = (line.rstrip() for line in buffer.getvalue().splitlines())
    return "\n".join(lines) + next_step


def _engines(pipeline: Pipeline, target: Path) -> Iterator[str]:
    """Commands that run the package by the engines that it has files for, each from here."""
    from nb2prod.emit.targets.engines import engines

    for one in engines(pipeline):
        before = _dvc_init(target) if one["run"] == "dvc repro" else ""
        yield f"(cd {shlex.quote(str(target))} && {before}{one['run']})"


def _dvc_init(target: Path) -> str:
    """What makes the folder one of DVC, unless it is one."""
    above = [target.absolute(), *target.absolute().parents]
    if any((folder / ".dvc").is_dir() for folder in above):
        return ""
    git = next((folder for folder in above if (folder / ".git").exists()), None)
    return (
        f"dvc init -q{' --no-scm' if git is None else '' if git == above[0] else ' --subdir'} && "
    )


def _width() -> int:
    import shutil

    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))


def _inputs(stage: Stage) -> str:
    config = ["config"] if stage.takes_config else []
    return ", ".join([*config, *(one.name for one in stage.inputs)])


def _paths(stage: Stage) -> str:
    return "\n".join(f"--{f.parameter.replace('_', '-')}: {f.shown}" for f in stage.files)
