"""A file that is not there is told by its option, where the stage cannot do without it."""

import ast
import re
from pathlib import Path

import pytest

from nb2prod.convert import convert
from tests.support.golden import GOLDEN

FILE, THERE = ", exists=True, dir_okay=False", ", exists=True"
CASES = {
    "a load": ("df = pd.read_csv('a.csv')", FILE),
    "a load by with": ("with open('a.csv') as f:\n    df = f.read()", FILE),
    "a file that may be missing": (
        "df = pd.read_csv('a.csv') if os.path.exists('a.csv') else pd.DataFrame()",
        "",
    ),
    "a folder that is listed": ("df = sorted(glob.glob('a/*.csv'))", ""),
    "a folder of parts": ("df = pd.read_parquet('a.parquet')", THERE),
    "no suffix": ("df = pd.read_json('a')", THERE),
}


@pytest.mark.parametrize(("code", "needed"), CASES.values(), ids=CASES)
def test_files_that_have_to_be_there(tmp_path: Path, code: str, needed: str) -> None:
    (tmp_path / "nb.py").write_text(
        f'# %% tags=["preprocess"]\nimport glob, os\nimport pandas as pd\n{code}\nn = len(df)\n'
        'print(n)\n# %% tags=["train"]\nprint(n + 1)\n'
    )
    files = convert(tmp_path / "nb.py").files
    for module in ("preprocess", "pipeline"):
        (option,) = re.findall(r'In the notebook: .*?"(.*?),?\s*\)', files[f"nb/{module}.py"])
        assert option == needed


@pytest.mark.parametrize("sample", sorted(path.name for path in GOLDEN.iterdir()))
def test_each_command_of_a_sample_asks_for_its_files(sample: str) -> None:
    """`exists=True` is one line with option and path, exit code 2, and no traceback."""
    asked: dict[str, bool] = {}
    for file in (GOLDEN / sample / sample).glob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                for one in node.args.args:
                    text = ast.unparse(one.annotation) if one.annotation else ""
                    if text.startswith("Annotated[Path") and one.arg != "out_dir":
                        asked[f"{file.stem} {one.arg}"] = "exists=True" in text
    assert len(asked) > 5 and all(asked.values()), asked
