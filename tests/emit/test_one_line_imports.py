"""Imports that share a line with other statements."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

IGNORE = 'warnings.filterwarnings("ignore")'
DUMP = "x = [re.escape(json.dumps(1))]"
LINES = {
    "setting": (f"import warnings; {IGNORE}", IGNORE),
    "two imports": (f"import json, os; import re; {DUMP}; print(x)", DUMP),
    "comment": ("import json; x = [json.dumps(1)]; print(x)  # why", "x = [json.dumps(1)]"),
}


@pytest.mark.parametrize(("line", "kept"), LINES.values(), ids=LINES)
def test_code_stays_and_the_import_goes_to_the_top(line: str, kept: str, tmp_path: Path) -> None:
    notebook = tmp_path / "nb.py"
    notebook.write_text(f'# %% tags=["train"]\n{line}\ny = [1]\nprint(y)\n')
    code = convert(notebook).files["nb/train.py"]
    assert any(part.strip() == kept for part in code.splitlines())
    assert all(not part.startswith((" ", "\t")) for part in code.splitlines() if "import " in part)
