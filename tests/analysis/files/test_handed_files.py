"""Tests of files that the notebook has written and hands to calls that no table knows."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

START = """# %% tags=["preprocess"]
import logging, os, subprocess
from pathlib import Path
import pandas as pd
import service
from service import client, send
df = pd.DataFrame({"a": [1]})
OUT = Path("out")
df.to_csv("a.csv")
df.to_csv(OUT / "b.csv")
names = []
def own(name):
    return name.upper()
"""
OWN, OTHER = "out_dir / 'a.csv'", "a_file"


def written(folder: Path, line: str, later: bool) -> str:
    """What becomes of a line in the stage that writes the file, or in a later one."""
    cell = '# %% tags=["evaluate"]\nprint(1)\n' if later else ""
    (folder / "n.py").write_text(f"{START}{cell}{line}\nprint(len(df), names)\n", encoding="utf-8")
    files = convert(folder / "n.py").files
    lines = files[f"n/{'evaluate' if later else 'preprocess'}.py"].replace('"', "'").split("\n")
    start = line.partition("(")[0]
    return next(one.strip() for one in lines if one.strip().startswith(start))


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("send('a.csv')", "send(str({}))"),
        ("send('./a.csv')", "send(str({}))"),
        ("send(Path('a.csv'))", "send({})"),
        ("service.api.put('box', 'a.csv')", "service.api.put('box', str({}))"),
        ("client().upload('a.csv', 'a.csv')", "client().upload(str({}), 'a.csv')"),
        ("send(file_name='a.csv', title='a.csv')", "send(file_name=str({}), title='a.csv')"),
        ("subprocess.run(['gzip', 'a.csv'])", "subprocess.run(['gzip', {}])"),
    ],
)
def test_handed_on(tmp_path: Path, line: str, wanted: str, later: bool) -> None:
    place = OTHER if later else OWN
    assert written(tmp_path, f"{line}\nnames.append(1)", later) == wanted.format(place)


@pytest.mark.parametrize(
    "line",
    [
        "send('c.csv')",  # nobody wrote it
        "send('a')",
        "print('a.csv')",
        "names.append('a.csv')",
        "own('a.csv')",
        "logging.info('a.csv')",
        "client().log_param('file', 'a.csv')",
        "send(title='a.csv')",
        "send(path_in_repo='a.csv')",
        "send(['a.csv'])",
    ],
)
def test_texts(tmp_path: Path, line: str) -> None:
    assert written(tmp_path, line, later=False) == line


def test_own_folder(tmp_path: Path) -> None:
    made = written(tmp_path, "send(OUT / 'b.csv')", later=False)
    assert made in ("send(out_dir / 'out' / 'b.csv')", "send(out_dir / 'b.csv')")


def test_a_file_that_is_written_below_is_another(tmp_path: Path) -> None:
    line = "send('c.csv')\ndf.to_csv('c.csv')"
    assert written(tmp_path, line, later=False) == "send('c.csv')"


def test_what_may_be_done_with_it_is_done_once(tmp_path: Path) -> None:
    cells = f'{START}# %% tags=["train"]\nsent = send("a.csv")\n'
    cells += '# %% tags=["predict"]\nprint(sent)\n# %% tags=["evaluate"]\nprint(sent)\n'
    (tmp_path / "n.py").write_text(cells, encoding="utf-8")
    files = convert(tmp_path / "n.py").files
    assert "".join(files.values()).count("sent = send(") == 1


FETCHED = [
    ("service.download(7, dest_path='data/a.csv')", "data/a.csv", True),
    ("client.fetch('https://host/a.csv', 'a.csv')", "a.csv", True),
    (
        "NAME = 'a.csv'\nif not Path(NAME).exists():\n    client.hub_download(target=NAME)",
        "a.csv",
        True,
    ),
    ("client.show('a.csv')", "a.csv", False),
    ("service.download(7, dest_path='b.csv')", "a.csv", False),
]


@pytest.mark.parametrize(("lines", "path", "fetched"), FETCHED)
def test_files_that_an_unknown_call_gets(
    lines: str, path: str, fetched: bool, tmp_path: Path
) -> None:
    """They are read behind it, where it puts them, and no option asks for them."""
    (tmp_path / "n.py").write_text(
        "# %%\nimport service\nfrom pathlib import Path\nfrom service import client\n"
        f'import pandas as pd\n# %% tags=["preprocess"]\n{lines}\ndf = pd.read_csv("{path}")\n'
        'df["c"] = df.a * 2\n# %% tags=["evaluate"]\nprint(df)\n'
    )
    module = convert(tmp_path / "n.py").files["n/preprocess.py"]
    assert ("a_file" not in module) == fetched
    assert ('df = pd.read_csv(out_dir / "a.csv")' in module) == fetched
