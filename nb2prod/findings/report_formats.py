"""A report in the formats that people and other tools read; each function returns the text."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from nb2prod.diagnostics import Diagnostic, Severity, harmless, has_colours
from nb2prod.findings.finding import Checked, Finding, in_notebook, in_repository, rendered
from nb2prod.findings.junit import junit
from nb2prod.findings.sarif import sarif
from nb2prod.naming import listed

Report = Sequence[Checked]


def whole(report: Report, format: str, *, quiet: bool = False) -> str:
    """All that is printed; what people read ends with the sum, unless `quiet`."""
    parts = [FORMATS[format](report)]
    if format in ("text", "github") and not quiet:
        parts.append(total(report))
    return "".join(f"{part}\n" for part in parts if part)


def text(report: Report) -> str:
    """For a terminal."""
    coloured = has_colours(sys.stdout)
    return "\n".join(rendered(f, coloured=coloured) for one in report for f in one.findings)


_NAMED = 5


def total(report: Report) -> str:
    """How many were checked, and how many are not as they should be."""
    nowhere = sum(one.code == 2 for one in report)
    report = [one for one in report if one.is_notebook]
    bad = sum(bool(one.errors) for one in report)
    noun = "notebook" if len(report) == 1 else "notebooks"
    told = f"{len(report)} {noun} checked, {bad} with problems." if report else "Nothing checked."
    if nowhere:
        told += f" {nowhere} {'path leads' if nowhere == 1 else 'paths lead'} to no notebook."
    alone = [str(one.path) for one in report if one.compared is False and not one.errors]
    if len(alone) == len(report) > 0:
        return f"{told} There was no package to compare."
    named = harmless(listed(alone, _NAMED))
    return f"{told} {len(alone)} without a package to compare: {named}." if alone else told


def as_json(report: Report) -> str:
    """One object; docs/how-to/ci.md tells its fields."""
    notebooks = [fields(one) | {"compared": one.compared} for one in report]
    summary = {
        "checked": sum(one.is_notebook for one in report),
        "failed": sum(bool(one.errors) for one in report),
        "without_package": sum(one.compared is False for one in report),
    }
    return json.dumps({"version": 1, "summary": summary, "notebooks": notebooks}, indent=2)


def fields(one: Checked) -> dict[str, object]:
    """What JSON tells of a notebook."""
    findings = [_fields(finding) for finding in one.findings]
    return {"path": one.path.as_posix(), "ok": not one.errors, "findings": findings}


def answer(path: Path, diagnostics: Iterable[Diagnostic], **more: object) -> dict[str, object]:
    """The fields of a notebook, and what a command has to say besides."""
    told = tuple(in_notebook(path, one) for one in diagnostics)
    return {**fields(Checked(path, told)), **more}


def answer_text(path: Path, diagnostics: Iterable[Diagnostic], **more: object) -> str:
    """What a command about one notebook prints: its `answer`, as JSON."""
    return json.dumps({"version": 1, **answer(path, diagnostics, **more)}, indent=2)


def batch_text(notebooks: Sequence[Mapping[str, object]], failed: int) -> str:
    """What a command that works on several notebooks prints: the `answer` of each, as JSON."""
    summary = {"notebooks": len(notebooks), "failed": failed}
    return json.dumps({"version": 1, "summary": summary, "notebooks": notebooks}, indent=2)


def _fields(finding: Finding) -> dict[str, object]:
    told = finding.diagnostic
    place = told.place
    return {
        "code": told.code,
        "severity": told.severity.value,
        "message": told.message,
        "advice": told.advice,
        "file": finding.file.as_posix(),
        "file_line": finding.line or None,
        "cell": place.cell if place else None,
        "cell_id": (place.cell_id or None) if place else None,
        "line": place.line if place else None,
        "column": told.column or (place.column if place else 0) or None,
        "source": told.source or None,
    }


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(report: Report) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(f) for one in report for f in one.findings)


def _annotation(finding: Finding) -> str:
    told = finding.diagnostic
    properties = {"file": in_repository(finding.file).as_posix()}
    if finding.line:
        properties["line"] = str(finding.line)
    if finding.column:
        properties["col"] = str(finding.column)
    properties["title"] = f"nb2prod {told.code}"
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[told.severity]} {listed}::{_data(str(told))}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "sarif": sarif,
    "junit": junit,
}
