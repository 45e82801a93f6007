"""All or nothing: whatever kills the process, the package is the old one or the new one.

What is to be written is prepared in a *work folder* first, beside the smallest folder that holds
all the changes, or inside the output folder. Then one step of the system makes it count:

- a package that is new: its folder is renamed into place;
- one file: it is renamed into place;
- several files: the folder that holds them trades places with its twin (`exchange`). The twin
  has the user's own files too, as hard links (`tree`).

Where folders cannot trade places (other systems than Linux and macOS, file systems that cannot,
mounts, the folder that the process stands in), files are moved one by one. What a kill leaves
half done in that case is completed by the next run, from the work folder.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

from nb2prod.records import dataclass
from nb2prod.write.exchange import NoExchange, exchange
from nb2prod.write.manifest import MANIFEST, digest
from nb2prod.write.tree import NoTwin, drop_twin, make_twin

_INSIDE = ".nb2prod.work"
_NEW, _STATE = "new", "state.json"
_LONG = 200


@dataclass(frozen=True, slots=True)
class Changes:
    """Texts of files to write and names of files to remove, by path below a folder."""

    write: Mapping[str, str]
    remove: tuple[str, ...]
    manifest: str

    @property
    def names(self) -> frozenset[str]:
        return frozenset((*self.write, *self.remove))

    def everything(self) -> dict[str, str]:
        return {**self.write, MANIFEST: self.manifest}


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """One run at a time writes to the folder; where the system has no locks, nothing happens."""
    try:
        import fcntl

        # the folder above: the package's own trades places, and a lock would go with the old one
        handle = os.open(_standing(root.parent), os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with suppress(OSError):  # a network's file system may have none
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def commit(root: Path, changes: Changes) -> None:
    """Write the changes below `root`; to be called when it is locked and recovered.

    Raises:
        OSError: it could not be done. Nothing has changed, unless files are moved one by one and
            the system failed at it: the next run goes on from there.
    """
    if not root.exists():
        _create(root, changes)
        return
    names = changes.names
    if not names:
        _write_manifest(root, changes.manifest)
    elif len(names) == 1 or not _exchanged(root, changes):
        _moved(root, changes)


def recover(root: Path) -> None:
    """Finish, or take back, what a run that was killed has left."""
    for work in (_beside(root), root / _INSIDE):
        if work.is_dir():
            state = _state(work)
            # without a state nothing has been moved: the work folder can go
            if "inode" in state:
                _finish_exchange(root, work, state)
            elif "moves" in state:
                _finish_moves(root, work, state)
            shutil.rmtree(work)


def _create(root: Path, changes: Changes) -> None:
    root.parent.mkdir(parents=True, exist_ok=True)
    with _work(_beside(root)) as work:
        _put(work / _NEW, changes.everything())
        os.rename(work / _NEW, root)


def _write_manifest(root: Path, text: str) -> None:
    if not (root / MANIFEST).is_file() or (root / MANIFEST).read_bytes() != text.encode():
        with _work(root / _INSIDE) as work:
            _put(work, {MANIFEST: text})
            os.replace(work / MANIFEST, root / MANIFEST)


def _exchanged(root: Path, changes: Changes) -> bool:
    """Let the folder that holds all changes trade places with its twin; False: it cannot."""
    target = _holder(root, changes.names)
    if not _may_move(target):
        return False
    below = target.relative_to(root).as_posix()
    whole = target == root
    prefix = "" if whole else f"{below}/"
    texts = changes.everything() if whole else changes.write
    gone = {name.removeprefix(prefix) for name in {*texts, *changes.remove}}
    try:
        with _work(_beside(root) if whole else root / _INSIDE) as work:
            make_twin(target, work / _NEW, gone)
            _put(work / _NEW, {name.removeprefix(prefix): text for name, text in texts.items()})
            _put(work, {MANIFEST: changes.manifest})
            inode = (work / _NEW).stat().st_ino
            # the inode tells after a kill on which side of the exchange that was
            state = {"inode": inode, "target": below, "gone": sorted(gone)}
            _set_state(work, state)
            exchange(work / _NEW, target)
            _finish_exchange(root, work, state)
    except (NoTwin, NoExchange):
        return False
    return True


def _finish_exchange(root: Path, work: Path, state: Mapping[str, Any]) -> None:
    """Bring the manifest and the user's late files, if the folders have traded places."""
    if not _traded(work, state):
        return
    target = root / state["target"]
    if target != root and (work / MANIFEST).is_file():
        os.replace(work / MANIFEST, root / MANIFEST)
    drop_twin(work / _NEW, target, frozenset(state["gone"]))


def _traded(work: Path, state: Mapping[str, Any]) -> bool:
    """Whether the twin in the work folder is the former folder now."""
    new = work / _NEW
    return new.is_dir() and new.stat().st_ino != state["inode"]


def _moved(root: Path, changes: Changes) -> None:
    with _work(root / _INSIDE) as work:
        _put(work / _NEW, changes.write)
        _put(work, {MANIFEST: changes.manifest})
        state = {
            "moves": {name: _digest(root / name) for name in changes.write},
            "remove": {name: _digest(root / name) for name in changes.remove},
        }
        _set_state(work, state)
        _finish_moves(root, work, state)


def _finish_moves(root: Path, work: Path, state: Mapping[str, Any]) -> None:
    """Make the moves that are still to be made; never over what someone edited since."""
    for name, before in state["moves"].items():
        # moved already, or edited since: in both cases what is there stays
        if (work / _NEW / name).is_file() and _digest(root / name) == before:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(work / _NEW / name, root / name)
    for name, before in state["remove"].items():
        if before is not None and _digest(root / name) == before:
            (root / name).unlink()
        if not os.path.lexists(root / name):
            _prune((root / name).parent, root)
    if (work / MANIFEST).is_file():
        os.replace(work / MANIFEST, root / MANIFEST)


@contextmanager
def _work(folder: Path) -> Iterator[Path]:
    """A work folder; it goes, unless it is needed to finish what has been half done."""
    folder.mkdir()
    (folder / ".gitignore").write_text("*\n")  # it stays behind where the process is killed
    try:
        yield folder
    except BaseException:
        state = _state(folder)
        # a failure before the step that counts leaves nothing; after it, the next run finishes
        if not state or ("inode" in state and not _traded(folder, state)):
            shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


def _put(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _set_state(work: Path, state: Mapping[str, Any]) -> None:
    # whole or not at all: half a state would be read as none
    _put(work, {f"{_STATE}.new": json.dumps(state)})
    os.replace(work / f"{_STATE}.new", work / _STATE)


def _state(work: Path) -> dict[str, Any]:
    try:
        found = json.loads((work / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _beside(root: Path) -> Path:
    name = root.name
    if len(os.fsencode(name)) > _LONG:  # a name has 255 bytes at most
        name = digest(os.fsencode(name))
    return root.parent / f".{name}.nb2prod.work"


def _standing(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.is_dir())


def _holder(root: Path, names: frozenset[str]) -> Path:
    """The deepest folder that exists and that all the paths are below."""
    parts = os.path.commonprefix([PurePosixPath(name).parent.parts for name in names])
    folder = root
    for part in parts:
        if not (folder / part).is_dir():
            break
        folder /= part
    return folder


def _may_move(folder: Path) -> bool:
    """Whether a folder may get another identity without harm to anyone."""
    here = Path.cwd()
    return (
        not folder.is_symlink()
        and not os.path.ismount(folder)
        and folder != here
        and folder not in here.parents
        and os.access(folder.parent, os.W_OK | os.X_OK)
        and (not hasattr(os, "geteuid") or folder.stat().st_uid == os.geteuid())
    )


def _digest(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _prune(folder: Path, root: Path) -> None:
    """Remove a folder that has become empty, and those above it that do so by that."""
    while folder != root and not (folder.is_dir() and any(folder.iterdir())):
        if folder.is_dir():
            folder.rmdir()
        folder = folder.parent
