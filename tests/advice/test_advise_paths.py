"""``nb2prod advise``: exit codes, choosing and silencing rules, formats, and fixes."""

import json
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner, Result

from nb2prod.commands.app import app
from tests.support.commands import run
from tests.support.samples import SAMPLES

GOOD = "# %%\ntotal = sum([1, 2])\nprint(total)\n"
BAD = """# %%
import pickle

def load(name):
    return pickle.load(open(name, "rb"))

# %%
print(load("a.pkl"))
"""
TAGGED = """# %% tags=["preprocess"]
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

df = pd.read_csv("a.csv")
a, b = train_test_split(df, test_size=0.5)

# %% tags=["train"]
import pickle
SEED = 3
for depth in (1, 2):
    other = DecisionTreeClassifier(max_depth=depth)
    print(other)
model = DecisionTreeClassifier().fit(a[["x"]], a["y"])
with open("model.pkl", "wb") as f:
    pickle.dump(model, f)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.py").write_text(GOOD)
    (tmp_path / "bad.py").write_text(BAD)
    (tmp_path / "tagged.py").write_text(TAGGED)
    return tmp_path


def advise(*arguments: str) -> Result:
    return run("advise", *arguments)


def codes(*arguments: str) -> list[str]:
    report = json.loads(advise(*arguments, "--format", "json").stdout)
    return [f["code"] for n in report["notebooks"] for f in n["findings"]]


def test_nothing_found(folder: Path) -> None:
    result = advise("good.py")
    assert (result.exit_code, result.output) == (0, "1 notebook checked, 0 with problems.\n")


def test_found(folder: Path) -> None:
    result = advise("bad.py")
    assert result.exit_code == 1
    assert result.stdout == (
        "bad.py: cell 1, line 3: warning NB514 `load` has no types for its parameter `name`, nor "
        "for the result.\n    def load(name):\n    ^\n  Annotate them.\n"
        "bad.py: cell 1, line 4: warning NB503 `pickle.load` is used; for models joblib is "
        'better.\n        return pickle.load(open(name, "rb"))\n               ^\n'
        "  Use joblib, for plain data CSV or JSON Lines.\n"
        "1 notebook checked, 1 with problems.\n"
    )
    assert "checked" not in advise("bad.py", "-q").stdout


@pytest.mark.parametrize(
    "arguments",
    [(), ("good.py", "--select", "NB2"), ("good.py", "--ignore", "what"), ("good.py", "-o", "out"),
     ("good.py", "--fix", "--fix-notebook"), ("good.py", "--format", "xml")],
)  # fmt: skip
def test_wrong_usage(folder: Path, arguments: tuple[str, ...]) -> None:
    result = advise(*arguments)
    assert result.exit_code == 2 and result.stdout == "" and result.stderr


def test_select_and_ignore(folder: Path) -> None:
    assert codes("bad.py") == ["NB514", "NB503"]
    assert codes("bad.py", "--select", "nb50") == ["NB503"]
    assert codes("bad.py", "--ignore", "NB514,NB520") == ["NB503"]
    assert codes("bad.py", "--select", "NB503", "--select", "NB514", "--ignore", "NB51") == [
        "NB503"
    ]


def test_settings_of_pyproject(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.nb2prod]\nignore = ["NB503"]\n')
    assert codes("bad.py") == ["NB514"]
    assert codes("bad.py", "--ignore", "NB514") == ["NB503"]


@pytest.mark.parametrize("value", ['["NB9"]', '"NB503"', "[3]"])
def test_wrong_settings_of_pyproject(folder: Path, value: str) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.nb2prod]\nselect = {value}\n")
    result = advise("bad.py")
    assert result.exit_code == 2 and "NB402" in result.stderr


def test_comments_that_silence(folder: Path) -> None:
    here = BAD.replace("def load(name):", "def load(name):  # nb2prod: ignore[NB514]")
    (folder / "bad.py").write_text(here)
    assert codes("bad.py") == ["NB503"]
    (folder / "bad.py").write_text(here.replace('"rb"))', '"rb"))  # nb2prod: ignore[NB514]'))
    assert codes("bad.py") == ["NB503"]
    cell = BAD.replace("# %%\nimport", "# %%\n# nb2prod: ignore-cell[NB503, NB514]\nimport")
    (folder / "bad.py").write_text(cell)
    assert advise("bad.py").exit_code == 0


def test_comment_that_silences_is_no_tag(folder: Path) -> None:
    text = TAGGED.replace("import pickle", "# nb2prod: ignore-cell[NB503]\nimport pickle")
    (folder / "tagged.py").write_text(text)
    assert "NB503" not in codes("tagged.py")
    assert CliRunner().invoke(app, ["check", "tagged.py"]).exit_code == 0


def test_skipped_cells_are_left_alone(folder: Path) -> None:
    (folder / "bad.py").write_text(BAD.replace("# %%\nimport", '# %% tags=["skip"]\nimport', 1))
    assert codes("bad.py") == []


def test_cell_that_cannot_be_read_hides_no_other(folder: Path) -> None:
    (folder / "bad.py").write_text(BAD + "\n# %%\nif\n")
    assert codes("bad.py") == ["NB120", "NB514", "NB503"]


def test_order_of_execution(folder: Path) -> None:
    cells = [nbformat.v4.new_code_cell("print(1)", execution_count=n) for n in (4, None, 9, 5, 1)]
    path = folder / "n.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    assert "cell 4" in advise("n.ipynb").stdout and codes("n.ipynb") == ["NB517"]


@pytest.mark.parametrize("format", ["github", "sarif", "junit"])
def test_formats(folder: Path, format: str) -> None:
    result = advise("bad.py", "--format", format)
    assert result.exit_code == 1 and "NB503" in result.stdout
    if format == "junit":
        assert 'failures="1"' in result.stdout
    if format == "github":
        assert "::warning file=bad.py,line=4," in result.stdout


def test_fix_goes_to_the_package_only(folder: Path) -> None:
    result = advise("tagged.py", "--fix", "-o", "out")
    assert result.exit_code == 1, result.output
    assert (folder / "tagged.py").read_text() == TAGGED
    preprocess = (folder / "out/tagged/preprocess.py").read_text()
    train = (folder / "out/tagged/train.py").read_text()
    assert "train_test_split(df, test_size=0.5, random_state=0)" in preprocess
    assert "model = DecisionTreeClassifier(random_state=SEED)" in train
    assert "other = DecisionTreeClassifier(max_depth=depth)" in train  # in a loop: all the same
    assert "joblib.dump(model, f)" in train and "import pickle" not in train
    convert = CliRunner().invoke(app, ["convert", "tagged.py", "--fix", "-o", "again"])
    assert convert.exit_code == 0
    assert (folder / "again/tagged/train.py").read_text() == train
    check = ["check", "tagged.py", "--against", "out"]
    assert CliRunner().invoke(app, check).exit_code == 0
    assert CliRunner().invoke(app, [*check, "--no-fix"]).exit_code == 1


def test_fix_only_by_chosen_rules(folder: Path) -> None:
    advise("tagged.py", "--fix", "-o", "out", "--ignore", "NB505")
    assert "random_state" not in (folder / "out/tagged/preprocess.py").read_text()
    assert "joblib.dump(model, f)" in (folder / "out/tagged/train.py").read_text()


FIXED = (
    TAGGED.replace("test_size=0.5)", "test_size=0.5, random_state=0)")
    .replace(
        "model = DecisionTreeClassifier()", "model = DecisionTreeClassifier(random_state=SEED)"
    )
    .replace("import pickle", "import joblib")
    .replace("pickle.dump", "joblib.dump")
)


def test_fix_of_the_notebook(folder: Path) -> None:
    result = advise("tagged.py", "--fix-notebook")
    assert (folder / "tagged.py").read_text() == FIXED
    assert "4 lines were fixed" in result.stderr
    assert "NB503" not in result.stdout and result.stdout.count("NB505") == 1
    assert "fixed" not in advise("tagged.py", "--fix-notebook").stderr


@pytest.mark.parametrize("joined", [False, True])
def test_fix_changes_no_other_byte_of_the_file(folder: Path, joined: bool) -> None:
    raw = json.loads((SAMPLES / "energy_forecast.ipynb").read_text())
    for cell in raw["cells"]:
        if joined:
            cell["source"] = "".join(cell["source"])
    path = folder / "n.ipynb"
    before = json.dumps(raw, indent=3, ensure_ascii=False)
    path.write_text(before)
    advise("n.ipynb", "--fix-notebook", "--select", "NB503")
    wanted = before.replace("import pickle", "import joblib").replace("pickle.dump", "joblib.dump")
    assert path.read_text() == wanted != before


NOT_FIXED = [
    "import pickle\nx = pickle.dumps(1)\npickle.dump(1, open('a', 'wb'))",
    "import pickle\npickle.dump(1, open('a', 'wb'), protocol=2)",
    "import pickle as p\np.dump(1, open('a', 'wb'))",
    "import pickle\nwith open('a', 'wb') as f:\n    pickle.dump(1, f)\n    pickle.dump(2, f)",
    "import pickle\njoblib = 1\npickle.dump(joblib, open('a', 'wb'))",
    "from sklearn.cluster import KMeans\nmodels = [KMeans(k) for k in (2, 3)]",
    "import pandas as pd\nx = pd.read_csv('a').sample(3)",
    "from lib import *",
    "from math import *\nexec('print(pi)')",
]


@pytest.mark.parametrize("cell", NOT_FIXED)
def test_what_is_not_safe_is_left(folder: Path, cell: str) -> None:
    path = folder / "n.py"
    path.write_text(f"# %%\n{cell}\n")
    assert advise("n.py", "--fix-notebook").exit_code == 1
    assert path.read_text() == f"# %%\n{cell}\n"


def test_names_of_a_wildcard(folder: Path) -> None:
    path = folder / "n.py"
    path.write_text("# %%\nfrom math import *  # all\nprint(sqrt(pi), min(1, 2))\n")
    assert advise("n.py", "--fix-notebook").exit_code == 0
    assert path.read_text().split("\n")[1] == "from math import pi, sqrt  # all"
