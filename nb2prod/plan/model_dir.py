"""The model directory: what `train` saves so that `predict` and `evaluate` need nothing else.

A stage takes its model from the last train stage before it. That stage's folder also has copies of
the fitted state that earlier stages saved.
"""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import PurePosixPath

from nb2prod.analysis.syntax.nodes import all_nodes, loaded, targets_of
from nb2prod.naming import CONFIG_FILE, claimed, fresh, public
from nb2prod.notebook.model import Role
from nb2prod.patterns import regex
from nb2prod.plan.artefacts import free_name
from nb2prod.plan.fitted_state import Rows
from nb2prod.plan.model import (
    METRICS,
    Artefact,
    Carried,
    Code,
    Edit,
    File,
    Held,
    Input,
    Predictor,
    Stage,
)
from nb2prod.plan.paths import span
from nb2prod.plan.serialisers import SERIALISERS
from nb2prod.plan.streams import RANDOM_STATE
from nb2prod.plan.substitute import loaded_names, with_names
from nb2prod.records import dataclass, replace

_FITTED_FILES = frozenset({
    ".pkl", ".pickle", ".joblib", ".json", ".yaml", ".yml", ".npy", ".npz", ".h5", ".hdf5",
    ".keras", ".pt", ".pth", ".bin", ".model", ".ubj", ".cbm", ".onnx", ".safetensors", ".ckpt",
})  # fmt: skip
"""Files that the notebook writes and reads again: suffixes that hold no tables."""

_LABELS = regex(r"y(_?(test|train|true|val|valid|validation)(_\w+)?)?")
_TABLES = ("pandas.DataFrame", "pandas.Series")


@dataclass
class _Model:
    """One train stage, and what was found to be carried in it so far."""

    number: int
    used: set[str]
    parameters: set[str]
    carried: dict[tuple[str, str], Carried] = field(default_factory=dict)


class ModelDirectory:
    """Builds the model directories of a pipeline; call `run`.

    ``config`` is the name of the object with the parameters.
    """

    def __init__(
        self, stages: Sequence[Stage], rows: Rows, mutated: Sequence[frozenset[str]], config: str
    ) -> None:
        self.stages, self.rows, self.mutated = list(stages), rows, mutated
        self.config = config
        self.numbers = {stage.name: n for n, stage in enumerate(stages)}
        self.models: dict[int, _Model] = {}

    def run(self) -> tuple[Stage, ...]:
        """The stages, with what they take from the model directory and put there."""
        for number, stage in enumerate(self.stages):
            if stage.role is Role.TRAIN and stage.takes_config and _config_is_free(stage):
                self._keep_config(number)
        for number, stage in enumerate(self.stages):
            before = [n for n in range(number) if self.stages[n].role is Role.TRAIN]
            if before and stage.role in (Role.PREDICT, Role.EVALUATE):
                self.stages[number] = self._with_model(number, before[-1])
        for model in self.models.values():
            stage = self.stages[model.number]
            self.stages[model.number] = replace(stage, carried=tuple(model.carried.values()))
        return tuple(self.stages)

    def _with_model(self, number: int, model: int) -> Stage:
        stage = self.stages[number]
        inputs = tuple(
            replace(one, model_file=self._file_of(one, model))
            if self._is_model(one, model, number)
            else one
            for one in stage.inputs
        )
        files = tuple(
            replace(one, model_file=self._carry_file(one, model))
            if self._is_model_file(one, model, stage)
            else one
            for one in stage.files
        )
        if not [i for i in inputs if i.model_file] and not [f for f in files if f.model_file]:
            return stage
        config = stage.takes_config and _config_is_free(self.stages[model])
        if config:
            self._keep_config(model)
        made = replace(
            stage,
            inputs=inputs,
            files=files,
            model_from=self.stages[model].name,
            config_from_model=config,
        )
        if stage.role is Role.PREDICT:
            served = with_predictor(made, self.mutated[number], self.config)
            if _is_asked(served):
                return served
        return with_model_files(made)

    def _keep_config(self, number: int) -> None:
        stage = self.stages[number]
        changes = bool(self.mutated[number] & set(stage.config))
        self.stages[number] = replace(stage, keeps_config=True, changes_config=changes)

    # values

    def _is_model(self, one: Input, model: int, number: int) -> bool:
        producer = self.numbers[one.artefact.producer]
        early = producer <= model and self.stages[producer].role in (Role.PREPROCESS, Role.TRAIN)
        names = one.artefact.names
        # what is one object stays one where the stage changes it or gives it
        given = {name for artefact in self.stages[number].artefacts for name in artefact.names}
        aliased = len(names) > 1 and bool(set(names) & (self.mutated[number] | given))
        stream = one.name.endswith(RANDOM_STATE)
        return early and not aliased and (stream or self.rows.is_state(one.name, producer))

    def _file_of(self, one: Input, model: int) -> str:
        """The name in the model directory of the artefact that the value is in."""
        artefact = one.artefact
        if artefact.producer == self.stages[model].name:
            return artefact.file
        into = self._model(model)
        key = (artefact.producer, artefact.file)
        if key not in into.carried:
            known = [i.parameter for i in self.stages[model].inputs if i.artefact == artefact]
            parameter = known[0] if known else fresh(one.parameter, into.parameters)
            file = _free_file(artefact, into.used)
            self._add(into, Carried(parameter, *key, file, artefact.names, artefact))
        return into.carried[key].file

    # files that the notebook writes itself

    def _is_model_file(self, one: File, model: int, stage: Stage) -> bool:
        if one.producer is None or one.file is None or one.kind != "file":
            return False
        producer = self.numbers[one.producer]
        if producer > model or self.stages[producer].role not in (Role.PREPROCESS, Role.TRAIN):
            return False
        read = [o for o in stage.arguments if _reads(stage, one, o.name)]
        kinds = {o.type.name for o in read if o.type}
        asked = any(o.name in self.rows.asked for o in read)
        fitted = PurePosixPath(one.file).suffix.lower() in _FITTED_FILES
        return fitted and not asked and not kinds & set(_TABLES)

    def _carry_file(self, one: File, model: int) -> str:
        assert one.producer is not None and one.file is not None
        if one.producer == self.stages[model].name:
            return one.file
        into = self._model(model)
        key = (one.producer, one.file)
        if key not in into.carried:
            path = PurePosixPath(one.file)
            stem = fresh(path.stem, {PurePosixPath(f).stem for f in into.used})
            file = str(path.with_name(stem + path.suffix)) if one.file in into.used else one.file
            known = [f.parameter for f in self.stages[model].files if f.path == one.path]
            parameter = known[0] if known else fresh(one.parameter, into.parameters)
            self._add(into, Carried(parameter, *key, file))
        return into.carried[key].file

    def _add(self, into: _Model, carried: Carried) -> None:
        into.used.add(carried.file)
        into.parameters.add(carried.parameter)
        into.carried[(carried.producer, carried.source)] = carried

    def _model(self, number: int) -> _Model:
        if number not in self.models:
            stage = self.stages[number]
            used = {file for _, file in stage.written}
            for one in stage.artefacts:
                used |= SERIALISERS[one.serialiser].files(one.file.split(".")[0])
            parameters = {i.parameter for i in stage.inputs} | {f.parameter for f in stage.files}
            parameters |= {i.name for i in stage.inputs}
            parameters |= {"out_dir", "model_config_file", "changes"}
            used |= {CONFIG_FILE, METRICS}
            self.models[number] = _Model(number, used, parameters)
        return self.models[number]


def _config_is_free(stage: Stage) -> bool:
    """Whether the notebook writes no file of that name there itself."""
    return CONFIG_FILE not in {file for _, file in stage.written}


def _free_file(artefact: Artefact, used: set[str]) -> str:
    stem = PurePosixPath(artefact.file).name.split(".")[0]
    return free_name(stem, SERIALISERS[artefact.serialiser], used)


def _reads(stage: Stage, file: File, name: str) -> bool:
    """Whether the path layer loads the value of `name` from the file."""
    return any(name in _bound(c) and file.parameter in names_of(c) for c in stage.loads)


# the class


def _is_asked(stage: Stage) -> bool:
    """Whether the stage predicts for what it is given, and needs no labels of that."""
    return bool(_given(stage)) and not labels_asked(stage)


def labels_asked(stage: Stage) -> list[str]:
    """The labels of the rows, among what the stage is given beside the model."""
    return [name for name in _given(stage) if _LABELS.fullmatch(name)]


def _given(stage: Stage) -> list[str]:
    held = stage.predictor.attributes.keys() if stage.predictor else set[str]()
    return [a.name for a in stage.arguments if a.name not in held]


def with_predictor(stage: Stage, mutated: frozenset[str], config: str) -> Stage:
    """The stage with a class that holds what comes from the model directory.

    `config` is the name of the object with the parameters.
    """
    files = {f.parameter: f"model_dir / {f.model_file!r}" for f in stage.files if f.model_file}
    outside = {f.parameter for f in stage.files} - files.keys() | {"out_dir"}
    names = [i.name for i in stage.inputs if i.model_file]
    others = {i.name for i in stage.inputs if not i.model_file}
    own: list[Code] = []
    rest: list[Code] = []
    for code in stage.loads:
        needs = names_of(code)
        if needs & files.keys() and not needs & (outside | others):
            own.append(code)
            names += sorted(_bound(code))
        else:
            rest.append(code)
            others |= _bound(code)
    used = {"predict", config}
    held: list[Held] = []
    for name in dict.fromkeys(names):
        attribute = claimed(public(name), used)
        held.append(Held(name, attribute, name in mutated))
    lines = [n for code in (*stage.loads, *stage.saves) for n in names_of(code) | _bound(code)]
    taken = {*lines, *names, *others, *outside, *(o.name for o in stage.outputs)}
    variable = fresh("predictor", taken)
    inside = {h.name: f"self.{h.attribute}" for h in held}
    through = {h.name: f"{variable}.{h.attribute}" for h in held}
    returned = {o.name for o in stage.outputs}
    if stage.config_from_model:
        inside[config] = f"self.{config}"
        through[config] = f"{variable}.{config}"
    predictor = Predictor(
        variable,
        tuple(held),
        tuple(seen_as(code, {**inside, **files}, inside) for code in own),
        tuple((p, f.model_file) for p, f in _needed_files(stage)),
        stage.config_from_model,
        bool(mutated & set(stage.config)),
    )
    after = {name: code for name, code in through.items() if name not in returned}
    return replace(
        stage,
        loads=tuple(seen_as(code, {**through, **files}, {}) for code in rest),
        saves=tuple(seen_as(code, {**after, **files}, {}) for code in stage.saves),
        predictor=predictor,
    )


def _needed_files(stage: Stage) -> list[tuple[str, File]]:
    return [
        (f.parameter, f)
        for f in stage.files
        if f.model_file and f.parameter in stage.path_arguments
    ]


def with_model_files(stage: Stage) -> Stage:
    """The path layer of a stage that has no `Predictor`, with files of its model directory."""
    files = {f.parameter: f"model_dir / {f.model_file!r}" for f in stage.files if f.model_file}
    if not files:
        return stage
    handed = [Code(text=f"{name} = {files[name]}") for name, _ in _needed_files(stage)]
    return replace(
        stage,
        loads=(*handed, *(seen_as(code, files, {}) for code in stage.loads)),
        saves=tuple(seen_as(code, files, {}) for code in stage.saves),
    )


# code


def names_of(code: Code) -> set[str]:
    """Names that the line reads in the path layer."""
    if code.statement is None:
        return loaded_names(code.text)
    found = {n for edit in code.edits for n in loaded_names(edit.code)}
    found |= {n for _, pairs in code.captured for _, value in pairs for n in loaded_names(value)}
    found |= {n for _, value in code.replaced for n in loaded_names(value)}
    return found | loaded(*code.statement.nodes) - {name for name, _ in code.replaced}


def _targets(code: Code) -> list[ast.Name]:
    """The names that the line binds, but for those of ``with … as f``."""
    nodes = code.statement.nodes if code.statement else ast.parse(code.text).body
    files = {
        id(item.optional_vars)
        for top in nodes
        for n in all_nodes(top)
        if isinstance(n, ast.With)
        for item in n.items
    }
    return [
        part
        for node in (n for top in nodes for n in all_nodes(top))
        for target in (targets_of(node) if not isinstance(node, ast.AugAssign) else ())
        for part in all_nodes(target)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store) and id(part) not in files
    ]


def _bound(code: Code) -> set[str]:
    return {target.id for target in _targets(code)}


def seen_as(code: Code, read: Mapping[str, str], stored: Mapping[str, str]) -> Code:
    """The line with expressions in the place of names that it reads, and of those it binds."""
    if code.statement is None:
        return replace(code, text=with_names(code.text, read, stored))
    tops = code.statement.nodes if code.edits else ()
    owners = {span(n.value) for top in tops for n in all_nodes(top)
              if isinstance(n, ast.Attribute | ast.Subscript)}  # fmt: skip
    edits = []
    for edit in code.edits:
        made = with_names(edit.code, read)
        loose = made != edit.code and isinstance(ast.parse(made, mode="eval").body, ast.BinOp)
        edits.append(replace(edit, code=f"({made})" if loose and edit.span in owners else made))
    edits += [Edit(span(t), stored[t.id]) for t in _targets(code) if t.id in stored]
    captured = tuple(
        (name, tuple((p, with_names(value, read)) for p, value in pairs))
        for name, pairs in code.captured
    )
    replaced = {name: with_names(value, read) for name, value in code.replaced}
    plain = loaded(*code.statement.nodes)
    replaced |= {n: c for n, c in read.items() if n in plain and n not in replaced}
    return replace(
        code,
        edits=tuple(edits),
        captured=captured,
        replaced=tuple(sorted(replaced.items())),
    )
