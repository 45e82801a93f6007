"""Snakefile: what stands in it, and that Snakemake gives what the pipeline gives."""

from pathlib import Path

import pytest

from tests.emit.targets.small import HOME, PLOT, SECRET, files, same_as_pipeline, small_project
from tests.support import engines


def test_rule_has_inputs_parameters_and_folder(tmp_path: Path) -> None:
    text = files(tmp_path, "snakemake")["Snakefile"]
    assert 'configfile: "inputs.yaml"' in text
    assert '        my_raw_file=config["my_raw_file"],\n' in text
    assert '    params:\n        rates_url=config["rates_url"],\n' in text
    assert "        preprocess=rules.preprocess.output.out_dir,\n" in text
    assert '        out_dir=directory("results/train"),\n' in text
    assert "\" --small-one-file {input.preprocess}/'small one.csv'\"\n" in text
    assert "envvars" not in text and "import os" not in text


def test_secret_and_home(tmp_path: Path) -> None:
    text = files(tmp_path, "snakemake", SECRET + HOME)["Snakefile"]
    assert 'envvars:\n    "KEYS_URL",\n' in text
    assert "' --keys-url \"$KEYS_URL\"'\n" in text
    assert 'more_file=os.path.expanduser(config["more_file"]),' in text
    assert "\nimport os\n" in text


@pytest.mark.slow
def test_run_and_again_what_is_edited(tmp_path: Path) -> None:
    one = small_project(tmp_path, ["snakemake"], PLOT)
    same_as_pipeline("snakemake", one)
    module = one.root / "odd" / "evaluate.py"
    module.write_text(module.read_text() + "# edited\n")
    told = engines.call(one, engines.program("snakemake"), "--cores", "2")
    assert "rule evaluate:" in told and "rule train:" not in told
