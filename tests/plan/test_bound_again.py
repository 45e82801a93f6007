"""Folders whose name the notebook binds again: a function has the one that it reads in then."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError

START = """# %%
import os
from pathlib import Path
import pandas as pd
# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1]})
OUT = "tables"
os.makedirs(OUT)
df.to_csv(os.path.join(OUT, "a.csv"))
"""
LATE = "def load(name):\n    return pd.read_csv(f'{OUT}/{name}.csv')\n"
EARLY = "def load(name, folder=OUT):\n    return pd.read_csv(os.path.join(folder, name + '.csv'))\n"
GIVEN = "def load(folder, name):\n    return pd.read_csv(f'{folder}/{name}.csv')\n"
KNOWN = [
    f'{LATE}# %% tags=["train"]\nprint(load("a"))\nOUT = "other"',
    f'OUT = "other"\n{LATE}# %% tags=["train"]\nOUT = Path("tables")\nprint(load("a"))',
    f'OUT = Path("tables")\n{EARLY}# %% tags=["train"]\nprint(load("a"))',
    f'{EARLY}OUT = 1\n# %% tags=["train"]\nprint(load("a"))',
    f'OUT = Path("tables")\n{GIVEN}# %% tags=["train"]\nprint(load(OUT, "a"))',
]
UNKNOWN = [
    f'OUT = "other"\n{LATE}# %% tags=["train"]\nprint(load("a"))',
    f'OUT = "other"\n{EARLY}# %% tags=["train"]\nprint(load("a"))',
    f'{GIVEN}for OUT in "a", OUT:\n    pass\n# %% tags=["train"]\nprint(load(OUT, "a"))',
    f'{GIVEN}del OUT\nOUT = input()\n# %% tags=["train"]\nprint(load(OUT, "a"))',
]


@pytest.mark.parametrize("rest", KNOWN)
def test_the_folder_that_a_stage_has_filled(rest: str, tmp_path: Path) -> None:
    assert _train_gets(rest, tmp_path)


@pytest.mark.parametrize("rest", UNKNOWN)
def test_another_folder(rest: str, tmp_path: Path) -> None:
    assert not _train_gets(rest, tmp_path)


def test_two_folders(tmp_path: Path) -> None:
    calls = 'print(load("a"))\nOUT = "other"\nprint(load("a"))'
    with pytest.raises(ConversionError, match="perhaps `tables/a.csv`"):
        _train_gets(f'{LATE}# %% tags=["train"]\n{calls}', tmp_path)


def _train_gets(rest: str, folder: Path) -> bool:
    """Whether `train` reads the folder that `preprocess` writes."""
    (folder / "n.py").write_text(START + rest + "\n")
    made = convert(folder / "n.py").files["n/pipeline.py"]
    return 'preprocess_dir / "tables"' in made.partition("    train_from_path(")[2]
