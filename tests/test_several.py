"""Several notebooks, one package: from the command line to what is written."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nb2prod.commands.app import app

CLEAN = """# %% [markdown]
# # Cleaning
# %% tags=["parameters"]
ROWS = 4
# %% tags=["preprocess"]
import pandas as pd

def scaled(df):
    return df * 2

df = scaled(pd.read_csv("data/in.csv").head(ROWS))
print(len(df))
df.to_csv("clean.csv", index=False)
"""
TRAIN = """# %% tags=["parameters"]
ROWS = 4
# %% tags=["train"]
import pandas as pd

def scaled(df):
    return df / 10

df = scaled(pd.read_csv("clean.csv"))
model = {"mean": float(df["a"].mean()), "rows": ROWS}
# %% tags=["evaluate"]
score = model["mean"] * ROWS
print("score", score)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/in.csv").write_text("a,b\n1,2\n2,3\n3,4\n4,5\n5,6\n")
    (tmp_path / "10_train.py").write_text(TRAIN)
    (tmp_path / "2_clean.py").write_text(CLEAN)
    return tmp_path


def run(folder: Path, command: str, *options: str) -> tuple[int, str]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        paths = ["10_train.py", "2_clean.py"]
        found = CliRunner().invoke(app, [command, *paths, *options])
    finally:
        os.chdir(before)
    return found.exit_code, found.output


def test_one_package_in_the_order_of_the_numbers(folder: Path) -> None:
    code, text = run(folder, "convert", "--package", "churn", "--provenance", "--target", "dvc")
    assert code == 0 and text.startswith("2_clean.py and 10_train.py -> churn"), text
    train = (folder / "churn/churn/train.py").read_text()
    assert "# cell 2 of 10_train.py, where `scaled_2` is called `scaled`" in train
    assert 'out_dir / "clean.csv"' in (folder / "churn/churn/preprocess.py").read_text()
    assert (folder / "churn/model_config.yaml").read_text().count("ROWS") == 1
    readme = (folder / "churn/README.md").read_text()
    assert "notebooks `2_clean.py and 10_train.py`" in readme and readme.startswith("# churn")
    assert "clean.csv" in (folder / "churn/dvc.yaml").read_text()
    assert run(folder, "check", "--package", "churn")[0] == 0
    stale = folder / "10_train.py"
    stale.write_text(stale.read_text().replace("/ 10", "/ 20"))
    code, text = run(folder, "check", "--package", "churn", "--format", "json")
    assert code == 1 and "NB411" in text
    edited = folder / "churn/churn/evaluate.py"
    edited.write_text(edited.read_text().replace("Evaluate stage", "The evaluate stage"))
    assert run(folder, "convert", "--package", "churn", "--merge")[0] == 0
    assert "The evaluate stage" in edited.read_text()
    assert "/ 20" in (folder / "churn/churn/train.py").read_text()


@pytest.mark.parametrize("paths", [["."], ["10_train.py", "2_clean.py"]])
def test_the_package_says_of_which_notebooks_it_is(
    folder: Path, paths: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    invoke = CliRunner().invoke
    invoke(app, ["convert", *paths, "--package", "churn"])
    found = invoke(app, ["check", *paths, "--require-packages"])
    assert found.output == "1 notebook checked, 0 with problems.\n"
    assert invoke(app, ["check", *paths, "--against", "churn"]).output == found.output
    stale = folder / "10_train.py"
    stale.write_text(stale.read_text().replace("/ 10", "/ 20"))
    text = invoke(app, ["check", *paths]).output
    assert "is not what is made of 2_clean.py and 10_train.py now" in text
    assert "Run `nb2prod convert --package churn 2_clean.py 10_train.py`" in text
    assert invoke(app, ["graph", *paths]).exit_code == 0
    assert invoke(app, ["report", *paths]).exit_code == 0 and Path("churn.report.html").exists()
    assert invoke(app, ["convert", *paths]).exit_code == 0
    assert invoke(app, ["check", *paths]).exit_code == 0 and not Path("2_clean").exists()
    invoke(app, ["convert", "2_clean.py"])
    assert "2 notebooks checked, 0 with" in invoke(app, ["check", *paths]).output
    stale.rename("10_fit.py")
    text = invoke(app, ["check", "."]).output
    command = "convert --merge 2_clean.py 10_fit.py --package churn -o churn"
    assert "churn/.nb2prod.json: NB414 the package was made from 10_train.py, which" in text
    assert f"renamed to 10_fit.py, run `nb2prod {command}`" in text
    assert invoke(app, command.split()).exit_code == 0
    assert invoke(app, ["check", "."]).output == "2 notebooks checked, 0 with problems.\n"


def test_notebooks_without_tags_are_found_by_their_package(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "10_train.py").write_text("# %%\nprint(2)\n")
    words = ["convert", "2_clean.py", "10_train.py", "--package", "churn", "--auto-tag"]
    assert CliRunner().invoke(app, words).exit_code == 0
    text = CliRunner().invoke(app, ["check", "."]).output
    assert text == "1 notebook checked, 0 with problems.\n"


def test_without_a_name_each_has_its_package(folder: Path) -> None:
    (folder / "10_train.py").write_text(TRAIN.replace('"clean.csv"', '"data/in.csv"'))
    assert run(folder, "convert", "-q")[0] == 0
    assert (folder / "2_clean/README.md").exists() and (folder / "10_train/README.md").exists()


def test_findings_name_the_notebook_and_its_cell(folder: Path) -> None:
    (folder / "10_train.py").write_text(TRAIN.replace("ROWS = 4", "ROWS = 5") + "print(scaling)\n")
    (folder / "2_clean.py").write_text(CLEAN.replace("def scaled", "scaling = 1\ndef scaled"))
    code, text = run(folder, "check", "--package", "churn", "--format", "json")
    found = json.loads(text)
    assert code == 1
    told = [(one["code"], Path(one["file"]).name, one["cell"]) for one in _findings(found)]
    assert told == [("NB201", "10_train.py", 3), ("NB243", "10_train.py", 1)]


def _findings(found: object) -> list[dict[str, object]]:
    if isinstance(found, dict) and "code" in found:
        return [found]
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [one for part in inner for one in _findings(part)]


def test_tags_that_are_suggested(folder: Path) -> None:
    for name, text in (("2_clean.py", CLEAN), ("10_train.py", TRAIN)):
        plain = "\n".join("# %%" if li.startswith("# %% tags") else li for li in text.split("\n"))
        (folder / name).write_text(plain.replace("ROWS = 4", f"ROWS = {len(name)}"))
    code, text = run(folder, "convert", "--package", "churn")
    assert code == 1 and text.count(": NB108") == 2
    code, text = run(folder, "convert", "--package", "churn", "--auto-tag")
    assert code == 0, text


def test_wrong_usage(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other/3_last.py").write_text(TRAIN)
    code, text = run(folder, "convert", "other/3_last.py", "--package", "churn")
    assert code == 2 and "two folders" in text
    assert run(folder, "verify")[0] == 2


def test_the_report_shows_all_cells(folder: Path) -> None:
    code, _ = run(folder, "report", "--package", "churn", "-o", "page.html")
    page = (folder / "page.html").read_text()
    assert code == 0 and ">1 of 10_train.py<" in page and 'id="cell-5"' in page


@pytest.mark.slow
def test_verified_against_the_notebooks_one_after_the_other(folder: Path) -> None:
    code, text = run(folder, "verify", "--package", "churn", "--set", "ROWS=3")
    assert code == 0 and "values are equal" in text and "2 lines" not in text, text
