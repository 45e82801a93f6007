"""Inputs and outputs of the stages, for README.md and for the summary of the command line.

Nothing here needs libcst, so that the command line can use it without waiting for that.
"""

import posixpath
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path, PureWindowsPath
from types import MappingProxyType

from nb2prod.naming import CONFIG_FILE
from nb2prod.plan.model import File, Pipeline, Stage


def external_files(pipeline: Pipeline) -> list[File]:
    """Files that the pipeline takes from outside, in order of use."""
    found: dict[str, File] = {}
    for stage in pipeline.stages:
        for file in stage.files:
            if file.producer is None:
                found.setdefault(file.parameter, file)
    return list(found.values())


def script_name(package: str, module: str) -> str:
    """The console script of a module of the package: ``churn-train``."""
    return f"{package}-{module}".replace("_", "-")


def command_line(
    pipeline: Pipeline,
    package_root: str = ".",
    data_root: str = ".",
    beside: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The command that runs all the stages on the notebook's own files.

    It is the console script: `python -m` takes a file beside the notebook that has the package's
    name for the package. `data_root` is the notebook's folder, `package_root` that of the package
    or the variable that holds it; `beside` has the names in `data_root` of files whose path leads
    nowhere.
    """
    options = []
    if any(stage.takes_config_file for stage in pipeline.stages):
        options.append(f"--model-config-file {_of_package(package_root, CONFIG_FILE)}")
    for file in external_files(pipeline):
        if file.kind == "secret":
            options.append(f'--{file.parameter.replace("_", "-")} "${file.parameter.upper()}"')
        elif file.kind == "query":
            path = _of_package(package_root, file.path)
            options.append(f"--{file.parameter.replace('_', '-')} {path}")
        elif file.kind != "url":
            name = beside.get(file.path)
            path = within(data_root, name or file.path)
            shown = shlex.quote(path) if name else _quoted(file, path)
            options.append(f"--{file.parameter.replace('_', '-')} {shown}")
    options.append("--out-dir runs/1")
    return " ".join([script_name(pipeline.package, "pipeline"), *options])


def within(folder: str, path: str) -> str:
    """The path from another folder, if it is not an absolute one, of Windows perhaps.

    >>> within("..", "data/a.csv"), within("..", "/data/a.csv"), within("..", "C:/data/a.csv")
    ('../data/a.csv', '/data/a.csv', 'C:/data/a.csv')
    """
    absolute = PureWindowsPath(path).drive
    return posixpath.normpath(path if absolute else posixpath.join(folder, path))


def first_commands(pipeline: Pipeline, target: Path, notebooks: Path) -> list[str]:
    """What to type to install the package in `target`, and to run it on the notebook's data."""
    install = f"python -m pip install -e {shlex.quote(str(target))}"
    absolute = [
        file
        for file in external_files(pipeline)
        if file.kind in ("file", "dir") and posixpath.isabs(file.path)
    ]
    # `~` is somebody else's home where the command is typed
    beside = {file.path: file.path for file in absolute if file.shown.startswith("~")}
    beside |= {
        file.path: name
        for file in absolute
        if not Path(file.path).exists()
        if (notebooks / (name := posixpath.basename(posixpath.normpath(file.path)))).exists()
    }
    return [install, command_line(pipeline, str(target), str(notebooks), beside)]


def _of_package(root: str, file: str) -> str:
    """A file of the package for a shell, where `root` may be a variable: ``$package``."""
    if root.startswith("$"):
        return f'"{root}/{file}"'
    return shlex.quote(posixpath.normpath(posixpath.join(root, file)))


def _quoted(file: File, path: str) -> str:
    """A path for a shell; ``~/data``, where the shell has to see the tilde, as it is."""
    if file.shown.startswith("$"):
        return f'"{file.shown}"'
    if not file.shown.startswith("~"):
        return shlex.quote(path)
    rest = posixpath.normpath(file.shown)[1:]
    return f"~/{shlex.quote(rest[1:])}" if rest else "~"


def inputs(stage: Stage) -> list[str]:
    """What a stage needs, for people."""
    files = [f.file or f.shown for f in stage.files if not f.model_file]
    return [
        *([CONFIG_FILE] if stage.takes_config_file else []),
        *_of_model(stage),
        *files,
        *(i.name for i in stage.inputs if not i.model_file),
        *(n for c in stage.carried for n in c.names if n not in {i.name for i in stage.inputs}),
    ]


def _of_model(stage: Stage) -> list[str]:
    """The files that the stage reads in the folder of the model, as paths in that of the run."""
    found = [CONFIG_FILE] if stage.config_from_model else []
    found += [file.model_file for file in stage.files]
    found += [one.model_file for one in stage.inputs]
    return [f"{stage.model_from}/{name}" for name in dict.fromkeys(found) if name]


def outputs(stage: Stage) -> list[str]:
    """What a stage saves, for people."""
    found: Iterable[str] = [a.file or "" for a in stage.artefacts if not a.written]
    own = [name for _, name in stage.written]
    kept = [CONFIG_FILE] if stage.keeps_config else []
    metrics = [stage.metrics_file] if stage.metrics else []
    metrics += [stage.predictions_file] if stage.predictions else []
    return [*found, *own, *(c.file for c in stage.carried), *kept, *metrics]


def all_outputs(stage: Stage) -> list[str]:
    """The same with files whose names are computed, as ``part_*.csv``."""
    return list(dict.fromkeys([*outputs(stage), *stage.computed]))


def made_from(pipeline: Pipeline) -> str:
    """What the package was made from."""
    return f"the notebook{'s' if len(pipeline.sources) > 1 else ''} {pipeline.file}"
