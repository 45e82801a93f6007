"""The command line."""

import gc
import sys

from nb2prod.commands.declared import plain
from nb2prod.commands.streams import fix_streams, flush_streams


def main() -> None:
    """Run the command line."""
    gc.set_threshold(400_000, 20, 20)  # a short run makes little garbage, many objects
    fix_streams()
    try:
        if called := plain(sys.argv[1:]):
            called()
        else:
            from nb2prod.commands.app import app

            app()
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        flush_streams()
