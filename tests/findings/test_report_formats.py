"""Reports for other tools: valid in their formats, whatever stands in messages and names."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from nb2prod.codes import CODES
from nb2prod.commands.app import app
from nb2prod.diagnostics import Diagnostic, Place, Severity
from nb2prod.findings.finding import Checked, Finding
from nb2prod.findings.junit import junit
from nb2prod.findings.report_formats import FORMATS, as_json, github, text, whole
from nb2prod.findings.sarif import sarif

NASTY = 'a, "b": 100% <&>\r\n\x1b[31m\x00 \ufffe é\U0001f600'
ERROR = Diagnostic("it is wrong.", "Fix it.", Place(7, "ab", 3), "NB201", "x = y", 5)
WARNING = Diagnostic("it is odd.", code="NB230", severity=Severity.WARNING)
NOTE = Diagnostic("it is so.", code="NB223", severity=Severity.NOTE)
STRANGE = Diagnostic(NASTY, NASTY, Place(1, NASTY, 1, 2), "NB120", NASTY)
REPORT = [
    Checked(Path("good.ipynb"), (Finding(Path("good.ipynb"), NOTE),), 0.25),
    Checked(
        Path("a b/bad, é%.ipynb"),
        (
            Finding(Path("a b/bad, é%.ipynb"), ERROR, 12),
            Finding(Path("a b/bad, é%.ipynb"), WARNING),
            Finding(Path("a b/bad/train.py"), STRANGE, 4, 2),
        ),
        0.5,
    ),
]


def test_text() -> None:
    shown = whole(REPORT, "text")
    assert "\na b/bad, é%.ipynb: cell 7 (ab), line 3: NB201 it is wrong.\n" in shown
    assert "warning NB230" in shown and "NB223" in shown
    assert shown.endswith("\n2 notebooks checked, 1 with problems.\n")
    assert "checked" not in whole(REPORT, "text", quiet=True)


def test_text_cannot_drive_the_terminal() -> None:
    shown = text(REPORT)
    assert r"\x1b[31m\x00" in shown
    assert all(c.isprintable() or c == "\n" for c in shown)


def test_json() -> None:
    report = json.loads(as_json(REPORT))
    assert report["version"] == 1
    assert report["summary"] == {"checked": 2, "failed": 1, "without_package": 0}
    assert [n["ok"] for n in report["notebooks"]] == [True, False]
    assert report["notebooks"][1]["findings"][0] == {
        "code": "NB201",
        "severity": "error",
        "message": "it is wrong.",
        "advice": "Fix it.",
        "file": "a b/bad, é%.ipynb",
        "file_line": 12,
        "cell": 7,
        "cell_id": "ab",
        "line": 3,
        "column": 5,
        "source": "x = y",
    }
    assert report["notebooks"][1]["findings"][2]["message"] == NASTY


def test_github() -> None:
    note, *lines = github(REPORT).splitlines()
    assert note == "::notice file=good.ipynb,title=nb2prod NB223::it is so."
    assert lines[0] == (
        "::error file=a b/bad%2C é%25.ipynb,line=12,title=nb2prod NB201::"
        "cell 7 (ab), line 3: it is wrong. Fix it."
    )
    assert lines[1].startswith("::warning file=a b/bad%2C é%25.ipynb,title=nb2prod NB230::")
    assert lines[2].startswith("::error file=a b/bad/train.py,line=4,col=2,title=nb2prod NB120::")
    assert "100%25 <&>%0D%0A" in lines[2]
    assert whole(REPORT, "github").splitlines() == [
        note,
        *lines,
        "2 notebooks checked, 1 with problems.",
    ]
    assert whole(REPORT, "github", quiet=True).splitlines() == [note, *lines]


def test_github_commands_cannot_be_injected() -> None:
    path = Path("a\n::error ::owned")
    told = Diagnostic("m\r\n::warning ::owned", code="NB101")
    lines = re.split(r"[\r\n]", github([Checked(path, (Finding(path, told),))]))
    assert len(lines) == 1
    assert lines[0].startswith("::error file=a%0A%3A%3Aerror %3A%3Aowned,title=")


def test_sarif() -> None:
    log = json.loads(sarif(REPORT))
    assert log["version"] == "2.1.0"
    assert log["$schema"].startswith("https://") and "sarif" in log["$schema"]
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "nb2prod" and driver["version"]
    rules = driver["rules"]
    assert [rule["id"] for rule in rules] == sorted({"NB201", "NB230", "NB223", "NB120"})
    for rule in rules:
        assert rule["shortDescription"]["text"] == CODES[rule["id"]]
        assert rule["help"]["text"] and rule["help"]["markdown"].startswith(f"# {rule['id']}: ")
    assert [result["level"] for result in run["results"]] == ["note", "error", "warning", "error"]
    for result in run["results"]:
        _valid(result, rules)
    first = run["results"][1]
    place = first["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 12}
    assert unquote(place["physicalLocation"]["artifactLocation"]["uri"]) == "a b/bad, é%.ipynb"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "cell 7 (ab), line 3"


def _valid(result: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    """What the schema of SARIF 2.1.0 asks of a result, as far as we write it."""
    assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in {"none", "note", "warning", "error"}
    assert isinstance(result["message"]["text"], str) and result["message"]["text"]
    for location in result["locations"]:
        physical = location["physicalLocation"]
        uri = physical["artifactLocation"]["uri"]
        assert re.fullmatch(r"(file:///)?(?:[\w./~-]|%[0-9A-F]{2})+", uri), uri
        for value in physical.get("region", {}).values():
            assert isinstance(value, int) and value >= 1


def test_sarif_of_an_absolute_path_and_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ü x.ipynb"
    log = json.loads(sarif([Checked(path, (Finding(path, ERROR),))]))
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert uri["uri"].startswith("file:///") and uri["uri"].endswith("/%C3%BC%20x.ipynb")
    empty = json.loads(sarif([]))["runs"][0]
    assert empty["results"] == [] and empty["tool"]["driver"]["rules"] == []


def test_junit() -> None:
    root = ElementTree.fromstring(junit(REPORT))
    assert root.tag == "testsuites"
    (suite,) = root
    assert suite.tag == "testsuite"
    for element in (root, suite):
        assert element.attrib["tests"] == "2" and element.attrib["failures"] == "1"
        assert element.attrib["errors"] == "0" and float(element.attrib["time"]) == 0.75
    good, bad = suite
    assert good.tag == bad.tag == "testcase"
    assert (good.attrib["classname"], good.attrib["name"]) == ("nb2prod", "good.ipynb")
    assert good.find("failure") is None and "NB223" in (good.findtext("system-out") or "")
    failure = bad.find("failure")
    assert failure is not None and failure.attrib["type"] == "NB201"
    assert failure.attrib["message"].endswith("Fix it. (and 1 more)")
    assert "NB120" in (failure.text or "") and "é\U0001f600" in (failure.text or "")
    assert "NB230" in (bad.findtext("system-out") or "")


def test_junit_of_names_that_xml_cannot_hold() -> None:
    path = Path('\x01\udcff<&">.ipynb')
    told = Diagnostic("\x00\ud800 ]]>", code="NB101")
    text = junit([Checked(path, (Finding(path, told),))])
    root = ElementTree.fromstring(text)
    assert root[0][0].attrib["name"] == '\ufffd\ufffd<&">.ipynb'


@pytest.mark.parametrize("name", FORMATS)
def test_format_on_the_command_line(name: str, tmp_path: Path) -> None:
    notebook = tmp_path / "n.py"
    notebook.write_text('# %% tags=["train"]\nprint(missing)\n')
    result = CliRunner().invoke(app, ["check", str(notebook), "--format", name])
    assert result.exit_code == 1
    assert result.stderr == "" and "NB201" in result.stdout
    notebook.write_text('# %% tags=["train"]\nprint(1)\n')
    result = CliRunner().invoke(app, ["check", str(notebook), "--format", name])
    assert result.exit_code == 0
    if name in ("json", "sarif"):
        json.loads(result.stdout)
    if name == "junit":
        ElementTree.fromstring(result.stdout)


def test_notes_are_told_where_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "books").mkdir()
    monkeypatch.chdir(tmp_path / "books")
    Path("n.py").write_text("# %%\nunused = 1\n\n# %% tags=['train']\nprint(1)\n")

    def results(*options: str) -> list[dict[str, Any]]:
        shown = CliRunner().invoke(app, ["check", "n.py", "--format", "sarif", *options])
        found: list[dict[str, Any]] = json.loads(shown.stdout)["runs"][0]["results"]
        return found

    assert results() == results("-q") == []
    (note,) = results("-v")
    place = note["locations"][0]["physicalLocation"]["artifactLocation"]
    assert (note["level"], place) == ("note", {"uri": "books/n.py"})
    Path("n.py").write_text("# %% tags=['train']\nprint(missing)\n")
    shown = CliRunner().invoke(app, ["check", "n.py", "--format", "github"]).stdout
    assert shown.startswith("::error file=books/n.py,line=2,")
