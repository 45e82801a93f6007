"""kfp_pipeline.py: what stands in it, and that it compiles and runs with Kubeflow's own tools."""

import ast
import json
import subprocess
from pathlib import Path

import pytest
import yaml

from nb2prod.convert import convert
from nb2prod.settings import Settings
from tests.emit.targets.small import QUERY, SECRET, files, same_as_pipeline, small_project
from tests.support import engines
from tests.support.engines import NotInstalled
from tests.support.samples import SAMPLES


def test_component_takes_and_gives_artifacts(tmp_path: Path) -> None:
    text = files(tmp_path, "kfp")["kfp_pipeline.py"]
    assert "    preprocess: Input[Dataset],\n    out_dir: Output[Model],\n" in text
    assert "    metrics: Output[Metrics],\n" in text
    assert '    small_one_file=Path(preprocess.path, "small one.csv"),\n' in text
    assert "    preprocess_task.set_caching_options(False)\n" in text
    assert "train_task.set_caching_options" not in text
    assert "kubernetes" not in text


def test_secret_comes_from_kubernetes(tmp_path: Path) -> None:
    text = files(tmp_path, "kfp", SECRET)["kfp_pipeline.py"]
    assert '        keys_url=os.environ["KEYS_URL"],\n' in text
    assert 'secret_key_to_env={"KEYS_URL": "KEYS_URL"},' in text
    assert "keys_url: str" not in text, "nobody can pass it as a parameter, which all may read"


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.glob("*.ipynb")))
def test_component_imports_all_that_it_uses(name: str) -> None:
    text = convert(SAMPLES / f"{name}.ipynb", Settings(targets=("kfp",))).files["kfp_pipeline.py"]
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name != "pipeline":
            assert "    from pathlib import Path\n" in (ast.get_source_segment(text, node) or "")


def test_query_is_a_parameter(tmp_path: Path) -> None:
    made = files(tmp_path, "kfp", QUERY)
    (path,) = (name for name in made if name.endswith(".sql"))
    text = made["kfp_pipeline.py"]
    assert f'.joinpath("{path}")' in text
    assert "base_file: Input[Dataset],\n" in text
    assert "query.sql" in text and "    model_config: str,\n" in text


@pytest.mark.slow
def test_local_run_of_a_small_notebook(tmp_path: Path) -> None:
    one = small_project(tmp_path, ["kfp"])
    same_as_pipeline("kfp", one)
    compiled = next(yaml.safe_load_all((one.root / "kfp_pipeline.yaml").read_text()))
    tasks = set(compiled["root"]["dag"]["tasks"])
    assert set(one.stages) <= tasks
    config = compiled["root"]["inputDefinitions"]["parameters"]["model_config"]
    assert json.loads(config["defaultValue"]) == (one.root / "model_config.yaml").read_text()


@pytest.mark.slow
def test_secret_is_compiled(tmp_path: Path) -> None:
    made = files(tmp_path, "kfp", SECRET)
    for name in ("kfp_pipeline.py", "model_config.yaml"):
        (tmp_path / name).write_text(made[name])
    try:
        python = engines.python_with("kfp.kubernetes", "kfp")
    except NotInstalled as error:
        pytest.skip(f"{error}: pip install 'kfp[kubernetes]'")
    subprocess.run([python, "kfp_pipeline.py"], cwd=tmp_path, check=True)
    assert "secretAsEnv" in (tmp_path / "kfp_pipeline.yaml").read_text()
