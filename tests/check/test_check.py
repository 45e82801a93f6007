"""``nb2prod check``: exit codes, what is compared, and that nothing is written."""

import json
import os
from pathlib import Path

import nbformat
import pytest

from nb2prod.check.check_notebook import Question
from nb2prod.check.workers import check_all
from nb2prod.configuration import Choices
from nb2prod.emit import installed
from nb2prod.findings.file_lines import line_in_file
from nb2prod.notebooks import Job
from tests.support.commands import run

GOOD = '# %% tags=["train"]\ntotal = sum([1, 2])\nprint(total)\n'
BAD = """# %% tags=["train"]
print(one,
      two)

# %% tags=["predict"]
rows = (n for n in [1])

# %% tags=["evaluate"]
print(list(rows))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(BAD)
    return tmp_path


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_good_notebook(folder: Path) -> None:
    before = tree(folder)
    result = run("check", "good.py")
    told = "1 notebook checked, 0 with problems. There was no package to compare.\n"
    assert (result.exit_code, result.output) == (0, told)
    assert tree(folder) == before


def test_all_problems_with_line_and_caret(folder: Path) -> None:
    result = run("check", "bad.py")
    assert result.exit_code == 1
    assert result.stdout == (
        "bad.py: cell 1, line 1: NB201 `one` is not defined in the notebook.\n"
        "    print(one,\n"
        "          ^\n"
        "  Was its cell deleted, or renamed? Define it above.\n"
        "bad.py: cell 1, line 2: NB201 `two` is not defined in the notebook.\n"
        "          two)\n"
        "          ^\n"
        "  Was its cell deleted, or renamed? Define it above.\n"
        "bad.py: cell 2, line 1: NB208 `rows` is a generator, which cannot be saved, but cell 3 "
        "needs it in another stage than predict.\n"
        "    rows = (n for n in [1])\n"
        "    ^\n"
        "  Make it in the stage that uses it, or turn it into something that can be saved: "
        "a list, a table, a function with a `def`.\n"
        "1 notebook checked, 1 with problems.\n"
    )


def test_quiet_and_verbose(folder: Path) -> None:
    (folder / "noted.py").write_text(GOOD + "\n# %%\nprint(1)\n")
    assert run("check", "good.py", "-q").output == ""
    assert "NB223" not in run("check", "noted.py").stdout
    assert "cell 2, line 1: note NB223" in run("check", "noted.py", "-v").stdout


def test_several_and_a_folder_without_any(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run("check", "good.py", "empty", "none.ipynb")
    assert result.exit_code == 2
    assert "empty: NB404 the folder holds no notebook." in result.stdout
    assert "none.ipynb: NB404 there is no file none.ipynb." in result.stdout
    assert "\n1 notebook checked, 0 with problems. 2 paths lead to no notebook." in result.stdout
    nothing = run("check", "empty")
    assert nothing.exit_code == 2
    assert nothing.stdout.endswith("\nNothing checked. 1 path leads to no notebook.\n")
    assert json.loads(run("check", "empty", "--format", "json").stdout)["summary"]["checked"] == 0


def test_against_the_folder_that_the_settings_name(folder: Path) -> None:
    (folder / "books").mkdir()
    (folder / "good.py").rename("books/good.py")
    (folder / "pyproject.toml").write_text('[tool.nb2prod]\noutput = "packages"\n')
    told = run("check", "books", "--against", "packages").stdout
    assert "there is no package of it in packages/books/good." in told
    assert "Run `nb2prod convert books/good.py`." in told
    assert run("convert", "books/good.py", "-o", "packages").exit_code == 0
    assert (folder / "packages/books/good/good/train.py").is_file()
    assert run("check", "books", "--against", "packages").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [(), ("good.py", "--format", "xml"), ("good.py", "-q", "-v"), ("good.py", "--jobs", "0"),
     ("good.py", "bad.py", "--name", "x"), ("good.py", "--against", "bad.py")],
)  # fmt: skip
def test_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert result.stdout == "" and result.stderr


def test_package_beside_the_notebook(folder: Path) -> None:
    run("convert", "good.py")
    module = folder / "good" / "good" / "train.py"
    assert run("check", "good.py").exit_code == 0
    module.write_text(module.read_text().replace("print(total)", "print(total, 1)"))
    result = run("check", "good.py")
    assert result.exit_code == 1
    line = module.read_text().split("print(total, 1)")[0].count("\n") + 1
    told = "NB411 the file is not what is made of good.py: it was edited since it was generated."
    assert f"good/good/train.py:{line}: {told}" in result.stdout
    assert "        print(total, 1)\n" in result.stdout


def test_notebook_that_changed(folder: Path) -> None:
    run("convert", "good.py")
    (folder / "good.py").write_text(GOOD.replace("[1, 2]", "[1, 3]"))
    told = run("check", "good.py").stdout
    assert "good/good/train.py:11: NB411" in told
    assert told.count("NB411") == 1, "one cause is told once"
    assert "now: the notebook, a module that it imports, or nb2prod itself has changed." in told
    (folder / "good.py").write_text(GOOD.replace("train", "predict"))
    out = run("check", "good.py").stdout
    assert "good/good/predict.py: NB412 good.py gives this file, but it is missing." in out
    assert "good/good/train.py: NB413 good.py no longer gives this file." in out
    assert run("convert", "good.py").exit_code == 0
    assert run("check", "good.py").exit_code == 0


def test_edits_that_a_merge_has_kept(folder: Path) -> None:
    run("convert", "good.py")
    module = folder / "good" / "good" / "train.py"
    module.write_text(module.read_text() + "# mine\n")
    assert run("check", "good.py").exit_code == 1
    assert [run("convert", "good.py", *merge).exit_code for merge in ([], ["--merge"])] == [1, 0]
    for command in ("check", "convert"):
        assert run(command, "good.py").exit_code == 0
        assert "# mine" in module.read_text()
    assert "kept by a merge: good/train.py" in run("check", "-v", "good.py").stdout
    (folder / "good.py").write_text(GOOD.replace("[1, 2]", "[1, 3]"))
    assert "train.py:11: NB411" in run("check", "good.py").stdout
    assert run("convert", "good.py", "--merge").exit_code == 0
    assert run("check", "good.py").exit_code == 0
    module.write_text(module.read_text() + "# again: kept\n")
    assert "edited since" in run("check", "good.py").stdout
    assert run("convert", "good.py", "--force").exit_code == 0
    found = run("check", "-v", "good.py")
    assert found.exit_code == 0 and "kept" not in found.stdout + module.read_text()


def test_files_that_people_write_on(folder: Path) -> None:
    code = '# %% tags=["parameters"]\nN = 3\nA = B = 1\n# %% tags=["train"]\nprint(N + A + B)\n'
    (folder / "good.py").write_text(code)
    run("convert", "good.py")
    config, readme = (folder / "good" / name for name in ("model_config.yaml", "README.md"))
    config.write_text(config.read_text().replace("N: 3", "N: 4"))
    readme.write_text("# Ours\n\n" + readme.read_text())
    assert run("check", "good.py").exit_code == 0
    assert run("convert", "good.py").exit_code == 0
    assert "N: 4" in config.read_text() and "# Ours" in readme.read_text()
    (folder / "good.py").write_text(code.replace("B = 1\n", "B = 1\nM = 5\n") + "print(M)\n")
    result = run("check", "good.py")
    assert "good/model_config.yaml:" in result.stdout and "--merge" in result.stdout
    assert run("convert", "good.py").exit_code == 1
    assert run("convert", "good.py", "--merge").exit_code == 0
    assert run("check", "good.py").exit_code == 0
    assert config.read_text().split() == "N: 4 A: 1 B: 1 M: 5".split()
    readme.unlink()
    assert "NB412" in run("check", "good.py").stdout


def test_line_ends_of_a_checkout_are_no_change(folder: Path) -> None:
    run("convert", "good.py")
    for path in (folder / "good").rglob("*.py"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("check", "good.py").exit_code == 0


def test_folder_of_that_name_that_is_no_package(folder: Path) -> None:
    (folder / "good").mkdir()
    (folder / "good" / "data.csv").write_text("a\n")
    assert run("check", "good.py").exit_code == 0


def test_pinned_versions_are_those_of_the_package(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "good.py").write_text(f"{GOOD}import numpy\nprint(numpy.zeros(total))\n")
    assert run("convert", "good.py", "--pin").exit_code == 0
    project = folder / "good/pyproject.toml"
    made = project.read_text()
    assert "numpy==" in made
    # there are none of the notebook's libraries in continuous integration, and other ones of ours
    monkeypatch.setattr(installed, "installed", lambda modules: ({"typer": "99"}, {}))
    told = "1 notebook checked, 0 with problems.\n"
    assert (run("check", "good.py").output, project.read_text()) == (told, made)
    assert run("convert", "good.py", "-q").output == ""
    assert project.read_text() == made
    everything = dict.fromkeys(installed.pinned(folder / "good"), "99")
    monkeypatch.setattr(installed, "installed", lambda modules: (everything, {}))
    assert run("check", "good.py").output == told
    assert run("convert", "good.py", "-q", "--no-cache").output == ""
    assert project.read_text().count('==99"') == len(everything)


def test_against_a_folder(folder: Path) -> None:
    missing = run("check", "good.py", "--against", "out")
    assert missing.exit_code == 1
    assert missing.stdout == (
        "good.py: NB412 there is no package of it in out.\n"
        "  Run `nb2prod convert good.py -o out`.\n"
        "1 notebook checked, 1 with problems.\n"
    )
    run("convert", "good.py", "-o", "out")
    assert run("check", "good.py", "--against", "out").exit_code == 0


@pytest.mark.parametrize("name", [".nb2prod.json", ".nb2prod/base.json"])
def test_what_nb2prod_remembers_belongs_to_the_package(folder: Path, name: str) -> None:
    run("convert", "good.py")
    (folder / "good" / name).unlink()
    result = run("check", "good.py")
    assert result.exit_code == 1
    assert f"good/{name}: NB412 good.py gives this file, but it is missing." in result.stdout
    assert result.stdout.count("NB4") == 1
    module = folder / "good" / "good" / "train.py"
    module.write_text(module.read_text() + "# mine\n")
    if name == ".nb2prod.json":
        assert "Bring .nb2prod.json and .nb2prod/base.json back" in run("convert", "good.py").stderr
    run("convert", "good.py", "--force")
    assert run("check", "good.py").exit_code == 0


def test_packages_that_are_asked_for(folder: Path) -> None:
    assert run("check", "good.py").exit_code == 0
    result = run("check", "good.py", "--require-packages")
    assert result.exit_code == 1 and "good.py: NB412 there is no package" in result.stdout
    assert "  Run `nb2prod convert good.py`.\n1 notebook checked, 1 with" in result.stdout
    (folder / "pyproject.toml").write_text("[tool.nb2prod]\nrequire-packages = true\n")
    assert run("check", "good.py").exit_code == 1
    assert run("check", "good.py", "--no-require-packages").exit_code == 0
    told = json.loads(run("check", "good.py", "--format", "json").stdout)
    assert told["summary"] == {"checked": 1, "failed": 1, "without_package": 1}
    run("convert", "good.py")
    assert run("check", "good.py").exit_code == 0


def test_package_of_several_notebooks_that_is_asked_for(folder: Path) -> None:
    (folder / "a b.py").write_text(GOOD)
    result = run("check", "a b.py", "good.py", "--package", "both", "--require-packages")
    assert "  Run `nb2prod convert --package both 'a b.py' good.py`.\n" in result.stdout
    run("convert", "a b.py", "good.py", "--package", "both")
    assert run("check", "a b.py", "good.py", "--package", "both").exit_code == 0


def test_package_of_another_notebook(folder: Path) -> None:
    (folder / "bad.py").unlink()
    run("convert", "good.py")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print(2)")])
    notebook.cells[0].metadata["tags"] = ["train"]
    nbformat.write(notebook, folder / "good.ipynb")
    told = "good.ipynb: NB301 good holds the package of good.py, not of good.ipynb."
    assert told in run("check", "good.ipynb").stdout
    before = tree(folder)
    result = run("convert", "good.ipynb")
    assert result.exit_code == 1 and told in result.stderr and tree(folder) == before
    (folder / "good.py").unlink()
    assert run("convert", "good.ipynb").exit_code == 0
    assert run("check", ".").stdout == "1 notebook checked, 0 with problems.\n"


def test_lines_of_a_file_that_a_cell_runs(folder: Path) -> None:
    (folder / "more.py").write_text("N = 1\n\n\ndef load(path):\n    return path\n")
    (folder / "good.py").write_text('# %% tags=["train"]\n# %run more.py\nprint(load(N))\n')
    words = ("advise", "good.py", "--select", "NB514")
    assert run(*words).stdout.startswith("more.py:4: warning NB514 `load` has no types")
    (found,) = json.loads(run(*words, "--format", "json").stdout)["notebooks"]
    (one,) = found["findings"]
    assert (one["file"], one["file_line"], one["cell"], one["line"]) == ("more.py", 4, 1, 4)


def test_against_one_folder_a_notebook(folder: Path) -> None:
    (folder / "other.py").write_text(GOOD)
    run("convert", "good.py", "other.py", "-o", "out")
    assert run("check", "good.py", "other.py", "--against", "out").exit_code == 0
    (folder / "out" / "other" / "README.md").unlink()
    result = run("check", "good.py", "other.py", "--against", "out")
    assert result.exit_code == 1 and result.stdout.count("NB41") == 1


def test_worker_processes_give_the_same(folder: Path) -> None:
    for number in range(5):
        (folder / f"n{number}.py").write_text(BAD if number % 2 else GOOD)
    names = [f"n{number}.py" for number in range(5)]
    alone = run("check", *names, "--jobs", "1")
    assert run("check", *names, "--jobs", "3").stdout == alone.stdout
    assert run("check", *names).stdout == alone.stdout


def test_worker_that_dies_does_not_take_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(path: Path) -> None:
        if path.name == "n2.py":
            os._exit(9)

    monkeypatch.setattr("nb2prod.notebook.read.load", _before(die))
    questions = []
    for number in range(4):
        path = folder / f"n{number}.py"
        path.write_text(GOOD)
        questions.append(Question(Job(path, folder / "none", Choices())))
    found = [[f.diagnostic.code for f in c.findings] for c in check_all(questions, 2)]
    assert found == [[], [], ["NB901"], []]


def test_fault_of_ours_is_told_and_stops_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        if path.name == "bad.py":
            raise KeyError("x")

    monkeypatch.setattr("nb2prod.notebook.read.load", _before(fail))
    result = run("check", "bad.py", "good.py")
    assert result.exit_code == 1
    assert "bad.py: NB901 nb2prod failed on this notebook (KeyError: 'x')." in result.stdout
    assert "2 notebooks checked, 1 with problems." in result.stdout
    converted = run("convert", "bad.py", "-v")
    assert converted.exit_code == 1
    assert converted.stderr.startswith("bad.py: NB901") and "Traceback" in converted.stderr
    assert "Traceback" not in run("convert", "bad.py").stderr


def _before(step):  # type: ignore[no-untyped-def]
    from nb2prod.notebook.load import load

    def changed(path: Path):  # type: ignore[no-untyped-def]
        step(path)
        return load(path)

    return changed


SOURCES = ["a = 1\nb = 2", "", "c = 3\n\nd = '\"}],\\\\'\ne = 5", "f = 6"]


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_line_of_a_cell_in_the_file(tmp_path: Path, indent: int | None) -> None:
    cells = [nbformat.v4.new_code_cell(source) for source in SOURCES]
    cells[0]["outputs"] = [nbformat.v4.new_output("stream", text="source\n")]
    cells[0]["metadata"] = {"source": ["x", "y"], "cells": ["z"]}
    notebook = nbformat.v4.new_notebook(cells=cells)
    stored = json.loads(nbformat.writes(notebook))
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps(stored, indent=indent))
    lines = path.read_text().splitlines()
    for number, source in enumerate(SOURCES, 1):
        for row, text in enumerate(source.split("\n"), 1):
            if text:
                found = line_in_file(path, number, row)
                assert json.dumps(text)[1:-1] in lines[found - 1]
                assert indent is None or text.split()[0] == lines[found - 1].split('"')[1][0]
    assert line_in_file(path, 9, 1) == 0


def test_line_of_a_source_that_is_one_string(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text('{"cells": [\n{"source": "a"},\n{"cell_type": "code",\n"source": "b\\nc"}]}')
    assert [line_in_file(path, 1, 1), line_in_file(path, 2, 2)] == [2, 4]


def test_line_in_a_percent_file(tmp_path: Path) -> None:
    path = tmp_path / "n.py"
    path.write_text("x = 1\n# %%\ny = 2\n# %% [markdown]\n# text\n# %%\n\nz = 3\n")
    assert [line_in_file(path, *at) for at in ((1, 1), (2, 1), (4, 2), (7, 1))] == [1, 3, 8, 0]
    path.write_text("# %%\ny = 2\n")
    assert line_in_file(path, 1, 1) == 2


def test_line_in_a_file_that_is_no_notebook(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    for text in ("", "[[[", '"', "}]", '{"cells": 3}', ",,::"):
        path.write_text(text)
        assert line_in_file(path, 1, 1) == 0
    assert line_in_file(tmp_path / "none.ipynb", 1, 1) == 0
