"""``verify`` from the request to the exit code."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from nb2prod.configuration import choices
from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError, render
from nb2prod.verify.model import CannotRun
from nb2prod.verify.report import as_json, as_table
from nb2prod.verify.run import Options, Progress, verify


def verify_notebook(
    path: Path, given: Mapping[str, object], options: Options, *, json: bool, quiet: bool
) -> int:
    """Verify, print what was found, and return the exit code: 0 equal, 1 different, 2 not known.

    Raises:
        SettingsError: pyproject.toml cannot be followed.
    """
    _end_on_terminate()
    try:
        conversion = convert(path, choices(path, given).settings)
        with _progress(quiet) as progress:
            found = verify(path, conversion, options, progress)
    except ConversionError as error:
        for diagnostic in error.diagnostics:
            print(render(diagnostic, str(path)), file=sys.stderr)
        return 2
    except CannotRun as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("nb2prod: stopped.", file=sys.stderr)
        return 130
    if json:
        print(as_json(found))
    elif not (quiet and found.equal):
        print(as_table(found, max(80, min(shutil.get_terminal_size((120, 24)).columns, 160))))
    if any(f.difference for f in found.findings):
        return 1
    return 0 if found.equal else 2


def _end_on_terminate() -> None:
    """To be terminated is to be interrupted: the kernel ends, the copies go away."""
    import signal

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """What is being done and for how long, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    start = monotonic()
    with console.status("starting the kernel") as status:
        yield lambda text: status.update(f"{text} ({monotonic() - start:.0f} s)")
