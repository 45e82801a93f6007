"""The functions of a generated package, and its pipeline with other stages."""

import importlib
import inspect
import types
from collections.abc import Callable
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
