"""A temporary copy of the notebook's folder, with links to the user's data files."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

_SKIPPED = {"node_modules", "__pycache__", "site-packages"}
OWN = "nb2prod-run-"  # a temporary folder may lie in the notebook's
_DATABASES = frozenset({".db", ".db3", ".duckdb", ".h5", ".hdf", ".hdf5", ".sqlite", ".sqlite3"})
"""What libraries change in place, by code that Python does not see: these are copied."""
_LIMIT = 10_000
"""Files that are linked at most: a notebook may lie in a home directory."""


def mirror(folder: Path, root: Path, paths: Iterable[str]) -> Path:
    """Make below `root` what looks like `folder` to a notebook that runs there.

    Folders are new and files are links, databases copies, so that what the notebook creates
    stays there. `paths` are those that the notebook is known to use: ``..`` at their start is
    honoured.

    Returns:
        The folder that stands for `folder`.
    """
    folder = folder.resolve()
    relative = [PurePosixPath(p) for p in paths if p and not os.path.isabs(p)]
    climbed = max((_climb(p) for p in relative), default=0)
    parts = folder.parts[1:][-climbed:] if climbed else ()
    here = root.joinpath("copy", *parts)
    here.mkdir(parents=True)
    for source, target in _tree(folder, here):
        _link(source, target)
    for path in relative:
        if _climb(path):
            _link_outside(folder, here, path, root)
    return here


def _climb(path: PurePosixPath) -> int:
    depth = lowest = 0
    for part in path.parts:
        depth += -1 if part == ".." else 1 if part != "." else 0
        lowest = min(lowest, depth)
    return -lowest


def _link_outside(folder: Path, here: Path, path: PurePosixPath, root: Path) -> None:
    source = Path(os.path.normpath(folder / path))
    target = Path(os.path.normpath(here / path))
    if root not in target.parents or target == here or here in target.parents:
        return
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for one, other in _tree(source, target):
            _link(one, other)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _link(source, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)


def _tree(source: Path, target: Path) -> Iterator[tuple[Path, Path]]:
    """Files below `source` with their places below `target`; the folders of these are made."""
    count = 0
    for folder, names, files in os.walk(source):
        if "pyvenv.cfg" in files or "conda-meta" in names:  # an environment, no data
            names[:] = []
            continue
        names[:] = sorted(n for n in names if not n.startswith((".", OWN)) and n not in _SKIPPED)
        made = target / Path(folder).relative_to(source)
        made.mkdir(parents=True, exist_ok=True)
        for name in sorted(files):
            yield Path(folder, name), made / name
            count += 1
            if count >= _LIMIT:
                return


def _link(source: Path, target: Path) -> None:
    if target.exists() or target.is_symlink():
        return
    if source.suffix.lower() in _DATABASES and source.is_file():
        shutil.copyfile(source, target)
    else:
        os.symlink(source, target)
