"""The files of a sample that the pipeline reads, and their schema as JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from nb2prod.diagnostics import ConversionError, Diagnostic, Severity
from nb2prod.emit.listing import external_files
from nb2prod.notebook.model import Notebook
from nb2prod.plan.model import File, Pipeline
from nb2prod.sample.file_readers import IMAGES, Read, UnreadableError, read_file
from nb2prod.sample.tables import schema_of

_MOST_IMAGES = 8  # in a folder
_MOST_FOLDERS = 20
_MOST_FILES = 3  # of one kind, in a folder whose files the notebook does not name


def sample_schema(
    pipeline: Pipeline, notebook: Notebook, folder: Path
) -> tuple[str, list[Diagnostic]]:
    """The schema of the files in `folder` that stand for the inputs of the pipeline, as JSON.

    It has ``inputs``, the path of each parameter in the folder of the tiny data; ``files``, the
    schema of each file; ``keys``, the values that columns of keys are drawn from.

    Raises:
        ConversionError: `folder` is none, or lacks an input.
    """
    if not folder.is_dir():
        message = f"the folder of the sample, {str(folder)!r}, is none."
        raise ConversionError(Diagnostic(message, "Give another folder.", code="NB405"))
    words = "\n".join(cell.source for cell in notebook.cells)
    inputs: dict[str, str] = {}
    found: dict[str, Path] = {}
    missing: list[Diagnostic] = []
    for file in external_files(pipeline):
        if file.kind in ("secret", "query"):
            continue
        path = _find(file, folder)
        if path is None:
            if file.kind != "url":
                missing.append(_missing(file, folder))
            continue
        name = PurePosixPath(urlsplit(file.path).path if file.kind == "url" else file.path).name
        name = _unused(name or file.parameter, inputs.values())
        inputs[file.parameter] = name
        found |= dict(_below(path, name, words)) if path.is_dir() else {name: path}
    if missing:
        raise ConversionError(*missing)
    read, notes = _read(found)
    schema = {"inputs": inputs, **schema_of(read)}
    return _dump(schema), notes


def _find(file: File, folder: Path) -> Path | None:
    """The file or folder of the sample that stands for one of the notebook's.

    The longer the tail of the notebook's path that is found below `folder`, the better.
    """
    path = urlsplit(file.path).path if file.kind == "url" else file.path
    parts = [p for p in PurePosixPath(path).parts if p not in ("/", ".", "..", "~")]
    for start in range(len(parts)):
        there = folder.joinpath(*parts[start:])
        if there.is_dir() if file.kind == "dir" else there.is_file():
            return there
    return folder if file.kind == "dir" else None


def _below(folder: Path, name: str, words: str) -> Iterator[tuple[str, Path]]:
    """Files of a folder: those that the notebook names, or else some of each kind."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".")]
    named = [p for p in files if re.search(rf"(?<![\w.-]){re.escape(p.name)}(?![\w-])", words)]
    if named:
        yield from ((f"{name}/{p.relative_to(folder).as_posix()}", p) for p in named)
        return
    counts: dict[tuple[Path, str], int] = {}
    for path in files:
        kind = (path.parent, path.suffix.lower())
        counts[kind] = counts.get(kind, 0) + 1
        image = kind[1] in IMAGES
        most = _MOST_IMAGES if image else _MOST_FILES
        if counts[kind] > most or len({parent for parent, _ in counts}) > _MOST_FOLDERS:
            continue
        parent = PurePosixPath(name, path.parent.relative_to(folder).as_posix())
        prefix = re.match(r"[A-Za-z_.-]*", path.stem)
        own = f"{prefix[0] if prefix else ''}{counts[kind]}{path.suffix}" if image else path.name
        yield str(parent / own), path


def _read(found: Mapping[str, Path]) -> tuple[dict[str, Read], list[Diagnostic]]:
    read: dict[str, Read] = {}
    notes: list[Diagnostic] = []
    for name, path in found.items():
        try:
            read[name] = read_file(path)
        except (UnreadableError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            told = f"no tiny data is made for {path.name}: {reason}."
            advice = f"Put a small file of that kind in the generated project, as tests/data/{name}"
            notes.append(Diagnostic(told, f"{advice}.", code="NB406", severity=Severity.WARNING))
    return read, notes


def _missing(file: File, folder: Path) -> Diagnostic:
    return Diagnostic(
        f"the sample in {str(folder)!r} has no {file.shown}, which the notebook reads.",
        "Put a sample of it there, below that path or its last parts.",
        code="NB405",
    )


def _unused(name: str, taken: Iterable[str]) -> str:
    names = set(taken)
    number = 2
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    while name in names:
        name, number = f"{stem}_{number}{suffix}", number + 1
    return name


def _dump(value: Any, depth: int = 0) -> str:
    """JSON with a line for each column and each file."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or (len(flat) + depth <= 100 and "kind" in value) or not value:
        return flat
    if "kind" in value and value["kind"] != "object":
        return flat
    inner = " " * (depth + 1)
    lines = [f"{inner}{json.dumps(k, ensure_ascii=False)}: {_dump(v, depth + 1)}"
             for k, v in value.items()]  # fmt: skip
    return "{\n" + ",\n".join(lines) + "\n" + " " * depth + "}" + ("\n" if depth == 0 else "")
