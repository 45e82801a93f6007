"""Packages whose notebooks are gone: deleted, renamed or moved."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.folders import Sources, Told, packages_in, sources_of
from nb2prod.naming import listed
from nb2prod.notebooks import Job, target_of
from nb2prod.write import MANIFEST, read_manifest


def orphaned(packages: Sources, todo: Sequence[Job], severity: Severity = Severity.ERROR) -> Told:
    """What is told of packages with notebooks that are gone, and are not to be made in their place.

    Args:
        packages: each with its notebooks.
        todo: notebooks that may be those by new names.
        severity: how bad it is.
    """
    targets = {os.path.abspath(job.target) for job in todo}
    return [
        (package, _told(package, made, todo, severity))
        for package, made in packages.items()
        if os.path.abspath(package) not in targets and not all(one.exists() for one in made)
    ]


def left_behind(todo: Sequence[Job]) -> Told:
    """Packages of notebooks that are gone, beside those that are to be made for the first time."""
    new = [job for job in todo if not os.path.exists(job.target / MANIFEST)]
    places = dict.fromkeys((job.target.parent, _folder(job.path)) for job in new)
    packages = {
        package: made
        for place, folder in places
        for package, made in packages_in(place).items()
        if made and _folder(made[0]) == folder
    }
    return orphaned(packages, todo, Severity.WARNING)


def renamed(job: Job) -> Diagnostic | None:
    """What is told where a package of notebooks by other names, which are gone, is in the way."""
    made = sources_of([job.target]).get(job.target, ())
    same = [one.name for one in made] == [one.name for one in job.notebooks]
    if not made or same or any(one.exists() for one in made):
        return None
    return _told(job.target, made, [job], Severity.ERROR)


def _told(
    package: Path, made: tuple[Path, ...], todo: Sequence[Job], severity: Severity
) -> Diagnostic:
    gone = [one for one in made if not one.exists()]
    job = _by_new_name(gone, made, todo)
    new = job.notebooks if job else [one.with_name(f"NEW{one.suffix}") for one in gone]
    by = dict(zip(gone, new, strict=True))
    word, name = "--package" if made[1:] else "--name", read_manifest(package).options.get("name")
    words = ["--merge", *(str(by.get(one, one)) for one in made), word, str(name or made[0].stem)]
    alone = [by.get(made[0], made[0])]
    if package != target_of(alone[0], alone, alone, None, job.choices if job else None):
        words += ["-o", str(package)]
    second = job and job.target != package and os.path.exists(job.target / MANIFEST)
    then = f"; then delete {job.target}" if job and second else ""
    was, now = (listed([str(one) for one in some]) for some in (gone, new))
    verb = "are" if gone[1:] else "is"
    return Diagnostic(
        f"the package was made from {was}, which {verb} not there any more.",
        f"Where that was renamed to {now}, run `{shlex.join(['nb2prod', 'convert', *words])}`: it "
        f"keeps the package and its edits{then}. Else delete {package}, or its {MANIFEST} if it is "
        "to live on without the notebook.",
        code="NB414",
        severity=severity,
    )


def _by_new_name(gone: Sequence[Path], made: tuple[Path, ...], todo: Sequence[Job]) -> Job | None:
    """The only notebook, or the only one without a package, where those that are gone were."""
    still = {os.path.abspath(one) for one in made}
    beside = [
        job
        for job in todo
        if len(job.notebooks) == len(gone) and _folder(job.path) == _folder(gone[0])
        if os.path.abspath(job.path) not in still
    ]
    new = [job for job in beside if not os.path.exists(job.target / MANIFEST)]
    return next((some[0] for some in (new, beside) if len(some) == 1), None)


def _folder(path: Path) -> str:
    return os.path.dirname(os.path.abspath(path))
