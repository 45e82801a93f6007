"""``verify``: from the request to the exit code."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from nb2prod.convert import convert_job
from nb2prod.diagnostics import ConversionError, Diagnostic, Severity, tell, unforeseen
from nb2prod.differences import Change, changes, edited_files
from nb2prod.execution.progress import end_on_terminate, shown_progress
from nb2prod.execution.runs import CannotRun
from nb2prod.findings.finding import Checked, in_notebook
from nb2prod.findings.report_formats import answer, batch_text, whole
from nb2prod.naming import CONFIG_FILE
from nb2prod.notebooks import Job, jobs
from nb2prod.records import dataclass, replace
from nb2prod.summary import left_out
from nb2prod.verify.verdict import Verification
from nb2prod.verify.verdict_text import as_data, as_table
from nb2prod.verify.verification import MADE_OF_MOVING, MOVING, Options, verify
from nb2prod.write import MANIFEST, read_manifest
from nb2prod.write.manifest import holds
from nb2prod.write.merge import unresolved

_NOT_OF_NOW = (
    "{} was made of another state of the notebook and did not run; what `nb2prod convert` would "
    "write now did."
)
_MOVING = (
    "NB505: what changes at each run of the notebook comes from randomness without a seed, the "
    "clock, or the order of a set. `nb2prod advise --select NB505` names draws without a seed."
)


def verified(job: Job, options: Options, *, quiet: bool = True) -> Verification:
    """What a run of the notebook and one of its package give.

    The package is the one that stands beside the notebook, with the edits of people, if it was
    made of the notebook as it is; else it is what `convert` would write.

    Raises:
        CannotRun: one of them cannot be run.
        ConversionError: the notebook cannot be converted.
    """
    conversion = convert_job(job)
    required = job.choices.require_packages if options.required is None else options.required
    notes = []
    stale: list[Diagnostic] = []
    if options.package is None and (job.target / MANIFEST).is_file():
        package, told = _package_there(job.target, conversion.files)
        options = replace(options, package=package)
        notes += [told] if told else []
        if package is None:
            advice = "Run `nb2prod convert`, or give the package by `--against`."
            warning = Diagnostic(told, advice, code="NB411", severity=Severity.WARNING)
            if required:
                raise ConversionError(replace(warning, severity=Severity.ERROR))
            stale.append(warning)
    elif options.package is None and required:
        message = f"there is no package of it in {job.target}."
        advice = "Run `nb2prod convert`, and keep what it writes."
        raise ConversionError(Diagnostic(message, advice, code="NB412"))
    if conversion.left_out:
        notes.append(f"Left out, not compared: {left_out(conversion)}.")
    with shown_progress(quiet) as progress:
        verification = verify(job.path, conversion, options, progress)
    if any(one.cause in (MOVING, MADE_OF_MOVING) for one in verification.findings):
        notes.append(_MOVING)
    return replace(verification, notes=tuple(notes), told=(*stale, *verification.told))


def _package_there(folder: Path, files: Mapping[str, str]) -> tuple[Path | None, str]:
    """The package in a folder if it was made of the notebook as it is, and what is to be said.

    Raises:
        CannotRun: a file holds conflict markers, or a module is missing.
    """
    found = changes(files, folder)
    known = read_manifest(folder).files
    gone = [change for change in found if change.old is None and change.name in known]
    for change in gone:
        if change.name.endswith(".py") and not change.name.startswith("tests/"):
            message = f"{folder / change.name} is missing: the package that stands there cannot run"
            raise CannotRun(f"{message}.", "Bring the file back, or run `nb2prod convert`.")
    for change in found:
        if line := unresolved(change.old or ""):
            message = f"{folder / change.name} holds conflict markers of a merge (line {line})."
            raise CannotRun(message, "Resolve the conflict first.")
    if not all(_is_edit(change) or change in gone for change in found):
        return None, _NOT_OF_NOW.format(folder)
    edited = edited_files(found, folder)
    if CONFIG_FILE in files and not holds(folder / CONFIG_FILE, files[CONFIG_FILE]):
        edited = sorted({*edited, CONFIG_FILE})  # an edit is no fault, but decides what comes out
    return folder, f"Edited since it was generated: {', '.join(edited)}." if edited else ""


def _is_edit(change: Change) -> bool:
    """Whether a file differs from what would be written because somebody edited it."""
    return change.edited and not change.renewed and None not in (change.old, change.new)


def verify_notebooks(
    paths: Sequence[Path],
    given: Mapping[str, object],
    options: Options,
    against: Path | None,
    *,
    format: str,
    quiet: bool,
) -> int:
    """Verify the package of each notebook, or the one that all of them are, and print the result.

    Returns the worst of the exit codes, see `Tried.code`.

    Raises:
        BatchError: the options do not fit the notebooks.
        SettingsError: pyproject.toml cannot be followed.
    """
    todo, empty = jobs(paths, against, given)
    found = [(path, Tried(None, (told,))) for path, told in empty]
    for path, outcome in found if format == "text" else ():
        show(outcome, path, quiet=quiet)
    try:
        for job in todo:
            how = replace(options, package=job.target) if against else options
            outcome = tried(job, how, quiet=quiet)
            found.append((job.path, outcome))
            if format == "text":
                show(outcome, job.path, quiet=quiet, named=len(todo) > 1)
    except KeyboardInterrupt:
        print("nb2prod: stopped.", file=sys.stderr)
        return 130
    failed = sum(outcome.code > 0 for _, outcome in found)
    if format == "json":
        print(batch_text([outcome.data(path) for path, outcome in found], failed))
    elif format != "text":
        report = [outcome.checked(path) for path, outcome in found]
        print(whole(report, format, quiet=quiet), end="")
    elif len(todo) > 1 and not quiet:
        print(f"{len(found) - failed} of {len(found)} packages are equal to their notebooks.")
    return max((outcome.code for _, outcome in found), default=0)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a verification found; ``told`` says why there is none."""

    found: Verification | None
    told: tuple[Diagnostic, ...] = ()

    @property
    def code(self) -> int:
        """The exit code: 0 equal, 1 different, 2 not known."""
        if self.found is None:
            return 2 if any(one.severity is Severity.ERROR for one in self.told) else 0
        if any(f.difference for f in self.found.findings):
            return 1
        return 0 if self.found.equal else 2

    def data(self, path: Path) -> dict[str, object]:
        """For JSON; ``equal`` is None where one of the two could not be run."""
        nothing: dict[str, object] = {"package": None, "equal": None, "values": []}
        found = as_data(self.found) if self.found else nothing
        return answer(path, self.diagnostics, **found) | {"ok": self.code == 0}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Why there is no verification, or where the notebook has what differs."""
        return (*self.told, *(self.found.told if self.found else ()))

    def checked(self, path: Path) -> Checked:
        """For the formats that other tools read."""
        return Checked(path, tuple(in_notebook(path, one) for one in self.diagnostics))


def tried(job: Job, options: Options, *, quiet: bool) -> Tried:
    """What a verification gives, or why it gives nothing."""
    end_on_terminate()
    try:
        return Tried(verified(job, options, quiet=quiet))
    except ConversionError as error:
        return Tried(None, error.diagnostics)
    except CannotRun as error:
        return Tried(None, (error.told,))
    except Exception as error:
        return Tried(None, (unforeseen(error),))


def show(outcome: Tried, path: Path, *, quiet: bool, named: bool = False) -> None:
    """Print what was found, or why nothing was; below the notebook's name if there are several."""
    for one in outcome.told:
        if one.code == "NB407" and not one.place:  # with the last lines that a stage printed
            print(f"{path}: {one.code} {one.message}", file=sys.stderr)
            if one.advice:
                print(f"  {one.advice}", file=sys.stderr)
        else:
            tell(one, str(path))
    if outcome.found and not (quiet and outcome.found.equal):
        width = max(80, min(shutil.get_terminal_size((160, 24)).columns, 160))
        print(*[f"{path}:"] if named else [], as_table(outcome.found, width), sep="\n")
