"""Folders that the notebook chooses by where it runs: options take their place."""

from pathlib import Path

import pytest

from nb2prod.analysis.rewrites.chosen_folders import with_chosen_folders
from nb2prod.convert import convert
from nb2prod.notebook.model import Cell, Notebook, Role

IN_COLAB = "try:\n    import google.colab\n    IN_COLAB = True\nexcept ImportError:\n"
IN_COLAB += "    IN_COLAB = False\n"
BASES = {
    "import in a try": "try:\n    import google.colab\n    BASE = '/content/drive'\n"
    "except ImportError:\n    BASE = 'data'",
    "a mounted drive": "try:\n    from google.colab import drive\n"
    "    drive.mount('/content/drive')\n    BASE = '/content/drive'\nexcept:\n    BASE = 'data'",
    "flag": IN_COLAB + "if IN_COLAB:\n    BASE = '/content/drive'\nelse:\n    BASE = 'data'",
    "flag in one line": IN_COLAB + "BASE = '/content/drive' if IN_COLAB else 'data'",
    "sys.modules": "import sys\nBASE = '/content' if 'google.colab' in sys.modules else 'data'",
    "folder that is there": "if os.path.exists('/kaggle/input'):\n    BASE = '/kaggle/input/x'\n"
    "else:\n    BASE = './data'",
    "host": "import socket\nif socket.gethostname() == 'box':\n    BASE = '/home/me'\n"
    "elif 'COLAB_GPU' in os.environ:\n    BASE = '/content'\nelse:\n    BASE = 'data'",
    "default before": "BASE = 'data'\nif os.path.isdir('/kaggle'):\n    BASE = '/kaggle/input'",
    "of other constants": "DRIVE = '/content/drive'\nif os.path.isdir(DRIVE):\n"
    "    BASE = DRIVE + '/x'\nelse:\n    BASE = os.path.join('.', 'data')",
    "or nothing": "if os.path.isdir('/kaggle'):\n    BASE = '/kaggle/input'\n"
    "elif os.path.isdir('data'):\n    BASE = 'data'\nelse:\n    raise FileNotFoundError('data')",
    "flag that is known": "DEBUG = False\nif DEBUG:\n    BASE = 'data/sample'\nelse:\n"
    "    BASE = 'data'",
    "constant flag": "LOCAL = True\nBASE = 'data' if LOCAL else '/mnt/data'",
    "made a path later": "BASE = '/content' if os.path.isdir('/content') else 'data'\n"
    "BASE = str(Path(BASE))",
}
READS = {
    "joined": "a = pd.read_csv(os.path.join(BASE, 'a.csv'))",
    "formatted": "a = pd.read_csv(f'{BASE}/a.csv')",
    "path": "a = pd.read_csv(Path(BASE) / 'a.csv')",
}


def converted(folder: Path, start: str, read: str, last: str = "print(len(a))") -> list[str]:
    """The paths that the scripts take, and how often they ask where they run."""
    cell = f"import os\nfrom pathlib import Path\nimport pandas as pd\n{start}\n{read}"
    text = f'# %% tags=["preprocess"]\n{cell}\n# %% tags=["evaluate"]\n{last}\n'
    (folder / "n.py").write_text(text)
    conversion = convert(folder / "n.py")
    scripts = "".join(text for name, text in conversion.files.items() if name.startswith("n/"))
    assert ("colab" in scripts or "kaggle" in scripts) == ("BASE" in scripts)
    return [f.path for stage in conversion.pipeline.stages for f in stage.outside]


@pytest.mark.parametrize("start", BASES.values(), ids=BASES)
def test_the_file_is_an_option(tmp_path: Path, start: str) -> None:
    assert converted(tmp_path, start, READS["joined"]) == ["data/a.csv"]


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_however_it_is_read(tmp_path: Path, read: str) -> None:
    assert converted(tmp_path, BASES["flag"], read) == ["data/a.csv"]


@pytest.mark.parametrize(
    "read",
    [
        "a = [pd.read_csv(os.path.join(BASE, f'{n}.csv')) for n in ('a', 'b')]",
        "a = []\nfor n in 'ab':\n    a.append(pd.read_csv(BASE + '/' + n + '.csv'))",
        "def load(n):\n    return pd.read_csv(os.path.join(BASE, n))\na = [load('a.csv')]",
        "a = [pd.read_csv(p) for p in Path(BASE).glob('*.csv')]",
    ],
)
def test_the_folder_is_an_option_of_several_files(tmp_path: Path, read: str) -> None:
    assert converted(tmp_path, BASES["import in a try"], read) == ["data"]


def test_what_is_written_goes_to_the_results(tmp_path: Path) -> None:
    last = "a.to_csv(os.path.join(BASE, 'out.csv'))"
    assert converted(tmp_path, BASES["flag"], READS["joined"], last) == ["data/a.csv"]


@pytest.mark.parametrize(
    ("last", "stays"),
    [
        ("print(BASE)", False),
        ("print(f'from {BASE}')", False),
        ("known = [BASE]\nprint(known)", False),
        ("os.system('ls ' + BASE)", True),
        ("known = [BASE]\nprint(known, len(known[0]))", True),
        ("if BASE == 'data':\n    print('here')", True),
    ],
)
@pytest.mark.parametrize("start", ["flag", "folder that is there"])
def test_a_folder_that_more_than_paths_and_prints_read_stays(
    tmp_path: Path, last: str, stays: bool, start: str
) -> None:
    cell = f"import os\nfrom pathlib import Path\nimport pandas as pd\n{BASES[start]}"
    cell += f"\n{READS['joined']}"
    text = f'# %% tags=["preprocess"]\n{cell}\n# %% tags=["evaluate"]\n{last}\nprint(len(a))\n'
    (tmp_path / "n.py").write_text(text)
    found = [f.path for stage in convert(tmp_path / "n.py").pipeline.stages for f in stage.outside]
    assert ("data/a.csv" not in found) is stays


KAGGLE = "OUT = Path('/kaggle/working') if Path('/kaggle/working').exists() else Path.cwd()"
WRITES = "a = pd.DataFrame({'x': [1]})\na.to_csv(SUB / 'a.csv', index=False)"


@pytest.mark.parametrize(
    "last",
    [
        "print('results in', OUT)",
        "FIGURES = OUT / 'figures'\nprint('figures in', FIGURES, 'of', OUT)",
        "print(OUT)\nimport os\nprint(os.system(f'ls {OUT}'))",
        "if len(a):\n    print('in', OUT)\nt = pd.DataFrame({'at': [str(OUT)]})\nprint(t)",
        "if OUT == Path('/kaggle/working'):\n    print('on Kaggle')\nprint(OUT)",
    ],
)
def test_a_folder_of_results_may_be_read_otherwise(tmp_path: Path, last: str) -> None:
    start = f"{KAGGLE}\nSUB = OUT / 'more'\nSUB.mkdir(parents=True, exist_ok=True)\n{WRITES}"
    last = f"{last}\nb = pd.read_csv(SUB / 'a.csv')\nprint(len(b))"
    text = f"import pandas as pd\nfrom pathlib import Path\n{start}"
    text = f'# %% tags=["preprocess"]\n{text}\n# %% tags=["evaluate"]\n{last}\n'
    (tmp_path / "n.py").write_text(text)
    conversion = convert(tmp_path / "n.py")
    assert not [f for stage in conversion.pipeline.stages for f in stage.outside]


@pytest.mark.parametrize(
    "source",
    [
        "if x > 1:\n    name = 'a'\nelse:\n    name = 'b'",  # no paths
        "if x > 1:\n    base = 'a/b'",  # perhaps not bound
        "if x > 1:\n    base = fetch('a/b')\nelse:\n    base = 'a/c'",  # it does something
        "base = 'a/b' if ask() else 'a/c'",
        "try:\n    base = 'a/b'\nfinally:\n    print(1)",
        "while x:\n    base = 'a/b'",
        "if x:\n    base = n\nelse:\n    base = m",
        "base = 'a/b' if FLAG else 3",
        "if os.path.exists('b'):\n    base = './b'\nelse:\n    base = './a'",  # which is there?
        "base = 'a.csv' if ask else 'b.csv'",
    ],
)
@pytest.mark.parametrize("role", [Role.PREPROCESS, Role.UNTAGGED])
def test_no_choice_of_folders(source: str, role: Role) -> None:
    notebook = Notebook("n", (Cell(1, "", role, f"FLAG = False\n{source}"),))
    assert with_chosen_folders(notebook) == (notebook, ())


def test_lines_keep_their_numbers() -> None:
    source = f"x = 1\n{BASES['flag']}\nprint(IN_COLAB)"
    notebook = Notebook("n", (Cell(3, "", Role.PREPROCESS, source, "text"),))
    cells = with_chosen_folders(notebook)[0].cells
    lines = source.split("\n")
    assert cells[0].source.split("\n")[:6] == lines[:6]
    assert cells[1].source.split("\n")[9:] == ["BASE = 'data'", "print(IN_COLAB)"]
    assert [cell.markdown for cell in cells] == ["text", ""]
    assert lines[9].strip() == "BASE = 'data'"
