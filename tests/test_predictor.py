"""What train saves is enough: `Predictor(out_dir)` predicts with nothing else there."""

import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nb2prod.convert import Conversion, convert
from nb2prod.notebook.model import Role
from nb2prod.plan.model import Stage
from nb2prod.write import write_package
from tests.support import samples
from tests.templates.same import same

NAMES = sorted(path.stem for path in samples.SAMPLES.glob("*.ipynb"))

# Works on what the pickle in argv[1] says, in a process that knows of no other folder.
_PREDICT = """
import importlib, pickle, sys
from pathlib import Path
job = pickle.loads(Path(sys.argv[1]).read_bytes())
module = importlib.import_module(job["module"])
predictor = module.Predictor(Path(job["model_dir"]))
results = [predictor.predict(**pickle.loads(job["arguments"])) for _ in range(2)]
fields = [r._asdict() if hasattr(r, "_asdict") else {job["names"][0]: r} for r in results]
Path(sys.argv[2]).write_bytes(pickle.dumps(fields))
"""

# Loads what the command line would load, but for the model.
_ARGUMENTS = """
import inspect, pickle, sys, types
from pathlib import Path
module = __import__(sys.argv[1], fromlist=["Predictor"])
caught = {{}}
class Caught(Exception):
    pass
class Fake(module.Predictor):
    def predict(self, **arguments):
        caught.update(arguments)
        raise Caught
module.Predictor = Fake
try:
    getattr(module, {function!r})(**{{k: Path(v) for k, v in {options!r}.items()}})
except Caught:
    pass
Path(sys.argv[2]).write_bytes(pickle.dumps(caught))
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_predictor_needs_the_model_directory_only(name: str, tmp_path: Path) -> None:
    source = samples.SAMPLES / f"{name}.ipynb"
    conversion = convert(source)
    package_root, runs, data = tmp_path / "package", tmp_path / "runs", tmp_path / "elsewhere"
    write_package(conversion.files, package_root)
    for folder in (tmp_path / "notebook" / "data", data):
        shutil.copytree(samples.SAMPLES / "data", folder)
    runs.mkdir()
    notebook = samples.run_notebook(source, conversion, tmp_path / "notebook")
    samples.run_stages(conversion, package_root, data, runs)
    stage = next(s for s in conversion.pipeline.stages if s.role is Role.PREDICT)
    arguments = _data_arguments(conversion, stage, package_root, data, runs, tmp_path)

    alone = tmp_path / "alone" / "model"
    shutil.copytree(runs / stage.model_from, alone)
    for folder in (runs, data, tmp_path / "notebook"):
        shutil.rmtree(folder)
    job = {
        "module": f"{conversion.pipeline.package}.{stage.name}",
        "model_dir": str(alone),
        "arguments": arguments,
        "names": [o.name for o in stage.outputs],
    }
    (alone.parent / "job").write_bytes(pickle.dumps(job))
    _python(_PREDICT, package_root, alone.parent, "job", "result")

    wanted = {n: pickle.loads(v) for n, v in notebook.values[stage.name].items()}
    for found in pickle.loads((alone.parent / "result").read_bytes()):
        compared = [n for n in found if n in wanted and not n.endswith("random_state")]
        assert compared
        assert [n for n in compared if not same(found[n], wanted[n])] == []


def _data_arguments(
    conversion: Conversion, stage: Stage, root: Path, data: Path, runs: Path, folder: Path
) -> bytes:
    """The data that the command line hands to `Predictor.predict`, pickled."""
    words = samples.stage_options(stage, root, data, runs)
    options: dict[str, Any] = {
        name.removeprefix("--").replace("-", "_"): value
        for name, value in zip(words[::2], words[1::2], strict=True)
    }
    code = _ARGUMENTS.format(function=f"{stage.name}_from_path", options=options)
    module = f"{conversion.pipeline.package}.{stage.name}"
    _python(code, root, folder, module, "arguments")
    return (folder / "arguments").read_bytes()


def _python(code: str, package_root: Path, folder: Path, *words: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env=samples.environment(package_root),
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
