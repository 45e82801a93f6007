"""A package to disk: never over an edited file, and nothing if there is a problem."""

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from nb2prod.diagnostics import ConversionError, Diagnostic, Severity
from nb2prod.records import dataclass
from nb2prod.write.commit import Changes, commit, locked, recover
from nb2prod.write.manifest import MANIFEST, Manifest, holds, notebooks_of, read_manifest
from nb2prod.write.user_edits import decide


@dataclass(frozen=True, slots=True)
class Written:
    """What was done, and what the user has to know of it."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def conflicts(self) -> bool:
        """Whether a merge left conflict markers."""
        return any(note.severity is Severity.ERROR for note in self.notes)


def write_package(
    files: Mapping[str, str],
    out_dir: Path,
    options: Mapping[str, object] | None = None,
    *,
    force: bool = False,
    merge: bool = False,
) -> Written:
    """Write the files below `out_dir`; what the last run wrote and this one does not goes away.

    The package on disk is at each moment the old one or the new one, see `commit`. Files that
    are not ours stay as they are, and so do stale files that were edited.

    Args:
        files: text by path below `out_dir`, with posix separators.
        out_dir: made, with its parents, if it is missing.
        options: how the notebook was converted, to be kept with the package.
        force: overwrite files that were edited after they were generated.
        merge: keep such edits, and add to them what the notebook has changed.

    Raises:
        EditedFiles: a file was edited, or is not ours, and may not be overwritten or merged.
        ConversionError: the folder cannot be written. Nothing has changed, in both cases.
    """
    try:
        root = Path(os.path.realpath(out_dir))
        _check_text(files)
        with locked(root):
            recover(root)
            known = read_manifest(out_dir)
            if not force:
                _check_package(files, known, out_dir)
                if other := of_another(known, options or {}, out_dir):
                    raise ConversionError(other)
            _check_room(files, root)
            outcome = decide(files, out_dir, known, options or {}, force=force, merging=merge)
            beside = {
                name: text
                for name, text in outcome.manifest.beside().items()
                if not holds(root / name, text)
            }
            write = {**outcome.write, **beside}
            commit(root, Changes(write, outcome.remove, outcome.manifest.dump()))
    except OSError as error:
        where = _shown(error.filename, root, out_dir)
        raise ConversionError(
            Diagnostic(
                f"cannot write {where}: {error.strerror or error}.",
                "Nothing was written. Choose another folder with -o, or fix the cause.",
                code="NB301",
            )
        ) from error
    except ValueError as error:  # a NUL in the path
        raise ConversionError(
            Diagnostic(f"cannot write to {str(out_dir)!r}: {error}.", code="NB301")
        ) from error
    return Written(tuple(outcome.write), outcome.remove, outcome.notes, outcome.merged)


def merged_texts(
    files: Mapping[str, str], out_dir: Path
) -> tuple[dict[str, str | None], tuple[Diagnostic, ...]]:
    """What a merge would write below `out_dir`, and remove (None), and what it would tell.

    Nothing is written.

    Raises:
        EditedFiles: a file cannot be merged.
        ConversionError: `out_dir` is a file.
        OSError: a file cannot be read.
    """
    outcome = decide(files, out_dir, read_manifest(out_dir), {}, force=False, merging=True)
    return {**outcome.write, **dict.fromkeys(outcome.remove)}, outcome.notes


def _shown(path: object, root: Path, out_dir: Path) -> Path:
    """A path as the user would write it; work folders are no concern of theirs."""
    if not isinstance(path, str) or "nb2prod.work" in path:
        return out_dir
    found = Path(path)
    if root in (found, *found.parents):
        return out_dir / found.relative_to(root)
    here = Path(os.path.realpath("."))
    return found.relative_to(here) if here in found.parents else found


def _check_text(files: Mapping[str, str]) -> None:
    """Raise for half characters (lone surrogates), which a literal of the notebook may bring."""
    for name, text in files.items():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ConversionError(
                Diagnostic(
                    f"{name} would hold half a character ({error.object[error.start]!r}), "
                    "from a string of the notebook.",
                    "Nothing was written. Fix the string.",
                    code="NB301",
                )
            ) from error


def _check_package(files: Mapping[str, str], known: Manifest, out_dir: Path) -> None:
    """Raise where the folder holds another package: it would go away."""
    there, made = _packages(known.files), _packages(files)
    if there and made and not there & made:
        message = f"{out_dir} holds the package `{min(there)}`, not `{min(made)}`."
        advice = "Choose another folder with -o, or replace that package with --force."
        if (was := notebooks_of(known.options, out_dir)) and not was[0].exists():
            name = (
                f"{'--package' if was[1:] else '--name'} {known.options.get('name', was[0].stem)}"
            )
            advice += (
                f" Was {was[0].name} renamed? `{name} --merge` keeps the package and its edits."
            )
        raise ConversionError(Diagnostic(message, advice, code="NB301"))


def of_another(known: Manifest, options: Mapping[str, object], out_dir: Path) -> Diagnostic | None:
    """What is told where a folder holds the package of another notebook, which is there."""
    there, now = notebooks_of(known.options, out_dir), notebooks_of(options, out_dir)
    still, ours = ([path for path in one if path.exists()] for one in (there, now))
    if not ours or not still or any(a.samefile(b) for a in still for b in ours):
        return None
    message = f"{out_dir} holds the package of {still[0]}, not of {ours[0]}."
    advice = "Choose another folder with -o, or replace that package with --force."
    return Diagnostic(message, advice, code="NB301")


def _packages(files: Iterable[str]) -> set[str]:
    """The names of the packages that files are of."""
    return {name.split("/")[0] for name in files if name.endswith("/__init__.py")} - {"tests"}


def _check_room(files: Mapping[str, str], root: Path) -> None:
    """Raise for wrong kinds of paths, locked folders, and links that lead out of the folder."""
    for name in sorted((*files, MANIFEST, *Manifest().beside())):
        path = root / name
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        folder = next(p for p in path.absolute().parents if os.path.lexists(p))
        if not folder.is_dir():
            os.stat(folder)  # raises for a link that leads nowhere, or in circles
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        if root in path.parents and not _inside(path.parent, root):
            raise OSError(errno.ELOOP, "a link leads out of the output folder", str(path.parent))


def _inside(folder: Path, root: Path) -> bool:
    real = Path(os.path.realpath(folder))
    return real == root or root in real.parents
