"""Runs the package's stages, each through its command line in a process of its own."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from nb2prod.execution.runs import CannotRun
from nb2prod.plan.model import Pipeline, Stage
from nb2prod.records import dataclass

_TAIL = 4000


@dataclass(frozen=True, slots=True)
class Package:
    """Where things are: ``root`` holds the package, ``data`` stands for the notebook's folder,
    ``runs`` gets a folder a stage. ``python`` runs the stages; ``config`` is model_config.yaml;
    ``secrets`` are the addresses with a password, by parameter; ``left_out`` are cells of which
    the package leaves out what no stage needs, as it told.
    """

    pipeline: Pipeline
    root: Path
    data: Path
    runs: Path
    config: Path
    python: str
    timeout: float | None = None
    secrets: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()


def run_stages(package: Package, progress: Callable[[int, int, str], None]) -> None:
    """Run the stages in order.

    Raises:
        CannotRun: a stage failed or took too long.
    """
    end = None if package.timeout is None else time.monotonic() + package.timeout
    stages = package.pipeline.stages
    for n, stage in enumerate(stages, 1):
        progress(n, len(stages), stage.name)
        _run(package, stage.name, options_of(package, stage), end)


def run_pipeline(package: Package) -> None:
    """Run all stages by the package's own pipeline.py.

    Raises:
        CannotRun: it failed or took too long.
    """
    options: dict[str, str] = {}
    for stage in package.pipeline.stages:
        options |= _outside(package, stage)
    options["out_dir"] = str(package.runs)
    end = None if package.timeout is None else time.monotonic() + package.timeout
    _run(package, "pipeline", _words(options), end)


def options_of(package: Package, stage: Stage) -> list[str]:
    """What the command line of a stage gets."""
    options = _outside(package, stage)
    for parameter, (producer, name) in stage.sources.items():
        options[parameter] = str(package.runs / producer / name)
    options["out_dir"] = str(package.runs / stage.name)
    return _words(options)


def _outside(package: Package, stage: Stage) -> dict[str, str]:
    """The options of a stage for what comes from outside the pipeline."""
    options: dict[str, str] = {}
    if stage.takes_config_file:
        options["model_config_file"] = str(package.config)
    for file in stage.outside:
        if file.kind in ("file", "dir"):
            path = os.path.expanduser(file.path)
            options[file.parameter] = os.path.normpath(os.path.join(package.data, path))
        elif file.kind == "query":
            options[file.parameter] = str(package.root / file.path)
        elif file.kind == "secret":
            options[file.parameter] = package.secrets.get(file.parameter, "")
    return options


def _words(options: Mapping[str, str]) -> list[str]:
    return [part for n, v in options.items() for part in (_option(n), v)]


def printed_text(package: Package, stage: Stage) -> str:
    """What the stage printed."""
    return _output(package, stage.name).read_text(encoding="utf-8", errors="replace")


def _output(package: Package, name: str) -> Path:
    return package.runs / f"{name}.out"


def environment(package: Package) -> dict[str, str]:
    """Of a stage's process: the package is found, nothing is drawn on a screen."""
    paths = [str(package.root), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "MPLBACKEND": "Agg",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _option(parameter: str) -> str:
    return "--" + parameter.replace("_", "-")


def _run(package: Package, name: str, options: Sequence[str], end: float | None) -> None:
    log = package.runs / f"{name}.log"
    script = str(Path(__file__).with_name("run_stage.py"))
    module = f"{package.pipeline.package}.{name}"
    told = "pipeline.py" if name == "pipeline" else f"stage {name}"
    with log.open("wb") as errors, _output(package, name).open("wb") as output:
        process = subprocess.Popen(
            [package.python, script, module, *options],
            cwd=package.runs,
            env=environment(package),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        try:
            code = process.wait(None if end is None else max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            told += f" did not end within {package.timeout:g} s (--timeout)."
            raise CannotRun(told, "Give it more seconds by --timeout.") from None
        finally:
            _end(process)
    if code:
        raise CannotRun(f"{told} failed (exit code {code}):\n{_tail(log)}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Stop the process with all that it started."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _tail(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _TAIL))
        lines = file.read().decode("utf-8", "replace").strip().splitlines()
    return "\n".join(f"  {line}" for line in lines[-12:])
