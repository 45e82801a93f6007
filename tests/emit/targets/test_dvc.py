"""dvc.yaml: what stands in it, and that DVC gives what the pipeline gives."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.emit.targets.small import (
    HOME,
    NOTEBOOK,
    PLOT,
    QUERY,
    SECRET,
    files,
    same_as_pipeline,
    small_project,
)
from tests.support import engines


def stages(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text)["stages"]
    return found


def test_stage_has_code_inputs_and_parameters(tmp_path: Path) -> None:
    text = files(tmp_path, "dvc")["dvc.yaml"]
    made = stages(text)
    assert list(made) == ["preprocess", "train", "evaluate"]
    assert {"odd/preprocess.py", "odd/storage.py", "${my_raw_file}", "${parts_dir}"} <= set(
        made["preprocess"]["deps"]
    )
    assert "odd/train.py" not in made["preprocess"]["deps"]
    assert made["preprocess"]["params"] == [{"model_config.yaml": ["SIZE"]}]
    assert made["train"]["params"] == [{"model_config.yaml": None}], "train keeps the whole file"
    assert text.count("kept with the model") == 1
    assert made["train"]["outs"] == ["results/train"]
    assert "results/preprocess" in made["train"]["deps"]
    assert "--small-one-file 'results/preprocess/small one.csv'" in made["train"]["cmd"]
    assert "--my-raw-file '${my_raw_file}'" in made["preprocess"]["cmd"]
    assert '--parts-dir "${parts_dir}"' in made["preprocess"]["cmd"]


def test_metrics_that_are_all_of_a_stage_stay_in_git(tmp_path: Path) -> None:
    made = stages(files(tmp_path, "dvc")["dvc.yaml"])["evaluate"]
    assert made["metrics"] == [{"results/evaluate/metrics.json": {"cache": False}}]
    assert "outs" not in made


def test_metrics_beside_figures_lie_in_the_folder(tmp_path: Path) -> None:
    text = files(tmp_path, "dvc", notebook=NOTEBOOK + PLOT)["dvc.yaml"]
    made = yaml.safe_load(text)
    assert made["metrics"] == ["results/evaluate/metrics.json"]
    assert made["stages"]["evaluate"]["outs"] == ["results/evaluate"]
    assert made["plots"][0] == "results/evaluate/line.png"


def test_secret_is_read_from_the_environment(tmp_path: Path) -> None:
    made = files(tmp_path, "dvc", SECRET)
    assert '--keys-url "$KEYS_URL"' in stages(made["dvc.yaml"])["preprocess"]["cmd"]
    assert not any("pass@" in text for text in made.values())


def test_inputs_are_set_in_one_place(tmp_path: Path) -> None:
    made = files(tmp_path, "dvc", HOME)
    assert yaml.safe_load(made["inputs.yaml"]) == {
        "more_file": "~/more.csv",
        "my_raw_file": "data/my $raw.csv",
        "parts_dir": "data/parts",
        "rates_url": "https://example.com/rates.csv",
    }
    assert yaml.safe_load(made["dvc.yaml"])["vars"] == ["inputs.yaml"]
    assert made["dvc.yaml"].count("my $raw") == 0


def test_query_is_an_input(tmp_path: Path) -> None:
    made = files(tmp_path, "dvc", QUERY)
    (path,) = (name for name in made if name.endswith(".sql"))
    (name,) = (k for k, v in yaml.safe_load(made["inputs.yaml"]).items() if v == path)
    assert f"${{{name}}}" in stages(made["dvc.yaml"])["preprocess"]["deps"]


def test_stages_keep_their_order_where_a_path_is_hidden(tmp_path: Path) -> None:
    lines = ['# %% tags=["preprocess"]', "import hidden", "open(hidden.name(), 'w').close()"]
    lines += ["", '# %% tags=["train"]', "a = 1", "print(a)"]
    text = files(tmp_path, "dvc", notebook="\n".join(lines))["dvc.yaml"]
    assert "results/preprocess" in stages(text)["train"]["deps"]


@pytest.mark.slow
def test_repro_and_again_what_depends_on_a_parameter(tmp_path: Path) -> None:
    one = small_project(tmp_path, ["dvc"], PLOT)
    same_as_pipeline("dvc", one)
    made = yaml.safe_load((one.root / "dvc.yaml").read_text())
    for path in (*made["metrics"], *made["plots"]):
        assert (one.root / path).is_file(), path
    assert "score" in engines.call(one, engines.program("dvc"), "metrics", "show")
    config = one.root / "model_config.yaml"
    config.write_text(config.read_text().replace("5 $", "6 $"))
    told = engines.call(one, engines.program("dvc"), "repro")
    assert "Running stage 'train'" in told
    assert "Running stage 'preprocess'" not in told
