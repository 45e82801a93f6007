"""Requirements stay below the version that took away what the notebook uses."""

import ast
from pathlib import Path

import nbformat
import pytest

from nb2prod.convert import convert
from nb2prod.emit.version_limits import version_limits

USES = {
    "a function": ("from sklearn.datasets import load_boston", {"scikit-learn": "1.2"}),
    "by its module": ("import sklearn.datasets as d\nd.load_boston()", {"scikit-learn": "1.2"}),
    "an attribute": ("import numpy as np\nx = y.astype(np.float)", {"numpy": "1.24"}),
    "a keyword": (
        "from sklearn.preprocessing import OneHotEncoder as O\nO(sparse=False)",
        {"scikit-learn": "1.4"},
    ),
    "another keyword": (
        "from sklearn.preprocessing import OneHotEncoder\nOneHotEncoder(sparse_output=False)",
        {},
    ),
    "a value": (
        "from sklearn.ensemble import RandomForestClassifier as R\nR(10, max_features='auto')",
        {"scikit-learn": "1.3"},
    ),
    "another value": (
        "from sklearn.ensemble import RandomForestClassifier as R\nR(10, max_features='sqrt')",
        {},
    ),
    "a method": ("import sklearn\nv.get_feature_names()", {"scikit-learn": "1.2"}),
    "a method of the same name elsewhere": ("import torch\nv.get_feature_names()", {}),
    "no attribute of the library": ("import numpy as np\nx.float()", {}),
    "the lowest": (
        "from sklearn.metrics import max_error, plot_roc_curve, mean_squared_error as m\n"
        "m(a, b, squared=False)",
        {"scikit-learn": "1.2"},
    ),
    "of two libraries": (
        "import numpy as np\nfrom scipy.integrate import simps\nnp.Inf",
        {"numpy": "2", "scipy": "1.14"},
    ),
    "nothing": ("import numpy as np\nnp.inf", {}),
}


@pytest.mark.parametrize(("code", "limits"), USES.values(), ids=USES)
def test_limits(code: str, limits: dict[str, str]) -> None:
    assert version_limits([*ast.walk(ast.parse(code))]) == limits


def test_the_requirements_of_a_package(tmp_path: Path) -> None:
    notebook = tmp_path / "a.py"
    notebook.write_text(
        "# %%\nimport numpy as np\nimport pandas as pd\n"
        "from sklearn.metrics import plot_roc_curve\n"
        '# %% tags=["evaluate"]\ndf = pd.read_csv("a.csv").astype(np.float)\n'
        "print(plot_roc_curve, df)\n"
    )
    project = convert(notebook).files["pyproject.toml"]
    assert '"numpy<1.24"' in project and '"scikit-learn<1.2"' in project
    assert '"pandas>=2"' in project
    assert 'requires-python = ">=3.11,<3.12"' in project  # later ones have no wheels of these
    notebook.write_text("# %%\n%pip install scikit-learn==1.0\n" + notebook.read_text())
    assert '"scikit-learn==1.0"' in convert(notebook).files["pyproject.toml"]


@pytest.mark.parametrize(
    ("version", "expected"),
    [("3.9.7", "pandas>=2,<3"), ("3.11.2", "pandas>=2"), ("old", "pandas>=2"), (None, "pandas>=2")],
)
def test_a_notebook_of_an_older_python_keeps_pandas_2(
    tmp_path: Path, version: str | None, expected: str
) -> None:
    made = nbformat.v4.new_notebook(metadata={"language_info": {"name": "python"}})
    if version is not None:
        made.metadata.language_info["version"] = version
    source = 'import pandas as pd\ndf = pd.read_csv("a.csv")\ndf["a"].fillna(0, inplace=True)'
    made.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": ["preprocess"]}))
    notebook = tmp_path / "a.ipynb"
    nbformat.write(made, notebook)
    assert f'    "{expected}",\n' in convert(notebook).files["pyproject.toml"]


def test_an_old_version_brings_no_new_numpy(tmp_path: Path) -> None:
    notebook = tmp_path / "a.py"
    notebook.write_text(
        "# %%\nimport pandas as pd\nfrom sklearn.datasets import load_boston\n"
        '# %% tags=["preprocess"]\nX = pd.DataFrame(load_boston().data)\nX.to_csv("x.csv")\n'
    )
    project = convert(notebook).files["pyproject.toml"]
    assert '"numpy<2"' in project and '"scikit-learn<1.2"' in project
