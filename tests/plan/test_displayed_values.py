"""What an evaluation shows below its cells is printed, where it is data."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """
# %% tags=["predict"]
import joblib
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix
p = np.array([0, 1])
model = Ridge()
# %% tags=["evaluate"]
y = np.array([1, 1])
table = pd.DataFrame({"y": y, "p": p})

def crossed(a, b):
    return pd.crosstab(a, b)

def said(a):
    print(a)

# %% tags=["evaluate"]
"""


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("table.groupby('y')['p'].mean()", ["print(table.groupby('y')['p'].mean())"]),
        ("table.head()  # some", ["print(table.head())  # some"]),
        ("table", ["print(table)"]),
        ("y - p", ["print(y - p)"]),
        ("y.mean(), table.shape", ["print((y.mean(), table.shape))"]),
        ("cm = confusion_matrix(y, p)\ncm", ["print(cm)"]),
        ("cm = confusion_matrix(y, p)\ncm / cm.sum()", ["print(cm / cm.sum())"]),
        ("confusion_matrix(y, p)", ["print(confusion)"]),
        ("classification_report(y, p)", ["print(classification_report(y, p))"]),
        ("crossed(y, p)", ["print(scores)"]),
        ("display(table)", ["print(table)"]),
        ("display(table)\nx = 1", ["print(table)"]),
        ("f'{len(table)} rows'", ["print(f'{len(table)} rows')"]),
        # not what a notebook shows
        ("table.head();", []),
        ("table.head()\nx = 1", []),
        ("said(1)", []),
        ("np.save('a.npy', y)", []),
        ("joblib.dump(y, 'a.joblib')", []),
        ("table.plot()", []),
        ("table.info()", []),
        # not what a text shows
        ("'''a remark'''", []),
        ("model", []),
        ("table.style.format('{:.1f}')", []),
        ("None", []),
    ],
)
def test_displayed(cell: str, printed: list[str], tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text(HEAD + cell + "\n")
    text = convert(tmp_path / "n.py").files.get("n/evaluate.py", "")
    layer = text.partition("def evaluate_from_data")[2].partition("\ndef ")[0]
    lines = [line.strip().replace('"', "'") for line in layer.split("\n")]
    assert [line for line in lines if line.startswith("print(")] == printed


TRAIN = """
# %% tags=["imports"]
import numpy as np
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score
from sklearn.model_selection import GridSearchCV, cross_val_score, cross_validate
from tensorflow import keras
# %% tags=["train"]
x, y = np.arange(9.0).reshape(-1, 1), np.arange(9.0)
table = pd.DataFrame(x)
model = Ridge().fit(x, y)
grid = GridSearchCV(Ridge(), {"alpha": [1, 2]}, cv=3)
grid.fit(x, y)
# %% tags=["predict"]
p = model.predict(x)
# %% tags=["train"]
"""


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("model.score(x, y)", ["print(score)"]),
        ("r2_score(y, model.predict(x))", ["print(r2)"]),
        ("s = cross_val_score(model, x, y)\ns", ["print(s)"]),
        ("s = cross_val_score(model, x, y)\ns.mean(), s.std()", ["print((s.mean(), s.std()))"]),
        ("t = pd.DataFrame(cross_validate(model, x, y))\nt.head()", ["print(t.head())"]),
        ("pd.DataFrame(grid.cv_results_)", ["print(pd.DataFrame(grid.cv_results_))"]),
        ("display(pd.DataFrame(grid.cv_results_))", ["print(pd.DataFrame(grid.cv_results_))"]),
        ("grid.best_params_", ["print(grid.best_params_)"]),
        ("grid.best_score_;", []),
        # no scores
        ("Ridge().fit(x, y)", []),
        ("model", []),
        ("grid", []),
        ("table.head()", []),
        ("model.coef_", []),
        ("y.mean()", []),
        # only another stage can show these
        ("r2_score(y, p)", []),
    ],
)
def test_scores_of_train(cell: str, printed: list[str], tmp_path: Path) -> None:
    (tmp_path / "n.py").write_text(f"{TRAIN}{cell}\n")
    conversion = convert(tmp_path / "n.py")
    layer = conversion.files["n/train.py"].partition("def train_from_data")[2]
    assert [s.name for s in conversion.pipeline.stages] == ["train", "predict"]
    lines = [line.strip() for line in layer.partition("\ndef ")[0].split("\n")]
    assert [line for line in lines if line.startswith("print(")] == printed


def test_other_stages_show_nothing(tmp_path: Path) -> None:
    code = HEAD.replace('["evaluate"]', '["predict"]') + "table\n"
    (tmp_path / "n.py").write_text(f"{code}# %% tags=['evaluate']\nprint(y)\n")
    assert "print(table)" not in convert(tmp_path / "n.py").files["n/predict.py"]
