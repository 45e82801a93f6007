"""The difference between the files on disk and what would be generated."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path
from typing import TextIO

from nb2prod.diagnostics import Diagnostic, harmless, has_colours
from nb2prod.disk import standing
from nb2prod.records import dataclass
from nb2prod.write.manifest import digest, read_manifest
from nb2prod.write.package import merged_texts
from nb2prod.write.user_edits import STARTED


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is to become another; ``old`` is None where it is missing, ``new`` if stale.

    ``edited``: somebody has changed it since it was generated. ``renewed``: the notebook gives
    another text than it gave then.
    """

    name: str
    old: str | None
    new: str | None
    edited: bool = False
    renewed: bool = False

    @property
    def line(self) -> int:
        """The first line that differs, from 1."""
        old, new = (self.old or "").splitlines(), (self.new or "").splitlines()
        pairs = enumerate(zip(old, new, strict=False), 1)
        return next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)) + 1)


def changes(files: Mapping[str, str], folder: Path) -> list[Change]:
    """The files of a package that are not on disk as they should be, by name.

    Line ends are not compared: git may have changed them. A stale file is one that an earlier run
    wrote and that the package no longer has. Edits that a merge has kept, and those of files that
    people write on, are no changes.

    Raises:
        ConversionError: `folder` is a file.
    """
    found: list[Change] = []
    known = read_manifest(folder)
    for name in sorted({*files, *known.files}):
        old, new = on_disk(folder / name), files.get(name)
        if old == new or (old is not None and name in STARTED):
            continue
        now = (old or "").encode()
        if old is not None and new is not None and known.is_settled(name, now, new):
            continue
        made = known.files.get(name)
        edited = made not in (None, digest(now))
        renewed = made is not None and new is not None and made != digest(new.encode())
        found.append(Change(name, old, new, edited, renewed))
    return found


def edited_files(found: Iterable[Change], folder: Path) -> list[str]:
    """The files of a package that people have edited, also those of which a merge has kept that.

    `found` are its `changes`.
    """
    edited = (change.name for change in found if change.edited and change.old)
    return sorted({*edited, *read_manifest(folder).kept})


def changes_by_merge(
    files: Mapping[str, str], folder: Path
) -> tuple[list[Change], tuple[Diagnostic, ...]]:
    """What a merge of the package into a folder would change, edits of people left alone, and
    what it would tell: conflicts.

    Raises:
        ConversionError: a file cannot be merged, or `folder` is one.
    """
    texts, notes = merged_texts(files, folder)
    found = [Change(name, on_disk(folder / name), text) for name, text in sorted(texts.items())]
    return found, notes


def on_disk(path: Path) -> str | None:
    r"""The text of a file, with ``\n`` as line ends; None where there is none."""
    data = standing(path)
    return None if data is None else data.decode("utf-8", "replace").replace("\r\n", "\n")


def unified(change: Change, folder: Path) -> Iterator[str]:
    """The lines of a unified diff, without their line ends."""
    path = (folder / change.name).as_posix()
    old, new = ((text or "").splitlines() for text in (change.old, change.new))
    before = path if change.old is not None else os.devnull
    after = path if change.new is not None else os.devnull
    yield from unified_diff(old, new, before, after, lineterm="")


_COLOURS = (("---", 1), ("+++", 1), ("@@", 36), ("+", 32), ("-", 31))


def coloured(line: str) -> str:
    """A line of a diff as a terminal shows it: what goes red, what comes green."""
    code = next((code for start, code in _COLOURS if line.startswith(start)), 0)
    return f"\x1b[{code}m{harmless(line)}\x1b[0m" if code else harmless(line)


def show(changes: Iterable[Change], folder: Path, stream: TextIO) -> None:
    """Print the diffs: exact where they may be piped into `patch`, coloured on a terminal."""
    line_of: Callable[[str], str] = str
    if stream.isatty():
        line_of = coloured if has_colours(stream) else harmless
    for change in changes:
        for line in unified(change, folder):
            print(line_of(line), file=stream)
