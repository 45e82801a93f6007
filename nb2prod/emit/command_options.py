"""The options of the commands: parameters of the path layer, with their help."""

import posixpath
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from nb2prod.emit.config import example
from nb2prod.emit.help_words import carried_in_words, input_in_words
from nb2prod.naming import shortened
from nb2prod.patterns import regex
from nb2prod.plan.model import Artefact, Code, File, Input, Pipeline, Stage
from nb2prod.plan.model_dir import names_of
from nb2prod.plan.serialisers import FOLDERS

_THERE = ", exists=True"
_FILE = f"{_THERE}, dir_okay=False"
_FOLDER = f"{_THERE}, file_okay=False"
_TEXT = (".csv", ".jsonl")
_OUT = ", file_okay=False"

# A path with a suffix that one of these reads is no folder; other readers take folders of parts.
_READS_FILE = regex(
    r"\b(?:pd|pandas)\.read_(?:csv|excel|fwf|json|pickle|table|feather)\(|\b(?:np|numpy|joblib)\.load\("
    r"|\bopen\(|\.read_(?:text|bytes)\(|\b(?:loadtxt|genfromtxt|imread)\("
)
_LISTS = regex(r"\b(glob|iglob|rglob|iterdir|listdir|scandir|walk)\b")


def path_checks(stages: Iterable[Stage]) -> dict[str, str]:
    """What typer checks of paths that the path layers load in any case.

    A folder that is only listed may be missing: the list is empty then.
    """
    return {name: text for stage in stages for name, text in _path_checks(stage).items()}


def _path_checks(stage: Stage) -> dict[str, str]:
    loaded = {name for code in stage.loads for name in names_of(code)}
    read = {
        name for code in stage.loads if not _LISTS.search(_text(code)) for name in names_of(code)
    }
    single = {
        name for code in stage.loads if _READS_FILE.search(_text(code)) for name in names_of(code)
    }
    found = {}
    for file in stage.files:
        name, is_file = file.parameter, file.kind == "query" or posixpath.splitext(file.path)[1]
        if file.kind == "dir" and name in read:
            found[name] = _FOLDER
        elif file.kind in ("file", "query") and name in loaded:
            found[name] = _FILE if is_file and name in single else _THERE
    return found


def _saved(artefact: Artefact | None) -> str:
    """The check of what a stage saved; what the notebook's own code writes may be a folder."""
    if artefact is None:
        return _THERE
    suffix = posixpath.splitext(artefact.file)[1]
    own = not artefact.written or (artefact.serialiser == "table" and suffix in _TEXT)
    return _FILE if own and suffix and suffix not in FOLDERS else _THERE


def _text(code: Code) -> str:
    return code.statement.source if code.statement else code.text


def parameters_of(stage: Stage, pipeline: Pipeline) -> list[dict[str, Any]]:
    """Parameters of the path layer, in order."""
    found: list[dict[str, Any]] = []
    if stage.takes_config_file:
        found.append(_path("model_config_file", "Parameters, in YAML.", _FILE))
    if stage.model_from:
        text = f"Folder of the model, made by {stage.model_from}."
        found.append(_path("model_dir", text, _FOLDER))
    inputs: dict[str, list[Input]] = {}
    for one in stage.inputs:
        if not one.model_file:
            inputs.setdefault(one.parameter, []).append(one)
    for name, group in inputs.items():
        found.append(_path(name, input_in_words(group), _saved(group[0].artefact)))
    files = [f for f in stage.files if not f.model_file]
    seen = inputs.keys() | {f.parameter for f in files}
    for carried in stage.carried:
        if carried.parameter not in seen:
            text = carried_in_words(carried)
            found.append(_path(carried.parameter, text, _saved(carried.artefact)))
    checks = path_checks([stage])
    found += [file_parameter(file, checks) for file in files if file.kind != "url"]
    kept = "the model and all that it needs" if _serves(stage, pipeline) else "all results"
    found.append(_path("out_dir", f"Folder for {kept}.", _OUT))
    found += [file_parameter(f) for f in files if f.kind == "url"]
    if stage.takes_config_file or stage.config_from_model:
        text, default = changes_help(pipeline, stage), list[str]()
        option = {
            "name": "changes",
            "type": "list[str]",
            "flag": "--set",
            "help": text,
            "checks": "",
        }
        found.append({**option, "default": default})
    return found


def _serves(stage: Stage, pipeline: Pipeline) -> bool:
    """Whether a later stage takes the folder of its results as that of the model."""
    return any(other.model_from == stage.name for other in pipeline.stages)


def _path(name: str, text: str, checks: str) -> dict[str, Any]:
    return {"name": name, "type": "Path", "help": text, "checks": checks}


def changes_help(pipeline: Pipeline, stage: Stage | None = None) -> str:
    """What the option ``--set`` is for, with a parameter of the stage."""
    return f"Another value of a parameter, as {example(pipeline, stage)}."


def file_parameter(file: File, checks: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    """A path of the notebook as a parameter; a URL keeps its value as the default."""
    name = file.parameter
    made = _path(name, f"In the notebook: {file.shown}", checks.get(name, ""))
    if file.kind == "query":
        made["help"] = f"Query, {file.path}."
    if file.origin:
        made["help"] += f", made by `{shortened(file.origin)}`"
    if file.kind == "url":
        made |= {"type": "str", "default": file.path, "help": "Address to read from."}
    if file.kind == "secret":
        made["type"] = "str"
    return made
