"""The README of a package is called what the notebook is about."""

import subprocess
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


MODEL = """# %% tags=["preprocess"]
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("data/t.csv")
scaler = StandardScaler().fit(df[["x"]])
# %% tags=["train"]
model = Ridge().fit(scaler.transform(df[["x"]]), df["y"])
# %% tags=["predict"]
new = pd.read_csv("data/new.csv")
pred = model.predict(scaler.transform(new[["x"]]))
# %% tags=["evaluate"]
print(pred.mean(), scaler.mean_)
"""


def test_arrows_name_what_a_stage_reads(tmp_path: Path) -> None:
    (tmp_path / "nb.py").write_text(MODEL)
    text = convert(tmp_path / "nb.py").files["README.md"]
    assert 'train -- "scaler" --> evaluate' in text
    assert "| evaluate | train/scaler.joblib, pred |" in text
    assert "| predict | train/scaler.joblib, train/model.joblib, data/new.csv |" in text


@pytest.mark.parametrize("folder", ["nb/out", "nb/a/b", "elsewhere/out", "nb"])
def test_commands_run_where_the_readme_says(tmp_path: Path, folder: str) -> None:
    notebook = tmp_path / "nb" / "nb.py"
    (tmp_path / "nb" / "data").mkdir(parents=True)
    for name in ("t.csv", "new.csv"):
        (tmp_path / "nb" / "data" / name).touch()
    notebook.write_text('# %% tags=["parameters"]\nN = 1\n' + MODEL.replace("mean_", "mean_, N"))
    package = tmp_path / folder
    package.mkdir(parents=True, exist_ok=True)
    files = convert(notebook, target=package).files
    (package / "model_config.yaml").write_text(files["model_config.yaml"])
    lines = iter(files["README.md"].partition("## Run")[2].partition("Every stage")[0].splitlines())
    folders = {"In this folder:": package, "Then, in the folder of `nb.py`:": notebook.parent}
    script = ['python() { :; }; nb-pipeline() { for one; do [ -e "$one" ] && echo "$one"; done; }']
    for line in lines:
        if line in folders:
            script.append(f"cd {folders[line]}")
        elif line == "```console":
            script += iter(lambda: next(lines), "```")
    run = subprocess.run(["bash", "-c", "\n".join(script)], capture_output=True, text=True)
    assert len(run.stdout.splitlines()) == 3, run.stderr
