"""JUnit's XML, which CI servers show as tests: a notebook is a test case."""

from collections.abc import Sequence
from xml.etree import ElementTree

from nb2prod.findings.finding import Checked, Finding, rendered
from nb2prod.patterns import regex

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Sequence[Checked]) -> str:
    """One suite; a notebook with errors is a failure, warnings and notes are its output."""
    counts = {
        "tests": str(len(report)),
        "failures": str(sum(bool(one.errors) for one in report)),
        "errors": "0",
        "time": f"{sum(one.seconds for one in report):.3f}",
    }
    root = ElementTree.Element("testsuites", {"name": "nb2prod", **counts})
    suite = ElementTree.SubElement(root, "testsuite", {"name": "nb2prod", **counts})
    for one in report:
        _case(suite, one)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode")


def _case(suite: ElementTree.Element, one: Checked) -> None:
    path = _legal(one.path.as_posix())
    attributes = {"classname": "nb2prod", "name": path, "file": path, "time": f"{one.seconds:.3f}"}
    case = ElementTree.SubElement(suite, "testcase", attributes)
    if one.errors:
        first = one.errors[0].diagnostic
        more = f" (and {len(one.errors) - 1} more)" if len(one.errors) > 1 else ""
        told = {"type": first.code, "message": _legal(str(first) + more)}
        ElementTree.SubElement(case, "failure", told).text = _listed(one.errors)
    rest = [finding for finding in one.findings if finding not in one.errors]
    if rest:
        ElementTree.SubElement(case, "system-out").text = _listed(rest)


def _listed(findings: Sequence[Finding]) -> str:
    return _legal("\n".join(rendered(f) for f in findings))


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
