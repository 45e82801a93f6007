"""Functions of the notebook that make paths have names that methods of paths have, too."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

NOTEBOOK = """
# %%
import os
import pandas as pd
from pathlib import Path

{definitions}

# %% tags=["preprocess"]
t = pd.DataFrame({{"a": [1]}})

# %% tags=["evaluate"]
save(t, {given})
print(1)
"""

# the definitions, what is given, whether the folder is found to be one
CASES = [
    ("def save(t, d):\n    t.to_csv(Path(d).joinpath('t.csv'))", "'out'", True),
    ("def save(t, d):\n    t.to_csv(Path(d).with_suffix('.csv'))", "'out/t'", True),
    ("def joinpath(a, b):\n    return a + '/' + b\n"
     "def save(t, d):\n    t.to_csv(joinpath(d, 't.csv'))", "'out'", False),
    ("def with_suffix(a, b):\n    return a + b\n"
     "def save(t, d):\n    t.to_csv(with_suffix(d, '.csv'))", "'out/t'", False),
]  # fmt: skip


@pytest.mark.parametrize(("definitions", "given", "found"), CASES)
def test_own_names(tmp_path: Path, definitions: str, given: str, found: bool) -> None:
    path = tmp_path / "n.py"
    path.write_text(NOTEBOOK.format(definitions=definitions, given=given))
    told = {d.code for d in convert(path).notes}
    assert ("NB221" not in told) is found
