"""A file to raw cells: encodings, JSON, format versions, kernels. Of outputs only errors count."""

import io
import json
import re
import tokenize
from functools import lru_cache
from pathlib import Path
from typing import Any

from nb2prod import disk
from nb2prod.diagnostics import ConversionError, Diagnostic, Place, note
from nb2prod.notebook.databricks import databricks_cells, is_databricks
from nb2prod.notebook.failures import Failure, failures
from nb2prod.notebook.marimo import is_marimo, marimo_cells
from nb2prod.notebook.model import Role
from nb2prod.notebook.raw_cells import Json
from nb2prod.notebook.tags import metadata_tags
from nb2prod.patterns import regex
from nb2prod.records import dataclass, replace

_KNOWN_FORMATS = "1 to 4"
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CODECS = tuple(
    (mark, codec)
    for (mark, _), codec in zip(
        _BOMS, ("utf-8", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"), strict=True
    )
)
_CONFLICT = regex(r"^(?:<{7}|>{7}) ", re.MULTILINE)
_MARKDOWN = {".md": ".md", ".markdown": ".md", ".Rmd": ".Rmd", ".rmd": ".Rmd", ".qmd": ".Rmd"}
"""Suffixes of notebooks in Markdown, with the one by which jupytext knows how to read them."""
_KERNEL_NAMES = {
    "ir": "R",
    "julia": "Julia",
    "scala": "Scala",
    "spylon": "Scala",
    "javascript": "JavaScript",
    "bash": "Bash",
    "sos": "SoS",
    "octave": "Octave",
    "matlab": "MATLAB",
    "sagemath": "SageMath",
}
_PYTHONS = frozenset(("python", "python3", "ipython", "ipython3", "py"))


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file has it. ``language`` is what VS Code notes for a cell not in Python,
    ``file`` the file that its line ``ran_at`` runs, where the source is of that; ``failure`` is
    what ended its last run."""

    number: int
    id: str
    kind: str
    source: str
    tags: tuple[str, ...] = ()
    language: str = ""
    file: str = ""
    ran_at: int = 0
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class RawNotebook:
    """All cells of a file, in its order. ``python`` ran it last: (3, 9)."""

    cells: tuple[RawCell, ...]
    notes: tuple[Diagnostic, ...] = ()
    python: tuple[int, ...] = ()


def load(path: Path) -> RawNotebook:
    """Read a ``.ipynb``, a ``.py`` in the percent format, of marimo or Databricks, or Markdown.

    Raises:
        ConversionError: the file cannot be read, is no notebook, or not one of Python 3.
    """
    text = _text(path)
    if path.suffix == ".py":
        return _of_python(text)
    if path.suffix in _MARKDOWN:
        return _of_markdown(text, path)
    raw = _json(text, path)
    raw, notes = _upgraded(raw, path)
    cells = raw.get("cells")
    if not isinstance(cells, list):
        raise _not_a_notebook(path, "it has no list of cells")
    metadata = _dict(raw.get("metadata"))
    _refuse_other_languages(metadata, path)
    return RawNotebook(_cells(cells, ids=not notes), notes, _python(metadata))


def python_text(path: Path) -> str:
    """The text of a file of Python, in the encoding that it names.

    Raises:
        OSError, SyntaxError, ValueError: it cannot be read.
    """
    data = disk.read(path)
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return io.TextIOWrapper(io.BytesIO(data), encoding).read()


def decoded(path: Path) -> tuple[bytes, str, str]:
    """The byte order mark of a notebook's file, its text, and the codec of the text alone.

    Raises:
        ConversionError: the file cannot be read, or is not text.
    """
    text = _text(path)
    data = path.read_bytes()
    mark, codec = next(((m, c) for m, c in _CODECS if data.startswith(m)), (b"", _guessed(data)))
    return mark, data[len(mark) :].decode(codec) if mark else text, codec


def _text(path: Path) -> str:
    try:
        data = disk.read(path)
    except FileNotFoundError as error:
        raise _error("NB404", f"there is no file {path}.") from error
    except IsADirectoryError as error:
        raise _error("NB404", f"{path} is a directory, not a notebook.") from error
    except OSError as error:
        raise _error("NB101", f"cannot read {path}: {error.strerror}.") from error
    except ValueError as error:
        raise _error("NB101", f"{str(path)!r} is not a path.") from error
    if not data.strip():
        raise _error("NB102", f"{path} is empty.")
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), _guessed(data))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _error("NB102", f"{path} is not {encoding.upper()} text.") from error
    if "\0" in text:
        raise _error("NB102", f"{path} holds NUL bytes: it is damaged, or no text file.")
    return text


def _guessed(data: bytes) -> str:
    """UTF-8, unless every other byte at the start is 0, as in UTF-16 without a mark."""
    start = data[:64]
    if len(start) >= 4 and not any(start[1::2]):
        return "utf-16-le"
    return "utf-16-be" if len(start) >= 4 and not any(start[::2]) else "utf-8"


@lru_cache(maxsize=4)  # jupytext takes its time, and some commands read a notebook twice
def _of_python(text: str) -> RawNotebook:
    if is_marimo(text):
        try:
            return RawNotebook(_cells(marimo_cells(text), ids=False))
        except SyntaxError as error:
            raise _error("NB104", f"the file of marimo is not Python: {error}.") from error
    if is_databricks(text):
        return RawNotebook(_cells(databricks_cells(text), ids=False))
    import jupytext

    try:
        raw = jupytext.reads(text.replace("\r\n", "\n"), fmt="py:percent")
    except Exception as error:  # jupytext documents none; a front matter may raise any of YAML's
        raise _by_jupytext(error) from error
    return RawNotebook(_cells([dict(cell) for cell in raw.cells], ids=False))


def _of_markdown(text: str, path: Path) -> RawNotebook:
    """Of a notebook in Markdown, MyST, R Markdown or Quarto."""
    import jupytext

    try:
        raw = jupytext.reads(text.replace("\r\n", "\n"), fmt={"extension": _MARKDOWN[path.suffix]})
        cells, metadata = [dict(cell) for cell in raw.cells], dict(raw.metadata)
    except Exception as error:  # as above
        raise _by_jupytext(error) from error
    _refuse_other_languages(metadata, path)
    return RawNotebook(_cells(cells, ids=False))


def _json(text: str, path: Path) -> Json:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        if path.suffix.lower() not in {"", ".ipynb", ".json"}:
            known = "Name a notebook: .ipynb, .py, .md, .Rmd or .qmd."
            raise _error("NB404", f"{path} is no notebook.", known) from error
        raise _error("NB103", *_why_not_json(text, path, error)) from error
    except RecursionError as error:
        raise _error("NB104", f"{path} is nested too deeply to be a notebook.") from error
    except ValueError as error:
        raise _error("NB103", f"{path} is not JSON: {error}.") from error
    if not isinstance(raw, dict) or "nbformat" not in raw:
        raise _not_a_notebook(path, "it has no `nbformat`")
    return raw


def _why_not_json(text: str, path: Path, error: json.JSONDecodeError) -> tuple[str, str]:
    """What is wrong, and what to do where that is not the usual."""
    start = text.lstrip()[:200].lower()
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return f"{path} holds git conflict markers (line {line}).", "Resolve the conflict first."
    if start.startswith(("<!doctype html", "<html")):
        return f"{path} is a web page, not a notebook.", "Download the raw file."
    if start.startswith("version https://git-lfs"):
        return f"{path} is a pointer of Git LFS.", "Fetch the file itself by `git lfs pull`."
    if start.startswith("{") and _ends_early(text, error):
        return f"{path} ends in the middle (line {error.lineno}): the file is truncated.", ""
    return f"{path} is not JSON (line {error.lineno}, column {error.colno}: {error.msg}).", ""


def _ends_early(text: str, error: json.JSONDecodeError) -> bool:
    unterminated = error.msg.startswith("Unterminated string") and "\n" not in (
        text[error.pos :].strip()
    )
    # "tru", "nul": a word that the end of the file cuts.
    cut_word = re.fullmatch(r"[\w.+-]{0,8}\s*", text[error.pos :]) is not None
    return unterminated or cut_word


def _upgraded(raw: Json, path: Path) -> tuple[Json, tuple[Diagnostic, ...]]:
    """The notebook in format 4."""
    version = raw["nbformat"]
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _not_a_notebook(path, f"its `nbformat` is {version!r}")
    if version > 4:
        advice = f"Known are {_KNOWN_FORMATS}: save it as version 4."
        raise _error("NB105", f"{path} is of notebook format {version}.", advice)
    if version == 4:
        return raw, ()
    import nbformat

    try:
        _drop_outputs(raw)
        converted: Json = dict(nbformat.convert(nbformat.from_dict(raw), 4))
    except Exception as error:  # whatever a malformed file makes of the converter's assumptions
        raise _not_a_notebook(path, f"it cannot be upgraded ({error!r})") from error
    message = f"the notebook is of format {version}; it was upgraded in memory."
    return converted, (note("NB146", message),)


def _drop_outputs(raw: Json) -> None:
    for sheet in [raw, *raw.get("worksheets", [])]:
        for cell in sheet.get("cells", []):
            if cell.get("cell_type") == "code":
                cell["outputs"] = []


def _refuse_other_languages(metadata: Json, path: Path) -> None:
    """By the language of the last run first, then by what the kernel was chosen for."""
    info, kernel = _dict(metadata.get("language_info")), _dict(metadata.get("kernelspec"))
    for language in (info.get("name"), kernel.get("language")):
        if isinstance(language, str) and language and language.lower() not in _PYTHONS:
            raise _other_language(path, language)
    name = kernel.get("name")
    known = isinstance(info.get("name") or kernel.get("language"), str)
    if isinstance(name, str) and not known:
        word = re.split(r"[-_.\d]", name.lower(), maxsplit=1)[0]
        if word in _KERNEL_NAMES:
            raise _other_language(path, _KERNEL_NAMES[word])
    version = info.get("version")
    is_two = isinstance(version, str) and version.startswith("2.")
    if is_two and name != "python3":  # some editors write 2.7.6 beside a kernel of Python 3
        raise _error(
            "NB106",
            f"{path} was run by Python {version}, which computes differently.",
            "Open it with a Python 3 kernel, run it, fix what differs, and save it.",
        )


def _python(metadata: Json) -> tuple[int, ...]:
    version = _dict(metadata.get("language_info")).get("version")
    found = re.match(r"3\.\d+", version) if isinstance(version, str) else None
    return tuple(map(int, found[0].split("."))) if found else ()


def _other_language(path: Path, language: str) -> ConversionError:
    message = f"{path} is a notebook in {language}; only Python 3 can be converted."
    return _error("NB106", message)


def _cells(cells: list[Any], ids: bool) -> tuple[RawCell, ...]:
    """Without ``ids`` where they are not the file's: a converter draws them at random."""
    read = [_cell(number, cell) for number, cell in enumerate(cells, 1)]
    for index, failure in failures(cells, [cell.source for cell in read]).items():
        read[index] = replace(read[index], failure=failure)
    return tuple(cell if ids else replace(cell, id="") for cell in read)


def _cell(number: int, cell: object) -> RawCell:
    if not isinstance(cell, dict):
        raise _bad_cell(number, "", "is not an object")
    name = cell.get("id")
    identity = name if isinstance(name, str) else ""
    kind = cell.get("cell_type")
    if kind not in ("code", "markdown", "raw"):
        raise _bad_cell(number, identity, f"has the type {kind!r}")
    metadata = cell.get("metadata")
    if metadata is not None and not isinstance(metadata, dict):
        raise _bad_cell(number, identity, "has metadata that are not an object")
    source = _joined(cell.get("source", ""))
    if source is None:
        raise _bad_cell(number, identity, "has a source that is not text")
    metadata = metadata or {}
    language = _dict(metadata.get("vscode")).get("languageId")
    return RawCell(
        number,
        identity,
        kind,
        source.replace("\r\n", "\n").replace("\r", "\n"),
        metadata_tags(metadata.get("tags")) or _title(metadata),
        language if isinstance(language, str) and language.lower() not in _PYTHONS else "",
    )


def _title(metadata: Json) -> tuple[str, ...]:
    """The title of a cell (``#%% train``), where it is a tag."""
    title = str(metadata.get("title", "")).strip().lower()
    return (title,) if title in set(Role) - {Role.UNTAGGED} else ()


def _joined(source: object) -> str | None:
    """The file may hold the source as one string or as a list of lines."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source if isinstance(source, str) else None


def _dict(value: object) -> Json:
    return value if isinstance(value, dict) else {}


_DAMAGED = "Take its last good state from version control, or save it anew where it was written."
_ADVICE = {
    "NB101": "Check the path and its permissions.",
    "NB102": _DAMAGED,
    "NB103": _DAMAGED,
    "NB104": _DAMAGED,
    "NB106": "Leave it out: `exclude` in pyproject.toml names what folders hold besides.",
    "NB404": "Check the path.",
}


def _error(code: str, message: str, advice: str = "") -> ConversionError:
    return ConversionError(Diagnostic(message, advice or _ADVICE.get(code, ""), code=code))


def _by_jupytext(error: Exception) -> ConversionError:
    """Errors of YAML draw, on lines of their own, what they point at."""
    return _error("NB104", f"jupytext cannot read the file: {' '.join(str(error).split())}.")


def _not_a_notebook(path: Path, why: str) -> ConversionError:
    return _error("NB104", f"{path} is JSON, but not a notebook: {why}.")


def _bad_cell(number: int, identity: str, what: str) -> ConversionError:
    place = Place(number, identity, 1)
    return ConversionError(Diagnostic(f"the cell {what}.", "", place, code="NB104"))
