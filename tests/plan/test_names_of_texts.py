"""A text that the path layer reads has the name of its file, not of what is made of it."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

BOOK = '# %% tags=["preprocess"]\nimport sqlite3, json\nimport pandas as pd\n{}\nprint({})\n'


@pytest.mark.parametrize(
    ("code", "name", "given"),
    [
        (
            'con = sqlite3.connect("a.db")\nt = pd.read_sql("SELECT * FROM a", con)',
            "t",
            "t_query: str",
        ),
        ('w = open("c.txt").read().split()', "w", "c: str"),
        ('t = pd.read_csv("d.csv").dropna()', "t", "t: pd.DataFrame"),
    ],
)
def test_name(tmp_path: Path, code: str, name: str, given: str) -> None:
    (tmp_path / "n.py").write_text(BOOK.format(code, name))
    stage = convert(tmp_path / "n.py").files["n/preprocess.py"]
    assert f"def preprocess_from_data({given}" in stage
