"""The text of the package's modules."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nb2prod.analysis.annotations import annotation
from nb2prod.analysis.model import Type
from nb2prod.emit.imports import import_block
from nb2prod.emit.items import item_text
from nb2prod.emit.rewrite import block, statements_of
from nb2prod.emit.templates import environment
from nb2prod.notebook.model import Role
from nb2prod.plan.model import File, Input, Item, Output, Pipeline, Stage
from nb2prod.plan.names import local_name
from nb2prod.plan.serialisers import SERIALISERS

_VERBS = {
    Role.PREPROCESS: "Preprocess",
    Role.TRAIN: "Train",
    Role.PREDICT: "Predict",
    Role.EVALUATE: "Evaluate",
}


class Annotations:
    """Writes types as the notebook would, and gathers the imports for that."""

    def __init__(self, pipeline: Pipeline, own: Iterable[Item] = ()) -> None:
        self.names = {
            one.qualified: one.name for one in pipeline.imports if not one.star and not one.guarded
        }
        self.imports: dict[str, str] = {}
        self.classes = {f"notebook.{item.name}" for item in [*pipeline.items, *own]}

    def __call__(self, kind: Type | None) -> str:
        if kind is not None and kind.name.startswith("notebook."):
            kind = kind if kind.name in self.classes else None
        return self.early(kind, known_classes=True)

    def early(self, kind: Type | None, known_classes: bool = False) -> str:
        """The same for a definition, above which a class of the notebook may be missing."""
        if kind is not None and kind.name.startswith("notebook.") and not known_classes:
            kind = None
        text, needed = annotation(kind, self.names)
        for module, name, alias in needed:
            shown = alias or name or module.split(".")[0]
            line = f"from {module} import {name}" if name else f"import {module}"
            self.imports[shown] = line + (f" as {alias}" if alias and alias != name else "")
        return text


def stage_module(pipeline: Pipeline, stage: Stage) -> str:
    """The module of a stage: data layer, path layer, command line."""
    annotate = Annotations(pipeline, stage.items)
    outputs = [_field(o, annotate) for o in stage.outputs]
    arguments = [_field(a, annotate) for a in stage.arguments]
    paths = stage.path_arguments
    arguments += [{"name": p, "type": _path_type(stage, p), "local": p} for p in paths]
    takes_config = any("model_config[" in code.text for code in stage.body)
    if takes_config:
        arguments.insert(
            0, {"name": "model_config", "type": "dict[str, Any]", "local": "model_config"}
        )
    returns = "None"
    if len(outputs) == 1:
        returns = outputs[0]["type"]
    elif outputs:
        returns = f"{class_name(stage.name)}Result"
    code = render(
        "stage.py.jinja",
        stage=stage,
        verb=_VERBS[stage.role],
        title=pipeline.title,
        effects=[block_at_top(code) for code in stage.effects],
        items=[item_text(item, annotate.early) for item in stage.items],
        result=f"{class_name(stage.name)}Result",
        outputs=outputs,
        arguments=arguments,
        returns=returns,
        body=block(statements_of(stage.body)),
        parameters=parameters_of(stage),
        config=bool(stage.config),
        inputs=load_lines(stage),
        loads=block(statements_of(stage.loads)),
        takes_config=takes_config,
        saves=block(statements_of(stage.saves)),
        artefacts=save_lines(stage),
        metrics=[(n, _seen(stage, n)) for n in stage.metrics],
    )
    extra = {**dict(pipeline.extra_imports), **annotate.imports}
    return _with_imports(code, pipeline, pipeline.common, extra)


def common_module(pipeline: Pipeline) -> str:
    """Definitions and constants that several stages use."""
    annotate = Annotations(pipeline)
    items = [item_text(item, annotate.early) for item in pipeline.items]
    code = render("common.py.jinja", title=pipeline.title, items=items)
    return _with_imports(code, pipeline, (), annotate.imports)


def pipeline_module(pipeline: Pipeline) -> str:
    """One command for all the stages."""
    outside: dict[str, File] = {}
    for stage in pipeline.stages:
        for file in stage.files:
            if file.producer is None:
                outside.setdefault(file.parameter, file)
    ordered = sorted(outside.values(), key=lambda f: f.kind == "url")
    code = render(
        "pipeline.py.jinja",
        title=pipeline.title,
        package=pipeline.package,
        stages=[{"name": s.name, "arguments": _call_arguments(s)} for s in pipeline.stages],
        files=[file_parameter(f) for f in ordered if f.kind != "url"],
        urls=[file_parameter(f) for f in ordered if f.kind == "url"],
        config=any(s.config for s in pipeline.stages),
    )
    extra = {
        f"{s.name}_from_path": f"from {pipeline.package}.{s.name} import {s.name}_from_path"
        for s in pipeline.stages
    }
    return _with_imports(code, pipeline, (), extra)


def _with_imports(code: str, pipeline: Pipeline, common: Any, extra: Mapping[str, str]) -> str:
    head, body = code.split("\n# imports\n", 1)
    lines = import_block(body, pipeline, common, extra)
    future = [line for line in lines.splitlines() if line.startswith("from __future__")]
    rest = "\n".join(line for line in lines.splitlines() if line not in future)
    return "\n".join([head, *future, "", rest, "", body])


def render(template: str, **values: Any) -> str:
    """A template with its values."""
    return str(environment().get_template(template).render(**values))


def class_name(stage: str) -> str:
    """``preprocess_2`` -> ``Preprocess2``."""
    return "".join(part.capitalize() for part in stage.split("_"))


def block_at_top(code: Any) -> str:
    """A statement as module level code."""
    import libcst as cst

    return cst.Module(body=statements_of([code])).code.strip("\n") + "\n"


def _field(output: Output, annotate: Callable[[Type | None], str]) -> dict[str, str]:
    text = annotate(output.type)
    if output.optional and text not in ("Any", "None"):
        text = f"{text} | None"
    field = output.name.lstrip("_") or "value"
    return {"name": output.name, "type": text, "field": field, "local": local_name(output.name)}


def _path_type(stage: Stage, parameter: str) -> str:
    urls = {f.parameter for f in stage.files if f.kind in ("url", "secret")}
    return "str" if parameter in urls else "Path"


def parameters_of(stage: Stage) -> list[dict[str, str]]:
    """Parameters of the path layer, in order."""
    found: list[dict[str, str]] = []
    if stage.config:
        found.append(
            {"name": "model_config_file", "type": "Path", "help": "YAML file of the parameters."}
        )
    seen: set[str] = set()
    for one in stage.inputs:
        if one.parameter not in seen:
            seen.add(one.parameter)
            names = " and ".join(one.artefact.names)
            text = f"{names}, {one.artefact.file} of {one.artefact.producer}."
            found.append({"name": one.parameter, "type": "Path", "help": text})
    found += [file_parameter(f) for f in stage.files if f.kind != "url"]
    found.append(
        {"name": "out_dir", "type": "Path", "help": "Folder for all that the stage saves."}
    )
    found += [file_parameter(f) for f in stage.files if f.kind == "url"]
    return found


def file_parameter(file: File) -> dict[str, str]:
    """A path of the notebook as a parameter; a URL keeps its value as the default."""
    made = {"name": file.parameter, "type": "Path", "help": f"In the notebook: {file.path}"}
    if file.kind == "url":
        made |= {"type": "str", "default": file.path, "help": "Address to read from."}
    if file.kind == "secret":
        made["type"] = "str"
    return made


def _call_arguments(stage: Stage) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if stage.config:
        found.append(("model_config_file", "model_config_file"))
    for one in stage.inputs:
        pair = (one.parameter, f"{one.artefact.producer}_dir / {one.artefact.file!r}")
        if pair not in found:
            found.append(pair)
    for file in sorted(stage.files, key=lambda f: f.kind == "url"):
        source = f"{file.producer}_dir / {file.file!r}" if file.producer else file.parameter
        found.append((file.parameter, source))
    found.append(("out_dir", f"{stage.name}_dir"))
    return found


def load_lines(stage: Stage) -> list[str]:
    """Lines that load what earlier stages saved."""
    found: dict[str, None] = {}
    by_parameter: dict[str, list[Input]] = {}
    for one in stage.inputs:
        by_parameter.setdefault(one.parameter, []).append(one)
    for parameter, group in by_parameter.items():
        artefact = group[0].artefact
        names = list(artefact.names)
        wanted = {one.name for one in group}
        targets = ", ".join(local_name(n) if n in wanted else f"_{n}" for n in names)
        load = SERIALISERS[artefact.serialiser].load.format(path=parameter)
        found[f"{targets} = {load}"] = None
    return list(found)


def save_lines(stage: Stage) -> list[str]:
    """Lines that save what later stages need."""
    found: list[str] = []
    for artefact in stage.artefacts:
        values = [_seen(stage, n) for n in artefact.names]
        value = values[0] if len(values) == 1 else f"({', '.join(values)})"
        path = f"out_dir / {artefact.file!r}"
        found.append(SERIALISERS[artefact.serialiser].save.format(value=value, path=path))
    return found


def _seen(stage: Stage, name: str) -> str:
    """How the path layer refers to a value after it called the data layer."""
    returned = [o.name for o in stage.outputs]
    if name in returned and len(returned) > 1:
        return f"result.{name.lstrip('_') or 'value'}"
    return local_name(name)
