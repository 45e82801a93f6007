"""Notebooks made ready to be run."""

from pathlib import Path

import pytest

from nb2prod.execution.session import named_above


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("plt.savefig('../outputs/plots/a.png')", ["../outputs/plots/a.png"]),
        ('open(f"../models/{name}.json", "w")', ["../models/"]),
        ("x = glob('../../data/*.csv')", ["../../data/"]),
        ("sys.path.append('..')\nsys.path.append('../..')\nx = 'a/../b'", []),
    ],
)
def test_what_stands_above_the_notebook(code: str, names: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"# %% tags=['train']\n{code}\n")
    assert named_above([path]) == names
