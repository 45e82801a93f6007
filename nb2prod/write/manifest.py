"""The manifest: what was generated last time, stored in the package.

``.nb2prod.json`` has a hash of each file and the options of the conversion. The folder ``.nb2prod``
has the texts, which a merge needs: nobody has to read them, and git shows no diff of them.
"""

import base64
import bz2
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath

from nb2prod.diagnostics import ConversionError, Diagnostic
from nb2prod.disk import standing
from nb2prod.naming import CONFIG_FILE
from nb2prod.records import dataclass
from nb2prod.write.merge import sides, unresolved

MANIFEST = ".nb2prod.json"
BASE = ".nb2prod/base.json"
_ATTRIBUTES = ".nb2prod/.gitattributes"
OWNED = frozenset(("README.md", "inputs.yaml", CONFIG_FILE))
"""What people write on: an edit is theirs, and is merged where the notebook changes the file."""
_MOST = 16_000_000  # bytes of a text; a manifest is a file that anyone may write


@dataclass(frozen=True, slots=True)
class Manifest:
    r"""Files as they were generated, by path below the output folder.

    Attributes:
        files: SHA-256 of each, with ``\n`` as line ends.
        base: the text of each, compressed.
        options: how the notebook was converted, by the names of `settings.Settings`; only what is
            not the default. ``notebook`` is its path from here.
        kept: SHA-256 of files with edits that a merge has kept.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    base: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)

    def is_settled(self, name: str, now: bytes, generated: str) -> bool:
        """Whether a file on disk may stay as it is: the edit is known, or nobody's business.

        Not where the notebook gives another text than it gave last time, which has to be merged.
        """
        if self.files.get(name) != digest(generated.encode()):
            return False
        if unresolved(now.decode("utf-8", "replace")):
            return False
        return name in OWNED or digest(now) in (self.files[name], self.kept.get(name))

    def text(self, name: str) -> str | None:
        """The file as it was generated, or None where the manifest does not (rightly) tell."""
        try:
            packed = base64.b64decode(self.base[name])
            text = bz2.BZ2Decompressor().decompress(packed, _MOST)
            return text.decode() if digest(text) == self.files.get(name) else None
        except (KeyError, ValueError, OSError, EOFError):
            return None

    def dump(self) -> str:
        """The text of ``.nb2prod.json``; one line a file, so that diffs stay small."""
        options = dict(sorted(self.options.items()))
        parts = {"options": options, "files": dict(sorted(self.files.items()))}
        if self.kept:
            parts["kept"] = dict(sorted(self.kept.items()))
        return json.dumps(parts, indent=1) + "\n"

    def beside(self) -> dict[str, str]:
        """The files in the folder ``.nb2prod``."""
        base = json.dumps(dict(sorted(self.base.items())), indent=1) + "\n"
        return {BASE: base, _ATTRIBUTES: "* -diff linguist-generated\n"}


def manifest_of(files: Mapping[str, str], options: Mapping[str, object]) -> Manifest:
    """The manifest of what is generated now."""
    return Manifest(
        {name: digest(text.encode()) for name, text in files.items()},
        {name: _packed(text) for name, text in files.items()},
        options,
    )


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder; an empty one where there is none, or one that makes no sense.

    Raises:
        ConversionError: `folder` is a file.
        OSError: the manifest may not be read.
    """
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file, not a folder."
        raise ConversionError(Diagnostic(message, "Choose another with -o.", code="NB301"))
    found, base = _read(folder / MANIFEST), _read(folder / BASE)
    files, kept = (
        [_strings(_mapping(side.get(key))) for side in found] for key in ("files", "kept")
    )
    texts = [_strings(side) for side in base]
    return Manifest(_joined(files), _joined(texts), _options(found), _joined(kept))


def made_from(folder: Path) -> tuple[Path, ...]:
    """The notebooks that the package in a folder was made from; none where it does not say.

    Raises:
        OSError: as `read_manifest`.
    """
    return notebooks_of(_options(_read(folder / MANIFEST)), folder)


def notebooks_of(options: Mapping[str, object], folder: Path) -> tuple[Path, ...]:
    """The notebooks that options of a package in a folder name."""
    first, others = options.get("notebook"), options.get("following")
    if not isinstance(first, str) or "\0" in first:
        return ()
    path = Path(os.path.normpath(folder / first))
    named = others if isinstance(others, list | tuple) else ()
    return (path, *(path.parent / str(name) for name in named))


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _options(found: list[dict[str, object]]) -> dict[str, object]:
    return _mapping(found[0].get("options"))


def _joined(ours_first: list[dict[str, str]]) -> dict[str, str]:
    """What both sides of a merge tell; ours where they differ."""
    return {name: text for side in reversed(ours_first) for name, text in side.items()}


def _read(path: Path) -> list[dict[str, object]]:
    """What a file of JSON holds, both sides where git left a conflict in it, ours first; nothing
    where there is none, or it makes no sense."""
    text = (standing(path) or b"").decode("utf-8", "replace").replace("\r\n", "\n")
    found = []
    for side in sides(text):
        try:
            found.append(_mapping(json.loads(side)))
        except (ValueError, RecursionError):
            found.append({})
    return found


def holds(path: Path, text: str) -> bool:
    """Whether a file is there with this text, whatever its line ends."""
    data = standing(path)
    return data is not None and digest(data) == digest(text.encode())


def digest(data: bytes) -> str:
    """The hash of a text file; git may have changed its line ends, which is no edit."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _packed(text: str) -> str:
    """bz2 gives the same bytes in all its versions, which zlib does not."""
    return base64.b64encode(bz2.compress(text.encode(), compresslevel=1)).decode("ascii")


def _strings(found: dict[str, object]) -> dict[str, str]:
    return {str(name): str(value) for name, value in found.items() if _below(str(name))}


def _below(name: str) -> bool:
    """Whether a name leads nowhere but below the folder."""
    path = PurePosixPath(name)
    bad = "\\" in name or ":" in name or "\0" in name
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and not bad
