"""Files whose names a notebook computes, beside those of the values that a stage saves."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

BOOK = """# %% tags=["preprocess"]
import pandas as pd
from pathlib import Path
OUT = Path("results")
OUT.mkdir(exist_ok=True)
df = pd.read_csv("d.csv")
train, test = df.iloc[:9], df.iloc[9:]
{code}
# %% tags=["train"]
print(train.sum(), test.sum())
"""


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("for n, t in d.items():\n    t.to_csv(OUT / f'{n}.csv')", "out_dir / 'results' / "),
        ("for n, t in d.items():\n    t.to_csv(f'results/{n}.csv')", "out_dir / 'results' / "),
        ("for n, t in d.items():\n    t.to_csv(OUT / n)", "out_dir / 'results' / "),
        ("for n, t in d.items():\n    t.to_csv('results/' + n + '.csv')", "out_dir / 'results' / "),
        ("for n, t in d.items():\n    t.to_csv(OUT / f'tr{n}.csv')", "out_dir / 'results' / "),
        ("for n, t in d.items():\n    t.to_csv(OUT / f'part_{n}.csv')", "out_dir / "),
        ("for n, t in d.items():\n    t.to_csv(OUT / f'{n}.tsv')", "out_dir / "),
        ("for n, t in d.items():\n    t.to_csv(OUT / f'{n}/all.csv')", "out_dir / "),
        ("for n in ('a', 'b'):\n    df.to_csv(OUT / f'{n}.csv')", "out_dir / "),
        ("for n in ('train', 'b'):\n    df.to_csv(OUT / f'{n}.csv')", "out_dir / 'results' / "),
    ],
)
def test_folder(tmp_path: Path, code: str, path: str) -> None:
    (tmp_path / "n.py").write_text(BOOK.format(code=f"d = dict(train=train, test=test)\n{code}"))
    stage = convert(tmp_path / "n.py").files["n/preprocess.py"].replace('"', "'")
    (line,) = [one for one in stage.splitlines() if ".to_csv(" in one]
    assert f"to_csv({path}" in line
    assert (path == "out_dir / ") == ("'results'" not in line)
