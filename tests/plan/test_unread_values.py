"""Values that only a display read go with it; those that somebody may want stay."""

from pathlib import Path

import pytest

from nb2prod.convert import convert


def written(tmp_path: Path, stage: str, code: str) -> str:
    path = tmp_path / "small.py"
    text = f'# %%\nimport pandas as pd\n# %% tags=["{stage}"]\ndf = pd.DataFrame({{"a": [1, 2]}})\n'
    after = '\n# %% tags=["evaluate"]\nprint(df)\n' if stage != "evaluate" else "\n"
    path.write_text(f"{text}{code}{after}", encoding="utf-8")
    return convert(path).files[f"small/{stage}.py"]


@pytest.mark.parametrize(
    ("stage", "code", "gone"),
    [
        ("preprocess", "names = list(df.columns)\nlen(names)", "list(df.columns)"),
        ("preprocess", "n = len(df)\nm = n + 1\nm", "len(df)"),
        ("preprocess", "other = pd.read_csv('b.csv')\nother.head()", "read_csv"),
        (
            "preprocess",
            "import json\nwith open('b') as f:\n    pass\nx = json.load(open('b.json'))",
            "json.load",
        ),
        ("train", "counts = df['a'].value_counts()\ncounts.head()", "value_counts"),
    ],
)
def test_gone(tmp_path: Path, stage: str, code: str, gone: str) -> None:
    assert gone not in written(tmp_path, stage, code)


@pytest.mark.parametrize(
    ("stage", "code", "kept"),
    [
        ("preprocess", "n = len(df)\nprint(n)", "n = len(df)"),
        ("preprocess", "n = len(df)\ndf['b'] = n", "n = len(df)"),
        ("preprocess", "n = df.pop('a')\nn", "df.pop"),
        ("preprocess", "with open('b') as f:\n    print(next(f))", "next(f)"),
        ("preprocess", "other = pd.read_csv('b.csv')\nprint(other)", "read_csv"),
        ("preprocess", "n = 2\ndf = df.query('a > @n')", "n = 2"),
        ("evaluate", "accuracy = df['a'].mean()", "accuracy ="),
    ],
)
def test_kept(tmp_path: Path, stage: str, code: str, kept: str) -> None:
    assert kept in written(tmp_path, stage, code)


def test_constants_stand_above_functions(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text(
        '# %%\ndef f(x):\n    return x + A\nA = 2\nB = 3\nC = f(1)\n# %% tags=["preprocess"]\n'
        'x = f(B) + C\n# %% tags=["evaluate"]\nprint(f(x) + A + B + C)\n',
        encoding="utf-8",
    )
    text = convert(path).files["small/common.py"]
    assert "A = 2\nB = 3\n\n\ndef f(x):\n" in text
