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


def test_other_stages_show_nothing(tmp_path: Path) -> None:
    code = HEAD.replace('["evaluate"]', '["predict"]') + "table\n"
    (tmp_path / "n.py").write_text(f"{code}# %% tags=['evaluate']\nprint(y)\n")
    assert "print(table)" not in convert(tmp_path / "n.py").files["n/predict.py"]
