"""Runs a generated package's pipeline, each stage in a process of its own.

``python run_stages.py JOB.json RESULT.json``; JOB.json holds package, stages, options (values of
the pipeline's parameters). The pipeline of the package says which file goes where; only its calls
of the stages are replaced: by ``python -m PACKAGE.STAGE --x-file … --out-dir …``.
"""

import importlib
import inspect
import json
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

Stage = Callable[..., Any]


def path_function(module: types.ModuleType) -> Stage:
    """The path layer of a stage's module."""
    found: list[Stage] = [
        value
        for name, value in vars(module).items()
        if name.endswith("_from_path") and getattr(value, "__module__", "") == module.__name__
    ]
    assert len(found) == 1, f"{module.__name__} has {len(found)} functions *_from_path"
    return found[0]


def replace_stages(
    package: str, stages: list[str], replace: Callable[[str, Stage], Stage]
) -> types.ModuleType:
    """Import the pipeline; its calls of the stages go to what ``replace`` makes of them."""
    pipeline = importlib.import_module(f"{package}.pipeline")
    for stage in stages:
        module = importlib.import_module(f"{package}.{stage}")
        old = path_function(module)
        new = replace(stage, old)
        for owner in (module, pipeline):
            for name, value in list(vars(owner).items()):
                if value is old:
                    setattr(owner, name, new)
    return pipeline


def pipeline_function(pipeline: types.ModuleType) -> Stage:
    """The function that runs all the stages: the one of the module that takes ``out_dir``."""
    found = [
        value
        for value in vars(pipeline).values()
        if inspect.isfunction(value)
        and value.__module__ == pipeline.__name__
        and "out_dir" in inspect.signature(value).parameters
    ]
    assert len(found) == 1, f"{pipeline.__name__} has {len(found)} functions with out_dir"
    return found[0]


def options(call: Stage, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[str]:
    """The command line that means the same as the call."""
    bound = inspect.signature(call).bind(*args, **kwargs)
    words: list[str] = []
    for name, value in bound.arguments.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            if one is not None:
                words += [f"--{name.replace('_', '-')}", str(one)]
    return words


def main() -> None:
    """Run the job; what each stage prints goes to the result."""
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    result: dict[str, Any] = {"printed": [], "error": None, "stage": None, "stderr": ""}

    def replace(stage: str, old: Stage) -> Stage:
        def run(*args: Any, **kwargs: Any) -> None:
            command = [sys.executable, "-m", f"{job['package']}.{stage}"]
            done = subprocess.run(
                [*command, *options(old, args, kwargs)], capture_output=True, encoding="utf-8"
            )
            result["printed"].append((stage, done.stdout))
            if done.returncode:
                last = (done.stderr.strip().splitlines() or [""])[-1]
                result["error"] = last.split(":")[0].split(".")[-1]
                result["stage"], result["stderr"] = stage, done.stderr
                raise SystemExit

        return run

    pipeline = replace_stages(job["package"], job["stages"], replace)
    try:
        call = pipeline_function(pipeline)
        call(**{name: Path(value) for name, value in job["options"].items()})
    except SystemExit:
        pass
    Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
