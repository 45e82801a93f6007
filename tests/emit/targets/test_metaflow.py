"""metaflow_flow.py: what stands in it, and that Metaflow gives what the pipeline gives."""

from pathlib import Path

import pytest

from tests.emit.targets.small import HOME, SECRET, files, same_as_pipeline, small_project

NAMES = """
# %% tags=["parameters"]
n = 1
N = 2
index = "a"

# %% tags=["train"]
print(n, N, index)
"""


def test_step_takes_files_of_others_and_keeps_its_own(tmp_path: Path) -> None:
    text = files(tmp_path, "metaflow")["metaflow_flow.py"]
    assert '        preprocess_dir = restored("preprocess", self.preprocess_files)\n' in text
    assert 'small_one_file=preprocess_dir / "small one.csv",\n' in text
    assert '        self.train_files = kept("train")\n        self.next(self.evaluate)\n' in text
    assert "import os" not in text


def test_secret_and_home(tmp_path: Path) -> None:
    text = files(tmp_path, "metaflow", SECRET + HOME)["metaflow_flow.py"]
    assert 'keys_url=os.environ["KEYS_URL"],' in text
    assert 'default=os.path.expanduser("~/more.csv")' in text


def test_names_that_metaflow_takes_are_others(tmp_path: Path) -> None:
    """It does not tell `n` from `N`."""
    text = files(tmp_path, "metaflow", notebook=NAMES)["metaflow_flow.py"]
    assert '    n = Parameter("n",' in text and '    N_value = Parameter("N_value",' in text
    assert '"index": self.index_value,' in text


@pytest.mark.slow
def test_run_of_a_small_notebook(tmp_path: Path) -> None:
    same_as_pipeline("metaflow", small_project(tmp_path, ["metaflow"]))
