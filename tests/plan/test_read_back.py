"""What is written by a name is found by that name."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

LOOKED_FOR = """# %% tags=["preprocess"]
from pathlib import Path
from urllib.request import urlretrieve
import pandas as pd
found = next((p for p in [Path("given/trees.csv"), Path("trees.csv")] if p.exists()), None)
"""


def _preprocess(tmp_path: Path, code: str) -> str:
    notebook = tmp_path / "trees.py"
    notebook.write_text(LOOKED_FOR + code + 'print(trees["height"].mean())\n')
    return convert(notebook).files["trees/preprocess.py"]


@pytest.mark.parametrize("write", [
    'urlretrieve("https://x.org/trees.csv", found)',
    "open(found, 'w').write('height')",
    "found.write_text('height')",
])  # fmt: skip
def test_a_file_that_is_looked_for_or_made(tmp_path: Path, write: str) -> None:
    code = f"""if found is None:
    found = Path("made") / "trees.csv"
    {write}
trees = pd.read_csv(found)
"""
    made = _preprocess(tmp_path, code)
    assert write.replace("'", '"') in made and "pd.read_csv(found)" in made
    assert "out_dir /" not in made


def test_its_folder_is_made_too(tmp_path: Path) -> None:
    code = """if found is None:
    folder = Path("made")
    folder.mkdir(exist_ok=True)
    found = folder / "trees.csv"
    found.write_text("height")
trees = pd.read_csv(found)
"""
    assert "folder.mkdir(exist_ok=True)" in _preprocess(tmp_path, code)
