"""What the command line asks of a check, and the report that it gets."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from nb2prod.check.check_notebook import Question
from nb2prod.check.workers import check_all
from nb2prod.diagnostics import has_colours
from nb2prod.findings.finding import Checked, Finding
from nb2prod.findings.report_formats import FORMATS, text
from nb2prod.folders import without_notebook
from nb2prod.notebooks import BatchError, Job, jobs
from nb2prod.records import dataclass


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


def check_paths(request: Request) -> bool:
    """Print the report; whether something is not as it should be.

    Raises:
        BatchError: the options do not fit the notebooks.
        SettingsError: a pyproject.toml above a notebook cannot be followed.
    """
    if request.against is not None and request.against.is_file():
        raise BatchError(f"--against {request.against} is a file, not a folder.")
    todo, empty = jobs(request.paths, request.against, request.given)
    empty += without_notebook(request.paths, request.against)
    questions = [Question(job, _required(job, request), request.cache) for job in todo]
    report = [Checked(path, (Finding(path, told),)) for path, told in empty]
    checked = check_all(questions, request.processes)
    report += checked if request.quiet else _counted(checked, len(questions))
    if request.format == "text":
        shown = text(
            report,
            verbose=request.verbose,
            quiet=request.quiet,
            coloured=has_colours(sys.stdout),
        )
    else:
        shown = FORMATS[request.format](report)
    if shown:
        print(shown)
    return any(one.errors for one in report)


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
