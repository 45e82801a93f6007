"""A file that is not there is told by its option, where the stage cannot do without it."""

import ast
from pathlib import Path

import pytest

from nb2prod.convert import convert
from tests.support.golden import GOLDEN

CASES = {
    "a load": ("df = pd.read_csv('a.csv')", True),
    "a load by with": ("with open('a.csv') as f:\n    df = f.read()", True),
    "a file that may be missing": (
        "df = pd.read_csv('a.csv') if os.path.exists('a.csv') else pd.DataFrame()",
        False,
    ),
    "a folder that is listed": ("df = sorted(glob.glob('a/*.csv'))", False),
}


@pytest.mark.parametrize(("code", "needed"), CASES.values(), ids=CASES)
def test_files_that_have_to_be_there(tmp_path: Path, code: str, needed: bool) -> None:
    (tmp_path / "nb.py").write_text(
        f'# %% tags=["preprocess"]\nimport glob, os\nimport pandas as pd\n{code}\nn = len(df)\n'
        'print(n)\n# %% tags=["train"]\nprint(n + 1)\n'
    )
    files = convert(tmp_path / "nb.py").files
    for module in ("preprocess", "pipeline"):
        assert ("exists=True" in files[f"nb/{module}.py"]) == needed


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
