"""Which module a function stands in that is handed on by name."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = """# %%
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer
def short(text):
    return str(text)[:3]
# %% tags=["preprocess"]
df = pd.read_csv("a.csv")
words = steps = 1
"""


@pytest.mark.parametrize(
    ("line", "shared"),
    [
        ('df["b"] = df["a"].apply(short)', False),
        ('df["b"] = list(map(short, df["a"]))', False),
        ('df["b"] = sorted(df["a"], key=short)', False),
        ("words = CountVectorizer(tokenizer=short).fit(df)", True),
        ("steps = [short]", True),
    ],
)
def test_where_a_function_stands(tmp_path: Path, line: str, shared: bool) -> None:
    """In that of the stage; what may be pickled needs one whose name is the same for all."""
    notebook = tmp_path / "a.py"
    notebook.write_text(f'{HEAD}{line}\n# %% tags=["train"]\nprint(df, words, steps)\n')
    files = convert(notebook).files
    assert ("a/common.py" in files) == shared
    assert ("def short" in files["a/preprocess.py"]) != shared
