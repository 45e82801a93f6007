"""The command ``advise``: options in, report out."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from nb2prod import cache
from nb2prod.configuration import choices
from nb2prod.diagnostics import Severity
from nb2prod.findings.finding import Checked, Finding
from nb2prod.findings.report_formats import whole
from nb2prod.folders import find_notebooks
from nb2prod.records import dataclass
from nb2prod.settings import Settings


@dataclass(frozen=True, slots=True)
class Request:
    """The options of ``advise``; ``given`` are those that pyproject.toml may set too."""

    paths: Sequence[Path]
    given: Mapping[str, object] = field(default_factory=dict)
    format: str = "text"
    fix_notebook: bool = False
    quiet: bool = False
    cache: bool = True


def advise_paths(request: Request) -> int:
    """Fix the notebooks where that is wanted, and print the report; returns the exit code.

    Raises:
        BatchError: the options do not fit the notebooks.
        SettingsError: a pyproject.toml above a notebook cannot be followed.
    """
    found, told = find_notebooks(request.paths)
    chosen = {path: choices(path, request.given).settings for path in found}
    if request.fix_notebook:
        from nb2prod.advice.fix_file import fix_file

        for path in found:
            count = fix_file(path, chosen[path])
            if count:
                lines = "line was" if count == 1 else "lines were"
                print(f"{path}: {count} {lines} fixed.", file=sys.stderr)
    report = [Checked(path, (Finding(path, one),)) for path, one in told]
    for path in found:
        report.append(_kept(path, chosen[path]) if request.cache else _advised(path, chosen[path]))
    print(whole(report, request.format, quiet=request.quiet), end="")
    return max((one.code for one in report), default=0)


def _advised(path: Path, settings: Settings) -> Checked:
    from nb2prod.advice.advise_notebook import advise_one  # takes a moment to load

    return advise_one(path, settings)


def _kept(path: Path, settings: Settings) -> Checked:
    """What is advised on a notebook, or was when it was as it is."""
    key = cache.key("advise", str(path), os.path.realpath(path), settings)
    found: list[Checked] = []

    def make() -> Any:
        found.append(_advised(path, settings))
        told = cache.as_data([one.diagnostic for one in found[0].findings])
        if told is None or any(one.file != path for one in found[0].findings):
            return None
        return [told, [[one.line, one.column] for one in found[0].findings]]

    if (known := cache.recalled(key)) is None:
        cache.found(key, make)
        return found[0]
    diagnostics, places = cache.from_data(known[0]), known[1]
    told = (Finding(path, d, *at) for d, at in zip(diagnostics, places, strict=True))
    return Checked(path, tuple(told), fails_at=Severity.WARNING)
