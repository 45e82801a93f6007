"""``%%capture name``: what is printed is caught by the script too, pictures are not."""

import contextlib
import io

import pytest

from nb2prod.diagnostics import Place, Severity
from nb2prod.notebook.magics import Converted, others_of, to_python
from nb2prod.notebook.model import Role
from nb2prod.notebook.syntax import Written

PRINTS = "for n in range(2):\n    print(n)\n\nx = 1"


def convert(source: str, *others: str) -> Converted:
    place = Place(3, "abc", 1)
    told = others_of([source, *others])
    return to_python(source, Role.TRAIN, Written(place, source), told)


def run(converted: Converted) -> dict[str, object]:
    assert converted.source is not None
    names: dict[str, object] = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(converted.source, names)
    return names | {"printed": printed.getvalue()}


@pytest.mark.parametrize(
    ("source", "use"),
    [
        (f"%%capture out\n{PRINTS}", "print(out.stdout)"),
        (f"%%capture --no-display out\n{PRINTS}", "lines = out.stdout.split()"),
        (f"%%capture out\n%%time\n{PRINTS}", "scores = parse(out)"),
        (f"%%capture out\n%matplotlib inline\n{PRINTS}", "text = str(out.stdout)"),
    ],
)
def test_text_that_is_read(source: str, use: str) -> None:
    converted = convert(source, use)
    names = run(converted)
    assert not converted.findings
    assert (names["out"].stdout, names["x"], names["printed"]) == ("0\n1\n", 1, "")  # type: ignore[attr-defined]


def test_lines_keep_their_numbers_and_text_its_lines() -> None:
    converted = convert('%%capture out\n\nprint("""a\n  b\n""")\n\nx = y', "out.stdout")
    assert converted.source is not None
    assert converted.source.splitlines()[2:] == [
        '    print("""a', "  b", '""")', "", "    x = y",
        "out = types.SimpleNamespace(stdout=out.getvalue())",
    ]  # fmt: skip


@pytest.mark.parametrize("use", ["out.show()", "x = out.stderr", "out.outputs[0]", "a = 1\nout()"])
def test_more_than_text_is_refused(use: str) -> None:
    found = convert("%%capture out\nprint(1)", "print(out.stdout)", use).findings
    assert [(one.code, one.severity) for one in found] == [("NB133", Severity.ERROR)]


def test_text_that_is_not_captured_is_refused() -> None:
    assert [f.code for f in convert("%%capture --no-stdout out\nf()", "out.stdout").findings] == [
        "NB133"
    ]


@pytest.mark.parametrize("other", ["x = 1", "out = 1", "output.stdout", "print(outer)"])
def test_output_that_nothing_reads(other: str) -> None:
    converted = convert(f"%%capture out\n{PRINTS}", other)
    assert converted.source == f"\n{PRINTS}"
    assert [one.severity for one in converted.findings] == [Severity.NOTE]


def test_a_cell_of_magics_alone() -> None:
    converted = convert("%%capture out\n!pip install -q pandas", "x = 1\nprint(out.stdout)")
    assert (converted.source or "").strip() == ""
