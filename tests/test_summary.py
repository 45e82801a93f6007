"""What `convert` prints of a conversion, and how findings look on a terminal."""

import re
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError, Diagnostic, Place, Severity, render
from nb2prod.notebook.model import CellNumber
from nb2prod.summary import outline, spans, summary

NOTEBOOK = """# %% tags=["preprocess"]
import matplotlib.pyplot as plt
import pandas as pd
df = pd.read_csv("https://example.org/a/very/long/folder/of/data/table.csv")
y = df["y"]
# %%
df.head()
# %% tags=["skip"]
df.info()
# %% tags=["train"]
from sklearn.linear_model import Ridge
model = Ridge().fit(df[["x"]], y)
plt.plot(y)
plt.title("Labels")
plt.show()
# %% tags=["evaluate"]
y = y + 1
print(model.score(df[["x"]], y), len(y))
"""

SPLIT = """# %% tags=["train"]
import pandas as pd
a = pd.read_csv("a.csv")
print(a)
# %% tags=["evaluate"]
b = a.sum()
print(b)
# %% tags=["train"]
c = a * b
print(c)
# %% tags=["evaluate"]
b;
"""


def told_of(folder: Path, code: str) -> str:
    """What is printed of the conversion of a notebook with this code."""
    path = folder / "n.py"
    path.write_text(code)
    return summary(path, folder / "n", outline(path, folder / "n", convert(path)))


def test_summary(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text(NOTEBOOK)
    paths = Path("small.py"), Path("small")
    told = summary(*paths, outline(*paths, convert(path)))
    assert re.search(r"stage +inputs +outputs +options\n", told)
    assert "…/a/very/long/" in told
    assert "\nFigures: labels.png (train)\n" in told
    assert "\nLeft out: cells 2, 3 (tagged `skip`, or no stage needs them)\n" in told
    assert told.endswith("--out-dir runs/1")


def test_a_file_that_lies_beside_the_notebook_instead(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    home = "pd.read_csv('/home/somebody/data/table.csv')"
    path.write_text(NOTEBOOK.replace(NOTEBOOK.split("df = ")[1].split("\n")[0], home))
    assert (
        "--table-file /home/somebody/data/table.csv"
        in outline(path, path, convert(path)).commands[-1]
    )
    (tmp_path / "table.csv").touch()
    told = outline(path, path, convert(path))
    assert f"--table-file {tmp_path / 'table.csv'}" in told.commands[-1]
    assert "Not found" not in summary(path, path, told)


def test_data_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text(
        '# %% tags=["train"]\nimport pandas as pd\na = pd.read_csv("data/a.csv")\n'
        'b = pd.read_csv("b.csv")\nprint(a, b)\n'
    )
    told = outline(path, path, convert(path))
    (tmp_path / "b.csv").touch()
    assert "\nNot found here: data/a.csv (give it by --a-file)\n" in summary(path, path, told)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").touch()
    assert "Not found" not in summary(path, path, told)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((), ""), ((3,), "3"), ((3, 4), "3, 4"), ((4, 2, 3, 9), "2 to 4, 9"), ((1, 1, 3), "1, 3")],
)
def test_spans(numbers: tuple[int, ...], told: str) -> None:
    assert spans(numbers) == told


def test_spans_of_several_notebooks() -> None:
    cells = [(2, "a.py", 2), (5, "b.py", 1), (6, "b.py", 2), (7, "b.py", 3), (9, "b.py", 5)]
    numbers = [CellNumber(number, file=file, own=own) for number, file, own in cells]
    assert spans(numbers) == "2 of a.py; 1 to 3, 5 of b.py"


def test_message_tells_the_heading_above(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text(
        "# %% [markdown]\n# ## The model\n# %% tags=['train']\nx = 1\n# %%\nm = wrong\n"
    )
    path.write_text(path.read_text().replace("# %%\nm", "# %% tags=['train']\nm"))
    with pytest.raises(ConversionError) as raised:
        convert(path)
    (found,) = raised.value.diagnostics
    assert render(found, "bad.py").startswith('bad.py: cell 3, line 1 ("The model"): NB201 `wrong`')


@pytest.mark.parametrize("severity", Severity)
def test_colours_change_no_text(severity: Severity) -> None:
    place = Place(1, "", 1, 3)
    found = Diagnostic("no \x1b[1m", "Do.", place, "NB1", "ab c", 3, "Top", severity=severity)
    plain = render(found, "a.ipynb")
    painted = render(found, "a.ipynb", coloured=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", painted) == plain
    assert painted.count("\x1b[0m") == 3


@pytest.mark.parametrize(
    ("count", "files"),
    [(0, ""), (1, "`0.png`"), (6, "`0.png`, `1.png`, `2.png`, `3.png`, `4.png` and 1 more")],
)
def test_files_of_skipped_cells(tmp_path: Path, count: int, files: str) -> None:
    saved = "".join(f'plt.savefig("{n}.png")\n' for n in range(count))
    skipped = f"# %% tags=['skip']\nimport matplotlib.pyplot as plt\nplt.plot([1])\n{saved}"
    told = told_of(tmp_path, f"{SPLIT}{skipped}")
    lost = f"; no script writes {files}" if files else ""
    assert f" no stage needs it){lost} Split: " in " ".join(told.split())


def test_cells_that_leave_nothing_and_stages_that_are_split(tmp_path: Path) -> None:
    told = told_of(tmp_path, SPLIT)
    assert "Left out: cell 4 (tagged as a stage, but no stage needs it)\n" in told
    assert re.search(r"^Split: .* so that these\s+cells became train_2$", told, re.MULTILINE)


def test_files_whose_names_are_computed(tmp_path: Path) -> None:
    path = tmp_path / "n.py"
    path.write_text(
        '# %% tags=["train"]\nimport json\nfor k, v in {"a": [1], "b": [2]}.items():\n'
        '    with open(f"out/part_{k}.json", "w") as file:\n        json.dump(v, file)\n'
    )
    rows = outline(path, tmp_path / "n", convert(path)).rows
    assert [row[2] for row in rows] == ["part_*.json"]


def test_fields_of_settings_are_no_names_that_change(tmp_path: Path) -> None:
    told = told_of(
        tmp_path,
        '# %% tags=["parameters"]\nclass CFG:\n    lags = 3\n'
        '# %% tags=["train"]\nlags = [CFG.lags]\nprint(lags)\n',
    )
    assert "Renamed" not in told


def test_names_that_change_are_told_with_their_cells(tmp_path: Path) -> None:
    told = told_of(
        tmp_path,
        '# %% tags=["train"]\nfrom statistics import mean\nmodel = [1]\n'
        '# %% tags=["evaluate"]\nmean = mean(model)\nprint(mean)\n',
    )
    assert "\nRenamed: mean -> mean_value (cell 2)\n" in told
