"""The command line in this process, and what a pseudo-terminal was shown."""

import os

from typer.testing import CliRunner, Result

from nb2prod.commands.app import app


def run(*arguments: str, text: str = "") -> Result:
    """Call nb2prod with `text` as its input; an exception is no way for it to end."""
    result = CliRunner().invoke(app, list(arguments), input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


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
