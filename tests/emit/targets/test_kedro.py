"""The Kedro project: what stands in it, and that Kedro gives what the pipeline gives."""

import tomllib
from pathlib import Path

import pytest
import yaml

from tests.emit.targets.small import SECRET, files, same_as_pipeline, small_project


def test_catalog_and_parameters(tmp_path: Path) -> None:
    made = files(tmp_path, "kedro")
    catalog = yaml.safe_load(made["conf/base/catalog.yml"])
    assert catalog["my_raw_file"]["filepath"] == "data/my $raw.csv"
    assert catalog["rates_url"]["data"] == "https://example.com/rates.csv"
    assert catalog["train"]["filepath"] == "results/train"
    assert made["conf/base/parameters.yml"] == made["model_config.yaml"]
    assert tomllib.loads(made["pyproject.toml"])["tool"]["kedro"]["package_name"] == "odd_kedro"


def test_node_takes_datasets(tmp_path: Path) -> None:
    made = files(tmp_path, "kedro", SECRET)
    assert '"preprocess_dir": "preprocess",' in made["odd_kedro/pipeline.py"]
    nodes = made["odd_kedro/nodes.py"]
    assert 'small_one_file=preprocess_dir / "small one.csv",' in nodes
    assert 'keys_url=os.environ["KEYS_URL"],' in nodes


@pytest.mark.slow
def test_run_of_a_small_notebook(tmp_path: Path) -> None:
    same_as_pipeline("kedro", small_project(tmp_path, ["kedro"]))
