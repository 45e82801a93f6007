"""Paths that are passed to methods of the notebook's objects, and names that these join."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

NOTEBOOK = """
# %%
import os
import pandas as pd
from pathlib import Path

{store}

# %% tags=["preprocess"]
t = pd.DataFrame({{"a": [1]}})
{use}

# %% tags=["evaluate"]
print(1)
"""

INIT = (
    "class Store:\n    def __init__(self, folder='out'):\n        self.folder = folder\n"
    "        os.makedirs(folder, exist_ok=True)\n"
)
JOINS = (
    "    def save(self, t, name):\n        t.to_csv({0})\n"
    "    def load(self, name):\n        return pd.read_csv({0})"
)
WHOLE = (
    "class Store:\n    def save(self, t, path):\n        t.to_csv(path)\n"
    "    def load(self, path):\n        return pd.read_csv(path)"
)
SAVED = "s.save(t, 'x.csv')\nprint(s.load('x.csv').shape)"


def converted(folder: Path, store: str, use: str) -> tuple[str, list[int]]:
    """The text of the stage, and the lines of paths that stay."""
    path = folder / "n.py"
    path.write_text(NOTEBOOK.format(store=store, use=use))
    made = convert(path)
    fixed = [note.place.line for note in made.notes if note.code == "NB221" and note.place]
    return made.files["n/preprocess.py"], fixed


@pytest.mark.parametrize(
    "joined", ["os.path.join(self.folder, name)", "Path(self.folder) / name",
               "f'{self.folder}/{name}'"],
)  # fmt: skip
@pytest.mark.parametrize("made", ["Store()", "Store('out')", "Store(folder='out')"])
def test_a_name_that_a_method_joins_to_a_folder_stays_a_name(
    tmp_path: Path, joined: str, made: str
) -> None:
    text, fixed = converted(tmp_path, INIT + JOINS.format(joined), f"s = {made}\n{SAVED}")
    assert 'out_dir / "out")' in text
    assert 's.save(t, "x.csv")' in text
    assert 's.load("x.csv")' in text
    assert not fixed


def test_two_objects_have_two_folders(tmp_path: Path) -> None:
    store = INIT + JOINS.format("os.path.join(self.folder, name)")
    use = f"s = Store('one')\no = Store('two')\n{SAVED}\n{SAVED.replace('s.', 'o.')}"
    text, _ = converted(tmp_path, store, use)
    assert 'Store(out_dir / "one")' in text
    assert 'Store(out_dir / "two")' in text


def test_a_folder_that_stays_is_told(tmp_path: Path) -> None:
    store = (
        "class Base:\n    def __init__(self, folder='out'):\n        self.folder = folder\n"
        "class Store(Base):\n" + JOINS.format("os.path.join(self.folder, name)")
    )
    text, fixed = converted(tmp_path, store, f"s = Store()\n{SAVED}")
    assert 's.save(t, "x.csv")' in text
    assert len(fixed) == 2


@pytest.mark.parametrize(
    ("store", "use", "wanted"),
    [
        (WHOLE, f"s = Store()\n{SAVED}", 's.load(out_dir / "x.csv")'),
        (WHOLE, f"s = Store()\n{SAVED}\nfor one in [Store(), s]:\n    one.save(t, 'b.csv')",
         'out_dir / "b.csv")'),
        (WHOLE + "\nclass Other(Store):\n    pass", f"s = Other()\n{SAVED}",
         's.load(out_dir / "x.csv")'),
        ("class Store:\n    def save(self, t, name, folder='out'):\n"
         "        os.makedirs(folder, exist_ok=True)\n"
         "        t.to_csv(os.path.join(folder, name))",
         "s = Store()\ns.save(t, 'x.csv')", '"x.csv", folder=out_dir / "out")'),
        (WHOLE + "\n    def both(self, t, path):\n        self.save(t, path)\n"
         "        self.save(t, path + '.head')",
         f"s = Store()\ns.both(t, 'y.csv')\n{SAVED}", 's.both(t, str(out_dir / "y.csv"))'),
    ],
)  # fmt: skip
def test_a_path_that_a_method_takes(tmp_path: Path, store: str, use: str, wanted: str) -> None:
    text, fixed = converted(tmp_path, store, use)
    assert wanted in text
    assert not fixed


@pytest.mark.parametrize(
    "more",
    [
        "Store().save(t, 'b.csv')",
        "def run(t):\n    s.save(t, 'b.csv')\nrun(t)",
        "[s][0].save(t, 'b.csv')",
    ],
)
def test_a_call_by_another_name_is_told(tmp_path: Path, more: str) -> None:
    text, fixed = converted(tmp_path, WHOLE, f"s = Store()\n{SAVED}\n{more}")
    assert 's.save(t, out_dir / "x.csv")' in text
    assert fixed


FIGURES = """
import matplotlib.pyplot as plt
class Report:
    def __init__(self, folder="figs"):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
    def save(self, name):
        {save}
"""


@pytest.mark.parametrize(
    "save",
    [
        "plt.savefig(os.path.join(self.folder, name))",
        "fig, ax = plt.subplots()\n        fig.savefig(Path(self.folder) / name)",
        "plt.savefig(f'{self.folder}/{name}', dpi=60)",
    ],
)
@pytest.mark.parametrize(
    ("made", "given"),
    [
        ("r = Report('other')", 'Report(out_dir / "other")'),
        ("r = Report()", 'Report(folder=out_dir / "figs")'),
        ("FIG = 'other'\nr = Report(FIG)", 'Report(out_dir / "other")'),
    ],
)
def test_a_class_saves_figures_in_the_folder_that_it_is_given(
    tmp_path: Path, save: str, made: str, given: str
) -> None:
    use = f"{made}\nplt.plot(t['a'])\nr.save('roc.png')\nplt.close()"
    text, fixed = converted(tmp_path, FIGURES.format(save=save), use)
    assert given in text
    assert 'r.save("roc.png")' in text
    assert not fixed


def test_a_class_saves_a_figure_where_its_method_is_told(tmp_path: Path) -> None:
    store = (
        "import matplotlib.pyplot as plt\nclass Plotter:\n    def plot(self, t, path):\n"
        "        plt.plot(t['a'])\n        plt.savefig(path)\n        plt.close()"
    )
    text, fixed = converted(tmp_path, store, "p = Plotter()\np.plot(t, 'first.png')")
    assert 'p.plot(t, out_dir / "first.png")' in text
    assert not fixed
