"""The pipeline as engines see it: one command per stage, and what it depends on."""

from collections.abc import Iterable, Mapping
from typing import Literal

from nb2prod.emit.dependencies import imported
from nb2prod.emit.listing import external_files, outputs, within
from nb2prod.notebook.resources import Resources
from nb2prod.plan.config_names import config_field
from nb2prod.plan.model import File, Pipeline, Stage
from nb2prod.reach import reached
from nb2prod.records import dataclass, replace

RESULTS = "results"
"""The folder below which each stage has its out_dir."""

INPUTS = "inputs.yaml"

# With one of these, a file that nobody sees may tie stages: they keep the notebook's order.
_UNSEEN = frozenset({"NB221", "NB230"})

Kind = Literal["config", "stage", "file", "dir", "query", "url", "secret"]


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter of a stage's path layer.

    ``producer`` and ``file`` are, for the kind ``stage``, the stage that gives it and the name in
    its out_dir; the name is "" for the folder itself.
    """

    parameter: str
    kind: Kind
    producer: str = ""
    file: str = ""

    @property
    def option(self) -> str:
        """The option of the command line."""
        return "--" + self.parameter.replace("_", "-")

    @property
    def variable(self) -> str:
        """The name in the environment."""
        return self.parameter.upper()


@dataclass(frozen=True, slots=True)
class Step:
    """A stage. ``after``: stages that have to be done; ``code``: modules that it runs, as paths.

    ``keys`` are the values of model_config that it uses, none where it takes the file as a whole.
    ``only_metrics``: its metrics are all that it saves. ``figures``: images known by name.
    """

    stage: Stage
    arguments: tuple[Argument, ...]
    after: tuple[str, ...]
    code: tuple[str, ...]
    keys: tuple[str, ...]
    only_metrics: bool
    figures: tuple[str, ...]

    @property
    def name(self) -> str:
        """The stage's name."""
        return self.stage.name

    @property
    def out_dir(self) -> str:
        """Where its results go."""
        return f"{RESULTS}/{self.name}"

    @property
    def resources(self) -> Resources:
        """What the tags of its cells ask for."""
        return self.stage.resources

    @property
    def metrics(self) -> str:
        """Its file of metrics, "" if it has none."""
        return f"{self.out_dir}/{self.stage.metrics_file}" if self.stage.metrics_file else ""

    def of_kind(self, *kinds: Kind) -> list[Argument]:
        """The arguments of these kinds."""
        return [argument for argument in self.arguments if argument.kind in kinds]


@dataclass(frozen=True, slots=True)
class Workflow:
    """What the templates of all targets get. ``inputs`` are the files from outside."""

    pipeline: Pipeline
    steps: tuple[Step, ...]
    inputs: tuple[File, ...]

    @property
    def takes_config(self) -> bool:
        """Whether a stage takes model_config.yaml."""
        return any(step.of_kind("config") for step in self.steps)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the config that hold single values."""
        renamed = dict(self.pipeline.renamed)
        single = (n for n, v in self.pipeline.parameters if isinstance(v, bool | int | float | str))
        return tuple(config_field(name, renamed) for name in single) if self.takes_config else ()

    @property
    def settable(self) -> tuple[File, ...]:
        """The inputs that have a value to write down."""
        return tuple(file for file in self.inputs if file.kind != "secret")


def workflow(pipeline: Pipeline, files: Mapping[str, str]) -> Workflow:
    """The steps of a pipeline whose package has these `files`."""
    from nb2prod.emit.figure_files import image_files

    in_order = any(note.code in _UNSEEN for note in pipeline.notes)
    steps: list[Step] = []
    for stage in pipeline.stages:
        module = f"{pipeline.package}/{stage.name}.py"
        after = {producer for producer, _ in stage.sources.values()}
        if in_order and steps:
            after.add(steps[-1].name)
        alone = outputs(stage) == [stage.metrics_file]
        config = [config_field(name, dict(pipeline.renamed)) for name in stage.config]
        steps.append(
            Step(
                stage,
                _arguments(stage),
                tuple(one.name for one in steps if one.name in after),
                _modules(pipeline.package, module, files),
                () if stage.keeps_config else (*config, *stage.hyperparameters),
                alone and not stage.figures and not stage.needs_out_dir,
                image_files(stage, files[module]),
            )
        )
    inputs = (from_package(file, pipeline.data_root) for file in external_files(pipeline))
    return Workflow(pipeline, tuple(steps), tuple(inputs))


def from_package(file: File, data_root: str) -> File:
    """The file with its path from the package's folder, where the engine runs."""
    if file.kind not in ("file", "dir") or file.shown.startswith(("~", "$")):
        return file
    return replace(file, path=within(data_root, file.path))


def _arguments(stage: Stage) -> tuple[Argument, ...]:
    found = [Argument("model_config_file", "config")] if stage.takes_config_file else []
    found += [Argument(p, "stage", *source) for p, source in stage.sources.items()]
    kinds: dict[str, Kind] = {"dir": "dir", "query": "query", "url": "url", "secret": "secret"}
    outside = sorted(stage.outside, key=lambda file: file.kind == "url")
    found += [Argument(file.parameter, kinds.get(file.kind, "file")) for file in outside]
    return tuple(found)


def _modules(package: str, module: str, files: Mapping[str, str]) -> tuple[str, ...]:
    """A module and those of the package that it imports, also through others."""
    first, *others = reached(
        [module], lambda path: files.keys() & set(_own(package, imported(files[path])))
    )
    return (first, *sorted(others))


def _own(package: str, names: Iterable[str]) -> Iterable[str]:
    for name in names:
        first, *rest = name.split(".")
        if first == package and rest:
            yield f"{package}/{rest[0]}.py"
