"""A stage that others need nothing of gives what it binds last."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """# %% tags=["preprocess"]
import numpy as np
import pandas as pd
df = pd.read_csv("a.csv")
X = df[["a"]].to_numpy()

"""
FIT = "# %% tags=['train']\nw = np.linalg.lstsq(X, df.y, rcond=None)[0]\n"

# what is special, the cells, the stage that is looked at, and what it gives
CASES = [
    ("a table that is cleaned", "", "preprocess", "X"),
    ("weights of one's own", FIT, "train", "w"),
    ("what is made of scores", f"{FIT}# %% tags=['predict']\ns = X @ w\nranks = s.argsort()",
     "predict", "ranks"),
    ("parts of a tuple", f"{FIT}# %% tags=['predict']\n_, low, high = np.split(X @ w, 3)\n"
     "p = np.exp(low)", "predict", "high p"),
    ("weights of a loop", "# %% tags=['train']\nw = np.zeros(1)\nfor i in range(9):\n"
     "    g = X.T @ (X @ w - df.y)\n    w = w - 0.1 * g", "train", "w"),
    ("values that each round of a loop binds anew",
     f"{FIT}# %% tags=['predict']\nfor one in (w, 2 * w):\n    p = X @ one", "predict", ""),
    ("a table that columns are added to",
     f"{FIT}# %% tags=['predict']\nt = df[['a']]\nt['p'] = X @ w\nt['q'] = t['p'] / 60",
     "predict", "t"),
    ("a stage that tells another place",
     f"{FIT}# %% tags=['predict']\nimport other\nlog = other.Log()\nlog.send(X @ w)",
     "predict", ""),
    ("a stage that prints",
     f"{FIT}# %% tags=['predict']\ns = X @ w\nprint(s.sum())", "predict", ""),
    ("a stage that writes",
     f"{FIT}# %% tags=['predict']\ns = X @ w\nn = len(s)\nnp.save('s.npy', s)", "predict", "s"),
    ("a stage that another needs",
     f"{FIT}n = len(w)\n# %% tags=['predict']\nprint(X @ w)", "train", "w"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "stage", "names"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_last_values(tmp_path: Path, cells: str, stage: str, names: str) -> None:
    path = tmp_path / "book.py"
    path.write_text(HEAD + cells, encoding="utf-8")
    found = next(s for s in convert(path).pipeline.stages if s.role.value == stage)
    assert " ".join(sorted(o.name for o in found.outputs)) == names
