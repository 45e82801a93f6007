"""Data that shell lines got: README.md lists the lines, inputs say which of them made them."""

from pathlib import Path

import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.emit.package_files import files_of

STAGE = """
# %% tags=["preprocess"]
import pandas as pd
table = pd.read_csv("{path}")
print(len(table))
"""


def converted(folder: Path, shell: str, path: str = "data/a.csv", before: str = "") -> Conversion:
    lines = "".join(f"# !{line}\n" for line in shell.splitlines())
    notebook = folder / "houses.py"
    notebook.write_text(f"# %%\n{before}{lines}{STAGE.format(path=path)}", encoding="utf-8")
    return convert(notebook, emit=files_of)


def origin(conversion: Conversion) -> str:
    (file,) = conversion.pipeline.stages[0].files
    return file.origin


ORIGINS = {
    "made": ("wget -O data/a.csv https://e.org/a", "data/a.csv", 0),
    "made_in_the_notebooks_folder": ("wget https://e.org/a.csv", "./a.csv", 0),
    "colab": ("wget https://e.org/a.csv", "/content/a.csv", 0),
    "filled": ("unzip -q a.zip -d data", "data/sub/a.csv", 0),
    "filled_here": ("wget https://e.org/b.zip\nunzip b.zip", "b/a.csv", 1),
    "closest_folder": ("unzip a.zip -d data/a\nunzip b.zip -d data", "data/a/a.csv", 0),
    "made_before_filled": (
        "wget -P data https://e.org/a.csv\nunzip a.zip -d data",
        "data/a.csv",
        0,
    ),
    "last": ("wget -O a.csv https://e.org/1\nwget -O a.csv https://e.org/2", "a.csv", 1),
    "copied": ("wget https://e.org/b.csv\ncp b.csv data/a.csv", "data/a.csv", 1),
    "absolute": ("wget -O /srv/a.csv https://e.org/a", "/srv/a.csv", 0),
}


@pytest.mark.parametrize(("shell", "path", "number"), ORIGINS.values(), ids=ORIGINS.keys())
def test_origin(shell: str, path: str, number: int, tmp_path: Path) -> None:
    conversion = converted(tmp_path, shell, path)
    line = shell.splitlines()[number]
    assert origin(conversion) == line
    assert f"made by `{line}`" in conversion.files["houses/preprocess.py"]
    assert f"| `{line}` |" in conversion.files["README.md"]


@pytest.mark.parametrize(
    ("shell", "path"),
    [
        ("unzip a.zip -d other", "data/a.csv"),
        ("unzip a.zip", "/srv/a.csv"),
        ("unzip a.zip", "../a.csv"),
        ("wget https://e.org/a.csv", "data/a.csv"),
        ("cp b.csv c.csv", "data/a.csv"),
        ("python -m spacy download en_core_web_sm", "data/a.csv"),
    ],
)
def test_no_origin(shell: str, path: str, tmp_path: Path) -> None:
    conversion = converted(tmp_path, shell, path)
    assert origin(conversion) == ""
    assert "made by" not in conversion.files["README.md"]


def listed(conversion: Conversion) -> list[str]:
    _, found, section = conversion.files["README.md"].partition("## Getting the data\n")
    return section.split("```")[1].split("\n")[1:-1] if found else []


LISTED = {
    "all_in_order": ("wget https://e.org/b.zip\nunzip b.zip -d data", [0, 1]),
    "folder_of_the_data": ("mkdir -p data\nwget -P data https://e.org/a.csv", [0, 1]),
    "folder_of_results": ("mkdir -p models\nwget -P data https://e.org/a.csv", [1]),
    "only_folders": ("mkdir -p models data", []),
    "only_looks": ("ls -l\nhead data/a.csv", []),
    "installs": ("pip install kaggle\nkaggle datasets download o/d -p data --unzip", [1]),
    "copy_of_something_else": ("cp b.csv c.csv", []),
    "copy_to_an_input": ("cp b.csv data/a.csv", [0]),
    "twice": ("unzip a.zip -d data\nunzip a.zip -d data", [0]),
    "resource": ("python -m spacy download en_core_web_sm", [0]),
}


@pytest.mark.parametrize(("shell", "numbers"), LISTED.values(), ids=LISTED.keys())
def test_listed(shell: str, numbers: list[int], tmp_path: Path) -> None:
    lines = shell.splitlines()
    assert listed(converted(tmp_path, shell)) == [lines[number] for number in numbers]


def test_names_in_a_line_are_replaced(tmp_path: Path) -> None:
    shell = "wget {URL} -O $FOLDER/a.csv"
    before = 'URL = "https://e.org/x"\nFOLDER = "data"\n'
    conversion = converted(tmp_path, shell, before=before)
    assert listed(conversion) == ["wget https://e.org/x -O data/a.csv"]
    assert origin(conversion) == "wget https://e.org/x -O data/a.csv"


def test_secret_in_a_name_is_not_written(tmp_path: Path) -> None:
    before = 'TOKEN = "hidden"\n'
    conversion = converted(tmp_path, "wget 'https://e.org/a.csv?token={TOKEN}'", before=before)
    assert not [name for name, text in conversion.files.items() if "hidden" in text]


def test_downloads_in_python_are_treated_alike(tmp_path: Path) -> None:
    notebook = tmp_path / "houses.py"
    notebook.write_text(
        '# %% tags=["preprocess"]\nimport os\nimport subprocess\nimport pandas as pd\n'
        'os.makedirs("data", exist_ok=True)\nos.system("mkdir -p models")\n'
        'subprocess.run(["curl", "-o", "data/a.csv", "https://e.org/a"], check=True)\n'
        'table = pd.read_csv("data/a.csv")\nprint(len(table))\n',
        encoding="utf-8",
    )
    conversion = convert(notebook, emit=files_of)
    assert listed(conversion) == ["curl -o data/a.csv https://e.org/a"]
    assert origin(conversion) == "curl -o data/a.csv https://e.org/a"
    text = conversion.files["houses/preprocess.py"]
    assert "subprocess" not in text and "os.system" not in text


def test_download_by_the_standard_library_stays_in_its_stage(tmp_path: Path) -> None:
    notebook = tmp_path / "houses.py"
    notebook.write_text(
        '# %% tags=["preprocess"]\nfrom urllib.request import urlretrieve\nimport pandas as pd\n'
        'urlretrieve("https://e.org/a", "data/a.csv")\n'
        'table = pd.read_csv("data/a.csv")\nprint(len(table))\n',
        encoding="utf-8",
    )
    conversion = convert(notebook, emit=files_of)
    text = conversion.files["houses/preprocess.py"]
    assert "urlretrieve('https://e.org/a', out_dir / 'a.csv')".replace("'", '"') in text.replace(
        "'", '"'
    )
    assert text.count("out_dir / 'a.csv'") == 2
    assert conversion.pipeline.stages[0].files == ()
