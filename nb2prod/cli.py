"""The command line."""

import gc
import io
import sys

from nb2prod.commands.declared import plain


def main() -> None:
    """Run the command line."""
    gc.set_threshold(100_000, 20, 20)  # a short run makes little garbage, many objects
    if isinstance(sys.stdout, io.TextIOWrapper):  # a file's name need not be text
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        if called := plain(sys.argv[1:]):
            called()
        else:
            from nb2prod.commands.app import app

            app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
