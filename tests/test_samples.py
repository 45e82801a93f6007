"""Each sample notebook computes in its package what it computes in a kernel."""

import ast
import json
import math
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sklearn.base import BaseEstimator

from nb2prod.convert import convert
from nb2prod.settings import Settings
from nb2prod.write import write_package
from tests.support import samples
from tests.support.predicting import predict_alone
from tests.templates.same import same

NAMES = sorted(path.stem for path in samples.SAMPLES.glob("*.ipynb"))
_FILE_CALLS = {"open", "read_csv", "to_csv", "read_json", "to_json", "dump", "load", "savefig"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "lift"), [*((name, False) for name in NAMES), ("churn", True), ("house_prices", True)]
)
def test_metrics_and_predictions_are_those_of_the_notebook(
    name: str, lift: bool, tmp_path: Path
) -> None:
    source = samples.SAMPLES / f"{name}.ipynb"
    conversion = convert(source, Settings(lift_hyperparameters=lift))
    assert bool(conversion.pipeline.hyperparameters) is lift
    package_root, runs, data = tmp_path / "package", tmp_path / "runs", tmp_path / "elsewhere"
    write_package(conversion.files, package_root)
    notebook_folder = tmp_path / "notebook"
    shutil.copytree(samples.SAMPLES / "data", notebook_folder / "data")
    shutil.copytree(samples.SAMPLES / "data", data)
    runs.mkdir()
    notebook = samples.run_notebook(source, conversion, notebook_folder)
    samples.run_stages(conversion, package_root, data, runs)

    compared = 0
    for stage in conversion.pipeline.stages:
        values = notebook.values[stage.name]
        for path, file in stage.written:
            compared += _same_file(notebook_folder / path, runs / stage.name / file)
        if stage.metrics:
            metrics = samples.metrics_of(runs, stage)
            assert metrics
            spread = (
                _loaded(values["metrics"]) if "metrics" in values.keys() - metrics.keys() else {}
            )
            if "report" in metrics and "report" not in values:  # only printed in the notebook
                report = metrics.pop("report")
                wanted = _loaded(values["accuracy" if "accuracy" in values else "metrics"])
                _same_metric(
                    report["accuracy"], wanted["accuracy"] if "metrics" in values else wanted
                )
            assert spread.keys() <= metrics.keys()
            for key, value in metrics.items():
                compared += 1
                if key not in {*spread, *values}:  # only printed in the notebook
                    assert f"{value:.3f}" in notebook.printed
                    continue
                _same_metric(value, spread[key] if key in spread else _loaded(values[key]))
        found = samples.load_artefacts(package_root, conversion.pipeline.package, stage, runs)
        compared += sum(_same_artefact(name, found[name], values) for name in found)
    assert compared >= 3
    served = any(stage.predictor for stage in conversion.pipeline.stages)
    assert served is (source.stem not in ("energy_forecast", "movie_recommender"))  # see service.md
    if served and not lift:
        _same_predictions(predict_alone(conversion, package_root, data, runs, tmp_path), notebook)


def _same_predictions(predictions: list[dict[str, Any]], notebook: samples.NotebookRun) -> None:
    """What `Predictor.predict` gives with the model directory alone is the notebook's."""
    wanted = {n: v for values in notebook.values.values() for n, v in values.items()}
    for found in predictions:
        compared = [n for n in found if n in wanted and not n.endswith("random_state")]
        assert compared
        assert [n for n in compared if not same(found[n], _loaded(wanted[n]))] == []


def _loaded(data: bytes) -> Any:
    return pickle.loads(data)


def _same_file(one: Path, other: Path) -> int:
    assert other.is_file(), other
    if one.suffix in {".csv", ".npy"}:
        assert one.read_bytes() == other.read_bytes()
        return 1
    if one.suffix == ".json":
        assert json.loads(one.read_text()) == json.loads(other.read_text())
        return 1
    return 0


def _same_metric(found: Any, wanted: Any) -> None:
    if isinstance(found, dict):
        for key, value in found.items():
            same_key = next(k for k in wanted if str(k) == key)
            _same_metric(value, wanted[same_key])
    elif isinstance(found, list):
        assert len(found) == len(wanted)
        for one, other in zip(found, wanted, strict=True):
            _same_metric(one, other)
    elif isinstance(found, float):
        assert math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-12) or found != found
    else:
        assert found == wanted


def _same_artefact(name: str, found: bytes, values: dict[str, bytes]) -> int:
    """Compare a value that the kernel could pickle and that needs no class of the notebook."""
    if name not in values:
        return 0
    try:
        one, other = _loaded(found), _loaded(values[name])
    except (AttributeError, ModuleNotFoundError):
        return 0
    assert _alike(one, other), name
    return 1


def _alike(found: Any, wanted: Any) -> bool:
    """Equal bit for bit; estimators, whose trees hold padding, by their parameters."""
    if isinstance(wanted, BaseEstimator):
        return type(found) is type(wanted) and str(found.get_params()) == str(wanted.get_params())
    if isinstance(wanted, dict) and any(isinstance(v, BaseEstimator) for v in wanted.values()):
        return list(found) == list(wanted) and all(_alike(found[k], wanted[k]) for k in wanted)
    return same(found, wanted)


@pytest.mark.parametrize("name", NAMES)
def test_the_data_layer_touches_no_file(name: str) -> None:
    conversion = convert(samples.SAMPLES / f"{name}.ipynb")
    package = conversion.pipeline.package
    for stage in conversion.pipeline.stages:
        tree = ast.parse(conversion.files[f"{package}/{stage.name}.py"])
        layer = next(
            node
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and node.name == f"{stage.name}_from_data"
        )
        for node in ast.walk(layer):
            if isinstance(node, ast.Call):
                function = node.func
                called = getattr(function, "id", getattr(function, "attr", ""))
                assert called not in _FILE_CALLS, ast.unparse(node)
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"environ", "getenv"}
            if isinstance(node, ast.Name):
                assert node.id not in {"Path", "open"}
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "/" not in node.value or " " in node.value, node.value


@pytest.mark.slow
def test_commands_and_imports_of_a_stage(tmp_path: Path) -> None:
    conversion = convert(samples.SAMPLES / "churn.ipynb")
    write_package(conversion.files, tmp_path)
    env = samples.environment(tmp_path)
    run = subprocess.run(
        [sys.executable, "-m", "churn.train", "--help"], env=env, capture_output=True, text=True
    )
    assert run.returncode == 0 and "--out-dir" in run.stdout
    code = "from churn.train import train_from_path, train_from_data, main"
    assert subprocess.run([sys.executable, "-c", code], env=env).returncode == 0
