"""What the command line asks for, and the report that it gets."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from nb2prod.advice.advise_notebook import advise_one
from nb2prod.configuration import choices
from nb2prod.diagnostics import Diagnostic
from nb2prod.findings.finding import Checked, Finding
from nb2prod.findings.report_formats import FORMATS, text, total
from nb2prod.notebooks import find_notebooks
from nb2prod.records import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """The options of ``advise``; ``given`` are those that pyproject.toml may set too."""

    paths: Sequence[Path]
    given: Mapping[str, object] = field(default_factory=dict)
    format: str = "text"
    fix_notebook: bool = False
    quiet: bool = False


def advise_paths(request: Request) -> bool:
    """Mend the notebooks where that is wanted, and print the report; whether something was found.

    Raises:
        BatchError: the options do not fit the notebooks.
        SettingsError: a pyproject.toml above a notebook cannot be followed.
    """
    found, empty = find_notebooks(request.paths)
    chosen = {path: choices(path, request.given).settings for path in found}
    if request.fix_notebook:
        from nb2prod.advice.fix_file import fix_file

        for path in found:
            count = fix_file(path, chosen[path])
            if count:
                lines = "line was" if count == 1 else "lines were"
                print(f"{path}: {count} {lines} mended.", file=sys.stderr)
    told = Diagnostic("the folder holds no notebook.", code="NB404")
    report = [Checked(path, (Finding(path, told),)) for path in empty]
    report += [advise_one(path, chosen[path]) for path in found]
    _show(report, request)
    return any(one.errors for one in report)


def _show(report: Sequence[Checked], request: Request) -> None:
    if request.format != "text":
        print(FORMATS[request.format](report))
        return
    shown = text(report)
    if request.quiet:
        shown = shown.removesuffix(total(report)).rstrip("\n")
    if shown:
        print(shown)
