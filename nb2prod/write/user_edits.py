"""The user's edits of generated files, and what the next run does with them."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from nb2prod.diagnostics import ConversionError, Diagnostic, Severity
from nb2prod.disk import standing
from nb2prod.records import dataclass, replace
from nb2prod.write.manifest import BASE, MANIFEST, OWNED, Manifest, digest, manifest_of
from nb2prod.write.merge import Merged, merge, unresolved
from nb2prod.write.unbound import unbound

# What people and tools add to: written once, then theirs.
STARTED = frozenset((".gitignore",))


@dataclass(frozen=True, slots=True)
class Edit:
    """A file that would be lost: as it was generated (None: not known), and as it is."""

    name: str
    generated: str | None
    now: str


class EditedFiles(ConversionError):
    """Files were edited since they were generated, or are not ours; ``edits`` are the texts."""

    def __init__(self, *diagnostics: Diagnostic, edits: tuple[Edit, ...] = ()) -> None:
        super().__init__(*diagnostics)
        self.edits = edits


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be on disk.

    Attributes:
        write: texts of the files that are not on disk as they have to be.
        remove: files that are not generated any more.
        manifest: of what is generated now, and of stale files that were edited.
        notes: what the user has to know; an error where a merge left conflicts.
        merged: files in which an edit and a change of the notebook were joined.
    """

    write: dict[str, str] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    manifest: Manifest = Manifest()
    notes: tuple[Diagnostic, ...] = ()
    merged: tuple[str, ...] = ()


def decide(
    files: Mapping[str, str],
    folder: Path,
    known: Manifest,
    options: Mapping[str, object],
    *,
    force: bool,
    merging: bool,
) -> Outcome:
    """What to write and to remove. Reads the folder, changes nothing.

    Args:
        files: what is generated now, by path below `folder`.
        folder: where it goes.
        known: the manifest that is there.
        options: those of this conversion, for the next manifest.
        force: take the new text of files that were edited.
        merging: keep such edits.

    Raises:
        EditedFiles: a file was edited or is not ours, and neither `force` nor a merge takes it.
        OSError: a file cannot be read.
    """
    write: dict[str, str] = {}
    notes: list[Diagnostic] = []
    refused: list[tuple[Edit, Diagnostic]] = []
    kept: dict[str, str] = {}
    joined: list[str] = []
    for name, text in sorted(files.items()):
        data = standing(folder / name)
        now = None if data is None else digest(data)
        # as it was generated: nobody loses anything
        if data is None or force or now == known.files.get(name):
            write |= {name: text} if now != digest(text.encode()) else {}
        elif known.is_settled(name, data, text):
            kept |= {name: digest(data)} if name not in OWNED else {}
        elif now != digest(text.encode()) and name not in STARTED:
            edit = Edit(name, known.text(name), _text(data))
            if refusal := _refusal(edit, folder, known, merging):
                refused.append((edit, refusal))
            elif edit.generated is not None:
                merged = merge(edit.generated, edit.now, text)
                faults = _faults(name, text, merged, folder)
                joined += [] if merged.conflicts else [name]
                write |= {name: merged.text} if merged.text != edit.now else {}
                kept |= {name: digest(merged.text.encode())} if not faults else {}
                notes += faults
    if refused:
        told = [diagnostic for _, diagnostic in refused]
        raise EditedFiles(*told, edits=tuple(edit for edit, _ in refused))
    manifest = replace(manifest_of(files, options), kept=kept)
    outcome = Outcome(write, (), manifest, tuple(notes), tuple(joined))
    return _with_stale(outcome, folder, known)


def _with_stale(outcome: Outcome, folder: Path, known: Manifest) -> Outcome:
    """Files that are not generated any more go, those that were edited stay."""
    remove: list[str] = []
    kept: dict[str, str] = {}
    for name in sorted(set(known.files) - set(outcome.manifest.files)):
        data = standing(folder / name)
        if data is None:
            continue
        if digest(data) == known.files[name]:
            remove.append(name)
        else:
            kept[name] = known.files[name]
    # kept so that a later merge knows what was generated
    base = {name: known.base[name] for name in kept if name in known.base}
    manifest = replace(
        outcome.manifest,
        files={**outcome.manifest.files, **kept},
        base={**outcome.manifest.base, **base},
    )
    notes = (*outcome.notes, *(_stale(name, folder) for name in kept))
    return replace(outcome, remove=tuple(remove), manifest=manifest, notes=notes)


def _refusal(edit: Edit, folder: Path, known: Manifest, merging: bool) -> Diagnostic | None:
    path = folder / edit.name
    if not known.files and "/" in edit.name:
        return Diagnostic(
            f"{path} is not from nb2prod, or {MANIFEST} of its package is missing.",
            f"Nothing was written. Bring {MANIFEST} and {BASE} back, use --force to overwrite the "
            "file, or -o for another folder.",
            code="NB302",
        )
    if edit.name not in known.files:
        return Diagnostic(
            f"{path} is not from nb2prod.",
            "Nothing was written. Use --force to overwrite it, or -o for another folder.",
            code="NB302",
        )
    if line := unresolved(edit.now):
        return Diagnostic(
            f"{path} holds the markers of a merge conflict (line {line}).",
            "Nothing was written. If nobody edited the package by hand, --force writes it again. "
            "Else keep what is right of both sides, delete the lines with `<<<<<<<`, `=======` and "
            "`>>>>>>>`, and use --merge.",
            code="NB302",
        )
    if not merging:
        return Diagnostic(
            f"{path} was edited since it was generated.",
            "Nothing was written. Use --merge to keep both changes, --force to overwrite it, "
            "or -o for another folder.",
            code="NB302",
        )
    if edit.generated is None:
        return Diagnostic(
            f"{path} cannot be merged: how it was generated is not known any more.",
            "Nothing was written. Use --force to overwrite it, or -o for another folder.",
            code="NB302",
        )
    return None


def _faults(name: str, generated: str, merged: Merged, folder: Path) -> list[Diagnostic]:
    """What a merge has left to be done: conflicts, or a name that is bound nowhere."""
    if merged.conflicts:
        return [_conflict(name, folder, merged.conflicts)]
    if not name.endswith(".py") or unbound(generated):
        return []
    try:
        found = unbound(merged.text)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        what = getattr(error, "msg", None) or error
        message = f"once the edit is merged, this is not valid Python ({what})."
        return [_by_hand(f"{folder / name}, line {line}: {message}")]
    return [
        _by_hand(
            f"{folder / name}, line {line}: `{one}` is read, and nothing binds it where the edit "
            "and what the notebook gives now are joined."
        )
        for one, line in found.items()
    ]


def _by_hand(message: str) -> Diagnostic:
    return Diagnostic(message, "Correct the line, then merge again.", code="NB303")


def _conflict(name: str, folder: Path, count: int) -> Diagnostic:
    places = "one place" if count == 1 else f"{count} places"
    return Diagnostic(
        f"{folder / name}: the notebook and an edit changed the same lines, in {places}.",
        "Resolve what stands between `<<<<<<< edited` and `>>>>>>> generated`, then merge again.",
        code="NB303",
    )


def _stale(name: str, folder: Path) -> Diagnostic:
    return Diagnostic(
        f"{folder / name} is not generated any more; it stays, since it was edited.",
        "Remove it yourself if you do not need it.",
        code="NB304",
        severity=Severity.WARNING,
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")
