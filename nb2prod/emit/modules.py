"""The text of the package's modules."""

import ast
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from nb2prod.analysis.model import Type
from nb2prod.analysis.syntax.nodes import walked
from nb2prod.analysis.text_names import all_named_in_text
from nb2prod.analysis.types.annotations import annotation
from nb2prod.emit.blocks import block, block_under, on_top
from nb2prod.emit.command_options import changes_help, file_parameter, parameters_of, path_checks
from nb2prod.emit.config import checked, config_import, load_name, save_name
from nb2prod.emit.fold_means import fold_means
from nb2prod.emit.import_lines import import_block, names_of_modules
from nb2prod.emit.items import item_texts
from nb2prod.emit.named import with_marks
from nb2prod.emit.stage_words import stage_in_words
from nb2prod.emit.templates import render
from nb2prod.naming import CONFIG_FILE
from nb2prod.notebook.model import Role
from nb2prod.plan.flat_metrics import flat_metrics
from nb2prod.plan.model import Code, File, Input, Item, Output, Pipeline, Stage
from nb2prod.plan.names import field_name, local_name
from nb2prod.plan.serialisers import FOLDERS, PATHS, SERIALISERS
from nb2prod.plan.substitute import loaded_names
from nb2prod.records import replace

_VERBS = {
    Role.PREPROCESS: "Preprocess",
    Role.TRAIN: "Train",
    Role.PREDICT: "Predict",
    Role.EVALUATE: "Evaluate",
}


class Annotations:
    """Writes types as the notebook would, and gathers the imports for that."""

    def __init__(self, pipeline: Pipeline, own: Iterable[Item] = ()) -> None:
        self.names = names_of_modules(pipeline)
        self.imports: dict[str, str] = {}
        self.classes = {item.name for item in [*pipeline.items, *own]}

    def __call__(self, kind: Type | None) -> str:
        return self._text(_with_classes(kind, self.classes))

    def early(self, kind: Type | None) -> str:
        """The same for a definition, above which a class of the notebook may be missing."""
        return self._text(_with_classes(kind, frozenset()))

    def _text(self, kind: Type | None) -> str:
        text, needed = annotation(kind, self.names)
        for module, name, alias in needed:
            shown = alias or name or module.split(".")[0]
            line = f"from {module} import {name}" if name else f"import {module}"
            self.imports[shown] = line + (f" as {alias}" if alias and alias != name else "")
        return text


def _with_classes(kind: Type | None, classes: Collection[str]) -> Type | None:
    """The type without classes of the notebook that are not at hand, wherever they stand in it."""
    if kind is None or (kind.own_class and kind.own_class not in classes):
        return None
    return replace(kind, parts=tuple(_with_classes(part, classes) for part in kind.parts))


def stage_module(pipeline: Pipeline, stage: Stage) -> str:
    """The module of a stage: data layer, path layer, command line."""
    pipeline = pipeline.seen_from(stage.name)
    annotate = Annotations(pipeline, stage.items)
    outputs = [_field(o, stage.returned, annotate) for o in stage.outputs]
    if stage.figures:
        figures = Output(stage.figures, Type("dict"))
        outputs.append({**_field(figures, stage.returned, annotate), "type": "dict[str, Any]"})
    arguments = [_field(a, stage.returned, annotate) for a in stage.arguments]
    paths = stage.path_arguments
    arguments += [{"name": p, "type": _path_type(stage, p), "local": p, "shape": ""} for p in paths]
    names = pipeline.config
    if stage.takes_config and any(names.value in read_instead(code) for code in stage.body):
        config = {"name": names.value, "type": names.kind, "local": names.value, "shape": ""}
        arguments.insert(0, config)
    returns = "None"
    if len(outputs) == 1:
        returns = outputs[0]["type"]
    elif outputs:
        returns = f"{class_name(stage.name)}Result"
    artefacts = [*save_lines(stage), *carry_lines(stage, pipeline)]
    results = [*artefacts, *stage.saves, *stage.metrics, *stage.predictions, stage.figures]
    body, metrics = block(stage.body), [(n, _seen(stage, n)) for n in stage.metrics]
    code = render(
        "stage.py.jinja",
        stage=stage,
        verb=_VERBS[stage.role],
        sentence=stage_in_words(stage),
        command=stage_in_words(stage, saving=any(results) or stage.needs_out_dir),
        title=pipeline.title,
        effects=[on_top([code]) for code in stage.effects],
        items=item_texts(stage.items, annotate.early),
        result=f"{class_name(stage.name)}Result",
        outputs=outputs,
        arguments=arguments,
        returns=returns,
        body=body,
        parameters=parameters_of(stage, pipeline),
        config=_config_file(stage),
        names=names,
        load=load_name(pipeline),
        inputs=load_lines(stage),
        loads=block_under("Load", stage.loads),
        saves=block_under("Save", stage.saves).strip("\n"),
        artefacts=artefacts,
        has_results=any(results),
        predictor=predictor_of(stage, arguments, pipeline),
        metrics=[*metrics, *fold_means(body, metrics)],
        flat=flat_metrics(_nodes(body), stage.metrics)[0],
        plain_metrics=has_plain_metrics(stage),
        figures=_seen(stage, stage.figures) if stage.figures else "",
        predictions=[(n, _seen(stage, n)) for n in stage.predictions],
        rows=_rows(stage),
    )
    extra = {**dict(pipeline.extra_imports), **annotate.imports}
    extra[names.kind] = config_import(pipeline)
    in_text = names_in_text([*stage.effects, *stage.loads, *stage.body, *stage.saves], stage.items)
    in_text |= {name for one in stage.inputs for name in one.artefact.looks_up}
    in_text |= {i.name for i in pipeline.items if i.definition and i.definition.everywhere}
    return _with_imports(code, pipeline, pipeline.common, extra, in_text)


def _nodes(body: str) -> Iterator[ast.AST]:
    """The nodes of an indented block, which is parsed only if one is asked for."""
    yield from walked(ast.parse(textwrap.dedent(body)))


def _rows(stage: Stage) -> str:
    """The path layer's name of the table that is predicted on, if it has it."""
    held = stage.predictor.attributes if stage.predictor else {}
    return "" if stage.predicted_on in held else local_name(stage.predicted_on)


def names_in_text(codes: Iterable[Code], items: Iterable[Item]) -> frozenset[str]:
    """The names that strings in the code of the notebook read."""
    statements = (c.statement for c in (*codes, *(item.code for item in items)))
    return all_named_in_text(n for s in statements if s is not None for n in s.nodes)


_NUMBERS = ("int", "float", "bool", "numpy.float64", "numpy.int64", "numpy.bool_")


def has_plain_metrics(stage: Stage) -> bool:
    """Whether all metrics are numbers."""
    numbers = {o.name for o in stage.outputs if o.type and o.type.name in _NUMBERS}
    return set(stage.metrics) <= numbers


def read_instead(code: Code) -> set[str]:
    """Names that the line reads in the place of those that it has in the notebook."""
    texts = [code.text, *(edit.code for edit in code.edits), *(c for _, c in code.replaced)]
    texts += [value for _, pairs in code.captured for _, value in pairs]
    return {name for text in texts for name in loaded_names(text)}


def _config_file(stage: Stage) -> str:
    """The expression for the file that the path layer loads model_config from, if it does."""
    if not stage.loads_config:
        return ""
    return f'model_dir / "{CONFIG_FILE}"' if stage.config_from_model else "model_config_file"


def predictor_of(
    stage: Stage, arguments: Sequence[dict[str, str]], pipeline: Pipeline
) -> dict[str, Any] | None:
    """What the template needs for the class `Predictor`.

    Where the notebook imports something else under the name `copy`, ours gets another.
    """
    other = any(one.name == "copy" and one.qualified != "copy" for one in pipeline.imports)
    deepcopy = f"copy{'_module' if other else ''}.deepcopy"
    one = stage.predictor
    if one is None:
        return None
    own = {h.name: (f"self.{h.attribute}", h.copied) for h in one.held}
    own |= {p: (f"self.{p}", False) for p, _ in one.files}
    if one.config:
        own[pipeline.config.value] = (f"self.{pipeline.config.value}", one.config_copied)
    calls = []
    for argument in arguments:
        value, copied = own.get(argument["name"], (argument["name"], False))
        calls.append((argument["name"], f"{deepcopy}({value})" if copied else value))
    lines = load_lines(stage, held=True)
    lines += [f"self.{p} = model_dir / {file!r}" for p, file in one.files]
    return {
        "variable": one.variable,
        "config": one.config,
        "lines": lines,
        "loads": textwrap.indent(block(one.loads), "    "),
        "calls": calls,
        "arguments": [a for a in arguments if a["name"] not in own],
    }


def common_module(pipeline: Pipeline) -> str:
    """Definitions and constants that several stages use."""
    pipeline = pipeline.seen_from("common")
    annotate = Annotations(pipeline)
    items = item_texts(pipeline.items, annotate.early)
    code = render("common.py.jinja", title=pipeline.title, items=items)
    in_text = {*names_in_text((), pipeline.items), *pipeline.chosen_classes}
    return _with_imports(code, pipeline, (), annotate.imports, in_text)


def pipeline_module(pipeline: Pipeline) -> str:
    """One command for all the stages."""
    outside: dict[str, File] = {}
    for stage in pipeline.stages:
        for file in stage.files:
            if file.producer is None:
                outside.setdefault(file.parameter, file)
    ordered = sorted(outside.values(), key=lambda f: f.kind == "url")
    checks = path_checks(pipeline.stages)
    config = any(s.takes_config_file for s in pipeline.stages)
    code = render(
        "pipeline.py.jinja",
        title=pipeline.title,
        package=pipeline.package,
        stages=[{"name": s.name, "arguments": _call_arguments(s)} for s in pipeline.stages],
        files=[file_parameter(f, checks) for f in ordered if f.kind != "url"],
        urls=[file_parameter(f) for f in ordered if f.kind == "url"],
        config=config,
        changes=changes_help(pipeline),
        track=bool(pipeline.track),
        checked="" if pipeline.stages[0].loads_config or not config else checked(pipeline),
    )
    extra = {
        f"{s.name}_from_path": f"from {pipeline.package}.{s.name} import {s.name}_from_path"
        for s in pipeline.stages
    }
    extra[pipeline.config.kind] = config_import(pipeline)
    for name in ("tracked", "tracked_run") if pipeline.track else ():
        extra[name] = f"from {pipeline.package}.tracking import {name}"
    return _with_imports(code, pipeline, (), extra)


def functions_tests(pipeline: Pipeline) -> str:
    """What the notebook asserts of its functions, as tests."""
    tests = [(one.name, block(one.body)) for one in pipeline.assertions]
    code = render("tests/test_functions.py.jinja", tests=tests)
    used = dict(pair for one in pipeline.assertions for pair in one.used)
    extra = {n: f"from {pipeline.package}.{module} import {n}" for n, module in used.items()}
    return _with_imports(code, pipeline, (), extra)


def _with_imports(
    code: str,
    pipeline: Pipeline,
    common: Any,
    extra: Mapping[str, str],
    in_text: Collection[str] = (),
) -> str:
    head, body = code.split("\n# imports\n", 1)
    body = with_marks(body, in_text)
    lines = import_block(body, pipeline, common, extra, in_text)
    future = [line for line in lines.splitlines() if line.startswith("from __future__")]
    rest = "\n".join(line for line in lines.splitlines() if line not in future)
    return "\n".join([head, *future, "", rest, "", body])


def class_name(stage: str) -> str:
    """``preprocess_2`` -> ``Preprocess2``."""
    return "".join(part.capitalize() for part in stage.split("_"))


def _field(
    output: Output, names: Sequence[str], annotate: Callable[[Type | None], str]
) -> dict[str, str]:
    text = annotate(output.type)
    if output.optional and text not in ("Any", "None"):
        text = f"{text} | None"
    field = field_name(output.name, names)
    local = local_name(output.name)
    shape = output.shape
    return {"name": output.name, "type": text, "field": field, "local": local, "shape": shape}


def _path_type(stage: Stage, parameter: str) -> str:
    urls = {f.parameter for f in stage.files if f.kind in ("url", "secret")}
    return "str" if parameter in urls else "Path"


def _call_arguments(stage: Stage) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if stage.takes_config_file:
        found += [("model_config_file", "model_config_file"), ("changes", "changes")]
    for parameter, (producer, file) in stage.sources.items():
        found.append((parameter, f"{producer}_dir / {file!r}" if file else f"{producer}_dir"))
    found += [
        (f.parameter, f.parameter) for f in sorted(stage.outside, key=lambda f: f.kind == "url")
    ]
    found.append(("out_dir", f"{stage.name}_dir"))
    return found


def load_lines(stage: Stage, held: bool = False) -> list[str]:
    """Lines that load what earlier stages saved; with `held`, those of the `Predictor`."""
    found: dict[str, None] = {}
    attributes = stage.predictor.attributes if stage.predictor else {}
    by_path: dict[str, list[Input]] = {}
    for one in stage.inputs:
        if bool(stage.predictor and one.model_file) == held:
            path = f"model_dir / {one.model_file!r}" if one.model_file else one.parameter
            by_path.setdefault(path, []).append(one)
    for path, group in by_path.items():
        artefact = group[0].artefact
        wanted = {
            one.name: f"self.{attributes[one.name]}" if held else local_name(one.name)
            for one in group
        }
        targets = ", ".join(wanted.get(n, f"_{n}") for n in artefact.names)
        load = SERIALISERS[artefact.serialiser].loading(path)
        found[f"{targets} = {load}"] = None
    return list(found)


def save_lines(stage: Stage) -> list[str]:
    """Lines that save what later stages need."""
    found: list[str] = []
    for artefact in stage.artefacts:
        if artefact.written:
            continue
        values = [_seen(stage, n) for n in artefact.names]
        value = values[0] if len(values) == 1 else f"({', '.join(values)})"
        path = f"out_dir / {artefact.file!r}"
        found.append(SERIALISERS[artefact.serialiser].saving(value, path))
    return found


def carry_lines(stage: Stage, pipeline: Pipeline) -> list[str]:
    """Lines that put into the model directory what later stages need of earlier ones."""
    found: list[str] = []
    if stage.keeps_config:
        given = checked(pipeline) if stage.changes_config else pipeline.config.value
        found.append(f'{given}.{save_name(pipeline)}(out_dir / "{CONFIG_FILE}")')
    for one in stage.carried:
        path = f"out_dir / {one.file!r}"
        kind = SERIALISERS[one.artefact.serialiser] if one.artefact else None
        if kind is None or not (kind.beside or kind is PATHS or kind.suffix in FOLDERS):
            found.append(f"shutil.copy({one.parameter}, {path})")
        else:
            found.append(kind.saving(kind.loading(one.parameter), path))
    return found


def _seen(stage: Stage, name: str) -> str:
    """How the path layer refers to a value after it called the data layer."""
    returned = stage.returned
    if stage.predictor and name in stage.predictor.attributes and name not in returned:
        return f"{stage.predictor.variable}.{stage.predictor.attributes[name]}"
    if name in returned and len(returned) > 1:
        return f"result.{field_name(name, returned)}"
    return local_name(name)
