"""Run a notebook in a kernel, and its package stage by stage, so that both can be compared."""

import json
import os
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbclient
import nbformat

from nb2prod.convert import Conversion
from nb2prod.plan.model import Stage
from nb2prod.plan.serialisers import SERIALISERS
from tests.support import fork_server

SAMPLES = Path(__file__).parents[2] / "sample_notebooks"
_SNAPSHOT = """
import pickle as _pickle
_saved = {{}}
for _name in {names!r}:
    try:
        _saved[_name] = _pickle.dumps(globals()[_name])
    except Exception:
        pass
with open({path!r}, "wb") as _file:
    _pickle.dump(_saved, _file)
"""


@dataclass(frozen=True)
class NotebookRun:
    """Where the notebook ran, the pickled values of names after each stage, and what it printed."""

    folder: Path
    values: dict[str, dict[str, bytes]]
    printed: str


def run_notebook(path: Path, conversion: Conversion, folder: Path) -> NotebookRun:
    """Execute the notebook in a copy of its folder, with a snapshot after each stage."""
    notebook = nbformat.read(path, 4)
    stages = {max(stage.cells): stage for stage in conversion.pipeline.stages}
    cells = []
    for number, cell in enumerate(notebook.cells, 1):
        cells.append(cell)
        if number in stages:
            stage = stages[number]
            names = [o.name for o in stage.outputs] + list(stage.metrics)
            source = _SNAPSHOT.format(names=names, path=f"{stage.name}.snapshot")
            cells.append(nbformat.v4.new_code_cell(source))
    notebook.cells = cells
    client = nbclient.NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    values = {}
    for stage in stages.values():
        values[stage.name] = pickle.loads((folder / f"{stage.name}.snapshot").read_bytes())
    outputs = (o for cell in notebook.cells for o in cell.get("outputs", ()))
    printed = "".join(o.text for o in outputs if o.output_type == "stream")
    return NotebookRun(folder, values, printed)


def environment(package_root: Path) -> dict[str, str]:
    """The environment of a stage's process."""
    return {**os.environ, "PYTHONPATH": str(package_root), "MPLBACKEND": "Agg"}


def run_stages(conversion: Conversion, package_root: Path, data: Path, runs: Path) -> None:
    """Run every stage through its command line, each in a process of its own."""
    for stage in conversion.pipeline.stages:
        words = ["-m", f"{conversion.pipeline.package}.{stage.name}"]
        words += stage_options(stage, package_root, data, runs)
        run = fork_server.run(words, runs, environment(package_root))
        assert run.returncode == 0, f"{stage.name}:\n{run.stdout}\n{run.stderr}"


def stage_options(stage: Stage, package_root: Path, data: Path, runs: Path) -> list[str]:
    """The command line of a stage; `data` holds what was the notebook's `data` folder."""
    options: dict[str, Path] = {}
    if stage.takes_config_file:
        options["model_config_file"] = package_root / "model_config.yaml"
    for parameter, (producer, file) in stage.sources.items():
        options[parameter] = runs / producer / file
    for outside in stage.outside:
        options[outside.parameter] = data / Path(outside.path).relative_to("data")
    options["out_dir"] = runs / stage.name
    return [part for name, path in options.items() for part in (option(name), str(path))]


def option(parameter: str) -> str:
    """The option of a parameter."""
    return "--" + parameter.replace("_", "-")


def load_artefacts(package_root: Path, package: str, stage: Stage, runs: Path) -> dict[str, bytes]:
    """The values that a stage saved, loaded where the package can be imported, as pickles."""
    lines = ["import pickle", "from pathlib import Path", "found = {}"]
    for artefact in stage.artefacts:
        serialiser = SERIALISERS[artefact.serialiser]
        path = runs / stage.name / artefact.file
        lines += [line.format(package=package) for line in serialiser.load_imports]
        lines += [f"value = {serialiser.loading(f'Path({str(path)!r})')}"]
        lines += [f"found |= dict.fromkeys({list(artefact.names)!r}, pickle.dumps(value))"]
    place = runs / f"{stage.name}.pickled"
    lines += [f"Path({str(place)!r}).write_bytes(pickle.dumps(found))"]
    run = fork_server.run(["-c", "\n".join(lines)], runs, environment(package_root))
    assert run.returncode == 0, run.stderr
    values: dict[str, bytes] = pickle.loads(place.read_bytes())
    return values


def metrics_of(runs: Path, stage: Stage) -> dict[str, Any]:
    """What the stage wrote as its metrics."""
    found: dict[str, Any] = json.loads((runs / stage.name / stage.metrics_file).read_text())
    return found
