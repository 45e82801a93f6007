"""The README of a package is called what the notebook is about."""

from pathlib import Path

import pytest

from nb2prod.convert import convert

# the first heading -> the title
TITLES = {
    "# Predicting churn": "Predicting churn",
    "## Import Libraries": "nb",
    "# 1. Importing the required libraries": "nb",
    "# Introduction": "nb",
    "## Setup": "nb",
    "# Load data & packages": "nb",
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
