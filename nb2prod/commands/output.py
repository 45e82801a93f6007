"""The file for a result that the command line names."""

from pathlib import Path

from nb2prod.commands import options as o


def write_text(text: str, path: Path) -> None:
    """Write a file, with the folders above it; where that fails, end with exit code 2."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        o.usage(f"cannot write {path}: {error.strerror}.")
