"""What stands side by side in the file of predictions is of the same rows."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.notebook.model import Role

HEAD = """
# %% tags=["imports"]
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

# %% tags=["preprocess"]
df = pd.read_csv("d.csv")
X_train, X_test, y_train, y_test = train_test_split(df[["a", "b"]], df["y"])
scaler = StandardScaler().fit(X_train)
X_scaled = scaler.transform(X_test)
X_dense = X_test.to_numpy()

# %% tags=["train"]
m = Ridge().fit(X_train, y_train)
k = Ridge().fit(scaler.transform(X_train), y_train)

# %% tags=["predict"]
"""
NEW = 'new = pd.read_csv("new.csv")\n'

# what is special, the prediction, the columns, the table whose rows they are of
CASES = [
    ("one prediction", "p = m.predict(X_test)", "p", "X_test"),
    ("two models, and what comes of them",
     "p = m.predict(X_test)\nq = k.predict(X_test)\nlow = p < q\n"
     "# %% tags=['evaluate']\nprint(low, y_test)", "p q low", "X_test"),
    ("the same rows, scaled before", "p = m.predict(X_test)\nq = k.predict(X_scaled)", "p q",
     "X_test"),
    ("the same rows, scaled here", "p = m.predict(X_test)\nq = k.predict(scaler.transform(X_test))",
     "p q", "X_test"),
    ("the same rows as an array", "p = m.predict(X_test)\nq = m.predict(X_dense)", "p q", "X_test"),
    ("in a loop", "for one in [m, k]:\n    p = one.predict(X_test)", "", ""),
    ("rows that were fitted on come last", "q = m.predict(X_train)\np = m.predict(X_test)", "p",
     "X_test"),
    ("only rows that were fitted on", "q = m.predict(X_train)", "q", "X_train"),
    ("rows of another file", f"p = m.predict(X_test)\n{NEW}q = m.predict(new)", "q", ""),
    ("rows of another file first", f"{NEW}q = m.predict(new)\np = m.predict(X_test)", "p",
     "X_test"),
    ("an example last", "p = m.predict(X_test)\nx = pd.DataFrame({'a': [1], 'b': [2]})\n"
     "q = m.predict(x)", "p", "X_test"),
    ("some rows last", "p = m.predict(X_test)\nq = m.predict(X_test[:5])", "p", "X_test"),
    ("a list of rows last", "p = m.predict(X_test)\nq = m.predict([[1, 2]])", "p", "X_test"),
    ("columns of a table", f"{NEW}q = m.predict(new[['a', 'b']])\np = k.predict(new[['a', 'b']])",
     "q p", ""),
    ("a table that is written", f"p = m.predict(X_test)\n{NEW}new['f'] = m.predict(new)\n"
     "new.to_csv('f.csv')", "p", "X_test"),
    ("a table that is written first", f"{NEW}new['f'] = m.predict(new)\nnew.to_csv('f.csv')\n"
     "p = m.predict(X_test)", "p", "X_test"),
    ("a table that is not written", f"{NEW}new['f'] = m.predict(new)", "", ""),
    ("a name for other rows", f"X = X_test\np = m.predict(X)\n{NEW}X = new\nq = m.predict(X)", "q",
     ""),
    ("parts of one table",
     "p = m.predict(X_test[:5])\nq = m.predict(X_test[5:10])", "p", ""),
    ("by a function of the notebook",
     "def ask(table, model):\n    return model.predict(table)\np = ask(X_test, m)", "p", "X_test"),
    ("by one that takes the model first",
     "def ask(model, table):\n    return model.predict(table)\np = ask(m, X_test)", "p", "X_test"),
    ("of one row first", "p = m.predict(X_test)[0]\nq = k.predict(X_test)", "q", "X_test"),
    ("of one row only", "p = m.predict(X_test)[0]", "", ""),
    ("two answers that are shown last", "p = m.predict(X_test)\ndef high(a):\n    return "
     "bool(m.predict([[a, 1]])[0] > 1)\n# %% tags=['predict']\nhigh(1), high(2)", "p", "X_test"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "columns", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_predicted_rows(tmp_path: Path, code: str, columns: str, rows: str) -> None:
    path = tmp_path / "book.py"
    path.write_text(HEAD + code, encoding="utf-8")
    stages = convert(path).pipeline.stages
    stage = next(s for s in stages if s.role is Role.PREDICT)
    assert (" ".join(stage.predictions), stage.predicted_on) == (columns, rows)
