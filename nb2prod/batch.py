"""Many notebooks in one run: converted, written, and what is told at the end."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nb2prod.diagnostics import ConversionError, Diagnostic, Severity, internal_error, tell
from nb2prod.execution.runs import CannotRun, Limits
from nb2prod.kept import Converted, converted, recalled
from nb2prod.notebooks import Job, as_made, jobs, record
from nb2prod.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from nb2prod.emit.ahead import Emit
    from nb2prod.trace.traced import Trace
    from nb2prod.write import EditedFiles, Written


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``convert``; ``given`` are those that pyproject.toml may set too.

    ``trace``, ``verify``: run the notebooks, within these limits, to trace them before they are
    converted, and to compare them with their packages afterwards.
    """

    output: Path | None = None
    given: Mapping[str, object] = field(default_factory=dict)
    force: bool = False
    merge: bool = False
    diff: bool = False
    quiet: bool = False
    verbose: bool = False
    trace: Limits | None = None
    verify: Limits | None = None
    cache: bool = True


def convert_all(paths: Sequence[Path], options: Options) -> int:
    """Convert each notebook; one that fails does not stop the others.

    Returns the exit code: 0 if all are converted, 1 if not; else the worst of those of `verify`.

    Raises:
        BatchError: the options do not fit the notebooks.
    """
    loud = {"quiet": options.quiet or None, "verbose": options.verbose or None}
    todo, empty = jobs(paths, options.output, {**options.given, **loud})
    for path, diagnostic in empty:
        tell(diagnostic, str(path))
    failed, verified = 0, 0
    with ExitStack() as stack, _progress(len(todo), options) as step:

        @cache  # none is started for notebooks that have not changed
        def start() -> "Emit":
            from nb2prod.emit.ahead import emitter

            return stack.enter_context(emitter(_nothing if options.quiet else _load_summary))

        for job in todo:
            step(job.path.name)
            if not _convert_one(job, options, start):
                failed += 1
            elif options.verify:
                verified = max(verified, _verified(job, options.verify))
    if len(todo) > 1 and not options.diff and not all(job.choices.quiet for job in todo):
        print(f"{len(todo) - failed} of {len(todo)} notebooks converted.")
    return 1 if failed or empty else verified


def _verified(job: Job, limits: Limits) -> int:
    from nb2prod.verify.verification import Options as HowToVerify
    from nb2prod.verify.verify_notebook import verify_job

    how = HowToVerify(job.target, limits)
    made = replace(job, choices=as_made(job.path, {}, job.target))
    return verify_job(made, how, json=False, quiet=job.choices.quiet)


def _convert_one(job: Job, options: Options, start: "Callable[[], Emit]") -> bool:
    from nb2prod.write import EditedFiles, Written, write_package

    written = Written()
    keep = options.cache and options.trace is None
    try:
        conversion = recalled(job) if keep else None
        if conversion is None:
            conversion = converted(job, start(), _trace(job, options), keep=keep)
        if options.diff:
            _show_diff(conversion.files, job.target)
        else:
            made_with = record(job.choices.settings, job.target)
            written = write_package(
                conversion.files,
                job.target,
                made_with,
                force=options.force,
                merge=options.merge,
            )
    except CannotRun as error:
        told = Diagnostic(f"the notebook could not be traced: {error}", code="NB407")
        tell(told, str(job.path))
        return False
    except ConversionError as error:
        for diagnostic in error.diagnostics:
            tell(diagnostic, str(job.path))
        if _takes_suggestions(error, job):
            settings = replace(job.choices.settings, auto_tag=True)
            suggested = replace(job, choices=replace(job.choices, settings=settings))
            return _convert_one(suggested, options, start)
        if isinstance(error, EditedFiles):
            _show_edits(error, job.target)
        return False
    except Exception as error:
        tell(internal_error(error), str(job.path))
        if job.choices.verbose:
            import traceback  # takes a moment to load

            traceback.print_exc()
        return False
    if job.choices.settings.lock and not options.diff:
        from nb2prod.write.lock import lock

        for diagnostic in lock(job.target):
            tell(diagnostic, str(job.target))
    _tell(job, conversion, written, options)
    return not written.conflicts


def _trace(job: Job, options: Options) -> "Trace | None":
    """What a run of the notebook tells, if it is to be run now."""
    if options.trace is None:
        return None
    from nb2prod.execution.progress import end_on_terminate, shown_progress
    from nb2prod.execution.record import record

    end_on_terminate()
    with shown_progress(job.choices.quiet) as progress:
        return record(job.path, job.choices.settings, options.trace, progress)


def _takes_suggestions(error: ConversionError, job: Job) -> bool:
    """Ask on a terminal whether to go on with the tags that are suggested for a notebook."""
    from nb2prod.notebook.tags import SuggestedError

    found = isinstance(error, SuggestedError)
    if not found or job.choices.quiet or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print("Convert with the suggested tags? [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("", "y", "yes")


def _show_edits(error: "EditedFiles", target: Path) -> None:
    from nb2prod.differences import Change, show

    show((Change(e.name, e.generated, e.now) for e in error.edits), target, sys.stderr)


def _show_diff(files: Mapping[str, str], target: Path) -> None:
    from nb2prod.differences import changes, show

    show(changes(files, target), target, sys.stdout)


def _tell(job: Job, conversion: Converted, written: "Written", options: Options) -> None:
    """Warnings go to stderr, the table of stages to stdout."""
    least = {Severity.ERROR} if job.choices.quiet else {Severity.ERROR, Severity.WARNING}
    for note in (*conversion.notes, *written.notes):
        if note.severity in least or job.choices.verbose:
            tell(note, str(job.path))
    if job.choices.quiet or options.diff:
        return
    from nb2prod.summary import Outline, summary

    print(summary(job.path, job.target, Outline(*conversion.outline)))


def _load_summary() -> None:
    """What tells the outcome takes a moment to load: that goes unseen while modules are made."""
    from importlib import import_module

    for module in ("rich.console", "rich.table", "nb2prod.summary", "nb2prod.write"):
        import_module(module)


def _nothing() -> None: ...


@contextmanager
def _progress(total: int, options: Options) -> Iterator["Callable[[str], None]"]:
    """A progress bar for several notebooks, on a terminal only."""
    shown_by_run = options.trace or options.verify  # which show a line of their own
    if total < 2 or options.quiet or shown_by_run or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        started = 0

        def step(name: str) -> None:
            nonlocal started
            bar.update(task, description=name, completed=started)
            started += 1

        yield step
