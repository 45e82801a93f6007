"""Many notebooks in one run: converting, writing, and the summary at the end."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from nb2prod.diagnostics import ConversionError, Diagnostic, Severity, exit_code, tell, unforeseen
from nb2prod.execution.runs import CannotRun, Limits
from nb2prod.kept import Converted, converted, recalled
from nb2prod.notebooks import Job, as_made, jobs, kept_options, record
from nb2prod.orphaned import left_behind
from nb2prod.records import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from nb2prod.differences import Change
    from nb2prod.emit.ahead import Emit
    from nb2prod.trace.traced import Trace
    from nb2prod.verify.verify_notebook import Tried


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
    json: bool = False


def convert_all(paths: Sequence[Path], options: Options) -> int:
    """Convert each notebook; one that fails does not stop the others.

    Returns the worst of their exit codes.

    Raises:
        BatchError: the options do not fit the notebooks.
    """
    loud = {"quiet": options.quiet or None, "verbose": options.verbose or None}
    given = {**options.given, **loud}
    todo, empty = jobs(paths, options.output, given, again=True)
    orphans = left_behind(todo) if options.json or not options.quiet else []
    for path, diagnostic in [*empty, *orphans] if not options.json else ():
        tell(diagnostic, str(path))
    outcomes: list[Outcome] = []
    with ExitStack() as stack, _progress(len(todo), options) as step:

        @cache  # none is started for notebooks that have not changed
        def start() -> "Emit":
            from nb2prod.emit.ahead import emitter

            silent = options.quiet or options.json
            return stack.enter_context(emitter(_nothing if silent else _load_summary))

        for job in todo:
            step(job.path.name)
            outcomes.append(_done(job, options, start, alone=len(todo) == 1))
    failed = sum(not one.ok for one in outcomes)
    nowhere = [told for _, told in empty if told.severity is Severity.ERROR]
    if options.json:
        bad = sum(one.code > 0 for one in outcomes)
        from nb2prod.findings.report_formats import answer, batch_text

        before, after = ([answer(path, [told]) for path, told in some] for some in (empty, orphans))
        print(batch_text([*before, *map(_data, outcomes), *after], bad + len(nowhere)))
    elif len(todo) > 1 and not options.diff and not all(job.choices.quiet for job in todo):
        left = ", ".join(str(one.job.path) for one in outcomes if not one.ok)
        told = f"{len(todo) - failed} of {len(todo)} notebooks converted"
        print(f"{told}; not {left}." if left else f"{told}.")
    return max([exit_code(nowhere), *(one.code for one in outcomes)])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a notebook: the package or the ``errors``, and what was told.

    ``diff`` is what would change, or the edits that are in the way; ``merged`` are files in which
    edits and changes of the notebook were joined.
    """

    job: Job
    conversion: Converted | None = None
    told: tuple[Diagnostic, ...] = ()
    errors: tuple[Diagnostic, ...] = ()
    diff: tuple["Change", ...] = ()
    fault: Exception | None = None
    merged: tuple[str, ...] = ()
    verification: "Tried | None" = None

    @property
    def ok(self) -> bool:
        """Whether the package is there, without a conflict."""
        return not self.errors

    @property
    def code(self) -> int:
        """The exit code, of ``verify`` where that was asked for."""
        return self.verification.code if self.verification else exit_code(self.errors)


def _done(job: Job, options: Options, start: "Callable[[], Emit]", *, alone: bool) -> Outcome:
    """A notebook converted and verified as far as that is asked for, and told of: in a line, unless
    it is `alone`."""
    outcome = _outcome(job, options, start)
    if not options.json:
        kept = [] if job.choices.quiet else kept_options(job, options.given)
        if kept := [one for one in kept if one != "auto-tag" or _relied_on(outcome)]:
            print(f"With the options that {job.target} was made with: {'; '.join(kept)}.")
        _tell(outcome, options, alone)
        if _takes_suggestions(outcome, job):
            settings = replace(job.choices.settings, auto_tag=True)
            job = replace(job, choices=replace(job.choices, settings=settings))
            outcome = _outcome(job, options, start)
            _tell(outcome, options, alone)
    if options.verify is None or not outcome.ok:
        return outcome
    from nb2prod.verify.verification import Options as HowToVerify
    from nb2prod.verify.verify_notebook import show, tried

    quiet = job.choices.quiet
    made = replace(job, choices=as_made(job.path, {}, job.target))
    found = tried(made, HowToVerify(job.target, options.verify), quiet=quiet)
    if not options.json:
        show(found, job.path, quiet=quiet)
    return replace(outcome, verification=found)


def _relied_on(outcome: Outcome) -> bool:
    """Whether suggested tags are needed, as far as the notebook can be converted."""
    return outcome.conversion is None or bool(outcome.conversion.outline[-1])


def _outcome(job: Job, options: Options, start: "Callable[[], Emit]") -> Outcome:
    from nb2prod.differences import Change, changes, changes_by_merge
    from nb2prod.write import EditedFiles, Written, write_package

    written = Written()
    keep = options.cache and options.trace is None
    diff: list[Change] = []
    try:
        conversion = recalled(job) if keep else None
        if conversion is None:
            conversion = converted(job, start(), _trace(job, options), keep=keep)
        if options.diff:
            if options.merge:
                diff, notes = changes_by_merge(conversion.files, job.target)
                written = Written(notes=notes)
            else:
                diff = changes(conversion.files, job.target)
        else:
            made_with = record(job.path, job.choices.settings, job.target)
            written = write_package(
                conversion.files,
                job.target,
                made_with,
                force=options.force,
                merge=options.merge,
            )
    except CannotRun as error:
        return Outcome(job, errors=(error.told,), fault=error)
    except EditedFiles as error:
        edits = tuple(Change(e.name, e.generated, e.now) for e in error.edits)
        return Outcome(job, errors=error.diagnostics, diff=edits, fault=error)
    except ConversionError as error:
        return Outcome(job, errors=error.diagnostics, fault=error)
    except Exception as error:
        return Outcome(job, errors=(unforeseen(error),), fault=error)
    told_too: list[Diagnostic] = []
    if job.choices.settings.lock and not options.diff:
        from nb2prod.write.lock import lock

        told_too = list(lock(job.target))
    errors = tuple(one for one in written.notes if one.severity is Severity.ERROR)
    all_told = (*told_too, *conversion.notes, *written.notes)
    return Outcome(job, conversion, all_told, errors, tuple(diff), merged=written.merged)


def _trace(job: Job, options: Options) -> "Trace | None":
    """What a run of the notebook tells, if it is to be run now."""
    if options.trace is None:
        return None
    from nb2prod.execution.progress import end_on_terminate, shown_progress
    from nb2prod.execution.record import record

    end_on_terminate()
    with shown_progress(job.choices.quiet) as progress:
        return record(job.path, job.choices.settings, options.trace, progress)


def _takes_suggestions(outcome: Outcome, job: Job) -> bool:
    """Ask on a terminal whether to go on with the tags that are suggested for a notebook."""
    from nb2prod.notebook.tags import SuggestedError

    found = isinstance(outcome.fault, SuggestedError)
    if not found or job.choices.quiet or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    from nb2prod.suggest.notebook_files import suggest
    from nb2prod.suggest.tag_files import report

    for path in job.notebooks:
        print(*report(path, suggest(path)), sep="\n", file=sys.stderr)
    print("Convert with the suggested tags? [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("", "y", "yes")


def _tell(outcome: Outcome, options: Options, alone: bool) -> None:
    """Warnings go to stderr, the table of stages to stdout."""
    job = outcome.job
    if outcome.conversion is None:
        _tell_failure(outcome)
        return
    if options.diff:
        _show_diff(outcome.diff, job.target, sys.stdout)
    least = {Severity.ERROR} if job.choices.quiet else {Severity.ERROR, Severity.WARNING}
    for note in outcome.told:
        if note.severity in least or job.choices.verbose:
            tell(note, str(job.path))
    if job.choices.quiet or options.diff:
        return
    if outcome.merged:
        print(f"Merged: {', '.join(outcome.merged)}.")
    if outcome.errors:
        return
    from nb2prod.summary import Outline, in_a_line, summary

    told = summary if alone or job.choices.verbose else in_a_line
    print(told(job.path, job.target, Outline(*outcome.conversion.outline)))


def _tell_failure(outcome: Outcome) -> None:
    for diagnostic in outcome.errors:
        tell(diagnostic, str(outcome.job.path))
    if outcome.diff:
        _show_diff(outcome.diff, outcome.job.target, sys.stderr)
    if outcome.job.choices.verbose and any(one.code == "NB901" for one in outcome.errors):
        from traceback import print_exception  # takes a moment to load

        print_exception(outcome.fault)


def _show_diff(diff: Sequence["Change"], target: Path, stream: TextIO) -> None:
    from nb2prod.differences import show

    show(diff, target, stream)


def _data(outcome: Outcome) -> dict[str, object]:
    """What JSON tells of a notebook."""
    from nb2prod.differences import unified
    from nb2prod.findings.report_formats import answer
    from nb2prod.summary import missing

    job, made, more = outcome.job, outcome.conversion, dict[str, object]()
    if made is not None:
        rows, _, commands, _, inputs, _ = made.outline
        more = {"folder": job.target.as_posix(), "package": made.package}
        more |= {"stages": [row[0] for row in rows], "files": sorted(made.files)}
        gone = [{"option": o, "path": name} for o, name in missing(job.path, inputs)]
        more |= {"run": list(commands), "missing": gone}
    if outcome.diff:
        more["diff"] = [line for one in outcome.diff for line in unified(one, job.target)]
    if outcome.verification is not None:
        more["verify"] = outcome.verification.data(job.path)
    return answer(job.path, outcome.told or outcome.errors, **more)


def _load_summary() -> None:
    """What tells the outcome takes a moment to load: that goes unseen while modules are made."""
    from importlib import import_module

    for module in ("nb2prod.summary", "nb2prod.write"):
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
