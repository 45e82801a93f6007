"""Imports that share a line with other statements."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

LINES = {
    "setting": ('import warnings; warnings.filterwarnings("ignore")', 'warnings.filterwarnings("ignore")'),
    "two imports": ("import json, os; import re; x = [re.escape(json.dumps(1))]; print(x)", "x = [re.escape(json.dumps(1))]"),
    "comment": ("import json; x = [json.dumps(1)]; print(x)  # why", "x = [json.dumps(1)]"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "kept"), LINES.values(), ids=LINES)
def test_code_stays_and_the_import_goes_to_the_top(line: str, kept: str, tmp_path: Path) -> None:
    notebook = tmp_path / "nb.py"
    notebook.write_text(f'# %% tags=["train"]\n{line}\ny = [1]\nprint(y)\n')
    code = convert(notebook).files["nb/train.py"]
    assert any(part.strip() == kept for part in code.splitlines())
    assert all(not part.startswith((" ", "\t")) for part in code.splitlines() if "import " in part)
