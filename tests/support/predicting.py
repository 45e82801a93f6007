"""Predict as a service would: `Predictor(out_dir)`, with nothing else there."""

import pickle
import shutil
from pathlib import Path
from typing import Any

from nb2prod.convert import Conversion
from nb2prod.notebook.model import Role
from nb2prod.plan.model import Stage
from tests.support import fork_server, samples

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


def predict_alone(
    conversion: Conversion, package_root: Path, data: Path, runs: Path, folder: Path
) -> list[dict[str, Any]]:
    """What two calls of `Predictor.predict` give where only the model directory is left.

    The folders of the data and of the runs are gone afterwards.
    """
    stage = next(s for s in conversion.pipeline.stages if s.role is Role.PREDICT)
    arguments = _data_arguments(conversion, stage, package_root, data, runs, folder)
    alone = folder / "alone" / "model"
    shutil.copytree(runs / stage.model_from, alone)
    for other in (runs, data):
        shutil.rmtree(other)
    job = {
        "module": f"{conversion.pipeline.package}.{stage.name}",
        "model_dir": str(alone),
        "arguments": arguments,
        "names": [o.name for o in stage.outputs],
    }
    (alone.parent / "job").write_bytes(pickle.dumps(job))
    _python(_PREDICT, package_root, alone.parent, "job", "result")
    found: list[dict[str, Any]] = pickle.loads((alone.parent / "result").read_bytes())
    return found


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
    run = fork_server.run(["-c", code, *words], folder, samples.environment(package_root))
    assert run.returncode == 0, run.stderr
