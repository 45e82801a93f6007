"""The documentation agrees with the code: reference pages, samples shown, links."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from nb2prod.commands.app import app
from nb2prod.convert import convert
from nb2prod.settings import Settings
from tests.support import internals
from tests.support.console import stand_in_for_install
from tests.support.docs import DOCS, PAGES, REFERENCE, commands
from tests.support.samples import SAMPLES

ROOT = DOCS.parent
FOLDERS = ("*.md", "how-to/*.md", "gallery/*.md")
WRITTEN = sorted({*(p for f in FOLDERS for p in DOCS.glob(f)), REFERENCE / "tags.md"})
TUTORIAL = (DOCS / "tutorial.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"\n]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _reference(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_pages_from_the_code_are_current() -> None:
    stale = [name for name, made in PAGES.items() if _reference(name) != made()]
    assert not stale, "run python -m tests.support.docs --refresh"


def test_internals_show_what_the_phases_make() -> None:
    page = (DOCS / "internals.md").read_text(encoding="utf-8")
    assert page.count("<!-- made:") == 5
    assert internals.current(page) == page, "run python -m tests.support.docs --refresh"


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/internals.md", "docs/how-it-works.md"])
def test_files_and_folders_that_are_named_exist(name: str) -> None:
    page = re.sub(r"```.*?```", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    named = {one for one in re.findall(r"`([\w./]+(?:/|\.py|\.jinja|\.txt))`", page)
             if not re.search("NAME|NN", one)}  # fmt: skip
    tops = ("nb2prod", "tests", "templates", "docs", "benchmarks", "changes")
    paths = [path.relative_to(ROOT) for top in tops for path in (ROOT / top).rglob("*")]
    ends = [f"/{path.as_posix()}" for path in (*map(Path, tops), *paths)]
    missing = {one for one in named if not any(end.endswith(f"/{one.strip('/')}") for end in ends)}
    assert named and not missing


def test_examples_of_contributing_are_of_today() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    library, _, refusal = (block[2] for block in _BLOCK.findall(text) if block[0] == "python")
    found: dict[str, Any] = {}
    exec(library, found)
    assert found["LIBRARIES"][0].loads and found["LIBRARIES"][0].reads
    module = ROOT / "nb2prod/plan/refusals/nb216_deleted_static.py"
    assert module.read_text(encoding="utf-8").endswith(refusal)


@pytest.mark.parametrize("name", ["internals.md", "glossary.md"])
def test_glossary_is_short_and_sorted(name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8").split("# Glossary")[1]
    terms = re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE)[1:]
    assert terms == sorted(terms, key=str.lower)
    assert 20 < len(terms) <= 30


@pytest.mark.parametrize("name", commands())
def test_reference_has_what_help_says(name: str) -> None:
    wide = {"COLUMNS": "300", "TERMINAL_WIDTH": "300"}
    shown = CliRunner().invoke(app, [name, "--help"], env=wide).output
    section = _reference("options.md").split(f"## nb2prod {name}\n")[1].split("\n## ")[0]
    said = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", shown)) - {"--help"}
    assert said == set(re.findall(r"`(--[a-z][a-z-]+)", section))


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.stem)
def test_commands_and_options_that_are_written_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    known = {name: {o for p in c.params for o in p.opts + p.secondary_opts}
             for name, c in commands().items()}  # fmt: skip
    for line in re.findall(r"(?:^\$ |`)nb2prod ([^`\n]+)", text, re.MULTILINE):
        words = line.split()
        if words[0] in ("COMMAND", "--version"):
            continue
        assert words[0] in known, line
        assert {w for w in words if w.startswith("-")} <= known[words[0]], line


def test_pictures_that_are_shown_exist() -> None:
    shown = [
        (page, path)
        for page in (ROOT / "README.md", *WRITTEN)
        for path in re.findall(
            r"(?:!\[[^]]*\]\(|src(?:set)?=\")([^)\"#]+)", page.read_text(encoding="utf-8")
        )
    ]
    assert len(shown) >= 6
    missing = [(page.name, path) for page, path in shown if not (page.parent / path).is_file()]
    assert not missing


def test_every_page_is_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w/-]+\.md", str(yaml.safe_load(text)["nav"])))
    assert named == {page.relative_to(DOCS).as_posix() for page in WRITTEN} | {
        f"reference/{name}" for name in PAGES
    }


def _notebooks(page: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The notebooks that a page shows, each with the modules that are said to come of it."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for _, title, code in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if title in ("notebook.py", "prices.py"):
            found.append((code, []))
        elif title and found:
            found[-1][1].append((title, code))
    return found


SHOWN = [page for page in WRITTEN if _notebooks(page)]


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.stem)
def test_code_that_is_shown_is_generated(page: Path, tmp_path: Path) -> None:
    for number, (cells, modules) in enumerate(_notebooks(page)):
        path = tmp_path / str(number) / ("prices.py" if page.stem == "tutorial" else "notebook.py")
        path.parent.mkdir()
        path.write_text(cells, encoding="utf-8")
        files = convert(path, Settings(auto_tag=True)).files
        for title, code in modules:
            made = [text for name, text in files.items() if f"/{name}".endswith(f"/{title}")]
            assert any(code in text for text in made), (title, code)


def test_pages_with_notebooks() -> None:
    assert len(SHOWN) >= 7


def test_options_that_are_shown_beside_code_exist(tmp_path: Path) -> None:
    for name in ("paths", "sql", "time-series", "pytorch", "tutorial"):
        page = DOCS / f"{name}.md" if name == "tutorial" else DOCS / f"how-to/{name}.md"
        path = tmp_path / f"{name.replace('-', '_')}.py"
        path.write_text(_notebooks(page)[0][0], encoding="utf-8")
        text = "".join(convert(path, Settings(auto_tag=True)).files.values())
        for option in re.findall(r"`--([a-z-]+-(?:file|dir))`", page.read_text(encoding="utf-8")):
            assert f"{option.replace('-', '_')}: " in text or option in ("out-dir", "data-dir")


@pytest.mark.slow
def test_output_of_the_tutorial(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "data", tmp_path / "data")
    (tmp_path / "prices.py").write_text(_notebooks(DOCS / "tutorial.md")[0][0], encoding="utf-8")
    environment = stand_in_for_install(tmp_path, tmp_path, "prices", "pipeline")
    blocks = [text for language, _, text in _BLOCK.findall(TUTORIAL) if language == "console"]
    assert len(blocks) == 7
    for block in blocks:
        lines = block.splitlines(keepends=True)
        script = "".join(line[2:] for line in lines if line.startswith("$ "))
        run = subprocess.run(
            ["sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        assert run.stdout == "".join(line for line in lines if not line.startswith("$ "))


def test_site_builds_without_a_broken_link(tmp_path: Path) -> None:
    pytest.importorskip("zensical")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(DOCS, tmp_path / "docs")
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "NB203" in (tmp_path / "site/reference/diagnostics/index.html").read_text("utf-8")
