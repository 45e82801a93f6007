"""Each code has a page, and the example on the page raises the code."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nb2prod.codes import CODES
from nb2prod.commands.app import app
from nb2prod.diagnostics import Severity
from nb2prod.explain import page
from tests.support.pages import PAGES, blocks_of, raised, refused, sections, told

NO_EXAMPLE = {"NB901", "NB305"}  # a fault to fix; a machine without uv


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["explain", *arguments])
    return result.exit_code, result.stdout, result.stderr


def written(code: str) -> str:
    text = page(code)
    assert text is not None, f"write docs/diagnostics/{code}.md"
    return text


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    pages = {path.stem for path in PAGES.glob("*.md")}
    assert not set(CODES) - pages, "write docs/diagnostics/CODE.md"
    assert not pages - set(CODES), "a page whose code is not in codes.py"


@pytest.mark.parametrize("code", CODES)
def test_page(code: str) -> None:
    text = written(code)
    assert text.splitlines()[0] == f"# {code}: {CODES[code]}"
    parts = sections(text)
    assert list(parts) == ["", "Example", "How to fix"]
    assert all(part.strip() for part in parts.values())
    assert max(map(len, parts[""].splitlines())) <= 120


@pytest.mark.parametrize("code", sorted(set(CODES) - NO_EXAMPLE))
def test_example_raises_the_code(code: str, tmp_path: Path) -> None:
    assert code in raised(sections(written(code))["Example"], tmp_path), "it raises another code"


@pytest.mark.parametrize("code", sorted(code for code in CODES if code < "NB3"))
def test_fixed_example_is_converted(code: str, tmp_path: Path) -> None:
    parts = sections(written(code))
    example, fixed = blocks_of(parts["Example"]), blocks_of(parts["How to fix"])
    (tmp_path / "before").mkdir()
    if "console" not in example and refused(example, tmp_path / "before"):
        assert fixed, "the page of what is refused shows how the example is fixed"
    if fixed:
        options = {language: text for language, text in example.items() if language == "toml"}
        found = told(options | fixed, tmp_path)
        assert [d for d in found if d.severity is Severity.ERROR or d.code == code] == []


def test_explain_shows_the_page() -> None:
    assert run("NB203") == (0, (PAGES / "NB203.md").read_text(encoding="utf-8"), "")
    assert run("nb203")[:2] == run("NB203")[:2]


def test_explain_of_an_unknown_code() -> None:
    code, out, err = run("NB20")
    assert (code, out) == (2, "")
    assert re.match(r"nb2prod: there is no diagnostic NB20\. Did you mean NB2\d\d\?", err)


def test_explain_does_not_read_other_files() -> None:
    assert run("../../README")[0] == 2


def test_explain_without_a_code_lists_them() -> None:
    code, out, _ = run()
    assert code == 0
    assert out.splitlines() == [f"{code}  {title}" for code, title in sorted(CODES.items())]
