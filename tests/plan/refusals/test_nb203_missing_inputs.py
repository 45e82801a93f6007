"""NB203 names the cell that binds what is used too early."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.diagnostics import ConversionError

FIT = """# %% tags=["preprocess"]
import pandas as pd
from sklearn.linear_model import Ridge
df = pd.read_csv("a.csv")
"""
LATER = """# %% tags=["train"]
model = Ridge().fit(df, df["y"])
# %% tags=["predict"]
pred = model.predict(df)
# %% tags=["evaluate"]
print(pred)
"""


@pytest.mark.parametrize(
    ("early", "told"),
    [
        ("print(model.coef_)", ["NB203 `model` is used before any cell binds it. Move cell 3"]),
        ("print(pred)", ["NB203 `pred` is used before any cell binds it. Move cell 4"]),
        ("print(other)", ["NB201 `other` is not defined in the notebook. Was its cell"]),
        (
            "exec(str(df)); print(other)",
            [
                "NB201 `other` is bound by nothing that can be seen; perhaps"
                " by `exec` in cell 2, line 1. Write the code itself"
            ],
        ),
    ],
)
@pytest.mark.parametrize("again", ["", "# %% tags=['train']\nmodel = Ridge()\npred = 0\n"])
def test_the_cell_is_named(tmp_path: Path, early: str, told: list[str], again: str) -> None:
    path = tmp_path / "n.py"
    path.write_text(f'{FIT}# %% tags=["evaluate"]\n{early}\n{LATER}{again}')
    with pytest.raises(ConversionError) as raised:
        convert(path)
    said = [f"{d.code} {d.message} {d.advice}" for d in raised.value.diagnostics]
    assert [text[: len(told[0])] for text in said] == told


# code of one stage, and whether a name is surely read before it is bound
IN_ONE_STAGE = [
    ("t = len(clean)\n# %% tags=['train']\nclean = [t]\nprint(clean)", True),
    ("t = len(clean); clean = t\nprint(t, clean)", True),
    ("x = x + 1\nprint(x)", True),
    ("x += 1\nprint(x)", True),
    ("f = lambda v: v + k\nk = 3\nprint(f(1))", False),
    ("g = (v + k for v in range(3))\nk = 3\nprint(list(g))", False),
    ("k = (q := 3) + q\nprint(k)", False),
    ("k = last if False else 3\nlast = k\nprint(last)", False),
    ("for i in range(3):\n    if i:\n        print(last)\n    last = i", False),
    ("try:\n    n = seen\nexcept NameError:\n    seen = 1\nprint(seen)", False),
    ("def show():\n    return after\nafter = [4]\nprint(show())", False),
]


@pytest.mark.parametrize(("code", "refused"), IN_ONE_STAGE)
def test_within_a_stage(tmp_path: Path, code: str, refused: bool) -> None:
    path = tmp_path / "n.py"
    path.write_text(f"# %% tags=['train']\n{code}\n")
    if not refused:
        assert convert(path).files
        return
    with pytest.raises(ConversionError) as raised:
        convert(path)
    assert [d.code for d in raised.value.diagnostics] == ["NB203"]
