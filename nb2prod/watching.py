"""Notebooks that are converted whenever they are saved."""

import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from nb2prod.configuration import SettingsError, settings_table
from nb2prod.diagnostics import ConversionError, Severity, tell, unforeseen
from nb2prod.differences import Change, changes
from nb2prod.kept import converted, recalled
from nb2prod.notebooks import BatchError, Job, jobs, record
from nb2prod.write import write_package

_NAMED = 3  # files of which the line tells


def watch_all(
    paths: Sequence[Path], output: Path | None, given: Mapping[str, object], *, merge: bool
) -> None:
    """Convert the notebooks now, and again after each change, until Ctrl-C.

    Raises:
        BatchError: the options do not fit the notebooks, or nothing can watch.
        SettingsError: a pyproject.toml above a notebook cannot be followed.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        raise BatchError("watch needs watchfiles: `pip install 'nb2prod[watch]'`.") from error
    todo, empty = jobs(paths, output, given, again=True)
    for path, diagnostic in empty:
        tell(diagnostic, str(path))
    if not todo:
        raise BatchError("there is no notebook to watch.")
    given_folders = [path for path in paths if path.is_dir()]  # for notebooks that are new there
    folders = {os.path.realpath(path) for path in (*given_folders, *(j.path.parent for j in todo))}
    if missing := [job.path for job in todo if not job.path.exists()]:
        raise BatchError(f"there is no file {missing[0]}.")
    try:
        for job in todo:
            convert_again(job, merge=merge)
        saves = watch(
            *sorted(folders),
            watch_filter=lambda _, path: path.endswith(".ipynb") or bool(concerned(todo, [path])),
            recursive=False,  # packages stand below
            raise_interrupt=True,
        )
        for saved in saves:
            settings_table.cache_clear()
            now = _as_of_now(paths, output, given) or todo
            for job in concerned(now, (path for _, path in saved)):
                convert_again(job, merge=merge)
    except KeyboardInterrupt:
        print(file=sys.stderr)


def _as_of_now(
    paths: Sequence[Path], output: Path | None, given: Mapping[str, object]
) -> list[Job]:
    """The jobs by settings that may have changed; none where these cannot be followed."""
    try:
        return jobs(paths, output, given, again=True)[0]
    except SettingsError as error:
        for diagnostic in error.diagnostics:
            tell(diagnostic, str(error.path))
    except BatchError as error:
        print(f"nb2prod: {error}", file=sys.stderr)
    return []


def concerned(todo: Iterable[Job], saved: Iterable[str]) -> list[Job]:
    """The notebooks that were saved, those with a module beside them that was, and by settings."""
    paths = {Path(os.path.realpath(path)) for path in saved}
    modules = {p.parent for p in paths if p.suffix == ".py" or p.name == "pyproject.toml"}
    return [
        job
        for job in todo
        if any(
            (path := Path(os.path.realpath(one))) in paths or path.parent in modules
            for one in job.notebooks
        )
    ]


def convert_again(job: Job, *, merge: bool) -> None:
    """Convert a notebook, and tell in a line what changed; or what is wrong with it."""
    if not job.path.exists():  # an editor renames it: it comes back in a moment
        return
    try:
        made = recalled(job) or converted(job, keep=True)
        found = changes(made.files, job.target)
        if found:
            options = record(job.path, job.choices.settings, job.target)
            written = write_package(made.files, job.target, options, merge=merge)
            for note in written.notes:
                tell(note, str(job.path))
            found = [one for one in found if one.name in {*written.written, *written.removed}]
    except ConversionError as error:
        for diagnostic in error.diagnostics:
            tell(diagnostic, str(job.path))
        return
    except Exception as error:  # the next save may fix it
        tell(unforeseen(error), str(job.path))
        return
    for note in made.notes:
        if note.severity is not Severity.NOTE:
            tell(note, str(job.path))
    print(f"{time.strftime('%H:%M:%S')} {job.path} -> {job.target}: {told(found)}", flush=True)


def told(found: Sequence[Change]) -> str:
    r"""What changed, in a line.

    >>> told([Change("a.py", "x\ny\n", "x\nz\n"), Change("b.py", None, "b\n")])
    'a.py +1 -1, b.py new'
    """
    if not found:
        return "nothing changed"
    shown = [f"{one.name} {_size(one)}" for one in found[:_NAMED]]
    rest = len(found) - _NAMED
    return ", ".join([*shown, *([f"{rest} more"] if rest > 0 else [])])


def _size(one: Change) -> str:
    if one.old is None or one.new is None:
        return "new" if one.old is None else "removed"
    lines = list(unified_diff(one.old.splitlines(), one.new.splitlines(), lineterm="", n=0))[2:]
    return " ".join(f"{sign}{n}" for sign in "+-" if (n := sum(x[:1] == sign for x in lines)))
