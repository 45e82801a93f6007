"""convert, check, verify, graph and report go by the options that the package was made with."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nb2prod.commands.app import app

NOTEBOOK = """import pandas as pd
df = pd.DataFrame({"a": [1, 2]})
n = len(df)
# %% tags=["train"]
print(df, n)
"""


def run(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.py"
    path.write_text('# %% tags=["preprocess"]\n' + NOTEBOOK, encoding="utf-8")
    return path


def options(folder: Path) -> dict[str, object]:
    found = json.loads((folder / ".nb2prod.json").read_text(encoding="utf-8"))
    assert list(found) == ["options", "files"]
    kept: dict[str, object] = found["options"]
    assert (folder / str(kept.pop("notebook"))).exists()
    return kept


def test_only_what_is_not_the_default_is_kept(book: Path) -> None:
    run("convert", book)
    assert options(book.with_suffix("")) == {}
    given = ["--tables", "parquet", "--provenance", "--target", "dvc"]
    run("convert", book, *given)
    kept = {"provenance": True, "tables": "parquet", "targets": ["dvc"]}
    assert options(book.with_suffix("")) == kept


def test_check_needs_no_flag_again(book: Path) -> None:
    run("convert", book, "--tables", "parquet", "--name", "other")
    run("check", book)
    assert "NB411" in run("check", book, "--tables", "csv", code=1)
    shutil.move(book.with_suffix(""), book.with_name("elsewhere"))
    run("check", book, "--against", book.with_name("elsewhere"))


def test_tags_that_were_suggested_are_suggested_again(tmp_path: Path) -> None:
    book = tmp_path / "book.py"
    book.write_text("# %%\n" + NOTEBOOK.replace('tags=["train"]', ""), encoding="utf-8")
    assert "NB108" in run("graph", book, code=1)
    run("convert", book, "--auto-tag")
    assert "flowchart" in run("graph", book)
    run("check", book)


def test_convert_goes_on_with_the_options(book: Path) -> None:
    run("convert", book, "--tables", "parquet", "--target", "dvc", "--provenance")
    told = run("convert", book, "--no-provenance", "--target", "snakemake")
    assert "book was made with: tables parquet." in " ".join(told.split())
    assert options(book.with_suffix("")) == {"tables": "parquet", "targets": ["snakemake"]}
    run("convert", book, "--tables", "csv")
    assert options(book.with_suffix("")) == {"targets": ["snakemake"]}
    assert "was made with" not in run("convert", book, "--target", "snakemake")


def test_pyproject_is_weaker_until_the_package_is_made_again(book: Path) -> None:
    run("convert", book, "--tables", "parquet")
    (book.parent / "pyproject.toml").write_text('[tool.nb2prod]\ntables = "jsonl"\n')
    run("check", book)
    run("convert", book)
    assert options(book.with_suffix("")) == {"tables": "jsonl"}


def test_sample_data_is_found_from_the_package(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = book.parent / "data"
    data.mkdir()
    (data / "a.csv").write_text("x\n1\n2\n")
    text = book.read_text().replace('pd.DataFrame({"a": [1, 2]})', 'pd.read_csv("data/a.csv")')
    book.write_text(text)
    monkeypatch.chdir(book.parent)
    run("convert", "book.py", "--sample-data", ".")
    assert options(book.with_suffix("")) == {"sample_data": ".."}
    monkeypatch.chdir("/")
    run("check", book)


@pytest.mark.parametrize(
    "text", ["[]", '{"options": 3}', '{"options": {"tables": "xml", "no": 1}}']
)
def test_options_that_make_no_sense_are_none(book: Path, text: str) -> None:
    run("convert", book)
    (book.with_suffix("") / ".nb2prod.json").write_text(text)
    run("check", book)
