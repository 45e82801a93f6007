"""Run the packages of notebooks through workflow engines, and compare with their pipelines.

``python -m tests.support.engines [TARGET ...] [--sample NAME ...]`` does it for all samples.
An engine is found beside this Python, on PATH, or in the folders that NB2PROD_ENGINES lists.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nb2prod.convert import Conversion, convert
from nb2prod.emit.listing import external_files
from nb2prod.emit.targets.registry import by_rank
from nb2prod.emit.targets.steps import from_package
from nb2prod.settings import Settings, TargetName
from nb2prod.write import write_package
from tests.support import fork_server
from tests.support.samples import SAMPLES, option

_KFP = """
import sys
sys.path.insert(0, sys.argv[1])
from kfp import local
import kfp_pipeline
local.init(local.SubprocessRunner(use_venv=False), pipeline_root=sys.argv[2])
kfp_pipeline.pipeline()
"""


_BESIDE = "and name its bin folder in NB2PROD_ENGINES"


class NotInstalled(Exception):
    """The engine cannot be run here."""


@dataclass(frozen=True)
class Project:
    """A package with its data beside it, as a user would have it. ``values``: of the inputs."""

    conversion: Conversion
    root: Path
    values: Mapping[str, str]

    @property
    def stages(self) -> list[str]:
        """Names of the stages."""
        return [stage.name for stage in self.conversion.pipeline.stages]


def folders() -> list[Path]:
    """Where programs of engines may lie, the first that is found counts."""
    extra = os.environ.get("NB2PROD_ENGINES", "").split(os.pathsep)
    listed = [*extra, str(Path(sys.executable).parent), *os.get_exec_path()]
    return [Path(folder) for folder in listed if folder]


def program(name: str) -> str:
    """The program of an engine.

    Raises:
        NotInstalled: it is nowhere.
    """
    found = (shutil.which(name, path=str(folder)) for folder in folders())
    path = next((one for one in found if one), None)
    if path is None:
        how = [f"`pip install {one.install}`" for one in by_rank() if one.run.split()[0] == name]
        told = how[0] if how else "install it"
        raise NotInstalled(f"{name} is not installed; {told} in a venv of its own, {_BESIDE}")
    return path


def python_with(module: str, command: str) -> str:
    """The Python beside the program `command`, which has `module`.

    Raises:
        NotInstalled: it is nowhere.
    """
    path = str(Path(program(command)).with_name("python"))
    run = subprocess.run([path, "-c", f"import {module}"], capture_output=True)
    if run.returncode:
        raise NotInstalled(f"{module} is not installed beside {command}")
    return path


def project(
    notebook: Path, root: Path, targets: Sequence[TargetName], *, copied: bool = True
) -> Project:
    """Convert the notebook into `root`, with a copy of the samples' data, or with none.

    Without one, the files lie where they are for the notebook.
    """
    target = None if copied else root
    conversion = convert(notebook, Settings(targets=tuple(targets)), target=target)
    write_package(conversion.files, root)
    if copied:
        shutil.copytree(SAMPLES / "data", root / "data", dirs_exist_ok=True)
    pipeline = conversion.pipeline
    files = (from_package(file, pipeline.data_root) for file in external_files(pipeline))
    values = {file.parameter: file.path for file in files}
    return Project(conversion, root, values)


def environment(one: Project) -> dict[str, str]:
    """The environment of an engine: its ``python`` is this one, with the package on its path.

    The hash seed is fixed, for a pickled set is written in the order of its hashes.
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    plain = {**os.environ, "PATH": path, "PYTHONPATH": str(one.root), "MPLBACKEND": "Agg"}
    quiet = {"DVC_NO_ANALYTICS": "1", "DO_NOT_TRACK": "1", "HOME": str(one.root.parent)}
    quiet["PYTHONHASHSEED"] = "0"
    return {**plain, **quiet, "XDG_CACHE_HOME": str(one.root.parent / "cache")}


def call(one: Project, *command: str, **variables: str) -> str:
    """Run a command in the project's folder; what it prints."""
    env = environment(one) | variables
    run = subprocess.run(command, cwd=one.root, env=env, capture_output=True, text=True)
    assert run.returncode == 0, f"{command}:\n{run.stdout}\n{run.stderr}"
    return run.stdout + run.stderr


def run_pipeline(one: Project, run: str = "1") -> Path:
    """All stages by pipeline.py; the folder with their results."""
    words = ["-m", f"{one.conversion.pipeline.package}.pipeline", "--out-dir", f"runs/{run}"]
    if any(stage.takes_config_file for stage in one.conversion.pipeline.stages):
        words += ["--model-config-file", "model_config.yaml"]
    for name, value in one.values.items():
        words += [option(name), value]
    done = fork_server.run(words, one.root, environment(one))
    assert done.returncode == 0, f"{words}:\n{done.stdout}\n{done.stderr}"
    return one.root / "runs" / run


def run_dvc(one: Project) -> Path:
    """All stages by `dvc repro`; a second call finds nothing to do."""
    dvc = program("dvc")
    call(one, dvc, "init", "--no-scm", "-q")
    call(one, dvc, "repro")
    assert "Data and pipelines are up to date." in call(one, dvc, "status")
    return one.root / "results"


def run_snakemake(one: Project) -> Path:
    """All stages by snakemake; a second call finds nothing to do."""
    command = [program("snakemake"), "--cores", "2"]
    call(one, *command)
    assert "Nothing to be done" in call(one, *command)
    return one.root / "results"


def run_kfp(one: Project) -> Path:
    """All stages by Kubeflow's local runner, after the pipeline was compiled to YAML."""
    python = python_with("kfp", "kfp")
    libraries = [str(one.root), *(path for path in sys.path if path.endswith("-packages"))]
    script = one.root.parent / "run_kfp.py"
    script.write_text(_KFP)
    path = os.pathsep.join(libraries)
    call(one, python, "kfp_pipeline.py", PYTHONPATH=path)
    assert "deploymentSpec" in (one.root / "kfp_pipeline.yaml").read_text()
    results, outputs = one.root / "results", one.root / "outputs"
    call(one, python, str(script), str(one.root), str(outputs), PYTHONPATH=path)
    for stage in one.stages:
        (found,) = outputs.glob(f"*/{stage.replace('_', '-')}/out_dir")
        shutil.copytree(found, results / stage)
    return results


def run_airflow(one: Project) -> Path:
    """All stages by `airflow dags test`."""
    airflow = program("airflow")
    home = one.root.parent / "airflow"
    variables = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(one.root),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
    }
    call(one, airflow, "db", "migrate", **variables)
    call(one, airflow, "dags", "test", one.conversion.pipeline.package, **variables)
    (results,) = (one.root / "results").iterdir()
    return results


def with_libraries(one: Project, command: str) -> dict[str, str]:
    """The environment in which an engine of another venv has the package and its libraries."""
    return with_folders(one.root, command)


def with_folders(root: Path, command: str) -> dict[str, str]:
    """The same for the package in a folder; the engine's own libraries come first."""
    own = [path for path in sys.path if path.endswith("-packages")]
    folder = str(Path(program(command)).parent)
    theirs = python_packages(folder)
    path = os.pathsep.join([folder, str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {"PYTHONPATH": os.pathsep.join([str(root), *theirs, *own]), "PATH": path}


def python_packages(folder: str) -> list[str]:
    """Where the Python of a `bin` folder has its packages."""
    code = "import sys; print([p for p in sys.path if p.endswith('-packages')])"
    run = subprocess.run([f"{folder}/python", "-c", code], capture_output=True, text=True)
    found: list[str] = json.loads(run.stdout.replace("'", '"'))
    return found


def run_metaflow(one: Project) -> Path:
    """All stages by the flow's own command."""
    python = python_with("metaflow", "metaflow")
    variables = {"METAFLOW_USER": "test", "METAFLOW_HOME": str(one.root.parent / "metaflow")}
    told = call(one, python, "metaflow_flow.py", "run", **variables, **with_libraries(one, python))
    assert "Done!" in told
    (results,) = (one.root / "results").iterdir()
    return results


def run_dagster(one: Project) -> Path:
    """All assets by `dagster asset materialize`."""
    dagster = program("dagster")
    variables = {"DAGSTER_DISABLE_TELEMETRY": "yes", **with_libraries(one, dagster)}
    command = ["asset", "materialize", "--select", "*", "-f", "dagster_assets.py"]
    call(one, dagster, *command, **variables)
    return one.root / "results"


def run_kedro(one: Project) -> Path:
    """All nodes by `kedro run`."""
    kedro = program("kedro")
    call(one, kedro, "run", **with_libraries(one, kedro))
    return one.root / "results"


RUNS: dict[TargetName, Callable[[Project], Path]] = {
    "dvc": run_dvc,
    "snakemake": run_snakemake,
    "kfp": run_kfp,
    "airflow": run_airflow,
    "metaflow": run_metaflow,
    "dagster": run_dagster,
    "kedro": run_kedro,
}


def files_below(folder: Path) -> dict[str, bytes]:
    """All files of a folder that a stage wrote."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in found}
    return {n: p.read_bytes() for n, p in names.items() if p.name not in _OWN}


_OWN = (".gitignore", ".snakemake_timestamp")


def differing(one: Project, wanted: Path, found: Path) -> list[str]:
    """Files of the results that are missing, too many, or not the same to the byte."""
    told: list[str] = []
    for stage in one.stages:
        old, new = files_below(wanted / stage), files_below(found / stage)
        told += [f"{stage}/{name}: one side only" for name in sorted(set(old) ^ set(new))]
        both = sorted(set(old) & set(new))
        told += [f"{stage}/{name}: differs" for name in both if old[name] != new[name]]
    return told


def unsteady(one: Project, wanted: Path) -> list[str]:
    """Files that pipeline.py itself does not write twice alike.

    TfidfVectorizer, for one, pickles a memory address. Such a file can only be told apart by
    what later stages make of it.
    """
    return differing(one, wanted, run_pipeline(one, "2"))


def main() -> None:
    """Run all samples through the targets; exit code 1 if something differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.engines")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(RUNS))
    parser.add_argument("--sample", action="append", help="name of a sample; default: all")
    parser.add_argument("--work", type=Path, default=Path("build/engines"))
    asked = parser.parse_args()
    failed = 0
    for path in sorted(SAMPLES.glob("*.ipynb")):
        if asked.sample and path.stem not in asked.sample:
            continue
        for target in asked.targets or RUNS:
            work = asked.work.resolve() / target / path.stem
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir(parents=True)
            one = project(path, work / "package", [target])
            wanted = run_pipeline(one)
            told = differing(one, wanted, RUNS[target](one))
            never = [line for line in unsteady(one, wanted) if line in told] if told else []
            told = [line for line in told if line not in never]
            failed += bool(told)
            count = sum(len(files_below(one.root / "runs" / "1" / s)) for s in one.stages)
            told_of = {"sample": path.stem, "target": target, "files": count}
            print(json.dumps({**told_of, "differ": told, "unsteady": never}), flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
