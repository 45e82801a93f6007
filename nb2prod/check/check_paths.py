"""The command ``check``: options in, report out."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from nb2prod.check.check_notebook import Question
from nb2prod.check.workers import check_all
from nb2prod.diagnostics import Severity
from nb2prod.findings.finding import Checked, Finding
from nb2prod.findings.report_formats import whole
from nb2prod.folders import packages_of
from nb2prod.notebooks import BatchError, Job, jobs
from nb2prod.orphaned import orphaned
from nb2prod.records import dataclass, replace
from nb2prod.write import MANIFEST


@dataclass(frozen=True, slots=True)
class Request:
    """The options of ``check``; ``given`` are those that pyproject.toml may set too."""

    paths: Sequence[Path]
    given: Mapping[str, object] = field(default_factory=dict)
    against: Path | None = None
    require_packages: bool | None = None
    format: str = "text"
    processes: int | None = None
    quiet: bool = False
    verbose: bool = False
    cache: bool = True


def check_paths(request: Request) -> int:
    """Print the report; 1: something is not as it should be, 2: a path leads to no notebook.

    Raises:
        BatchError: the options do not fit the notebooks.
        SettingsError: a pyproject.toml above a notebook cannot be followed.
    """
    if request.against is not None and request.against.is_file():
        raise BatchError(f"--against {request.against} is a file, not a folder.")
    todo, empty = jobs(request.paths, request.against, request.given)
    empty += orphaned(packages_of(request.paths, request.against), todo)
    questions = [Question(job, _required(job, request), request.cache) for job in todo]
    report = [
        Checked(path, (Finding(path / MANIFEST if told.code == "NB414" else path, told),))
        for path, told in empty
    ]
    checked = check_all(questions, request.processes)
    report += checked if request.quiet else _counted(checked, len(questions))
    print(whole(_wanted(report, request), request.format, quiet=request.quiet), end="")
    return max((one.code for one in report), default=0)


def _wanted(report: Sequence[Checked], request: Request) -> list[Checked]:
    """With notes where they are asked for, errors alone if that is; programs that read JSON choose
    for themselves."""
    shown = {Severity.ERROR} if request.quiet else {Severity.ERROR, Severity.WARNING}
    if request.verbose or (request.format == "json" and not request.quiet):
        shown.add(Severity.NOTE)
    return [
        replace(one, findings=tuple(f for f in one.findings if f.diagnostic.severity in shown))
        for one in report
    ]


def _required(job: Job, request: Request) -> bool:
    """Whether the notebook has to have a package; `--no-require-packages` beats the settings."""
    if request.require_packages is None:
        return request.against is not None or job.choices.require_packages
    return request.require_packages


def _counted(checked: Iterator[Checked], total: int) -> Iterator[Checked]:
    """With a line that counts, on a terminal; no thread draws it, as workers may be forked."""
    if total < 2 or not sys.stderr.isatty():
        yield from checked
        return
    try:
        for done, one in enumerate(checked):
            print(f"\r{done + 1} of {total} checked", end="", file=sys.stderr, flush=True)
            yield one
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
