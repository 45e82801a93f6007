"""Comments made of markdown."""

import pytest

from nb2prod.emit.comments import comment

CASES = {
    "nothing": ("", []),
    "text": ("Scale the columns.", ["Scale the columns."]),
    "heading and text": ("## Fit\n\nAll columns.", ["Fit", "", "All columns."]),
    "text about what was shown before": ("There are outliers.\n\n## Fit", ["Fit"]),
    "sections before": ("# Look\nMany rows.\n## Fit\nAll columns.", ["Fit", "All columns."]),
    "headings in a row": ("# Model\n\n## Fit", ["Model", "", "Fit"]),
    "bold as a heading": ("A mean of 3.\n\n**Fit**\n", ["Fit"]),
    "HTML as a heading": ("A mean of 3.\n<h3 id='x'>Fit</h3>\nAll.", ["Fit", "", "All."]),
    "no heading in code": ("```\n# not one\n```\nAll.", ["    # not one", "All."]),
    "observations": ("### Key Observations:\n- Women lived.", []),
    "notes": ("**Notes**\n* A warning.", []),
    "but not notebook": ("## Notebook settings", ["Notebook settings"]),
    "results": ("As we can see, it is good.\nVery.\n\nScale.", ["Scale."]),
    "a number of this run": ("* The accuracy is 0.82\n* Scale", ["* Scale"]),
    "but not a number to be": ("Use a test size of 0.2.", ["Use a test size of 0.2."]),
    "long": ("# A\n\nb\n\n" + "- c\n" * 9, ["A", "", "b"]),
}


@pytest.mark.parametrize(("markdown", "lines"), CASES.values(), ids=CASES)
def test_comment(markdown: str, lines: list[str]) -> None:
    assert comment(markdown) == [f"# {line}" if line else "#" for line in lines]
