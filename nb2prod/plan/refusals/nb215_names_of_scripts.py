"""NB215: names of the notebook that would hide what the scripts use themselves."""

from collections.abc import Iterator

from nb2prod.diagnostics import Diagnostic
from nb2prod.notebook.model import Role
from nb2prod.plan.capture_problems import is_private
from nb2prod.plan.draft import Draft
from nb2prod.plan.names import FRAME
from nb2prod.plan.refusals.registry import refusal
from nb2prod.plan.serialisers import imports_of

_MODULE = frozenset(
    {"typer", "Annotated", "Path", "NamedTuple", "Any", "main", "functools", "copy"}
)


@refusal("NB215", rank=60)
def private_names(draft: Draft) -> Iterator[Diagnostic]:
    """Names such as ``__x`` that the class of a predict stage would take as its parameters."""
    for part, one in zip(draft.parts, draft.flow.parts, strict=True):
        for name in sorted(filter(is_private, one.inputs)) if part.role is Role.PREDICT else ():
            readers = (u for u in part.units if name in u.reads)
            reader = next(readers, part.units[0])  # perhaps only an alias of what is read
            message = f"`{name}` starts with two underscores: `Predictor` would rename it."
            yield Diagnostic(message, "Give it another name.", reader.place, code="NB215")


@refusal("NB215", rank=250)
def frame_names(draft: Draft) -> Iterator[Diagnostic]:
    """Names on the level of a module that generated lines use."""
    bound = {n for unit in draft.units for n in unit.may}
    config = {"model_config"} & bound if draft.program.config else set()
    for name in sorted({*draft.placement.module_names, *config} & (FRAME | _MODULE)):
        binder = next((u for u in draft.units if name in u.may), None)
        message = f"`{name}` is a name that the scripts use themselves."
        place = binder.place if binder else None
        yield Diagnostic(message, "Give it another name.", place, code="NB215")


@refusal("NB215", rank=251, empty=True)
def helpers(draft: Draft) -> Iterator[Diagnostic]:
    """Imports of the notebook under the names of the package's own helpers for files."""
    own = {n for n, line in imports_of("package").items() if line.startswith("from package.")}
    for one in draft.analysis.imports:
        if one.name in own:
            yield Diagnostic(
                f"`{one.name}` is a name that the scripts use themselves.",
                f"Import it under another name: `{one.qualified}` as something else.",
                draft.places.get(one.statement),
                code="NB215",
            )


@refusal("NB215", rank=260)
def taken_parameters(draft: Draft) -> Iterator[Diagnostic]:
    """Values of the notebook with the name of a path that the data layer of the part takes."""
    for part, layers in zip(draft.parts, draft.layers, strict=True):
        for name in sorted(layers.needs & {n for u in part.units for n in u.reads | u.may}):
            unit = next(u for u in part.units if name in u.reads | u.may)
            message = f"`{name}` is a value here, and the scripts take a path of that name."
            yield Diagnostic(message, "Give it another name.", unit.place, code="NB215")
