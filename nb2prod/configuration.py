"""The user's choices for a notebook: the command line, then pyproject.toml, then the defaults."""

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Literal, get_args, get_origin, get_type_hints

from nb2prod.diagnostics import Diagnostic
from nb2prod.naming import meant
from nb2prod.records import dataclass
from nb2prod.settings import FileName, Settings

FILE = "pyproject.toml"
# Options that make sense for one call only, so that no file may set them.
CALL_ONLY = frozenset(("force", "merge", "diff", "against", "format", "jobs", "cache")).union(
    ("trace", "verify", "timeout", "memory", "package", "following")
)
_CODES = 'a list of codes of advice, such as ["NB503", "NB51"]'


@dataclass(frozen=True, slots=True)
class Choices:
    """What holds for one notebook.

    Attributes:
        settings: what changes the package.
        output: the folder below which pyproject.toml has its packages written, if it says so.
        root: the folder of that pyproject.toml.
        require_packages, quiet, verbose: as the options of that name.
    """

    settings: Settings = Settings()
    output: Path | None = None
    root: Path | None = None
    require_packages: bool = False
    quiet: bool = False
    verbose: bool = False


class SettingsError(Exception):
    """What pyproject.toml says cannot be followed; ``diagnostics`` are all the reasons."""

    def __init__(self, path: Path, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.path = path
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Pickled with its arguments: it crosses from worker processes."""
        return type(self), (self.path, *self.diagnostics)


def choices(notebook: Path, given: Mapping[str, object]) -> Choices:
    """What holds for a notebook.

    Args:
        notebook: its path; the nearest pyproject.toml above it is read.
        given: values of options by name, with ``_`` for ``-``; None where an option is not given.

    Raises:
        SettingsError: that file has unknown keys or wrong values in ``[tool.nb2prod]``.
    """
    path = nearest(notebook)
    stored = settings_table(path) if path else {}
    values = {**stored, **{name: value for name, value in given.items() if value is not None}}
    if path and given.get("sample_data") is None and "sample_data" in stored:
        values["sample_data"] = str(path.parent / str(stored["sample_data"]))
    loud = {name: bool(values.get(name)) for name in ("quiet", "verbose")}
    if given.get("quiet") or given.get("verbose"):  # one on the command line beats the other
        loud = {name: bool(given.get(name)) for name in loud}
    output = stored.get("output")
    return Choices(
        Settings(**{f.name: values[f.name] for f in fields(Settings) if f.name in values}),  # type: ignore[arg-type]
        path.parent / str(output) if path and output is not None else None,
        path.parent if path else None,
        bool(stored.get("require_packages")),
        **loud,
    )


def nearest(notebook: Path) -> Path | None:
    """The nearest pyproject.toml above a notebook."""
    found = (folder / FILE for folder in notebook.absolute().parents)
    return next((path for path in found if path.is_file()), None)


def known_keys() -> dict[str, object]:
    """The types of the keys of ``[tool.nb2prod]``, as the options write them."""
    return {name: hint for name, hint in _types().items() if name not in CALL_ONLY}


def _types() -> dict[str, object]:
    """The types of all that a package keeps of the options that it was made with."""
    hints = {**get_type_hints(Settings), "output": str, "quiet": bool, "verbose": bool}
    hints |= {"exclude": tuple[FileName, ...], "require_packages": bool}
    return {name.replace("_", "-"): hint for name, hint in hints.items()}


@cache
def settings_table(path: Path) -> dict[str, object]:
    """The values under ``[tool.nb2prod]``, with ``_`` for ``-`` in their names.

    Raises:
        SettingsError: the file is not TOML, or has unknown keys or wrong values.
    """
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
        tool = tomllib.loads(text).get("tool", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        locked = isinstance(error, OSError)
        reason = f": {error.strerror}." if isinstance(error, OSError) else f" as TOML: {error}."
        advice = "Fix its permissions." if locked else "Fix the file."
        told = Diagnostic(f"the file cannot be read{reason}", advice, code="NB403")
        raise SettingsError(path, told) from error
    table = tool.get("nb2prod", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        message = "`tool.nb2prod` is not a table."
        raise SettingsError(path, Diagnostic(message, "Write `[tool.nb2prod]`.", code="NB402"))
    problems = [d for key, value in table.items() if (d := _problem(key, value, text))]
    if problems:
        raise SettingsError(path, *problems)
    return {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
    }


def _problem(key: str, value: object, text: str) -> Diagnostic | None:
    known = known_keys()
    line, source = _where(key, text)
    at = f"line {line}: " if line else ""
    if key in CALL_ONLY:
        message = f"{at}`{key}` can be given on the command line only."
        return Diagnostic(message, "Take it out.", code="NB401", source=source, column=1)
    if key not in known:
        advice = meant(key.replace("_", "-").lower(), sorted(known))
        message = f"{at}`{key}` is not a setting of nb2prod."
        return Diagnostic(message, advice, code="NB401", source=source, column=1)
    wanted = _wanted(known[key], value)
    if wanted:
        message = f"{at}`{key}` is {value!r}."
        advice = f"It has to be {wanted}."
        return Diagnostic(message, advice, code="NB402", source=source, column=1)
    return None


def fits(key: str, value: object) -> bool:
    """Whether an option that a package keeps may have this value."""
    known = _types()
    return key in known and not _wanted(known[key], value)


def _wanted(hint: object, value: object) -> str:
    """What a value of this type looks like, or nothing where `value` is one."""
    if get_origin(hint) is tuple:
        return _wanted_list(get_args(hint)[0], value)
    options = [one for one in get_args(hint) or (hint,) if one is not NoneType]
    if get_origin(hint) is Literal:
        return "" if value in options else "one of " + ", ".join(f"{one!r}" for one in options)
    if bool in options:
        return "" if isinstance(value, bool) else "true or false"
    if int in options:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return "" if whole else "a whole number"
    for one in options:
        if get_origin(one) is Literal:
            return _wanted(one, value)
    return "" if isinstance(value, str) and value else "text in quotes"


def _wanted_list(hint: object, value: object) -> str:
    """The same for a list of values of this type; those that are no literals are codes."""
    if get_origin(hint) is Literal:
        fits = isinstance(value, list) and all(one in get_args(hint) for one in value)
        return "" if fits else "a list of " + ", ".join(f"{one!r}" for one in get_args(hint))
    if hint is FileName:
        fits = isinstance(value, list) and all(isinstance(v, str) for v in value)
        return "" if fits else 'a list of paths, such as ["drafts"]'
    return "" if isinstance(value, list) and all(map(is_advice, value)) else _CODES


def is_advice(code: object) -> bool:
    """Whether this is a code of advice, or the start of one."""
    from nb2prod.codes import ADVICE_CODES

    return isinstance(code, str) and any(known.startswith(code) for known in ADVICE_CODES)


def _where(key: str, text: str) -> tuple[int, str]:
    """Line number and text of a key below ``[tool.nb2prod]``, as far as can be seen."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            inside = re.fullmatch(r"\s*\[\s*tool\s*\.\s*nb2prod\s*\]\s*(#.*)?", line) is not None
        elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number, line.strip()
    return 0, ""
