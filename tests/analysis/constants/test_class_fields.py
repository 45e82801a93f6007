"""Paths in attributes of classes, of objects and of ``self``."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

START = (
    "import os\nimport pandas as pd\nfrom pathlib import Path\nfrom dataclasses import dataclass\n"
)
INIT = "class C:\n    def __init__(self):\n        self.root = Path('data')\n"
READ = "    def load(self):\n        return pd.read_csv(self.path)\n"


def paths(folder: Path, definitions: str, load: str, last: str = "print(len(df))") -> list[str]:
    """The paths from outside that the scripts take, and what they write below out_dir."""
    (folder / "n.py").write_text(
        f'# %%\n{START}{definitions}\n# %% tags=["preprocess"]\n{load}\n'
        f'# %% tags=["evaluate"]\n{last}\n'
    )
    made = convert(folder / "n.py")
    fixed = [f"fixed: {note.place.line}" for note in made.notes if note.code == "NB221"]
    return [*(f.path for stage in made.pipeline.stages for f in stage.outside), *fixed]


@pytest.mark.parametrize(
    ("definitions", "load"),
    [
        (f"{INIT}        self.path = self.root / 'a.csv'\n{READ}", "df = C().load()"),
        (f"{INIT}        self.path = os.path.join(self.root, 'a.csv')\n{READ}",
         "c = C()\ndf = c.load()"),
        (f"class C:\n    path = 'data/a.csv'\n{READ}", "df = C().load()"),
        ("class C:\n    ROOT = Path('data')", "df = pd.read_csv(C.ROOT / 'a.csv')"),
        (f"@dataclass\nclass C:\n    path: Path = Path('data/a.csv')\n{READ}", "df = C().load()"),
        (f"{INIT}        self.path = self.root / 'a.csv'\n{READ}"
         "    def twice(self):\n        return pd.concat([self.load(), self.load()])\n",
         "df = C().twice()"),
    ],
)  # fmt: skip
def test_a_path_that_all_objects_have(tmp_path: Path, definitions: str, load: str) -> None:
    assert paths(tmp_path, definitions, load) == ["data/a.csv"]


@pytest.mark.parametrize(
    "load",
    [
        "class D(C):\n    def __init__(self):\n        self.path = 'data/b.csv'\ndf = D().load()",
        "c = C()\nc.path = 'data/b.csv'\ndf = c.load()",
        "C.path = 'data/b.csv'\ndf = C().load()",
    ],
)
def test_a_path_that_may_be_another(tmp_path: Path, load: str) -> None:
    assert "data/a.csv" not in paths(tmp_path, f"class C:\n    path = 'data/a.csv'\n{READ}", load)


@pytest.mark.parametrize(
    "last",
    [
        "C.OUT.mkdir(exist_ok=True)\ndf.to_csv(C.OUT / f'{len(df)}.csv')",
        "c = C()\nc.OUT.mkdir(exist_ok=True)\ndf.to_csv(c.OUT / 'x.csv')",
        "os.makedirs(C.OUT)\nfor n in range(2):\n    df.to_csv(os.path.join(C.OUT, f'{n}.csv'))",
        "save(df, 'x.csv')",
    ],
)
def test_folders_of_classes_go_to_the_results(tmp_path: Path, last: str) -> None:
    definitions = (
        "class C:\n    OUT = Path('out')\ndef save(t, name):\n    os.makedirs(C.OUT)\n"
        "    t.to_csv(os.path.join(C.OUT, name))"
    )
    load = "df = pd.read_csv('data/a.csv')"
    assert paths(tmp_path, definitions, load, last) == ["data/a.csv"]


def test_a_folder_is_made_where_a_file_may_lie_in_it(tmp_path: Path) -> None:
    definitions = (
        "def save(t, name, parts):\n    os.makedirs('out', exist_ok=True)\n"
        "    t.to_csv(os.path.join(*parts, name))"
    )
    last = "save(df, 'x.csv', ['out'])"
    assert "fixed: 7" in paths(tmp_path, definitions, "df = pd.read_csv('a.csv')", last)
    assert "os.makedirs('out', exist_ok=True)" in "".join(
        convert(tmp_path / "n.py").files.values()
    ).replace('"', "'")
