"""A second copy of a folder, with hard links to the user's own files, and back to one folder."""

import os
import shutil
from collections.abc import Set
from pathlib import Path


class NoTwin(OSError):
    """The folder cannot be had twice: it holds a mount, or files that cannot be linked."""


def make_twin(folder: Path, twin: Path, without: Set[str]) -> None:
    """Make `twin` hold what `folder` holds; files are hard links, so that nothing is copied.

    Args:
        folder: stays as it is.
        twin: is made; it has to be on the same file system.
        without: files that the twin shall not have, by path below, with posix separators.

    Raises:
        NoTwin: this is not possible; a part of `twin` may have been made.
    """
    try:
        _link_all(folder, twin, "", without)
    except OSError as error:
        raise NoTwin(error.errno, error.strerror or "", error.filename) from error


def _link_all(folder: Path, twin: Path, prefix: str, without: Set[str]) -> None:
    twin.mkdir()
    with os.scandir(folder) as entries:
        for entry in entries:
            name, target = prefix + entry.name, twin / entry.name
            if name in without:
                continue
            if entry.is_symlink():
                os.symlink(os.readlink(entry.path), target)
            elif entry.is_dir():
                if os.path.ismount(entry.path):
                    raise NoTwin(0, "a mount", entry.path)
                _link_all(Path(entry.path), target, f"{name}/", without)
            else:
                os.link(entry.path, target)
    made = any(item.startswith(prefix) for item in without) if prefix else False
    if made and not any(twin.iterdir()) and any(folder.iterdir()):
        twin.rmdir()  # all that it held goes
    else:
        shutil.copystat(folder, twin)


def drop_twin(twin: Path, folder: Path, without: Set[str]) -> None:
    """Remove `twin`, but bring to `folder` what someone put there in the meantime.

    Args:
        twin: the former `folder`.
        folder: has the links that `make_twin` made.
        without: files that `folder` has replaced or dropped.
    """
    _bring(twin, folder, "", without)
    shutil.rmtree(twin, ignore_errors=True)


def _bring(twin: Path, folder: Path, prefix: str, without: Set[str]) -> None:
    with os.scandir(twin) as entries:
        for entry in entries:
            name, there = prefix + entry.name, folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                _bring(Path(entry.path), there, f"{name}/", without)
            elif name not in without and _is_missed(Path(entry.path), there):
                there.parent.mkdir(parents=True, exist_ok=True)
                os.replace(entry.path, there)


def _is_missed(one: Path, there: Path) -> bool:
    """Whether `one` is not in the other folder, or only an older file of that name."""
    try:
        mine, other = os.lstat(one), os.lstat(there)
    except FileNotFoundError:
        return True
    if one.is_symlink() and there.is_symlink():
        return False
    return not os.path.samestat(mine, other) and mine.st_mtime_ns > other.st_mtime_ns
