"""The command line in this process and in one of its own, and what a pseudo-terminal was shown."""

import os
from pathlib import Path

from typer.testing import CliRunner, Result

from nb2prod.commands.app import app
from tests.support import fork_server


def run(*arguments: str, text: str = "") -> Result:
    """Call nb2prod with `text` as its input; an exception is no way for it to end."""
    result = CliRunner().invoke(app, list(arguments), input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def run_alone(*arguments: object, folder: Path | None = None, **variables: str) -> fork_server.Done:
    """Call nb2prod in a process of its own, with these variables of the environment."""
    words = [*fork_server.NB2PROD, *map(str, arguments)]
    return fork_server.run(words, folder or Path.cwd(), os.environ | variables)


def shown_on(leader: int) -> bytes:
    """What was written to a pseudo-terminal whose other end is closed here; closes this one."""
    seen = b""
    try:
        while data := os.read(leader, 65536):
            seen += data
    except OSError:  # the end of a pseudo-terminal on Linux
        pass
    os.close(leader)
    return seen
