"""Diagnostics as the terminal shows them, and the table of codes."""

import re
from pathlib import Path

import pytest

import nb2prod
from nb2prod.codes import CODES, READER_CODES
from nb2prod.diagnostics import Diagnostic, Place, Severity, render

PACKAGE = Path(nb2prod.__file__).parent


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('connect("postgresql://me:pa55@db/x")', 'connect("postgresql://me:***@db/x")'),
        ('get("https://a.org/?n=1&token=9fQ2mZ7t")', 'get("https://a.org/?n=1&token=***")'),
        ('h = {"a": "token ghp_16C7e42F292c6912E7710c838347Ae"}', 'h = {"a": "token ***"}'),
        ('DB_PASSWORD = "Tr0ub4dor', 'DB_PASSWORD = "***'),
        ('config["apiKey"] = "9fQ2mZ7t"', 'config["apiKey"] = "***"'),
        ('f"postgresql://me:{password}@db/x"', 'f"postgresql://me:{password}@db/x"'),
        ('token = "[CLS]"', 'token = "[CLS]"'),
        ('primary_key = "customer"', 'primary_key = "customer"'),
    ],
)
def test_source_is_masked(line: str, shown: str) -> None:
    assert Diagnostic("it is wrong.", source=line).source == shown


def test_render_with_everything() -> None:
    finding = Diagnostic("it is wrong.", "Fix it.", Place(7, "ab", 3), "NB104", "x = = 1", 5)
    assert render(finding, "churn.ipynb") == (
        "churn.ipynb: cell 7 (ab), line 3: NB104 it is wrong.\n    x = = 1\n        ^\n  Fix it."
    )


def test_render_without_place() -> None:
    finding = Diagnostic("it is odd.", severity=Severity.WARNING, code="NB142")
    assert render(finding, "n.ipynb") == "n.ipynb: warning NB142 it is odd."


def test_caret_behind_tabs_and_beyond_the_line() -> None:
    place = Place(1, "", 1, 3)
    assert render(Diagnostic("m", "", place, source="\t\tx"), "n").splitlines()[2] == "    \t\t^"
    assert render(Diagnostic("m", source="ab", column=4), "n").splitlines()[2] == "       ^"


def test_old_form_stays() -> None:
    assert str(Diagnostic("m.", "Do.", Place(1, "a", 2))) == "cell 1 (a), line 2: m. Do."


def _codes_in(folder: str) -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in (PACKAGE / folder).rglob("*.py")]
    return {code for text in texts for code in re.findall(r"\"(NB\d{3})\"", text)}


def test_every_code_of_the_reader_is_in_the_table_and_used() -> None:
    assert _codes_in("notebook") == {*READER_CODES, "NB404"}, "a path may lead to no notebook"


def test_every_code_in_use_is_in_the_table() -> None:
    assert _codes_in(".") - set(CODES) == set()


@pytest.mark.parametrize("code", CODES)
def test_titles(code: str) -> None:
    assert re.fullmatch(r"NB\d{3}", code)
    assert CODES[code] and not CODES[code].endswith(".")
