"""The check of one notebook. Nothing is written, but for a temporary folder of the formatter."""

import shlex
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from nb2prod.check.values_files import values_findings
from nb2prod.diagnostics import ConversionError, Diagnostic, Severity, harmless, unforeseen
from nb2prod.differences import Change, changes, on_disk
from nb2prod.findings.finding import Checked, Finding, in_notebook
from nb2prod.kept import Converted, converted, recalled
from nb2prod.naming import listed
from nb2prod.notebooks import Job, record, target_of
from nb2prod.orphaned import renamed
from nb2prod.records import dataclass, replace
from nb2prod.write import BASE, MANIFEST, of_another, read_manifest
from nb2prod.write.manifest import Manifest, notebooks_of
from nb2prod.write.merge import unresolved

_NAMED = 4  # files, before the others are counted
_NOTEBOOKS = {"notebook", "following"}  # where a package keeps what it was made from


@dataclass(frozen=True, slots=True)
class Question:
    """A notebook to check; ``required``: its package has to stand in the target folder;
    ``keep``: what is found of the notebook is kept for the next time."""

    job: Job
    required: bool = False
    keep: bool = False


def check_one(question: Question) -> Checked:
    """Convert the notebook, and compare where a package of it is on disk or has to be."""
    return _checked(question, lambda: converted(question.job, keep=question.keep))


def recalled_check(question: Question) -> Checked | None:
    """The same of a notebook that is as it was the last time; None if it is not."""
    try:
        conversion = recalled(question.job) if question.keep else None
    except ConversionError as error:
        told = [in_notebook(question.job.path, diagnostic) for diagnostic in error.diagnostics]
        return Checked(question.job.path, tuple(told))
    return _checked(question, lambda: conversion) if conversion else None


def _checked(question: Question, convert: Callable[[], Converted]) -> Checked:
    started = time.perf_counter()
    findings, compared = _findings(question, convert)
    seconds = time.perf_counter() - started
    return Checked(question.job.path, tuple(findings), seconds, compared=compared)


def _findings(
    question: Question, convert: Callable[[], Converted]
) -> tuple[list[Finding], bool | None]:
    """What is to be said, and whether a package was there to be compared, if that is known."""
    job = question.job
    try:
        conversion = convert()
        found = [in_notebook(job.path, note) for note in conversion.notes]
        known = read_manifest(job.target)
        made_with = record(job.path, job.choices.settings, job.target)
        if other := of_another(known, made_with, job.target):
            return [*found, Finding(job.path, other)], False
        if gone := renamed(job):
            return [*found, Finding(job.target / MANIFEST, gone)], True
        stands = _stands(job.target, conversion)
        if stands:
            cause = _cause(known.options, made_with, job.target)
            differing = changes(conversion.files, job.target)
            in_the_way = any(one.edited and one.new is not None for one in differing)
            again = _again(job, *(["--merge"] if in_the_way else []))
            if in_the_way and not (job.target / BASE).is_file():
                again = (
                    f"Bring `{BASE}` back as it was committed: without it no edit can be merged."
                )
            differing = [*_unknown(job.target)[:1], *differing]
            grouped = _grouped(differing)
            found += [_differs(change, job, cause, again, more) for change, more in grouped]
            anew = {one.name for one in differing if not one.edited}  # `convert` writes these
            mine = {name: text for name, text in conversion.files.items() if name not in anew}
            found += values_findings(mine, job.target)
            found += _kept_edits(known, job.target)
        elif question.required:
            message = f"there is no package of it in {job.target}."
            found.append(Finding(job.path, Diagnostic(message, _again(job), code="NB412")))
        return found, stands
    except ConversionError as error:
        return [in_notebook(job.path, diagnostic) for diagnostic in error.diagnostics], None
    except Exception as error:  # one fault of ours must not hide what is found elsewhere
        return [Finding(job.path, unforeseen(error))], None


def _stands(target: Path, conversion: Converted) -> bool:
    """Whether a folder holds the notebook's package, not just something of its name."""
    package = target / conversion.package / "pipeline.py"
    return (target / MANIFEST).is_file() or package.is_file()


def _kept_edits(known: Manifest, target: Path) -> Iterator[Finding]:
    """What people edited in the package, and a merge has kept."""
    if known.kept:
        message = f"edited by hand, and kept by a merge: {listed(sorted(known.kept), _NAMED)}."
        advice = "`nb2prod verify` runs the package with these edits."
        note = Diagnostic(message, advice, code="NB411", severity=Severity.NOTE)
        yield Finding(target / MANIFEST, note)


def _unknown(target: Path) -> list[Change]:
    """What nb2prod remembers of the package, where it was not committed, or not merged."""
    found = ((name, on_disk(target / name)) for name in (MANIFEST, BASE))
    return [Change(name, text, "") for name, text in found if text is None or unresolved(text)]


def _again(job: Job, *options: str) -> str:
    """The command that makes the package again."""
    following = job.choices.settings.following
    name = job.choices.settings.name or ""
    words = [*options, *(["--package", name] if following else []), *map(str, job.notebooks)]
    named = job.path.with_name(f"{name}.ipynb") if following else job.path
    if job.target != target_of(named, [named], [named], None, job.choices):
        words += ["-o", str(job.target)]
    return f"Run `{shlex.join(['nb2prod', 'convert', *words])}`."


def _cause(before: Mapping[str, object], now: Mapping[str, object], target: Path) -> str:
    """What has changed since the package was made, as far as it tells."""
    names = {name for name in (*before, *now) if before.get(name) != now.get(name)}
    options = " and ".join(f"`{one.replace('_', '-')}`" for one in sorted(names - _NOTEBOOKS))
    ways = [f"with another value of {options}"] if options else []
    if names & _NOTEBOOKS and (made := notebooks_of(before, target)):
        ways.insert(0, f"from {listed([str(one) for one in made])}")
    if not before or not ways:
        return "the notebook, a module that it imports, or nb2prod itself has changed"
    return f"the package was made {' and '.join(ways)}"


def _grouped(differing: Sequence[Change]) -> Iterator[tuple[Change, list[str]]]:
    """The changes; of those that have one cause only the first, with the names of the others."""
    groups: dict[object, list[Change]] = {}
    for one in sorted(differing, key=lambda change: not change.name.endswith(".py")):
        groups.setdefault(_common(one), []).append(one)  # code says more than a README
    told = {first.name: [one.name for one in others] for first, *others in groups.values()}
    for change in differing:
        if change.name in told:
            yield change, told[change.name]


def _common(change: Change) -> object:
    """What a file has in common with others: it is not as it would be made, missing, or no longer
    made, and that is all; else its name."""
    kind = (change.old is None, change.new is None)
    plain = not change.edited and not unresolved(change.old or "")
    return kind if plain and (change.renewed or True in kind) else change.name


def _differs(change: Change, job: Job, cause: str, again: str, others: list[str]) -> Finding:
    path = job.target / change.name
    more = harmless(listed(others, _NAMED))
    if change.old is None:
        missing = f"it is missing, and so {'are' if others[1:] else 'is'} {more}"
        message = f"{job.shown} gives this file, but {missing if others else 'it is missing'}."
        return Finding(path, Diagnostic(message, again, code="NB412"))
    if change.new is None:
        if change.edited:
            again = "Delete it when what was edited in it stands elsewhere: `convert` leaves it."
        nor = f", nor {more}" if others else ""
        message = f"{job.shown} no longer gives this file{nor}."
        return Finding(path, Diagnostic(message, again, code="NB413"))
    message = f"the file is not what is made of {job.shown}."
    again = f"{again[:-1]}; `--diff` shows what it changes."
    if change.edited:
        both = ", and the notebook has changed" if change.renewed else ""
        message = f"{message[:-1]}: it was edited since it was generated{both}."
        again = f"{_again(job, '--merge')[:-1]}, or undo the edit."
    elif change.renewed:
        nor = f", nor {'are' if len(others) > 1 else 'is'} {more}" if others else ""
        message = f"{message[:-1]} now{nor}: {cause}."
    line = change.line
    if conflict := unresolved(change.old):
        line = conflict
        message = f"a merge left a conflict in line {line}."
        by_hand = "keep what is right of both sides, delete the markers, and "
        if change.name in (MANIFEST, BASE):
            by_hand = ""  # the next run writes it
        again = (
            f"Where nobody edited the package by hand, r{_again(job, '--force')[1:]} "
            f"Else {by_hand}r{_again(job, '--merge')[1:]}"
        )
    old = change.old.splitlines()
    source = old[line - 1] if line <= len(old) else ""
    told = Diagnostic(message, again, code="NB411", source=source)
    return replace(Finding(path, told), line=line)
