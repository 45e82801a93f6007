"""``python -m nb2prod``."""

import sys

if not sys.flags.safe_path:  # the current folder may hold a notebook's own typer.py or json.py
    del sys.path[0]

from nb2prod.cli import main

if __name__ == "__main__":
    main()
