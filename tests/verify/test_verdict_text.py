"""The last line of a verification."""

import pytest

from nb2prod.verify.verdict import Finding, Verification
from nb2prod.verify.verdict_text import as_data, as_table

EQUAL = Finding("train", "x", "artefact")
DIFFERENT = Finding("train", "y", "artefact", difference="2 is 3")
LEFT = Finding("train", "z", "artefact", compared=False)


@pytest.mark.parametrize(
    ("findings", "line", "equal"),
    [
        ((EQUAL, EQUAL), "All 2 values are equal.", True),
        ((EQUAL,), "The only value is equal.", True),
        ((EQUAL, LEFT), "The only value is equal (1 could not be compared).", True),
        ((EQUAL, DIFFERENT), "1 of 2 values differs.", False),
        ((DIFFERENT, DIFFERENT), "2 of 2 values differ.", False),
        ((LEFT,), "Nothing was compared: no value crosses a stage, and there is no metric.", False),
    ],
)
def test_conclusion(findings: tuple[Finding, ...], line: str, equal: bool) -> None:
    found = Verification("a", findings)
    assert as_table(found, 80).splitlines()[-1] == line
    assert as_data(found)["equal"] is equal
