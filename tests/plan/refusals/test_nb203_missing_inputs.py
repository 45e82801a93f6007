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


@pytest.mark.parametrize(
    ("first", "use", "told"),
    [
        ("k = 1", "a = half(k)", True),
        ("k = 1\ndef g(x):\n    return half(x)", "a = g(k)", True),
        ("k = 1", "a = list(map(half, [k]))", True),
        ("k = 1\ndef g(x):\n    return half(x)", "a = [k]", False),
        ("k = 1\nfrom nowhere_known import *", "a = half(k)", False),
        ("k = 1\ndef half(x):\n    return x", "a = half(k)", False),
        ("k = 1", "try:\n    a = half(k)\nexcept NameError:\n    a = k", False),
    ],
)
@pytest.mark.parametrize("tag", ["", ' tags=["functions"]'])
def test_functions_that_are_defined_below(
    tmp_path: Path, first: str, use: str, told: bool, tag: str
) -> None:
    path = tmp_path / "n.py"
    path.write_text(
        f'# %% tags=["preprocess"]\n{first}\n{use}\n# %%{tag}\ndef half(x):\n    return x / 2\n'
        '# %% tags=["evaluate"]\nprint(a, half(k))\n'
    )
    codes: set[str] = set()
    try:
        convert(path)
    except ConversionError as error:
        codes = {f"{d.code} {d.advice}" for d in error.diagnostics}
    asked = "NB203 Move cell 2 up, which binds it: cells run in document order."
    assert (asked in codes) is told


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
