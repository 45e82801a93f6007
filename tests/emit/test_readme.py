"""The README of a package is called what the notebook is about."""

from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.emit.readme import readme
from nb2prod.plan.model import Pipeline

# the first heading -> the title
TITLES = {
    "# Predicting churn": "Predicting churn",
    "## Import Libraries": "nb",
    "# 1. Importing the required libraries": "nb",
    "# Introduction": "nb",
    "## Setup": "nb",
    "# Load data & packages": "nb",
    "## Necessary Imports": "nb",
    "# Data Loading": "nb",
    "# Introduction to pandas": "Introduction to pandas",
    "# Important findings": "Important findings",
    "# Import duties of the EU": "Import duties of the EU",
    "# Data analysis": "Data analysis",
}


@pytest.mark.parametrize("heading", TITLES)
def test_title(tmp_path: Path, heading: str) -> None:
    (tmp_path / "nb.py").write_text(
        f"# %% [markdown]\n# {heading}\n# Words of the author.\n"
        '# %% tags=["preprocess"]\nprint(1)\n'
    )
    files = convert(tmp_path / "nb.py").files
    lines = files["README.md"].splitlines()
    assert lines[0] == f"# {TITLES[heading]}"
    assert "Words of the author." in lines
    assert files["nb/__init__.py"].startswith(f'"""{TITLES[heading]}')


@pytest.mark.parametrize(
    ("above", "text"),
    [
        ("# Cats\n# Words.\n#\n# ## 1. Setup\n# ### Imports\n", ["# Cats", "", "Words."]),
        ("# Cats\n# ## And dogs\n", ["# Cats", "", "And dogs"]),
    ],
)
def test_headings_of_what_follows_are_left_out(tmp_path: Path, above: str, text: list[str]) -> None:
    body = "".join(f"# {line}\n" for line in above.replace("\n# ", "\n").splitlines())
    (tmp_path / "nb.py").write_text(f'# %% [markdown]\n{body}# %% tags=["preprocess"]\nprint(1)\n')
    lines = convert(tmp_path / "nb.py").files["README.md"].splitlines()
    assert lines[: lines.index("## Run") - 1] == text


def test_variables_that_only_tests_read(tmp_path: Path) -> None:
    code = "import os\nos.environ['LEVEL'] = '3'\nos.environ['SHOP']"
    files = {"p/a.py": code, "tests/b.py": "os.getenv('CI')"}
    text = readme(Pipeline("p", "p", ()), files)
    assert "The package reads `SHOP`." in text
