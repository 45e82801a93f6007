"""A notebook with every kind of input, and names that a shell would take apart."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.settings import Settings, TargetName
from tests.support import engines
from tests.support.engines import NotInstalled, Project

NOTEBOOK = """
# %% tags=["parameters"]
SIZE = 2
NAME = "it's: 5 $"

# %% tags=["preprocess"]
import json
from pathlib import Path

import pandas as pd

df = pd.read_csv("data/my $raw.csv")
rates = pd.read_csv("https://example.com/rates.csv")
names = sorted(path.name for path in Path("data/parts").glob("*.txt"))
small = df.head(SIZE)
small.to_csv("small one.csv", index=False)

# %% tags=["train"]
again = pd.read_csv("small one.csv")
model = {"mean": float(again["a"].mean()) + len(rates), "name": NAME, "names": names}

# %% tags=["evaluate"]
score = model["mean"] * SIZE
print(score)
"""

SECRET = 'keys = pd.read_csv("https://me:pass@example.com/keys.csv")\nnames.extend(keys["k"])\n'
HOME = 'more = pd.read_csv("/home/me/more.csv")\nnames.extend(more["k"])\n'
QUERY = """import sqlite3

base = sqlite3.connect("data/base.db")
names.extend(pd.read_sql("SELECT k FROM keys WHERE k > 'a'", base)["k"])
"""
PLOT = """
# %% tags=["evaluate"]
import matplotlib.pyplot as plt

plt.plot([1, 2])
plt.savefig("line.png")
plt.show()
plt.plot([2, 3])
plt.show()
"""


def files(
    tmp_path: Path, target: TargetName, more: str = "", notebook: str = NOTEBOOK
) -> dict[str, str]:
    """The package of the notebook for a target; `more` is added to preprocess."""
    source = notebook.replace('\n# %% tags=["train"]', f'{more}\n# %% tags=["train"]')
    (tmp_path / "odd.py").write_text(source, encoding="utf-8")
    return convert(tmp_path / "odd.py", Settings(targets=(target,))).files


def small_project(tmp_path: Path, targets: Sequence[TargetName], more: str = "") -> Project:
    """The notebook's package in ``a project``, beside the data; its address is one of a file."""
    data = tmp_path / "data"
    (data / "parts").mkdir(parents=True)
    (data / "my $raw.csv").write_text("a,b\n1,x\n4,y\n9,z\n")
    (data / "rates.csv").write_text("r\n1\n2\n")
    (data / "parts" / "one.txt").write_text("1")
    address = (data / "rates.csv").as_uri()
    source = NOTEBOOK.replace("https://example.com/rates.csv", address) + more
    (tmp_path / "odd.py").write_text(source, encoding="utf-8")
    return engines.project(tmp_path / "odd.py", tmp_path / "a project", targets, copied=False)


def same_as_pipeline(target: TargetName, one: Project) -> None:
    """The engine gives what pipeline.py gives, to the byte; skipped where it is not installed."""
    try:
        found = engines.RUNS[target](one)
    except NotInstalled as error:
        pytest.skip(str(error))
    wanted = engines.run_pipeline(one)
    assert engines.differing(one, wanted, found) == []
    assert all(engines.files_below(found / stage) for stage in one.stages)
