"""The cache of conversions, in the user's cache folder: an unchanged one is not done again."""

import os
from typing import TYPE_CHECKING, Any

from nb2prod import cache
from nb2prod.diagnostics import ConversionError, Diagnostic
from nb2prod.notebooks import Job
from nb2prod.records import dataclass

if TYPE_CHECKING:
    from nb2prod.emit.ahead import Emit
    from nb2prod.trace.traced import Trace


@dataclass(frozen=True, slots=True)
class Converted:
    """What is written and told of a notebook: the package's name, its files, the findings, and
    the outline of the stages as `summary.Outline` takes it."""

    package: str
    files: dict[str, str]
    notes: tuple[Diagnostic, ...]
    outline: tuple[Any, ...]


def recalled(job: Job) -> Converted | None:
    """The conversion of a notebook that is as it was the last time; None if it is not.

    Raises:
        ConversionError: the notebook cannot be converted as it stands.
    """
    if job.choices.settings.sample_data is not None:  # files of any size
        return None
    return _from_data(cache.recalled(_key(job)))


def converted(
    job: Job, emit: "Emit | None" = None, trace: "Trace | None" = None, *, keep: bool = False
) -> Converted:
    """The conversion of a notebook; kept, if that is wanted and no run of it is told.

    Raises:
        ConversionError: the notebook cannot be converted as it stands.
    """
    found: list[Converted | ConversionError] = []

    def make() -> Any:
        try:
            found.append(_converted(job, emit, trace))
        except ConversionError as error:
            found.append(error)
        return _as_data(found[0])

    if keep and trace is None and job.choices.settings.sample_data is None:
        cache.found(_key(job), make)
    else:
        make()
    if isinstance(found[0], ConversionError):
        raise found[0]
    return found[0]


def _converted(job: Job, emit: "Emit | None", trace: "Trace | None") -> Converted:
    from dataclasses import astuple

    from nb2prod.convert import convert_job
    from nb2prod.summary import outline

    made = convert_job(job, emit, trace)
    told = astuple(outline(job.path, job.target, made))
    return Converted(made.pipeline.package, made.files, made.notes, told)


def _key(job: Job) -> str:
    paths = [str(job.path), str(job.target), *map(os.path.realpath, (job.path, job.target))]
    settings = job.choices.settings
    return cache.key("convert", *paths, settings, job.again and settings.pin)


def _as_data(found: Converted | ConversionError) -> Any:
    """As an entry of the cache holds it; None where it cannot."""
    from nb2prod.notebook.tags import SuggestedError

    if isinstance(found, ConversionError):
        data = cache.as_data(found.diagnostics)
        return data and {"errors": data, "suggested": isinstance(found, SuggestedError)}
    notes = cache.as_data(found.notes)
    return notes if notes is None else [found.package, found.files, notes, found.outline]


def _from_data(data: Any) -> Converted | None:
    """What an entry holds.

    Raises:
        ConversionError: that the notebook cannot be converted.
    """
    if isinstance(data, dict):
        from nb2prod.notebook.tags import SuggestedError

        error = SuggestedError if data["suggested"] else ConversionError
        raise error(*cache.from_data(data["errors"]))
    if data is None:
        return None
    package, files, notes, outline = data
    return Converted(package, files, tuple(cache.from_data(notes)), tuple(outline))
