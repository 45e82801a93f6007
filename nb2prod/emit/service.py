"""serve.py: a service that calls `Predictor`, with a request typed like its arguments."""

from dataclasses import asdict

from nb2prod.diagnostics import Diagnostic, Severity
from nb2prod.emit.templates import render
from nb2prod.naming import CONFIG_FILE, fresh, public
from nb2prod.notebook.model import Role
from nb2prod.plan.model import Output, Pipeline, Stage
from nb2prod.plan.model_dir import labels_asked
from nb2prod.records import dataclass

_TAKEN = frozenset(
    "construct copy dict json model_config parse_file parse_obj parse_raw schema validate".split()
)
"""What pydantic's own class calls something else."""

_PLAIN = {"int": "1", "float": "1.0", "str": '"a"', "bool": "True"}
_IMPORTS = {
    "pandas.DataFrame": "import pandas as pd",
    "pandas.Series": "import pandas as pd",
    "numpy.ndarray": "import numpy as np",
}


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of `predict`: the field of the request, and how the value is made of that."""

    name: str
    field: str
    type: str
    made: str
    example: str


def service_files(pipeline: Pipeline) -> dict[str, str]:
    """The module and its test, where they are asked for and a stage has a `Predictor`."""
    stage = served(pipeline)
    if stage is None or "serve" not in pipeline.extras:
        return {}
    outputs = _outputs(stage)
    values = {
        "package": pipeline.package,
        "title": pipeline.title,
        "stage": stage.name,
        "model_from": stage.model_from,
        "arguments": [asdict(one) for one in _arguments(outputs)],
        "imports": sorted({_IMPORTS[k] for one in outputs if (k := _kind(one)) in _IMPORTS}),
    }
    names = {
        f"{pipeline.package}/serve.py": "serve.py.jinja",
        "tests/test_serve.py": "tests/test_serve.py.jinja",
    }
    return {name: render(one, **values) for name, one in names.items()}


def not_served(pipeline: Pipeline) -> list[Diagnostic]:
    """A warning where a service is asked for, and nothing could be served."""
    if "serve" not in pipeline.extras or served(pipeline):
        return []
    why, advice = _cause(pipeline)
    message = f"there is no serve.py: {why}."
    return [Diagnostic(message, advice, code="NB239", severity=Severity.WARNING)]


def _cause(pipeline: Pipeline) -> tuple[str, str]:
    """Why nothing is served, and what to do."""
    predicts = [stage for stage in pipeline.stages if stage.role is Role.PREDICT]
    if not predicts:
        return "there is no stage `predict`", "Tag the cell that predicts as `predict`."
    stage = predicts[0]
    labels = labels_asked(stage) if any(one.model_file for one in stage.inputs) else []
    if labels:
        return (
            f"{stage.name} needs `{labels[0]}`, the labels of the rows that it predicts",
            "Compare with the labels in a cell tagged `evaluate`, and predict without them.",
        )
    if stage.predictor is None:
        return (
            f"{stage.name} takes no model that a train stage before it saved",
            "Fit it in a cell tagged `train`, and change nothing of it where you predict.",
        )
    own = {name for name, _ in stage.predictor.files}
    if paths := [path for path in stage.path_arguments if path not in own]:
        return (
            f"{stage.name} looks for files while it predicts, by `{paths[0]}`",
            "Read them above the lines that predict, or in a cell tagged `preprocess`.",
        )
    return (
        f"{stage.name} takes parameters that are not saved with the model",
        f"Let the notebook write no file `{CONFIG_FILE}` of its own.",
    )


def served(pipeline: Pipeline) -> Stage | None:
    """The first stage with a `Predictor` that takes data."""
    return next((stage for stage in pipeline.stages if _takes_data(stage)), None)


def _takes_data(stage: Stage) -> bool:
    """Whether it has a `Predictor` that takes data only: no paths, and no parameters."""
    one = stage.predictor
    if one is None or (stage.takes_config and not one.config):
        return False
    return {*stage.path_arguments} <= {name for name, _ in one.files}


def _outputs(stage: Stage) -> list[Output]:
    """What `Predictor.predict` takes."""
    assert stage.predictor is not None
    own = {*stage.predictor.attributes, *(name for name, _ in stage.predictor.files)}
    return [one for one in stage.arguments if one.name not in own]


def _kind(output: Output) -> str:
    return output.type.name if output.type else ""


def _arguments(outputs: list[Output]) -> list[Argument]:
    found: list[Argument] = []
    for one in outputs:
        taken = {*_TAKEN, *(argument.field for argument in found)}
        field = fresh(public(one.name), taken)
        found.append(Argument(one.name, field, *_typed(_kind(one), f"request.{field}")))
    return found


def _typed(kind: str, value: str) -> tuple[str, str, str]:
    """The type of the field, the value that is made of it, and an example."""
    if kind in _PLAIN:
        return kind, value, _PLAIN[kind]
    if kind == "pandas.DataFrame":
        return "list[dict[str, Any]]", f"pd.DataFrame({value})", '[{"a": 1}]'
    if kind == "pandas.Series":
        return "list[Any]", f"pd.Series({value})", "[1]"
    if kind == "numpy.ndarray":
        return "list[Any]", f"np.array({value})", "[1]"
    return "Any", value, "[1]"
