"""Files to disk: never over what someone edited, and nothing while there is a problem."""

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from nb2prod.diagnostics import ConversionError, Diagnostic

MANIFEST = ".nb2prod.json"


def write_package(files: Mapping[str, str], out_dir: Path, *, force: bool = False) -> None:
    """Write the files below `out_dir`; what the last run wrote and this one does not goes away.

    The files are written to a folder inside `out_dir` first (moves work there even if it is a
    mount) and moved from there one by one. Files that are not ours stay as they are.

    Args:
        files: text by path below `out_dir`, with posix separators.
        out_dir: made, with its parents, if it is missing.
        force: overwrite files that were edited after they were generated.

    Raises:
        ConversionError: a file was edited, or is not ours, and `force` is not given; or the
            folder cannot be written.
    """
    try:
        known = _manifest(out_dir)
        _check_room(files, out_dir)
        if not force:
            _check_edits(files, out_dir, known)
        _replace(files, out_dir, known)
    except OSError as error:
        where = error.filename or out_dir
        raise ConversionError(
            Diagnostic(f"cannot write {where}: {error.strerror}.", code="NB301")
        ) from error


def _manifest(out_dir: Path) -> dict[str, str]:
    """Hashes of the files as the last run wrote them."""
    path = out_dir / MANIFEST
    if out_dir.exists() and not out_dir.is_dir():
        raise ConversionError(
            Diagnostic(
                f"{out_dir} is a file, not a folder.", "Choose another with -o.", code="NB301"
            )
        )
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in found.items()}
    except (ValueError, KeyError, AttributeError, TypeError):
        return {}


def _check_room(files: Mapping[str, str], out_dir: Path) -> None:
    """Raise for what would stop the moves halfway: wrong kinds of paths, locked folders."""
    for name in sorted(files):
        path = out_dir / name
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        folder = next(p for p in path.absolute().parents if p.exists())
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _check_edits(files: Mapping[str, str], out_dir: Path, known: Mapping[str, str]) -> None:
    edited = []
    for name in sorted({*files, *known}):
        path = out_dir / name
        if not path.is_file():
            continue
        now = _digest(path.read_bytes())
        same = name in files and now == _digest(files[name].encode())
        if now != known.get(name) and not same and (name in files):
            edited.append(name)
    if edited:
        listed = ", ".join(edited)
        raise ConversionError(
            Diagnostic(
                f"{out_dir}: {listed} was changed since it was generated, or is not from nb2prod.",
                "Nothing was written. Use --force to overwrite, or -o for another folder.",
                code="NB302",
            )
        )


def _replace(files: Mapping[str, str], out_dir: Path, known: Mapping[str, str]) -> None:
    out_dir.mkdir(parents=True, exist_ok=True)
    digests = {name: _digest(files[name].encode()) for name in sorted(files)}
    manifest = json.dumps({"files": digests}, indent=2) + "\n"
    with tempfile.TemporaryDirectory(prefix=".nb2prod-", dir=out_dir) as folder:
        staging = Path(folder)
        for name, text in [*files.items(), (MANIFEST, manifest)]:
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        for name in [*files, MANIFEST]:
            (out_dir / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / name, out_dir / name)
    root = out_dir.resolve()
    for name, digest in known.items():
        path = out_dir / name
        if root not in path.resolve().parents:  # the manifest is a file that anyone may write
            continue
        if name not in files and path.is_file() and _digest(path.read_bytes()) == digest:
            path.unlink()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
