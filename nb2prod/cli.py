"""The command line."""

import gc
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from nb2prod import __version__

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


@app.command()
def convert(
    notebooks: Annotated[
        list[Path],
        typer.Argument(
            help="Notebooks (.ipynb, or .py in the percent format), or folders of them."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Folder to write to; one folder a notebook below it "
            "when there are several. Default: named after the notebook, beside it.",
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="Name of the package. Default: made of the notebook's.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that were edited after generation.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Refuse what cannot be seen through, such as exec.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Print every note on what was decided.")
    ] = False,
) -> None:
    """Convert notebooks to packages.

    Exit code 0: all converted; 1: a notebook cannot be converted as it stands; 2: wrong usage.
    """
    from nb2prod.batch import BatchError, Options, convert_all
    from nb2prod.settings import Settings

    if quiet and verbose:
        _usage("-q and -v contradict each other.")
    options = Options(output, Settings(name, strict), force, quiet, verbose)
    try:
        failed = convert_all(notebooks, options)
    except BatchError as error:
        _usage(str(error))
    raise typer.Exit(1 if failed else 0)


def _usage(message: str) -> NoReturn:
    typer.echo(f"nb2prod: {message}", err=True)
    raise typer.Exit(2)


def main() -> None:
    """Run the command line."""
    gc.set_threshold(100_000, 20, 20)  # a short run makes little garbage, many objects
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
