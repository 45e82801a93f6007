"""The options of the commands: parameters of the path layer, with their help."""

from typing import Any

from nb2prod.emit.config import example
from nb2prod.emit.help_words import carried_in_words, input_in_words
from nb2prod.naming import shortened
from nb2prod.patterns import regex
from nb2prod.plan.model import Code, File, Input, Pipeline, Stage
from nb2prod.plan.model_dir import names_of

_LISTS = regex(r"\b(glob|iglob|rglob|iterdir|listdir|scandir|walk)\b")


def loaded_files(stage: Stage) -> set[str]:
    """Parameters of files that the path layer loads in any case, so that they have to be there.

    A folder that is only listed may be missing: the list is empty then.
    """
    loaded = {name for code in stage.loads for name in names_of(code)}
    read = {
        name for code in stage.loads if not _LISTS.search(_text(code)) for name in names_of(code)
    }
    found = {f.parameter for f in stage.files if f.kind in ("file", "query")} & loaded
    return found | ({f.parameter for f in stage.files if f.kind == "dir"} & read)


def _text(code: Code) -> str:
    return code.statement.source if code.statement else code.text


def parameters_of(stage: Stage, pipeline: Pipeline) -> list[dict[str, Any]]:
    """Parameters of the path layer, in order."""
    found: list[dict[str, Any]] = []
    if stage.takes_config_file:
        found.append({"name": "model_config_file", "type": "Path", "help": "Parameters, in YAML."})
    if stage.model_from:
        text = f"Folder of the model, made by {stage.model_from}."
        found.append({"name": "model_dir", "type": "Path", "help": text})
    inputs: dict[str, list[Input]] = {}
    for one in stage.inputs:
        if not one.model_file:
            inputs.setdefault(one.parameter, []).append(one)
    for name, group in inputs.items():
        found.append({"name": name, "type": "Path", "help": input_in_words(group)})
    files = [f for f in stage.files if not f.model_file]
    seen = inputs.keys() | {f.parameter for f in files}
    for carried in stage.carried:
        if carried.parameter not in seen:
            text = carried_in_words(carried)
            found.append({"name": carried.parameter, "type": "Path", "help": text})
    found = [one | {"exists": True} for one in found]
    loaded = loaded_files(stage)
    for file in files:
        if file.kind != "url":
            found.append(file_parameter(file) | {"exists": file.parameter in loaded})
    found.append({"name": "out_dir", "type": "Path", "help": "Folder for all results."})
    found += [file_parameter(f) for f in files if f.kind == "url"]
    if stage.takes_config_file or stage.config_from_model:
        text, default = changes_help(pipeline), list[str]()
        option = {"name": "changes", "type": "list[str]", "flag": "--set", "help": text}
        found.append({**option, "default": default})
    return found


def changes_help(pipeline: Pipeline) -> str:
    """What the option ``--set`` is for."""
    return f"Another value of a parameter, as {example(pipeline)}."


def file_parameter(file: File) -> dict[str, Any]:
    """A path of the notebook as a parameter; a URL keeps its value as the default."""
    made: dict[str, Any] = {
        "name": file.parameter,
        "type": "Path",
        "help": f"In the notebook: {file.shown}",
    }
    if file.kind == "query":
        made["help"] = f"Query, {file.path}."
    if file.origin:
        made["help"] += f", made by `{shortened(file.origin)}`"
    if file.kind == "url":
        made |= {"type": "str", "default": file.path, "help": "Address to read from."}
    if file.kind == "secret":
        made["type"] = "str"
    return made
