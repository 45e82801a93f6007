"""What a training saves though nothing reads it: what it has fitted."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, cross_val_score
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
def fitted(model, X, y):
    model.fit(X, y)
# %% tags=["preprocess"]
df = pd.read_csv("a.csv")
X, y = df[["a"]], df["b"]
# %% tags=["train"]
"""


@pytest.mark.parametrize(
    ("code", "saved"),
    [
        ("m = LogisticRegression()\nm.fit(X, y)", {"m"}),
        ("m = LogisticRegression().fit(X, y)", {"m"}),
        ("m = LogisticRegression()\nfitted(m, X, y)", {"m"}),
        ("m = LogisticRegression()\nprint(cross_val_score(m, X, y))", set()),
        ("s = StandardScaler()\nm = LogisticRegression()\np = Pipeline([('s', s), ('m', m)])\n"
         "p.fit(X, y)", {"p"}),
        ("folds = KFold(3)\nm = LogisticRegression()\nm.fit(X, y)\nprint(cross_val_score(m, X, y, "
         "cv=folds))", {"m"}),
        ("m = LogisticRegression()\np = m.fit(X, y)", {"p"}),
        ("m = LogisticRegression()\np = m.fit(X, y)\np = p.score(X, y)", {"m"}),
        ("m = LogisticRegression().fit(X, y)\np = m", {"p"}),
        ("m = LogisticRegression().fit(X, y)\np = {'a': [m]}", {"m"}),
    ],
)  # fmt: skip
def test_results_of_a_training(tmp_path: Path, code: str, saved: set[str]) -> None:
    notebook = tmp_path / "nb.py"
    notebook.write_text(HEAD + code + "\n")
    text = convert(notebook).files["nb/train.py"]
    names = {"m", "s", "p", "folds"}
    assert {name for name in names if f'out_dir / "{name}.joblib"' in text} == saved


def test_what_is_made_here_and_fitted_later_is_handed_on(tmp_path: Path) -> None:
    notebook = tmp_path / "nb.py"
    code = (
        'm = LogisticRegression()\nprint(m)\n# %% tags=["predict"]\nprint(m.fit(X, y).predict(X))\n'
    )
    notebook.write_text(HEAD + code)
    assert '"m.joblib"' in convert(notebook).files["nb/train.py"]


@pytest.mark.parametrize(
    "hold",
    [
        "both = {'a': m, 'b': p}",
        "both = [('a', m), ('b', p)]",
        "both = {}\nboth['a'] = m\nboth['b'] = p",
        "both = []\nboth.append(m)\nboth.append(p)",
    ],
)
def test_what_another_value_holds_is_saved_with_that(tmp_path: Path, hold: str) -> None:
    notebook = tmp_path / "nb.py"
    fit = "m = LogisticRegression().fit(X, y)\np = LogisticRegression().fit(X, y)\n"
    notebook.write_text(f'{HEAD}{fit}{hold}\n# %% tags=["predict"]\nprint(both)\n')
    text = convert(notebook).files["nb/train.py"]
    assert '"both.joblib"' in text and '"m.joblib"' not in text and '"p.joblib"' not in text
