"""Of the stages, the pipeline has those that do something."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

HEAD = "# %%\nimport os\nimport pandas as pd\n"
TRAIN = '# %% tags=["train"]\nprint(1)\n'


@pytest.mark.parametrize(
    ("code", "stages"),
    [
        ("os.makedirs('cache', exist_ok=True)", {"train"}),
        ("os.makedirs('cache', exist_ok=True)\nprint(2)", {"preprocess", "train"}),
        ("pd.DataFrame([1]).to_csv('a.csv')", {"preprocess", "train"}),
        ("os.environ['A'] = '1'\nprint(os.environ['A'])", {"preprocess", "train"}),
    ],
)
def test_stages(tmp_path: Path, code: str, stages: set[str]) -> None:
    notebook = tmp_path / "nb.py"
    notebook.write_text(f'{HEAD}# %% tags=["preprocess"]\n{code}\n{TRAIN}')
    files = convert(notebook).files
    assert {name for name in ("preprocess", "train") if f"nb/{name}.py" in files} == stages


def test_the_only_stage_stays(tmp_path: Path) -> None:
    notebook = tmp_path / "nb.py"
    notebook.write_text(f"{HEAD}# %% tags=[\"preprocess\"]\nos.makedirs('a', exist_ok=True)\n")
    assert "nb/preprocess.py" in convert(notebook).files
