"""The files of `changes` become the changelog; ``python -m tests.support.changes VERSION``."""

import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNRELEASED = "## Unreleased\n\n"


def fragments(folder: Path) -> list[Path]:
    """The files of changes, by name."""
    return sorted(path for path in folder.glob("*.md") if path.name != "README.md")


def released(changelog: str, changes: list[str], version: str, date: str) -> str:
    """The changelog with the changes on top of what was unreleased, which has a version now."""
    if changelog.count(UNRELEASED) != 1:
        message = "CHANGELOG.md has to have one heading `## Unreleased`"
        raise ValueError(message)
    lines = [
        textwrap.fill(
            " ".join(change.split()), 125, initial_indent="- ", subsequent_indent="  ",
            break_long_words=False, break_on_hyphens=False,
        ) + "\n"
        for change in changes
    ]  # fmt: skip
    before, after = changelog.split(UNRELEASED)
    return f"{before}{UNRELEASED}## {version}, {date}\n\n{''.join(lines)}{after}"


def main(root: Path, version: str) -> None:
    """Write the changelog of `root`, and delete what went into it."""
    found = fragments(root / "changes")
    texts = [path.read_text(encoding="utf-8") for path in found]
    place = root / "CHANGELOG.md"
    today = datetime.now(UTC).date().isoformat()
    text = released(place.read_text(encoding="utf-8"), texts, version, today)
    place.write_text(text, encoding="utf-8")
    for path in found:
        path.unlink()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.support.changes VERSION")
    main(ROOT, sys.argv[1])
