"""Files that are written under names with parameters in them: the names follow the parameters."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """# %% tags=["parameters"]
REGION = "DE"
OUT_DIR = "results"
OUT_FILE = "sum.csv"
DAYS = 7
# %% tags=["preprocess"]
import os
from pathlib import Path
import pandas as pd
df = pd.DataFrame({"region": ["DE", "AT"], "mw": [1, 2]})
df = df[df["region"] == REGION]
# %% tags=["evaluate"]
print(df["mw"].sum())
"""
CASES = [
    ('f"result_{REGION}.csv"', 'out_dir / f"result_{REGION}.csv"'),
    ('f"out/{REGION}_{DAYS}.csv"', 'out_dir / f"{REGION}_{DAYS}.csv"'),
    ('f"{OUT_DIR}/result_{REGION}.csv"', 'f"{out_dir}/result_{REGION}.csv"'),
    ('os.path.join(OUT_DIR, REGION + ".csv")', 'os.path.join(out_dir, REGION + ".csv")'),
    ('Path(OUT_DIR) / f"{REGION}.csv"', 'Path(out_dir) / f"{REGION}.csv"'),
    ("OUT_FILE", 'out_dir / "sum.csv"'),
    ('f"{OUT_DIR}/all.csv"', 'out_dir / "all.csv"'),
    ('"plain.csv"', 'out_dir / "plain.csv"'),
]


@pytest.mark.parametrize(("path", "code"), CASES)
def test_written(tmp_path: Path, path: str, code: str) -> None:
    (tmp_path / "n.py").write_text(f"{HEAD}df.to_csv({path})\nprint(len(df))\n")
    stage = convert(tmp_path / "n.py").files["n/evaluate.py"]
    assert f"df.to_csv({code})" in stage.replace("config.", "")


def test_read_again(tmp_path: Path) -> None:
    name = 'f"result_{REGION}.csv"'
    body = f"df.to_csv({name})\nprint(pd.read_csv({name}).shape)\n"
    (tmp_path / "n.py").write_text(HEAD + body)
    stage = convert(tmp_path / "n.py").files["n/evaluate.py"].replace("config.", "")
    assert f"pd.read_csv(out_dir / {name})" in stage


def test_a_file_that_is_only_read_is_an_option(tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text(HEAD + 'print(pd.read_csv(f"in_{REGION}.csv").shape)\n')
    assert "in_de_file" in convert(tmp_path / "n.py").files["n/evaluate.py"]
