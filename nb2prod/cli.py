"""The command line."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def nb2prod() -> None:
    """Turn a tagged machine-learning notebook into a package of stage scripts."""


def main() -> None:
    """Run the command line."""
    app()
