"""What a conversion gave, as a table for the terminal."""

import io
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
    next_step = f"\nNext:\n  pip install -e {target}\n  {command}"
    lines = (line.rstrip() for line in buffer.getvalue().splitlines())
    return "\n".join(lines) + next_step


def _width() -> int:
    import shutil

    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))


def _inputs(stage: Stage) -> str:
    config = ["config"] if stage.takes_config else []
    return ", ".join([*config, *(one.name for one in stage.inputs)])


def _paths(stage: Stage) -> str:
    return "\n".join(f"--{f.parameter.replace('_', '-')}: {f.shown}" for f in stage.files)
