"""dagster_assets.py: what stands in it, and that Dagster gives what the pipeline gives."""

from pathlib import Path

import pytest

from tests.emit.targets.small import PLOT, SECRET, files, same_as_pipeline, small_project


def test_asset_for_each_file_that_a_stage_saves(tmp_path: Path) -> None:
    from tests.emit.targets.small import NOTEBOOK

    text = files(tmp_path, "dagster", notebook=NOTEBOOK + PLOT)["dagster_assets.py"]
    assert '    "small_one_csv": "small one.csv",\n' in text
    assert '    "line_png": "line.png",\n' in text
    assert '["preprocess", "small_one_csv"],\n' in text
    assert '["my_raw_file"],\n' in text
    assert '    my_raw_file: str = "data/my $raw.csv"\n' in text


def test_secret_is_no_asset(tmp_path: Path) -> None:
    text = files(tmp_path, "dagster", SECRET)["dagster_assets.py"]
    assert 'keys_url=os.environ["KEYS_URL"],' in text
    assert '["keys_url"]' not in text


@pytest.mark.slow
def test_run_of_a_small_notebook(tmp_path: Path) -> None:
    same_as_pipeline("dagster", small_project(tmp_path, ["dagster"]))
