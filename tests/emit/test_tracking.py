"""tracking.py: what MLflow keeps of a run of the pipeline."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from nb2prod.convert import convert
from nb2prod.settings import Settings
from nb2prod.write import write_package
from tests.support.commands import run
from tests.support.engines import NotInstalled, python_with, with_folders

CELLS = """\
# %% tags=["parameters"]
SIZE = 2

# %% tags=["train"]
import matplotlib.pyplot as plt
model = {"mean": SIZE / 4}
plt.plot([1, SIZE])
plt.show()

# %% tags=["evaluate"]
score = model["mean"] * SIZE
print(score)
"""
READ = """
import json
from pathlib import Path
from mlflow import MlflowClient
client = MlflowClient(Path("mlruns").resolve().as_uri())
(one,) = (e for e in client.search_experiments() if e.name == "odd")
found = {}
for run in client.search_runs([one.experiment_id]):
    files = sorted(file.path for file in client.list_artifacts(run.info.run_id))
    nested = "mlflow.parentRunId" in run.data.tags
    stage = run.info.run_name if nested else ""
    found[stage] = [run.info.status, run.data.params.get("SIZE"), run.data.metrics, files]
print(json.dumps(found))
"""


def test_stages_are_wrapped(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(CELLS)
    made = convert(tmp_path / "odd.py", Settings(track="mlflow")).files
    plain = convert(tmp_path / "odd.py").files
    assert "        tracked(train_from_path)(\n" in made["odd/pipeline.py"]
    assert '"mlflow",' in made["pyproject.toml"] and "mlruns/" in made[".gitignore"]
    changed = {name for name in plain if plain[name] != made[name]}
    around = {"README.md", "pyproject.toml", ".gitignore"}
    assert changed == {"odd/pipeline.py", *around}, "the stages stay"
    assert set(made) - set(plain) == {"odd/tracking.py"}


def test_option_is_kept_and_checked(tmp_path: Path) -> None:
    (tmp_path / "odd.py").write_text(CELLS)
    assert run("convert", str(tmp_path / "odd.py"), "--track", "mlflow", "-q").exit_code == 0
    kept = json.loads((tmp_path / "odd" / ".nb2prod.json").read_text())["options"]
    assert kept == {"track": "mlflow", "notebook": "../odd.py"}
    assert run("check", str(tmp_path / "odd.py")).exit_code == 0
    assert run("convert", str(tmp_path / "odd.py"), "--track", "wandb", "-q").exit_code == 2


@pytest.mark.slow
def test_run_has_a_nested_run_for_each_stage(tmp_path: Path) -> None:
    try:
        python = python_with("mlflow", "mlflow")
    except NotInstalled as error:
        pytest.skip(str(error))
    (tmp_path / "odd.py").write_text(CELLS)
    write_package(convert(tmp_path / "odd.py", Settings(track="mlflow")).files, tmp_path)
    given = ["--model-config-file", "model_config.yaml", "--set", "SIZE=3", "--out-dir", "runs/1"]
    plain = {name: value for name, value in os.environ.items() if "MLFLOW" not in name}
    env = {**plain, **with_folders(tmp_path, python), "MPLBACKEND": "Agg"}
    env["MLFLOW_ALLOW_FILE_STORE"] = "true"
    for command in (["-m", "odd.pipeline", *given], ["-c", READ]):
        done = subprocess.run(
            [python, *command], cwd=tmp_path, env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found[""] == ["FINISHED", None, {}, []]
    assert found["train"][:2] == ["FINISHED", "3"] and "train_1.png" in found["train"][3]
    assert found["evaluate"][2]["score"] == 2.25
