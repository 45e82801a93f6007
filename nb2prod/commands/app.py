"""The commands, as typer reads and explains them."""

from typing import Annotated

import typer

from nb2prod import __version__
from nb2prod.commands.declared import COMMANDS, for_typer, function

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
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn a tagged machine-learning notebook into a package of stage scripts."""


for _command in COMMANDS:
    app.command(_command)(for_typer(function(_command)))
