"""What people wrote into the files of values of a package."""

from pathlib import Path

import pytest

from tests.support.commands import run

NOTEBOOK = """# %% tags=["parameters"]
N_TREES = 100
RATE = 0.5
NAMES = ["a", "b"]
ANY = None

class CFG:
    depth = 3
    names = {"x": 1}

# %% tags=["train"]
import pandas as pd
table = pd.read_csv("in.csv")
print(table.head(N_TREES * CFG.depth), RATE, NAMES, ANY, CFG.names)
"""
UNKNOWN = "`{}` is no parameter of the notebook. Did you mean `{}`?"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("book.py").write_text(NOTEBOOK)
    assert run("convert", "book.py", "--target", "snakemake").exit_code == 0
    return Path("book")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("model_config.yaml", "RATE: 0.5", "RATE: 1"),
        ("model_config.yaml", "RATE: 0.5", "RATE: 1e-4"),
        ("model_config.yaml", "N_TREES: 100", "N_TREES: '7'"),
        ("model_config.yaml", "ANY: null", "ANY: [1, a]"),
        ("model_config.yaml", "x: 1", "y: 2"),
        ("inputs.yaml", "in.csv", "s3://elsewhere/in.csv"),
    ],
)
def test_values_are_free(package: Path, name: str, old: str, new: str) -> None:
    _change(package / name, old, new)
    result = run("check", "book.py")
    assert (result.exit_code, result.stdout) == (0, "1 notebook checked, 0 with problems.\n")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("model_config.yaml", "N_TREES:", "N_TRESE:",
         "1: {}" + UNKNOWN.format("N_TRESE", "N_TREES")),
        ("model_config.yaml", "depth:", "dept:", "6: {}" + UNKNOWN.format("CFG.dept", "depth")),
        ("model_config.yaml", "N_TREES: 100\n", "", " {}`N_TREES` is missing."),
        ("model_config.yaml", "100", "many",
         "1: {}`N_TREES` is 'many', and has to be of type int."),
        ("model_config.yaml", "100", "1.5", "1: {}`N_TREES` is 1.5, and has to be of type int."),
        ("model_config.yaml", "[a, b]", "5", "3: {}`NAMES` is 5, and has to be of type list[str]."),
        ("model_config.yaml", "[a, b]", "[a, b", "4: {}the file cannot be read as YAML: "),
        ("inputs.yaml", "in_file:", "infile:", "2: {}" + UNKNOWN.format("infile", "in_file")),
    ],
)  # fmt: skip
def test_what_the_scripts_cannot_take(
    package: Path, name: str, old: str, new: str, told: str
) -> None:
    _change(package / name, old, new)
    result = run("check", "book.py")
    shown = " ".join(
        line.strip() for line in result.stdout.splitlines() if not line.startswith("    ")
    )
    assert result.exit_code == 1
    assert f"book/{name}:{told.format('NB415 ')}" in shown


def test_a_value_that_is_not_that_of_the_notebook_is_a_note(package: Path) -> None:
    _change(package / "model_config.yaml", "N_TREES: 100", "N_TREES: 200")
    result = run("check", "-v", "book.py")
    told = "model_config.yaml:1: note NB415 `N_TREES` is 200 here, and 100 in the notebook."
    assert result.exit_code == 0 and told in result.stdout


def test_markers_of_git_are_found(package: Path) -> None:
    _change(package / "README.md", "\n", "\n<<<<<<< HEAD\na\n=======\n>>>>>>> b\n")
    result = run("check", "book.py")
    assert result.exit_code == 1 and "README.md:2: NB411 a merge left a conf" in result.stdout


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
