"""Causes of failures that public notebooks showed, each as a minimal notebook."""

from pathlib import Path

import pytest

from nb2prod.convert import convert


def converted(tmp_path: Path, source: str) -> dict[str, str]:
    """The package's files for a notebook in the percent format."""
    path = tmp_path / "nb.py"
    path.write_text(source, encoding="utf-8")
    return convert(path).files


LOAD_SPLIT_OFF = """
# %% tags=["imports"]
import pandas as pd
# %% tags=["parameters"]
rows = 10
# %% tags=["preprocess"]
df = pd.DataFrame({"a": [1, 2]})
df = pd.read_csv("a.csv", nrows=rows).dropna()
# %% tags=["train"]
print(df.sum())
"""


def test_a_load_that_is_split_off_takes_its_parameters_from_the_config(tmp_path: Path) -> None:
    text = converted(tmp_path, LOAD_SPLIT_OFF)["nb/preprocess.py"]
    assert "pd.read_csv(a_file, nrows=config.rows)" in text
    assert text.count("config.rows") == 1
    assert "noqa" not in text


STREAM_OPTIONAL = """
# %% tags=["imports"]
import numpy as np
# %% tags=["preprocess"]
n = int(input())
if n:
    np.random.seed(n)
# %% tags=["train"]
print(np.random.rand(2))
"""


def test_a_stream_that_is_seeded_on_some_paths_crosses(tmp_path: Path) -> None:
    files = converted(tmp_path, STREAM_OPTIONAL)
    assert "numpy_random_state = np.random.get_state()" in files["nb/preprocess.py"]
    assert "np.random.set_state(numpy_random_state)" in files["nb/train.py"]


REGISTERING = """
# %% tags=["imports"]
import pandas as pd
from sklearn.experimental import enable_iterative_imputer
from sklearn.impute import IterativeImputer
# %% tags=["preprocess"]
df = pd.read_csv("a.csv").dropna()
# %% tags=["train"]
print(IterativeImputer().fit_transform(df))
"""


@pytest.mark.parametrize(("stage", "count"), [("preprocess", 0), ("train", 1)])
def test_an_import_that_registers_is_kept_beside_its_library(
    tmp_path: Path, stage: str, count: int
) -> None:
    text = converted(tmp_path, REGISTERING)[f"nb/{stage}.py"]
    assert text.count("from sklearn.experimental import enable_iterative_imputer") == count


@pytest.mark.parametrize(("code", "kept"), [("df.profile_report()", True), ("df.head()", False)])
def test_an_import_that_only_adds_an_attribute_is_kept_where_it_is_read(
    tmp_path: Path, code: str, kept: bool
) -> None:
    head = "# %%\nimport pandas as pd\nfrom ydata_profiling import ProfileReport\n"
    notebook = f'{head}# %% tags=["train"]\ndf = pd.read_csv("a.csv")\nprint({code})\n'
    assert ("ydata_profiling" in converted(tmp_path, notebook)["nb/train.py"]) == kept


SAME_FILE_NAME = """
# %% tags=["imports"]
import numpy as np
# %% tags=["preprocess"]
x = np.array([1, 2, 3])
# %% tags=["train"]
X = x[:, None] * 2
# %% tags=["evaluate"]
print(x, X)
"""


def test_artefacts_of_one_file_name_from_two_stages_have_parameters_of_their_own(
    tmp_path: Path,
) -> None:
    files = converted(tmp_path, SAME_FILE_NAME)
    compile(files["nb/pipeline.py"], "pipeline.py", "exec")
    assert 'x_file=preprocess_dir / "x.npy"' in files["nb/pipeline.py"]
    assert 'x_value_file=train_dir / "x.npy"' in files["nb/pipeline.py"]


GUARDED_IMPORT = """
# %% tags=["evaluate"]
import numpy
if numpy.__version__ > "1":
    from math import sqrt as root
else:
    from cmath import sqrt as root
print(root(4))
"""


def test_what_the_condition_of_an_import_reads_is_imported(tmp_path: Path) -> None:
    text = converted(tmp_path, GUARDED_IMPORT)["nb/evaluate.py"]
    assert text.index("import numpy\n") < text.index("if numpy.__version__")
    assert "noqa" not in text


TEXT_READ = """
# %% tags=["preprocess"]
words = set(open("w.txt").read().split())
size = len(open("w.txt", "r", encoding="utf-8").read())
# %% tags=["train"]
print(words, size)
"""


def test_the_text_of_a_file_and_no_open_file_goes_to_the_data_layer(tmp_path: Path) -> None:
    text = converted(tmp_path, TEXT_READ)["nb/preprocess.py"]
    assert "w = w_file.read_text()\n" in text
    assert 'w_2 = w_file.read_text(encoding="utf-8")\n' in text
    assert "def preprocess_from_data(w: str, w_2: str)" in text
