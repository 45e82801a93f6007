"""SARIF 2.1.0, which code scanning services read."""

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from nb2prod import __version__
from nb2prod.codes import CODES
from nb2prod.diagnostics import Severity
from nb2prod.explain import page
from nb2prod.findings.finding import Checked, Finding, in_repository

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
Json = dict[str, object]


def sarif(report: Sequence[Checked]) -> str:
    """A log of one run; its rules are the codes that were found."""
    findings = [finding for one in report for finding in one.findings]
    codes = sorted({f.diagnostic.code for f in findings})
    driver: Json = {
        "name": "nb2prod",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes) for finding in findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str) -> Json:
    title = CODES.get(code, code)
    return {
        "id": code,
        "shortDescription": {"text": title},
        "help": {"text": f"nb2prod explain {code}", "markdown": page(code) or title},
    }


def _result(finding: Finding, codes: list[str]) -> Json:
    told = finding.diagnostic
    physical: Json = {"artifactLocation": {"uri": _uri(in_repository(finding.file))}}
    if finding.line:
        region = {"startLine": finding.line}
        physical["region"] = region | ({"startColumn": finding.column} if finding.column else {})
    location: Json = {"physicalLocation": physical}
    if told.place:
        name = f"cell {told.place.cell}"
        location["logicalLocations"] = [{"name": name, "fullyQualifiedName": str(told.place)}]
    return {
        "ruleId": told.code,
        "ruleIndex": codes.index(told.code),
        "level": _LEVELS[told.severity],
        "message": {"text": str(told)},
        "locations": [location],
    }


def _uri(path: Path) -> str:
    """Relative where the path is, as scanners want it."""
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix().encode("utf-8", "surrogateescape"))
