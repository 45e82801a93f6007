"""``verify`` from the request to the exit code."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError, internal_error, tell
from nb2prod.execution.progress import end_on_terminate, shown_progress
from nb2prod.execution.runs import CannotRun
from nb2prod.notebooks import Job, job_of
from nb2prod.trace.store import stored_trace
from nb2prod.verify.verdict import Verification
from nb2prod.verify.verdict_text import as_json, as_table
from nb2prod.verify.verification import Options, verify


def verified(job: Job, options: Options, *, quiet: bool = True) -> Verification:
    """What a run of the notebook and one of its package give.

    Raises:
        CannotRun: one of them cannot be run.
        ConversionError: the notebook cannot be converted.
    """
    conversion = convert(
        job.path, job.choices.settings, trace=stored_trace(job.target), target=job.target
    )
    with shown_progress(quiet) as progress:
        return verify(job.path, conversion, options, progress)


def verify_notebooks(
    paths: Sequence[Path], given: Mapping[str, object], options: Options, *, json: bool, quiet: bool
) -> int:
    """The same as `verify_job`, for a notebook or for several that are one package.

    Raises:
        BatchError: they are several, and nothing says that they are one package.
        SettingsError: pyproject.toml cannot be followed.
    """
    job = job_of(paths, given, options.package)
    return verify_job(job, options, json=json, quiet=quiet)


def verify_job(job: Job, options: Options, *, json: bool, quiet: bool) -> int:
    """Verify, print what was found, and return the exit code: 0 equal, 1 different, 2 not known."""
    end_on_terminate()
    path = job.path
    try:
        found = verified(job, options, quiet=quiet)
    except ConversionError as error:
        for diagnostic in error.diagnostics:
            tell(diagnostic, str(path))
        return 2
    except CannotRun as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("nb2prod: stopped.", file=sys.stderr)
        return 130
    except Exception as error:
        tell(internal_error(error), str(path))
        return 2
    if json:
        print(as_json(found))
    elif not (quiet and found.equal):
        print(as_table(found, max(80, min(shutil.get_terminal_size((120, 24)).columns, 160))))
    if any(f.difference for f in found.findings):
        return 1
    return 0 if found.equal else 2
