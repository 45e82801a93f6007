"""Helpers that save and load by name, where several stages fill the folder that they use."""

import re
from pathlib import Path

import pytest

from nb2prod.convert import convert
from tests.support.differential import compare_here

HEAD = """# %%
import os
from pathlib import Path
import pandas as pd
DATA = Path("data")
OUT = Path("results")
OUT.mkdir(exist_ok=True)
"""
# what defines them, how a table is saved under a name, and how it is loaded
HELPERS = {
    "an f-string": (
        'def save(df, name):\n    df.to_csv(f"results/{name}.csv", index=False)\n'
        'def load(name):\n    return pd.read_csv(f"results/{name}.csv")',
        'save({v}, "{n}")', 'load("{n}")',
    ),
    "a folder by default": (
        'def save(df, name, folder="results"):\n'
        '    df.to_csv(os.path.join(folder, name + ".csv"), index=False)\n'
        'def load(name, folder="results"):\n'
        '    return pd.read_csv(os.path.join(folder, name + ".csv"))',
        'save({v}, "{n}")', 'load("{n}")',
    ),
    "an open file": (
        'def save(df, name):\n    with open(OUT / (name + ".csv"), "w") as f:\n'
        '        df.to_csv(f, index=False)\n'
        'def load(name):\n    with open(OUT / (name + ".csv")) as f:\n'
        "        return pd.read_csv(f)",
        'save({v}, "{n}")', 'load("{n}")',
    ),
    "a function for the path": (
        'def path_of(name):\n    return os.path.join("results", name + ".csv")\n'
        "def save(df, name):\n    df.to_csv(path_of(name), index=False)\n"
        "def load(name):\n    return pd.read_csv(path_of(name))",
        'save({v}, "{n}")', 'load("{n}")',
    ),
    "lambdas": (
        'save = lambda df, name: df.to_csv(f"results/{name}.csv", index=False)\n'
        'load = lambda name: pd.read_csv(f"results/{name}.csv")',
        'save({v}, "{n}")', 'load("{n}")',
    ),
    "an object": (
        'class Store:\n    def __init__(self, root):\n        self.root = Path(root)\n'
        '    def save(self, df, name):\n        df.to_csv(self.root / f"{name}.csv", index=False)\n'
        '    def load(self, name):\n        return pd.read_csv(self.root / f"{name}.csv")\n'
        'store = Store("results")',
        'store.save({v}, "{n}")', 'store.load("{n}")',
    ),
    "methods of a class": (
        "class IO:\n    @staticmethod\n"
        "    def save(df, path):\n        df.to_csv(path, index=False)\n"
        "    @staticmethod\n    def load(path):\n        return pd.read_csv(path)",
        'IO.save({v}, "results/{n}.csv")', 'IO.load("results/{n}.csv")',
    ),
    "a dict": (
        'PATHS = {"a": "results/a.csv", "b": "results/b.csv", "c": "results/c.csv"}',
        '{v}.to_csv(PATHS["{n}"], index=False)', 'pd.read_csv(PATHS["{n}"])',
    ),
    "none": ("", '{v}.to_csv(OUT / f"{n}.csv", index=False)', 'pd.read_csv(OUT / f"{n}.csv")'),
}  # fmt: skip
# a cell each of preprocess, train and evaluate; `<df a>` saves df under the name a, `<a>` loads it
CELLS = {
    "each loads what another saved": (
        "<df a>", "x = df * 2\n<x b>", "z = <a>\nw = <b>\nprint(z.a.sum(), w.a.sum())",
    ),
    "one saves in between": ("<df a>", "x = df * 2\n<x b>", "z = <a>\nprint(z.a.sum())"),
    "rows of names": (
        'for k in ("a", "c"):\n    <df k>',
        'x = df * 2\nfor k in ("b",):\n    <x k>',
        'for k in ("a", "b", "c"):\n    z = <k>\n    print(z.a.sum())',
    ),
    "loads what it saved": (
        "<df a>\ndf = <a>", "x = df * 2\n<x b>\nw = <b>\nprint(w.a.sum())", "print(<b>.a.sum())",
    ),
    "saves once more": (
        '<df a>\ndf["a"] = 7\n<df a>', "q = <a>\nx = q * 2\n<x a>", "z = <a>\nprint(z.a.sum())",
    ),
    "all that is there": (
        "<df a>",
        "x = df * 2\n<x b>",
        "for p in sorted(OUT.glob('*.csv')):\n    print(p.name, pd.read_csv(p).a.sum())",
    ),
}  # fmt: skip


def notebook(helper: str, cells: str) -> str:
    definitions, save, load = HELPERS[helper]

    def called(match: re.Match[str]) -> str:
        *value, name = match.group(1).split()
        text = (save if value else load).replace("{v}", "".join(value))
        if name != "k":
            return text.replace("{n}", name)
        text = re.sub(r'f?"(\w+/|)\{n\}(\.csv)"', r'f"\1{k}\2"', text)
        return text.replace('"{n}"', "k")

    texts = ['df = pd.read_csv(DATA / "train.csv")\n' + CELLS[cells][0], *CELLS[cells][1:]]
    stages = zip(("preprocess", "train", "evaluate"), texts, strict=True)
    made = [f'# %% tags=["{tag}"]\n{re.sub("<([a-z ]+)>", called, text)}\n' for tag, text in stages]
    return f"{HEAD}{definitions}\n{''.join(made)}"


@pytest.mark.parametrize("cells", CELLS)
@pytest.mark.parametrize("helper", HELPERS)
def test_same(tmp_path: Path, helper: str, cells: str) -> None:
    path = tmp_path / "notebook" / "shared.py"
    (path.parent / "data").mkdir(parents=True)
    (path.parent / "data" / "train.csv").write_text("a,b\n1,2\n3,4\n5,7\n")
    path.write_text(notebook(helper, cells))
    result = compare_here(path, tmp_path)
    refused = (helper, cells) == ("methods of a class", "all that is there")  # paths stay there
    assert (result.kind, result.codes) == (("refused", ("NB219",)) if refused else ("same", ()))


OTHERS = {
    "a new folder that stays empty": (
        "os.mkdir('new')", "print(1)", "print(os.listdir('new'))",
    ),
    "files that are not all there": (
        "PATHS = {'a': 'results/a.csv', 'b': 'results/b.csv'}\ndf.to_csv(PATHS['a'])",
        "print(1)",
        "for k in PATHS:\n    print(k, os.path.exists(PATHS[k]))",
    ),
    "names that are not known": (
        "df.to_csv('results/a.csv', index=False)\nnames = list(df.columns[:1])",
        "print(1)",
        "for name in names:\n    print(pd.read_csv(f'results/{name}.csv').shape)",
    ),
    "a table of which not all is in its file": (
        "df.index = list('xyz')\ndf.to_csv('results/a.csv', index=False)",
        "print(df)",
        "for name in os.listdir(OUT):\n    print(name, pd.read_csv(OUT / name).shape)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("cells", OTHERS.values(), ids=OTHERS)
def test_others(tmp_path: Path, cells: tuple[str, ...]) -> None:
    path = tmp_path / "notebook" / "others.py"
    path.parent.mkdir()
    tagged = zip(("preprocess", "train", "evaluate"), cells, strict=True)
    text = "".join(f'# %% tags=["{tag}"]\n{code}\n' for tag, code in tagged)
    table = "df = pd.DataFrame({'a': [1, 3, 5], 'b': [2, 4, 7]})\n"
    path.write_text(f"{HEAD}{table}{text}")
    result = compare_here(path, tmp_path)
    assert result.kind == "same", result.detail


def test_a_folder_by_a_name_that_is_bound_again(tmp_path: Path) -> None:
    path = tmp_path / "notebook" / "again.py"
    path.parent.mkdir()
    make = "OUT = 'tables'\nos.makedirs(OUT, exist_ok=True)\ndf.to_csv(f'{OUT}/a.csv')\n"
    look = "for name in os.listdir(OUT):\n    print(pd.read_csv(f'{OUT}/{name}').shape)\n"
    cells = f'# %% tags=["train"]\n{look}# %% tags=["evaluate"]\n{make}'
    table = "df = pd.DataFrame({'a': [1, 3, 5]})\n"
    path.write_text(f'{HEAD}# %% tags=["preprocess"]\n{table}{make}{cells}')
    result = compare_here(path, tmp_path)
    assert result.kind == "same", result.detail


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ('f"results/{k}.csv"', 'out_dir / f"{k}.csv"'),
        ('"results/" + k + ".csv"', 'out_dir / (k + ".csv")'),
        ("PATHS[k]", "out_dir / Path(result.PATHS[k]).name"),
    ],
)
def test_a_folder_that_the_text_says_is_taken_away_from_it(
    tmp_path: Path, path: str, code: str
) -> None:
    paths = 'PATHS = {"x": "results/x.csv", "y": "results/y.csv"}\n'
    loop = f'for k in ("x", "y"):\n    df.to_csv({path})\n'
    text = f'# %% tags=["preprocess"]\ndf = pd.DataFrame({{"a": [1]}})\n{paths}{loop}'
    (tmp_path / "text.py").write_text(f'{HEAD}{text}# %% tags=["train"]\nprint(df)\n')
    stage = convert(tmp_path / "text.py").files["text/preprocess.py"]
    assert f"df.to_csv({code})" in stage
