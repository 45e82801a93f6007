"""The command line."""

import gc
import io
import sys
from typing import Annotated

import typer

from nb2prod import __version__
from nb2prod.commands.advise import advise
from nb2prod.commands.check import check
from nb2prod.commands.convert import convert
from nb2prod.commands.debug import debug
from nb2prod.commands.explain import explain
from nb2prod.commands.graph import graph
from nb2prod.commands.report import report
from nb2prod.commands.tag import tag
from nb2prod.commands.verify import verify

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"nb2prod {__version__}")
        raise typer.Exit


@app.callback()
def nb2prod(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Turn a tagged machine-learning notebook into a package of stage scripts."""


app.command()(convert)
app.command()(check)
app.command()(advise)
app.command()(explain)
app.command()(verify)
app.command()(report)
app.command()(graph)
app.command()(tag)
app.command()(debug)


def main() -> None:
    """Run the command line."""
    gc.set_threshold(100_000, 20, 20)  # a short run makes little garbage, many objects
    if isinstance(sys.stdout, io.TextIOWrapper):  # a file's name need not be text
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
